// docs/analytics-api.md and the answers, held together: every field that the page shows is there, and no
// other.
#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>

#include "asked.h"
#include "random_facts.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// The page's example of each answer, by its heading.
std::map<std::string, json::value> examples() {
    std::ifstream page(BRIGADE_SOURCE_DIR "/docs/analytics-api.md");
    REQUIRE(page);
    std::map<std::string, json::value> found;
    std::string heading, text, line;
    bool inside = false;
    while (std::getline(page, line)) {
        if (line.starts_with("### ")) heading = line.substr(4);
        const bool ends = inside && line == "```";
        if (ends) found.emplace(heading, json::parse(text));
        if (inside && !ends) text += line + "\n";
        if (line == "```json") text.clear();
        inside = !ends && (inside || line == "```json");
    }
    return found;
}

// `{}` on the page stands for a spread, a share or a period, which are shown elsewhere.
void check_same_form(const json::value& shown, const json::value& told, const std::string& path) {
    INFO(path);
    if (const auto* list = shown.if_array()) {
        REQUIRE(told.is_array());
        if (!list->empty()) {
            REQUIRE_FALSE(told.as_array().empty());
            check_same_form(list->front(), told.as_array().front(), path + "/0");
        }
        return;
    }
    const auto* object = shown.if_object();
    if (!object || object->empty()) {
        CHECK(told.is_object() == (object != nullptr));
        return;
    }
    REQUIRE(told.is_object());
    for (const auto& field : told.as_object()) {
        INFO(path + "/" + std::string(field.key()) + " is told, but not on the page");
        CHECK(object->contains(field.key()));
    }
    for (const auto& field : *object) {
        INFO(path + "/" + std::string(field.key()) + " is on the page, but not told");
        REQUIRE(told.as_object().contains(field.key()));
        check_same_form(field.value(), told.at(field.key()), path + "/" + std::string(field.key()));
    }
}

}  // namespace

TEST_CASE("every answer has the fields of its example on the page, and no other") {
    auto facts = a_random_kitchen(5, "2026-10-20", 32, 60);
    const auto shown = examples();
    for (const char* path : {"status", "choices", "figures", "hours", "days", "heat", "stations", "items",
                             "distribution", "live"}) {
        REQUIRE(shown.contains(path));
        check_same_form(shown.at(path), asked(facts, path), path);
    }
}

TEST_CASE("comparisons have the form of the figures they stand beside") {
    auto facts = a_random_kitchen(5, "2026-10-20", 32, 60);
    const auto figures = asked(facts, "figures");
    json::value now = figures.at("now");
    now.as_object().erase("open");
    for (const char* other : {"previous", "weekdays"}) check_same_form(now, figures.at(other), other);
}

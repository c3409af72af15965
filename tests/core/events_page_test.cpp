// src/core/EVENTS.md and the code, held together: kinds, fields and examples, in both directions.
#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <variant>

#include "core/event_json.h"
#include "core/snapshot.h"
#include "random_walk.h"

using namespace brigade;
using namespace brigade::test;
using Words = std::set<std::string>;

namespace {

// The page by its "### " and "## " headings.
std::map<std::string, std::string> sections() {
    std::ifstream page(BRIGADE_SOURCE_DIR "/src/core/EVENTS.md");
    REQUIRE(page);
    std::map<std::string, std::string> result;
    std::string heading, line;
    while (std::getline(page, line)) {
        if (line.starts_with("##"))
            heading = line.substr(line.find(' ') + 1);
        else
            result[heading] += line + "\n";
    }
    return result;
}

Words matches(const std::string& text, const char* pattern) {
    std::regex regex(pattern);
    Words found;
    for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match)
        found.insert((*match)[1]);
    return found;
}

// Its fields: what its list names `so`.
Words fields_of(const std::string& section) {
    std::string list, line;
    std::istringstream lines(section);
    bool inside = false;
    while (std::getline(lines, line)) {
        inside = line.starts_with("- ") || (inside && line.starts_with("  "));
        if (inside) list += line + "\n";
    }
    return matches(list, "`([a-z_]+)`");
}

std::vector<std::string> examples_of(const std::string& section) {
    std::vector<std::string> found;
    std::string line;
    std::istringstream lines(section);
    while (std::getline(lines, line))
        if (line.starts_with("{")) found.push_back(line);
    return found;
}

void add_keys(Words& keys, const json::value& value) {
    if (const auto* list = value.if_array())
        for (const json::value& element : *list) add_keys(keys, element);
    if (const auto* object = value.if_object())
        for (const auto& field : *object) {
            std::string key(field.key());
            keys.insert(key);
            bool of_the_contract = field.value().is_object() && (key == "order" || key == "content");
            if (!of_the_contract) add_keys(keys, field.value());
        }
}

// A ticket is recalled of which a part was done: walks seldom come to it.
TestKitchen a_part_recalled() {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 5));
    k.bump_line(at("grill", "a"), "1", 3);
    k.bump(at("grill", "a"));
    k.run(RecallTicket{at("grill", "a"), {{"1"}}, {3}});
    return k;
}

// Every field that walks write: by kind of event, and in snapshots.
struct Written {
    std::map<std::string, Words> events;
    Words snapshot;

    Written() {
        for (unsigned seed = 1; seed < 9; ++seed) {
            TestKitchen k = a_walked_kitchen(seed);
            RandomWalk walk(seed);
            for (int step = 0; step < 400; ++step) {
                k.run(walk.next(k));
                if (step % 20 == 0) add_keys(snapshot, json::parse(encode_snapshot(k.kitchen)));
            }
            add_events(k);
        }
        add_events(a_part_recalled());
    }

    void add_events(const TestKitchen& k) {
        for (const Event& event : k.journal)
            add_keys(events[std::string(kind_of(event.body))], json::parse(encode_event(event)));
    }
};

const Written& written() {
    static const Written all;
    return all;
}

Words missing(const Words& wanted, const Words& there) {
    Words rest;
    for (const std::string& word : wanted)
        if (!there.contains(word)) rest.insert(word);
    return rest;
}

Words kinds_in_code() {
    Words kinds;
    for (const auto& [kind, keys] : written().events) kinds.insert(kind);
    REQUIRE(kinds.size() == std::variant_size_v<EventBody>);
    return kinds;
}

}  // namespace

TEST_CASE("EVENTS.md has a section for every kind, and none for a kind that does not exist") {
    Words headings;
    for (const auto& [heading, text] : sections())
        if (!matches(heading, "^([a-z_]+)$").empty()) headings.insert(heading);
    CHECK(headings == kinds_in_code());
}

TEST_CASE("EVENTS.md names every field that an event has, and no other") {
    auto page = sections();
    Words envelope = fields_of(page["The envelope"]);
    Words seen_anywhere;
    for (const std::string& kind : kinds_in_code()) {
        INFO(kind);
        const Words& seen = written().events.at(kind);
        seen_anywhere.insert(seen.begin(), seen.end());
        Words named = fields_of(page[kind]);
        CHECK(missing(named, seen) == Words{});
        for (const std::string& other : matches(page[kind], "as in ([a-z_]+)"))
            named.merge(fields_of(page[other]));
        named.insert(envelope.begin(), envelope.end());
        CHECK(missing(seen, named) == Words{});
    }
    CHECK(missing(envelope, seen_anywhere) == Words{});
}

TEST_CASE("EVENTS.md names every field that a snapshot has, and no other") {
    auto page = sections();
    Words named;
    for (const auto& [heading, text] : page)
        if (heading.starts_with("Snapshot: ")) named.merge(fields_of(text));
    CHECK(missing(named, written().snapshot) == Words{});
    named.merge(fields_of(page["kitchen_configured"]));
    CHECK(missing(written().snapshot, named) == Words{});
}

TEST_CASE("every kind has an example in EVENTS.md, and examples come back byte for byte") {
    auto page = sections();
    for (const std::string& kind : kinds_in_code()) {
        INFO(kind);
        auto examples = examples_of(page[kind]);
        CHECK_FALSE(examples.empty());
        for (const std::string& example : examples) {
            auto event = decode_event(example);
            if (!event) FAIL(event.error().message);
            CHECK(kind_of(event->body) == kind);
            CHECK(encode_event(*event) == example);
        }
    }
    auto snapshots = examples_of(page["Snapshot: an example"]);
    REQUIRE(snapshots.size() == 1);
    auto kitchen = decode_snapshot(snapshots[0]);
    if (!kitchen) FAIL(kitchen.error().message);
    CHECK(encode_snapshot(*kitchen) == snapshots[0]);
}

TEST_CASE("what is not an event or a snapshot of this format is refused with its place") {
    auto said = [](const std::string& text) {
        auto event = decode_event(text);
        return event ? std::string("taken") : event.error().message;
    };
    const std::string held =
        R"({"seq":9,"at":"2026-11-20T12:06:00.000Z","kind":"order_held","order_id":"a"})";
    auto with = [&](const std::string& from, const std::string& to) {
        return std::string(held).replace(held.find(from), from.size(), to);
    };
    CHECK(said(held) == "taken");
    CHECK(said(with("\"a\"", "\"a\",\"later\":1")) == "taken");
    CHECK(said("") != "taken");
    CHECK(said("[]") != "taken");
    CHECK(said(with("order_held", "order_eaten")).find("/kind") != std::string::npos);
    CHECK(said(with("\"seq\":9", "\"seq\":0")).find("/seq") != std::string::npos);
    CHECK(said(with("\"seq\":9,", "")).find("/seq") != std::string::npos);
    CHECK(said(with("2026", "then")).find("/at") != std::string::npos);
    CHECK(said(with("\"a\"", "\"a b\"")).find("/order_id") != std::string::npos);
    for (const char* text : {"", "{", "[]", R"({"orders":[{}]})", R"({"seq":-1})"})
        CHECK_FALSE(decode_snapshot(text));
}

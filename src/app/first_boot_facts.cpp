#include "app/first_boot_facts.h"

#include <toml++/toml.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fstream>

#include "app/config.h"
#include "app/locale.h"
#include "app/look_at_machine.h"
#include "app/settings_surroundings.h"
#include "base/small_file.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t report_bytes_max = std::size_t{256} * 1024;

std::string sentence_of(const json::object& problem, const std::string& language) {
    const json::value* said = problem.if_contains(language == "id" ? "id" : "en");
    if (!said || !said->is_object()) return {};
    std::string text;
    for (const char* part : {"what", "fix"})
        if (const json::value* sentence = said->get_object().if_contains(part);
            sentence && sentence->is_string())
            text += (text.empty() ? "" : "; ") + std::string(sentence->get_string());
    return text;
}

}  // namespace

ui::FirstBootFacts first_boot_facts(const fs::path& kitchen) {
    ui::FirstBootFacts facts;
    if (const auto config = load_hub_config(kitchen / "config/brigade.toml"))
        for (const Station& station : config->rules.kitchen.stations)
            facts.stations.push_back({station.id, station.name});
    facts.zones = time_zone_names();
    facts.machine = look_at_machine("/", {});
    return facts;
}

std::vector<std::pair<int, std::string>> told_problems(const fs::path& report, const std::string& language) {
    std::vector<std::pair<int, std::string>> told;
    const auto text = read_small_file(report, report_bytes_max);
    if (!text || !*text) return told;
    boost::system::error_code error;
    const json::value read = json::parse(**text, error);
    const json::value* problems =
        !error && read.is_object() ? read.get_object().if_contains("problems") : nullptr;
    if (!problems || !problems->is_array()) return told;
    for (const json::value& problem : problems->get_array()) {
        if (!problem.is_object()) continue;
        const json::value* line = problem.get_object().if_contains("line");
        told.emplace_back(line && line->is_int64() ? static_cast<int>(line->get_int64()) : 0,
                          sentence_of(problem.get_object(), language));
    }
    return told;
}

std::string told_problem(const fs::path& report, const std::string& language) {
    const auto problems = told_problems(report, language);
    if (problems.empty()) return {};
    const auto& [line, sentence] = problems.front();
    std::string text = line > 0 ? "brigade.txt:" + std::to_string(line) + ": " + sentence : sentence;
    if (problems.size() > 1) text += " (+" + std::to_string(problems.size() - 1) + ")";
    return text;
}

Result<std::vector<FirstLanguage>> first_languages() {
    std::vector<FirstLanguage> all;
    for (const std::string& code : languages()) {
        const fs::path path = assets_directory() / "first-boot" / (code + ".toml");
        std::map<std::string, std::string> texts;
        try {
            for (const auto& [key, value] : toml::parse_file(path.string()))
                if (const auto text = value.value<std::string>()) texts.emplace(key.str(), *text);
        } catch (const toml::parse_error& problem) {
            return Error{path.string() + ": " + std::string(problem.description())};
        }
        auto words = ui::FirstWords::from(texts);
        if (!words) return Error{path.string() + ": " + words.error().message};
        all.push_back({code, *std::move(words)});
    }
    if (all.empty()) return Error{"there are no words for the first-boot screen"};
    return all;
}

}  // namespace brigade

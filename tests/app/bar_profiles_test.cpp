// The profiles that come with Brigade, and what a person is told about one that is not good.
#include <linux/input-event-codes.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "app/bar_profiles.h"
#include "support/temporary_directory.h"

using namespace brigade;

namespace {

const std::filesystem::path bumpbars = std::filesystem::path(BRIGADE_SOURCE_DIR) / "config/bumpbars";

BarProfile shipped_bar(const std::string& name) {
    auto profile = bar_profile_named(name, {bumpbars});
    INFO((profile ? "" : profile.error().message));
    REQUIRE(profile);
    return *profile;
}

std::vector<std::string> problems_of(std::string_view text) {
    auto read = parse_bar_profile(text, "mine.toml");
    std::vector<std::string> said;
    if (auto* problems = std::get_if<std::vector<ConfigProblem>>(&read))
        for (const ConfigProblem& problem : *problems) said.push_back(to_text(problem) + " - " + problem.fix);
    return said;
}

}  // namespace

TEST_CASE("every profile that comes with Brigade is good, and works a whole station by itself") {
    const auto names = bar_profile_names({bumpbars});
    CHECK(names == std::vector<std::string>{"fulfil-20", "keyboard", "legend-a", "legend-b", "legend-c",
                                            "legend-d", "legend-e", "legend-g", "serial-letters"});
    for (const std::string& name : names) {
        INFO(name);
        std::vector<Function> missing = unreached(shipped_bar(name));
        // What menu leads to as well.
        const bool small = name == "fulfil-20" || name == "serial-letters";
        std::erase_if(missing, [&](Function function) {
            const std::vector<Function> in_menu{Function::devices, Function::cook,   Function::setup,
                                                Function::lock,    Function::filter, Function::figures};
            const std::vector<Function> in_its_menu{
                Function::bump_line,   Function::undo,    Function::confirm, Function::fire_course,
                Function::one_done,    Function::hold,    Function::rush,    Function::transfer,
                Function::unavailable, Function::all_day, Function::left,    Function::right,
                Function::view};
            const auto among = [&](const std::vector<Function>& all) {
                return std::ranges::find(all, function) != all.end();
            };
            return among(in_menu) || (small && among(in_its_menu));
        });
        std::string words_missing;
        for (const Function function : missing) words_missing += std::string(word(function)) + ", ";
        CHECK(words_missing == "");
        CHECK_FALSE(shipped_bar(name).title.empty());
    }
}

TEST_CASE("on the bar whose key printed 1 sends 0, the printed numbers are the tickets' numbers") {
    const BarProfile bar = shipped_bar("legend-b");
    CHECK(bar.keys.at(KEY_0) == Function::position_1);
    CHECK(bar.keys.at(KEY_8) == Function::position_9);
    CHECK(bar.keys.at(KEY_9) == Function::zero);
    CHECK(shipped_bar("legend-c").keys.at(KEY_1) == Function::position_1);
}

TEST_CASE("a profile that is not good says where, and how to mend it") {
    CHECK(problems_of("title = \"Mine\"\n[keys]\nKEY_LEFTCTR = \"bump\"\n") ==
          std::vector<std::string>{
              "mine.toml:3:1: there is no key code KEY_LEFTCTR - did you mean KEY_LEFTCTRL?"});
    CHECK(problems_of("title = \"Mine\"\n[keys]\nKEY_1 = \"bmup\"\n") ==
          std::vector<std::string>{"mine.toml:3:9: there is no function \"bmup\" - did you mean bump?"});
    CHECK(problems_of("title = \"Mine\"\n[keys]\nKEY_1 = 1\n") ==
          std::vector<std::string>{
              "mine.toml:3:9: KEY_1 must be a text, not a number - write KEY_1 = \"bump\""});
    CHECK(problems_of("[keys]\nKEY_1 = \"bump\"\n") ==
          std::vector<std::string>{
              "mine.toml:1:1: this file has no title - write title = \"17 keys, printed Bump and Recall\""});
    CHECK(problems_of("title = \"Mine\"\n") ==
          std::vector<std::string>{
              "mine.toml:1:1: this profile has no keys - write [keys] and below it KEY_ENTER = \"bump\""});
    CHECK(problems_of("title = \"Mine\"\n[key]\nKEY_1 = \"bump\"\n").size() == 2);
    CHECK(problems_of("title = \"Mine\"\n[keys]\nKEY_1 = \"bump\"\n[chords.KEY_1]\nKEY_1 = \"undo\"\n") ==
          std::vector<std::string>{
              "mine.toml:4:9: KEY_1 cannot be held and pressed at once - take it out of this table"});
    CHECK(problems_of("title = \"Mine\"\nkeys = 3\n")
              .front()
              .starts_with("mine.toml:2:8: keys must be a table, not a number"));
    CHECK(problems_of("title = Mine").size() == 1);
}

TEST_CASE("a profile is found by its name, the screen's own before those that come along, or by its path") {
    test::TemporaryDirectory directory;
    const auto own = directory.path() / "legend-a.toml";
    std::ofstream(own) << "title = \"Learned here\"\n[keys]\nKEY_A = \"bump\"\n";
    CHECK(bar_profile_named("legend-a", {directory.path(), bumpbars})->title == "Learned here");
    CHECK(bar_profile_named(own.string(), {bumpbars})->title == "Learned here");
    CHECK(bar_profile_named("legend-g", {directory.path(), bumpbars})->name == "legend-g");
    const auto unknown = bar_profile_named("legend-h", {bumpbars});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message.starts_with("there is no bump bar profile legend-h; did you mean legend-"));
}

TEST_CASE("a profile that was written down reads back as it was") {
    for (const std::string& name : bar_profile_names({bumpbars})) {
        BarProfile profile = shipped_bar(name);
        profile.title += " \"quoted\" \\";
        auto read = parse_bar_profile(to_toml(profile, "Learned on a screen."), name + ".toml");
        REQUIRE(std::holds_alternative<BarProfile>(read));
        CHECK(std::get<BarProfile>(read) == profile);
    }
}

TEST_CASE("a serial bar's profile reads back as it was written, and says where it is wrong") {
    const BarProfile shipped = shipped_bar("serial-letters");
    CHECK(shipped.letters);
    CHECK(shipped.keys.at('a') == Function::position_1);
    CHECK(shipped.chords.at('i').at('i') == Function::menu);
    auto read = parse_bar_profile(to_toml(shipped, ""), "serial-letters.toml");
    REQUIRE(std::holds_alternative<BarProfile>(read));
    CHECK(std::get<BarProfile>(read) == shipped);
    CHECK(
        problems_of("title = \"x\"\nletters = true\n[keys]\nKEY_A = \"bump\"\n") ==
        std::vector<std::string>{
            "mine.toml:4:1: \"KEY_A\" is no letter of a serial bar - write one letter, as in a = \"bump\""});
}

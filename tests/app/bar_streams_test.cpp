// Streams of events as the kernel gives them, played to the profiles: tests/station/bars/*.events. A line is
//   bar NAME                     the profile from here on, freshly plugged in
//   SECONDS TYPE CODE VALUE      an event, in the words of `evtest`
//   = FUNCTION, FUNCTION         what has been meant since the last such line; "nothing" for none
// and what follows a # is for people.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>

#include "app/bar_profiles.h"
#include "station/bar_keys.h"

using namespace brigade;

namespace {

const std::filesystem::path source = BRIGADE_SOURCE_DIR;

struct Player {
    std::optional<BarKeys> bar = {};
    std::string meant = {};

    void plug(const std::string& name) {
        auto profile = bar_profile_named(name, {source / "config/bumpbars"});
        REQUIRE(profile);
        bar.emplace(*profile);
    }
    void event(double seconds, const std::string& type, const std::string& code, int value) {
        if (type == "EV_KEY") {
            const auto key = key_code_named(code);
            REQUIRE(key);
            bar->change(*key, static_cast<KeyChange>(value));
        } else if (type == "EV_SYN") {
            for (const Function function : bar->end_frame(std::lround(seconds * 1000)))
                meant += (meant.empty() ? "" : ", ") + std::string(word(function));
        } else {
            CHECK(type == "EV_MSC");  // the scan code, which keyboards send along
        }
    }
};

int play(const std::filesystem::path& path) {
    std::ifstream file(path);
    Player player;
    std::string line;
    int checks = 0;
    for (int number = 1; std::getline(file, line); ++number) {
        INFO(path.filename().string() << ":" << number << ": " << line);
        line = line.substr(0, line.find('#'));
        line.erase(line.find_last_not_of(" \t") + 1);
        std::istringstream words(line);
        if (line.starts_with("bar ")) {
            player.plug(line.substr(4));
        } else if (line.starts_with("= ")) {
            CHECK((player.meant.empty() ? "nothing" : player.meant) == line.substr(2));
            player.meant.clear();
            ++checks;
        } else if (double seconds; words >> seconds) {
            std::string type, code;
            int value = 0;
            REQUIRE(words >> type >> code >> value);
            player.event(seconds, type, code, value);
        } else {
            CHECK(line.empty());
        }
    }
    CHECK(player.meant.empty());  // a stream ends with what it meant
    return checks;
}

}  // namespace

TEST_CASE("streams of key events mean on each bar what is printed on it") {
    int streams = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source / "tests/station/bars")) {
        if (entry.path().extension() != ".events") continue;
        ++streams;
        CHECK(play(entry.path()) > 0);
    }
    CHECK(streams >= 4);
}

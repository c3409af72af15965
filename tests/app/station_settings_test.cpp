#include "app/station_settings.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "app/station_arguments.h"
#include "support/temporary_directory.h"

namespace brigade {
namespace {

const std::vector<SettingName> some_settings{{"name"}, {"station"}, {"distance"}, {"keys", false}};

std::string mistake_in(std::string_view text) {
    const auto read = parse_station_settings(text, "grill.conf", some_settings);
    return read ? "none" : read.error().message;
}

// What brigade-station makes of a command line that stays whatever is wrong.
StationArguments told(std::vector<std::string> words) {
    words.insert(words.begin(), {"brigade-station", "--stay"});
    std::vector<char*> line;
    for (std::string& word : words) line.push_back(word.data());
    line.push_back(nullptr);
    return read_station_arguments(static_cast<int>(words.size()), line.data());
}

TEST_CASE("a file of settings says what a command line would, one option a line") {
    const auto read = parse_station_settings("# the grill\r\n\n  name =  Grill left \nkeys\nstation=grill\n",
                                             "grill.conf", some_settings);
    REQUIRE(bool(read));
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].word == "--name=Grill left");
    CHECK((*read)[0].place == "grill.conf:3");
    CHECK((*read)[1].word == "--keys");
    CHECK((*read)[2].word == "--station=grill");
}

TEST_CASE("a mistake in a file of settings is told with its line and its mending") {
    CHECK(mistake_in("name = A\nnmae = B\n") == "grill.conf:2: there is no setting nmae; did you mean name?");
    CHECK(mistake_in("name =\n") == "grill.conf:1: name has no value; write name = VALUE");
    CHECK(mistake_in("name") == "grill.conf:1: name has no value; write name = VALUE");
    CHECK(mistake_in("keys = yes\n") ==
          "grill.conf:1: keys takes no value; write keys alone, or take the line away");
}

TEST_CASE("a file of settings that is not there says nothing") {
    const test::TemporaryDirectory directory;
    const auto read = read_station_settings(directory.path() / "none.conf", some_settings);
    REQUIRE(bool(read));
    CHECK(read->empty());
}

TEST_CASE("settings count more than what stands before them on the command line") {
    const test::TemporaryDirectory directory;
    const std::string file = (directory.path() / "left.conf").string();
    std::ofstream(file) << "station = grill\nname = Grill left\nlanguage = id\nbeside = fryer\n";
    const auto read = told({"--hub", "find", "--station", "left", "--data", "/tmp/x", "--settings", file});
    REQUIRE_FALSE(read.fault);
    REQUIRE(read.screens.size() == 2);
    CHECK(read.screens[0].station.station == "grill");
    CHECK(read.screens[0].station.name == "Grill left");
    CHECK(read.screens[1].station.station == "fryer");
    CHECK(read.screens[1].language == "id");
}

TEST_CASE("a screen that stays says what is wrong with its settings, and is right once they are") {
    const test::TemporaryDirectory directory;
    const std::string file = (directory.path() / "grill.conf").string();
    const auto read = [&](const std::string& text) {
        std::ofstream(file) << text;
        return told({"--hub", "find", "--station", "grill", "--data", "/tmp/x", "--settings", file});
    };
    const auto far = read("name = Grill left\ndistance = far\n");
    REQUIRE(far.fault);
    CHECK(far.fault->kind == StartFault::Kind::settings);
    CHECK(far.fault->sentence == file + ":2: --distance must be a number above 0");
    CHECK(far.screens[0].station.name == "Grill left");
    CHECK(read("station = \n").fault);
    CHECK(read("pair-again\n").fault);  // that is asked for once, not with each start
    CHECK_FALSE(read("distance = 2\n").fault);
}

TEST_CASE("a screen that nobody named a station for says so, in a sentence") {
    const auto read = told({"--hub", "find", "--data", "/tmp/x"});
    REQUIRE(read.fault);
    CHECK(read.fault->sentence == "--station is missing");
    CHECK(read.screens[0].language == "en");
}

}  // namespace
}  // namespace brigade

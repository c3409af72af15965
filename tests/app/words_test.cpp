// Suggestions, options and time zones: the small things that a person meets first.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "app/locale.h"
#include "base/nearest.h"
#include "app/time_zone.h"
#include "app/tool.h"

using namespace brigade;

TEST_CASE("the nearest word is one that a slip of the hand leads to") {
    const std::vector<std::string> keys{"warn_s", "late_s", "prep_s", "name", "kind", "id"};
    CHECK(edit_distance("warn_s", "wran_s") == 1);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(nearest("warns", keys) == "warn_s");
    CHECK(nearest("warn", keys) == "warn_s");
    CHECK(nearest("nmae", keys) == "name");
    CHECK(nearest("colour", keys).empty());
    CHECK(suggestion("colour", {"id", "kind", "name"}) == "known here: id, kind and name");
}

TEST_CASE("a time zone is known by its name, summer and winter") {
    constexpr TimeMs january = 1'768'435'200'000, july = 1'784'073'600'000;  // 2026
    CHECK(*utc_offset_min("UTC", january) == 0);
    CHECK(*utc_offset_min("Asia/Jakarta", january) == 7 * 60);
    CHECK(*utc_offset_min("Asia/Kolkata", july) == 5 * 60 + 30);
    CHECK(*utc_offset_min("Europe/Berlin", january) == 60);
    CHECK(*utc_offset_min("Europe/Berlin", july) == 120);
    CHECK(*utc_offset_min("America/New_York", july) == -4 * 60);
    CHECK_FALSE(utc_offset_min("Asia/Jakrta", january));
    CHECK_FALSE(utc_offset_min("", january));
    CHECK_FALSE(utc_offset_min("/usr/share/zoneinfo/UTC", january));
}

TEST_CASE("asking for a time zone leaves the process in its own") {
    ::setenv("TZ", "America/Lima", 1);
    REQUIRE(utc_offset_min("Asia/Jakarta", 0));
    CHECK(std::string(std::getenv("TZ")) == "America/Lima");
    ::unsetenv("TZ");
    REQUIRE(utc_offset_min("Asia/Jakarta", 0));
    CHECK(std::getenv("TZ") == nullptr);
}

TEST_CASE("options are read as people write them, and mistakes name the right one") {
    auto read = [](std::vector<std::string> words) { return parse_arguments(send_command, words); };
    auto good = read({"a.json", "--hub", "ws://here/v1", "--name=till", "--", "--odd.json"});
    REQUIRE(good);
    CHECK(good->rest == std::vector<std::string>{"a.json", "--odd.json"});
    CHECK(good->value("--hub", "") == "ws://here/v1");
    CHECK(good->value("--name", "") == "till");
    CHECK(read({"-"})->rest == std::vector<std::string>{"-"});
    CHECK(read({"a.json", "--hbu", "x"}).error().message == "there is no option --hbu; did you mean --hub?");
    CHECK(read({"a.json", "--hub"}).error().message == "--hub needs a value");
    CHECK(read({}).error().message == "ORDER.json is missing");
    CHECK(parse_arguments(replay_command, {"j", "--json=1"}).error().message == "--json takes no value");
    CHECK_FALSE(parse_arguments(demo_command, {"lunch"}));
}

TEST_CASE("numbers among the options keep to their range") {
    auto arguments = parse_arguments(demo_command, {"--seconds", "60", "--speed", "fast"});
    REQUIRE(arguments);
    CHECK(*number_option(*arguments, "--seconds", 0, 1, 100) == 60);
    CHECK_FALSE(number_option(*arguments, "--seconds", 0, 1, 10));
    CHECK_FALSE(number_option(*arguments, "--speed", 1, 0, 100));
    CHECK(*number_option(*arguments, "--size", 5, 0, 100) == 5);
}

TEST_CASE("a screen whose language has no words speaks the next one, and says why") {
    const auto chosen = load_first_words({"id", "en"});
    REQUIRE(chosen);
    CHECK(chosen->language == "id");
    CHECK(chosen->problem.empty());
    const auto gone = load_first_words({"tlh", "none-such", "en"});
    REQUIRE(gone);
    CHECK(gone->language == "en");
    CHECK(gone->problem.starts_with("there are no words in \"tlh\""));
    CHECK_FALSE(load_first_words({"tlh"}));
}

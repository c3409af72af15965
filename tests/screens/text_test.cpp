#include <catch2/catch_test_macros.hpp>

#include "ui/text.h"

namespace brigade::ui {
namespace {

// Every letter is ten pixels wide.
float ten_each(Style, std::string_view text) {
    float width = 0;
    for (; !text.empty(); width += 10) take_code_point(text);
    return width;
}

TEST_CASE("text wraps at spaces and inside words only where it must; nothing is dropped") {
    CHECK(wrap(ten_each, Style::line, "slow roasted lamb", 120) ==
          std::vector<std::string>{"slow roasted", "lamb"});
    CHECK(wrap(ten_each, Style::line, "a Donaudampfschiff b", 80) ==
          std::vector<std::string>{"a", "Donaudam", "pfschiff", "b"});
    CHECK(wrap(ten_each, Style::line, "ปลากะพง", 30).size() == 3);
    CHECK(wrap(ten_each, Style::line, "", 30).size() == 1);
    CHECK(wrap(ten_each, Style::line, "one\ntwo", 300).size() == 2);
    CHECK(wrap(ten_each, Style::line, "wide", 1).size() == 4);
}

TEST_CASE("broken bytes become one mark each") {
    std::string_view text = "\xE0\x80";
    CHECK(take_code_point(text) == 0xFFFD);
    CHECK(text.size() == 1);
}

TEST_CASE("durations are written as kitchens read them") {
    CHECK(minutes(185'999) == "03:05");
    CHECK(minutes(-5) == "00:00");
    CHECK(minutes(99 * 60'000 + 59'000) == "99:59");
    CHECK(minutes(100 * 60'000) == "1h40");
    CHECK(short_minutes(65'000) == "1:05");
    CHECK(rough_age(12'000) == "12 s");
    CHECK(rough_age(240'000) == "4 min");
    CHECK(clock_time(43'387'000, true) == "12:03:07");
    CHECK(clock_time(-1'000, true) == "23:59:59");
}

}  // namespace
}  // namespace brigade::ui

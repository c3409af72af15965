#include "base/isolate.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("names read from right to left are isolated, others stay as they are") {
    for (const char* name : {"كباب", "חומוס", "2 كولا", "ﻛﺒﺎﺏ", "\U0001E900", "ܐ", "Ali علي"}) {
        INFO(name);
        CHECK(turns(name));
        CHECK(isolated_if_it_turns(name) == isolate_begin + std::string(name) + isolate_end);
    }
    for (const char* name : {"", "Nasi Goreng", "Rôti “à la” …", "ผัดไทย", "宫保鸡丁", "Борщ", "🍜", "कि"}) {
        INFO(name);
        CHECK_FALSE(turns(name));
        CHECK(isolated_if_it_turns(name) == name);
    }
}

TEST_CASE("a name with loose marks does not end its isolation, nor hold what follows in it") {
    const std::string begin(1, isolate_begin), end(1, isolate_end);
    for (const std::string& loose : {end, begin, end + begin, begin + begin + end, end + end + "x"}) {
        const std::string text = "1 " + isolated(loose + "a") + " 2";
        CHECK(marks_left_open(text) == 0);
        CHECK(with_marks_closed(text) == text);
        CHECK(text.substr(text.size() - 3) == end + " 2");
    }
}

TEST_CASE("a part of a text has its marks closed, and a text without marks reads as it was written") {
    const std::string text = "1 " + isolated("كباب " + isolated("Cola")) + " 2";
    for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
        const std::string part = with_marks_closed(text.substr(0, bytes));
        CHECK(marks_left_open(part) == 0);
        CHECK(without_marks(part) == without_marks(text.substr(0, bytes)));
    }
    CHECK(without_marks(text) == "1 كباب Cola 2");
}

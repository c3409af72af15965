// Learning a bar: what is asked, what is taken, what is said about keys that are dead, double or bouncing.
#include <linux/input-event-codes.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "station/bar_learn.h"

using namespace brigade;

namespace {

using Said = BarLearning::Said;

struct Lesson {
    BarLearning learning{1'000};
    TimeMs now = 1'000;

    BarLearning::Answer move(KeyCode key, KeyChange change) {
        learning.key({"usb-1/0461:0010", "Bar", key, change, now});
        return learning.key({"usb-1/0461:0010", "Bar", 0, KeyChange::released, now});
    }
    BarLearning::Answer tap(KeyCode key) {
        now += 500;
        const auto down = move(key, KeyChange::pressed);
        now += 60;
        const auto up = move(key, KeyChange::released);
        return down.said == Said::nothing ? up : down;
    }
};

}  // namespace

TEST_CASE(
    "each function is asked for in turn, the tickets' keys and bump first, and the key that comes is its "
    "own") {
    Lesson lesson;
    CHECK(lesson.learning.asked() == Function::position_1);
    const auto answer = lesson.tap(KEY_A);
    CHECK(answer.said == Said::taken);
    CHECK(answer.function == Function::position_1);
    CHECK(lesson.learning.asked() == Function::position_2);
    const BarProfile profile = lesson.learning.profile("mine", "Mine");
    CHECK(profile.keys == KeyMeanings{{KEY_A, Function::position_1}});
    CHECK(profile.chords.empty());
    CHECK(profile.name == "mine");
}

TEST_CASE("every function of a station but those behind the menu is asked for") {
    Lesson lesson;
    std::vector<Function> asked;
    for (; lesson.learning.asked(); lesson.learning.skip(0)) asked.push_back(*lesson.learning.asked());
    CHECK(asked.size() == BarLearning::steps());
    for (int i = 1; i < static_cast<int>(Function::count_); ++i) {
        const auto function = static_cast<Function>(i);
        const std::vector<Function> in_menu{Function::devices, Function::cook, Function::setup,
                                            Function::lock, Function::figures};
        INFO(word(function));
        const bool in = std::ranges::find(in_menu, function) != in_menu.end();
        CHECK(std::ranges::count(asked, function) == (in ? 0 : 1));
    }
    CHECK(lesson.learning.without_key() == asked);
}

TEST_CASE("a key that has its function already is named with it, and the question stays") {
    Lesson lesson;
    lesson.tap(KEY_A);
    const auto answer = lesson.tap(KEY_A);
    CHECK(answer.said == Said::taken_before);
    CHECK(answer.function == Function::position_1);
    CHECK(lesson.learning.asked() == Function::position_2);
}

TEST_CASE("a key that bounces is no answer to the next question") {
    Lesson lesson;
    lesson.tap(KEY_A);
    lesson.now += bounce_ms - 100;
    const auto again = lesson.move(KEY_A, KeyChange::pressed);
    CHECK(again.said == Said::bounces);
    CHECK(lesson.learning.bouncing() == std::vector<Stroke>{{KEY_A}});
    CHECK(lesson.learning.asked() == Function::position_2);
}

TEST_CASE("without a key for a while the next one is asked: a bar without that key needs no hand elsewhere") {
    Lesson lesson;
    CHECK_FALSE(lesson.learning.settle(1'000 + learn_rest_ms - 1));
    CHECK(lesson.learning.settle(1'000 + learn_rest_ms));
    CHECK(lesson.learning.asked() == Function::position_2);
    CHECK(lesson.learning.left_ms(1'000 + learn_rest_ms) == learn_rest_ms);
    CHECK(lesson.learning.without_key() == std::vector{Function::position_1});
    lesson.now = 40'000;
    lesson.tap(KEY_B);
    CHECK_FALSE(lesson.learning.settle(lesson.now + learn_rest_ms - 100));
}

TEST_CASE("back asks again, and the key that was given is free") {
    Lesson lesson;
    lesson.tap(KEY_A);
    lesson.learning.back(lesson.now);
    CHECK(lesson.learning.asked() == Function::position_1);
    CHECK(lesson.tap(KEY_A).said == Said::taken);
    Lesson fresh;
    fresh.learning.back(0);
    CHECK(fresh.learning.asked() == Function::position_1);
}

TEST_CASE("a chord is learned as it is pressed, and the held key may have a function of its own") {
    Lesson lesson;
    lesson.tap(KEY_LEFTCTRL);
    lesson.now += 500;
    lesson.move(KEY_LEFTCTRL, KeyChange::pressed);
    const auto chord = lesson.tap(KEY_1);
    CHECK(chord.said == Said::taken);
    CHECK(to_text(chord.stroke) == "KEY_LEFTCTRL + KEY_1");
    lesson.move(KEY_LEFTCTRL, KeyChange::released);
    CHECK(lesson.learning.step() == 2);
    const BarProfile profile = lesson.learning.profile("mine", "Mine");
    CHECK(profile.keys.at(KEY_LEFTCTRL) == Function::position_1);
    CHECK(profile.chords.at(KEY_LEFTCTRL).at(KEY_1) == Function::position_2);
}

TEST_CASE("a learned profile has a name that can be a file's") {
    CHECK(profile_name_of("ACME  Bump Bar (17)") == "acme-bump-bar-17");
    CHECK(profile_name_of("../../etc") == "etc");
    CHECK(profile_name_of("日本") == "learned");
    CHECK(profile_name_of(std::string(100, 'x')).size() == 40);
}

// What a bar's keys mean, down to the millisecond: chords, jams, lost events, two fingers at once.
#include <linux/input-event-codes.h>

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "station/bar_keys.h"

using namespace brigade;

namespace {

using Functions = std::vector<Function>;

BarProfile bar_with_chords() {
    BarProfile profile;
    profile.keys = {{KEY_LEFTCTRL, Function::bump},
                    {KEY_1, Function::position_1},
                    {KEY_2, Function::position_2},
                    {KEY_KPMINUS, Function::recall}};
    profile.chords[KEY_LEFTCTRL] = {{KEY_1, Function::hold}, {KEY_2, Function::rush}};
    return profile;
}

// Hands: each move is a frame of its own, at the time that stands there.
struct Hands {
    BarKeys bar;
    TimeMs now = 1'000;
    Functions meant = {};

    void move(KeyCode key, KeyChange change) {
        bar.change(key, change);
        for (const Function function : bar.end_frame(now)) meant.push_back(function);
    }
    void down(KeyCode key) { move(key, KeyChange::pressed); }
    void up(KeyCode key) { move(key, KeyChange::released); }
    void tap(KeyCode key) {
        down(key);
        now += 60;
        up(key);
        now += 60;
    }
};

}  // namespace

TEST_CASE("a key means something as it goes down, once, however long it is held") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_1);
    CHECK(hands.meant == Functions{Function::position_1});
    for (int i = 0; i < 30; ++i) hands.move(KEY_1, KeyChange::repeated);
    hands.up(KEY_1);
    CHECK(hands.meant == Functions{Function::position_1});
}

TEST_CASE("a key that begins chords has its own meaning when it is let go alone") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    CHECK(hands.meant.empty());
    hands.now += 700;
    for (int i = 0; i < 30; ++i) hands.move(KEY_LEFTCTRL, KeyChange::repeated);
    CHECK(hands.meant.empty());
    hands.up(KEY_LEFTCTRL);
    CHECK(hands.meant == Functions{Function::bump});
}

TEST_CASE("a key that goes down twice without being let go has been pressed once") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_1);
    hands.down(KEY_1);
    CHECK(hands.meant == Functions{Function::position_1});
}

TEST_CASE("a chord is meant when its second key is let go, and the held key then means nothing") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.down(KEY_1);
    CHECK(hands.meant.empty());
    hands.up(KEY_1);
    CHECK(hands.meant == Functions{Function::hold});
    SECTION("one chord") { hands.up(KEY_LEFTCTRL); }
    SECTION("two chords, the key held all along") {
        hands.tap(KEY_2);
        hands.up(KEY_LEFTCTRL);
        CHECK(hands.meant == Functions{Function::hold, Function::rush});
        return;
    }
    CHECK(hands.meant == Functions{Function::hold});
}

TEST_CASE("whoever lets go of the held key first after holding both has still made a chord") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.down(KEY_1);
    hands.now += chord_held_ms;
    hands.up(KEY_LEFTCTRL);
    hands.up(KEY_1);
    CHECK(hands.meant == Functions{Function::hold});
}

TEST_CASE("two quick presses that overlap for a moment are two presses, in their order") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.now += 90;
    hands.down(KEY_2);
    hands.now += chord_held_ms - 1;
    hands.up(KEY_LEFTCTRL);
    CHECK(hands.meant == Functions{Function::bump, Function::position_2});
    hands.up(KEY_2);
    CHECK(hands.meant.size() == 2);
}

TEST_CASE("a bar that lets both keys of a chord go in one frame has sent a chord, whichever comes first") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.bar.change(KEY_1, KeyChange::pressed);
    hands.bar.change(KEY_LEFTCTRL, KeyChange::pressed);
    CHECK(hands.bar.end_frame(1'000).empty());
    hands.bar.change(KEY_LEFTCTRL, KeyChange::released);
    hands.bar.change(KEY_1, KeyChange::released);
    CHECK(hands.bar.end_frame(1'008) == Functions{Function::hold});
}

TEST_CASE("a chord that the profile does not know does nothing, and its keys neither") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.tap(KEY_KPMINUS);
    hands.up(KEY_LEFTCTRL);
    CHECK(hands.meant.empty());
    hands.tap(KEY_KPMINUS);
    CHECK(hands.meant == Functions{Function::recall});
}

TEST_CASE("keys pressed together each mean something") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.bar.change(KEY_1, KeyChange::pressed);
    hands.bar.change(KEY_2, KeyChange::pressed);
    hands.bar.change(KEY_KPMINUS, KeyChange::pressed);
    CHECK(hands.bar.end_frame(1'000) ==
          Functions{Function::position_1, Function::position_2, Function::recall});
}

TEST_CASE("a bar unplugged with a key down starts afresh when it is back") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.down(KEY_2);
    hands.bar.forget();
    CHECK(hands.meant.empty());
    hands.tap(KEY_2);
    hands.tap(KEY_LEFTCTRL);
    CHECK(hands.meant == Functions{Function::position_2, Function::bump});
}

TEST_CASE("after lost events a key that is still down means nothing until it is pressed again") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.bar.change(KEY_1, KeyChange::pressed);
    hands.bar.resync({KEY_LEFTCTRL, KEY_2});
    CHECK(hands.bar.end_frame(hands.now).empty());
    hands.up(KEY_2);
    hands.up(KEY_LEFTCTRL);
    CHECK(hands.meant.empty());
    hands.tap(KEY_LEFTCTRL);
    CHECK(hands.meant == Functions{Function::bump});
}

TEST_CASE("a jammed key does not make the others dead") {
    Hands hands{BarKeys(bar_with_chords())};
    hands.down(KEY_LEFTCTRL);
    hands.now += jammed_ms;
    hands.tap(KEY_1);
    CHECK(hands.meant == Functions{Function::position_1});
}

TEST_CASE("a second press soon after the first has its own meaning where the profile gives it one") {
    BarProfile profile;
    profile.keys = {{KEY_1, Function::position_1}, {KEY_2, Function::position_2}};
    profile.doubles = {{KEY_1, Function::bump}};
    Hands hands{BarKeys(profile)};
    hands.tap(KEY_1);
    SECTION("soon") {
        hands.tap(KEY_1);
        CHECK(hands.meant == Functions{Function::position_1, Function::bump});
        hands.tap(KEY_1);
        CHECK(hands.meant.back() == Function::position_1);  // a third press begins anew
    }
    SECTION("late") {
        hands.now += double_press_ms;
        hands.tap(KEY_1);
        CHECK(hands.meant == Functions{Function::position_1, Function::position_1});
    }
    SECTION("with another key between") {
        hands.tap(KEY_2);
        hands.tap(KEY_1);
        CHECK(hands.meant == Functions{Function::position_1, Function::position_2, Function::position_1});
    }
}

TEST_CASE("key codes have the kernel's names, and those without one a number") {
    CHECK(key_code_named("KEY_LEFTCTRL") == KeyCode{KEY_LEFTCTRL});
    CHECK(key_code_name(KEY_KPMINUS) == "KEY_KPMINUS");
    CHECK(key_code_name(key_code_named("CODE_84").value()) == "CODE_84");
    for (const char* wrong :
         {"", "LEFTCTRL", "KEY_", "KEY_BUMP", "CODE_", "CODE_0", "CODE_9999", "CODE_12x", "KEY_RESERVED"})
        CHECK_FALSE(key_code_named(wrong));
}

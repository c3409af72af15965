// Bars bound by option and by setting, and a bar learned at the terminal, on a made-up kernel.
#include <linux/input-event-codes.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include "app/bar_profiles.h"
#include "app/bump_bars.h"
#include "app/tool.h"
#include "station/bar_fake_kernel.h"

using namespace brigade;
using brigade::test::FakeBar;

namespace {

const std::filesystem::path shipped_bars = std::filesystem::path(BRIGADE_SOURCE_DIR) / "config/bumpbars";

// What one screen of a box is told.
struct Told {
    std::vector<Function> pressed;
    std::vector<BarFound> found;
    std::size_t raw = 0;
};

struct BarBox {
    test::TemporaryDirectory input, data;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Told> told;
    BumpBars bars;

    explicit BarBox(std::size_t screens = 1) : told(screens), bars(all(screens), input.path()) {}

    std::vector<BarScreen> all(std::size_t count) {
        std::vector<BarScreen> screens;
        for (std::size_t i = 0; i < count; ++i)
            screens.push_back({{data.path() / "bumpbars", shipped_bars},
                               {[this, i](Function function) {
                                    const std::lock_guard lock(mutex);
                                    told[i].pressed.push_back(function);
                                    changed.notify_all();
                                },
                                [this, i](const RawKey&) {
                                    const std::lock_guard lock(mutex);
                                    ++told[i].raw;
                                    changed.notify_all();
                                },
                                [this, i](std::vector<BarFound> found) {
                                    const std::lock_guard lock(mutex);
                                    told[i].found = std::move(found);
                                    changed.notify_all();
                                }}});
        return screens;
    }
    template <class Condition>
    bool comes(Condition condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), condition);
    }
    // The reader tells again whenever it looks: read it under the lock, as it was last told.
    std::string trouble_of(std::size_t bar, std::size_t screen = 0) {
        const std::lock_guard lock(mutex);
        return told[screen].found.at(bar).trouble;
    }
};

}  // namespace

TEST_CASE("the option --bumpbar takes a device and a profile") {
    CHECK(*parse_bound_bar("usb-1.2/0461:0010=legend-c") == BoundBar{"usb-1.2/0461:0010", "legend-c"});
    for (const char* wrong : {"", "legend-c", "=legend-c", "0461:0010="}) CHECK_FALSE(parse_bound_bar(wrong));
}

TEST_CASE(
    "a bar works with the profile that it is bound with, and with another one from when that is chosen") {
    BarBox screen;
    screen.bars.settings_are(0, {{"0461:0010", "legend-c"}});
    FakeBar bar(screen.input.path(), "event3");
    REQUIRE(screen.comes(
        [&] { return screen.told[0].found.size() == 1 && screen.told[0].found[0].profile == "legend-c"; }));
    bar.tap(KEY_SPACE);
    REQUIRE(screen.comes([&] { return screen.told[0].pressed == std::vector{Function::bump}; }));
    screen.bars.settings_are(0, {{"0461:0010", "legend-d"}});
    REQUIRE(screen.comes([&] { return screen.told[0].found[0].profile == "legend-d"; }));
    bar.tap(KEY_SPACE);
    CHECK(screen.comes([&] {
        return screen.told[0].pressed == std::vector{Function::bump, Function::all_day};
    }));
}

TEST_CASE("a bar whose profile cannot be used says why, and presses nothing") {
    BarBox screen;
    std::filesystem::create_directories(screen.data.path() / "bumpbars");
    std::ofstream(screen.data.path() / "bumpbars/mine.toml")
        << "title = \"Mine\"\n[keys]\nKEY_1 = \"bmup\"\n";
    screen.bars.settings_are(0, {{"0461:0010", "mine"}});
    FakeBar bar(screen.input.path(), "event3");
    REQUIRE(screen.comes(
        [&] { return screen.told[0].found.size() == 1 && !screen.told[0].found[0].trouble.empty(); }));
    CHECK(screen.trouble_of(0).find("mine.toml:3:9: there is no function \"bmup\"; did you mean bump?") !=
          std::string::npos);
    BarProfile learned{"mine", "Mine", {{KEY_1, Function::bump}}, {}, {}};
    const auto kept = keep_bar_profile(screen.data.path(), "0461:0010", learned);
    REQUIRE(kept);
    CHECK(*kept == "mine-2");  // what somebody wrote is not written over
    screen.bars.settings_are(0, {{"0461:0010", *kept}});
    REQUIRE(screen.comes([&] { return screen.told[0].found[0].trouble.empty(); }));
    bar.tap(KEY_1);
    CHECK(screen.comes([&] { return screen.told[0].pressed == std::vector{Function::bump}; }));
}

TEST_CASE("a serial line with a keyboard's profile says which one it needs, and the other way round") {
    BarBox screen;
    FakeBar bar(screen.input.path(), "event3");
    screen.bars.settings_are(0, {{"0461:0010", "serial-letters"}, {"serial:/nowhere/ttyUSB0", "legend-c"}});
    REQUIRE(screen.comes(
        [&] { return screen.told[0].found.size() == 2 && !screen.told[0].found[0].trouble.empty(); }));
    CHECK(screen.trouble_of(0) == "serial-letters is the profile of a bar on a serial line");
    CHECK(screen.trouble_of(1) == "legend-c has no letters for a serial bar: choose serial-letters");
}

TEST_CASE("two bars on one box press for the screen each is bound to") {
    BarBox box(2);
    FakeBar left(box.input.path(), "event3", {.place = "usb-1.1/input0"});
    FakeBar right(box.input.path(), "event4", {.place = "usb-1.2/input0", .product = 0x11});
    box.bars.settings_are(0, {{"0461:0010", "legend-c"}});
    box.bars.settings_are(1, {{"0461:0011", "legend-c"}});
    const auto works = [&](std::size_t screen, std::size_t bar) {
        const std::vector<BarFound>& found = box.told[screen].found;
        return found.size() == 2 && found[bar].profile == "legend-c" && found[1 - bar].profile.empty() &&
               !found[1 - bar].looks_like_bar && found[1 - bar].trouble.empty();
    };
    REQUIRE(box.comes([&] { return works(0, 0) && works(1, 1); }));
    right.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.told[1].pressed == std::vector{Function::bump}; }));
    left.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.told[0].pressed == std::vector{Function::bump}; }));
    CHECK(box.told[1].pressed.size() == 1);
}

TEST_CASE("a bar that both screens of a box want works for the first, and the other one is told") {
    BarBox box(2);
    FakeBar bar(box.input.path(), "event3");
    box.bars.settings_are(0, {{"0461:0010", "legend-c"}});
    REQUIRE(box.comes(
        [&] { return box.told[0].found.size() == 1 && box.told[0].found[0].profile == "legend-c"; }));
    box.bars.settings_are(1, {{"0461:0010", "legend-d"}});
    REQUIRE(box.comes([&] { return !box.told[1].found[0].trouble.empty(); }));
    CHECK(box.trouble_of(0, 1) ==
          "it works for the screen beside this one: choose none for it there, or here");
    CHECK(box.trouble_of(0).empty());
    bar.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.told[0].pressed == std::vector{Function::bump}; }));
    box.bars.settings_are(0, {});
    REQUIRE(box.comes(
        [&] { return box.told[1].found[0].profile == "legend-d" && box.told[1].found[0].trouble.empty(); }));
}

TEST_CASE("while one screen of a box learns a bar, it alone is told its keys") {
    BarBox box(2);
    FakeBar bar(box.input.path(), "event3");
    REQUIRE(box.comes([&] { return box.told[1].found.size() == 1; }));
    box.bars.learn(1, true);
    REQUIRE(bar.comes_to_be_held(true));
    bar.tap(KEY_1);
    REQUIRE(box.comes([&] { return box.told[1].raw > 0; }));
    CHECK(box.told[0].raw == 0);
}

TEST_CASE(
    "while one screen of a box learns a bar, the other one's bar works on and is no part of the lesson") {
    BarBox box(2);
    FakeBar bound(box.input.path(), "event3", {.place = "usb-1.1/input0"});
    FakeBar learned(box.input.path(), "event4", {.place = "usb-1.2/input0", .product = 0x11});
    box.bars.settings_are(0, {{"0461:0010", "legend-c"}});
    REQUIRE(box.comes(
        [&] { return box.told[0].found.size() == 2 && box.told[0].found[0].profile == "legend-c"; }));
    box.bars.learn(1, true);
    REQUIRE(learned.comes_to_be_held(true));
    bound.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.told[0].pressed == std::vector{Function::bump}; }));
    CHECK(box.told[1].raw == 0);
    box.bars.learn(0, false);  // another screen's lesson has no end here
    learned.tap(KEY_1);
    CHECK(box.comes([&] { return box.told[1].raw > 0; }));
}

TEST_CASE("a whole id counts before the end of one, whichever screen has it") {
    BarBox box(2);
    FakeBar first(box.input.path(), "event3", {.place = "usb-1.1/input0"});
    FakeBar second(box.input.path(), "event4", {.place = "usb-1.2/input0"});
    box.bars.settings_are(0, {{"0461:0010", "legend-c"}});
    box.bars.settings_are(1, {{"usb-1.2/0461:0010", "legend-c"}});
    REQUIRE(box.comes(
        [&] { return box.told[1].found.size() == 2 && box.told[1].found[1].profile == "legend-c"; }));
    second.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.told[1].pressed == std::vector{Function::bump}; }));
    CHECK(box.told[0].pressed.empty());
}

TEST_CASE(
    "a bar that is learned again keeps its profile's name, another of the same name gets its own, and none "
    "hides a legend's") {
    const test::TemporaryDirectory data;
    const BarProfile one{"acme-bar", "ACME Bar", {{KEY_1, Function::bump}}, {}, {}};
    const BarProfile other{"acme-bar", "ACME Bar", {{KEY_2, Function::bump}}, {}, {}};
    const auto keep = [&](const std::string& device, const BarProfile& profile) {
        const auto kept = keep_bar_profile(data.path(), device, profile);
        return kept ? *kept : kept.error().message;
    };
    CHECK(keep("usb-1/1:1", one) == "acme-bar");
    CHECK(keep("usb-2/1:1\nKEY_9 = \"bump\"", other) == "acme-bar-2");
    CHECK(keep("usb-1/1:1", other) == "acme-bar");
    CHECK(keep("usb-3/1:1", {"legend-b", "B", {{KEY_1, Function::bump}}, {}, {}}) == "legend-b-2");
    const auto places = bar_profile_places(data.path());
    const auto again = bar_profile_named("acme-bar-2", places);
    REQUIRE(again);
    CHECK(again->keys == other.keys);
    CHECK(bar_profile_named("legend-b", places)->keys.size() > 9);
}

TEST_CASE("a bar is learned at the terminal, and the profile that is written works") {
    test::TemporaryDirectory input, output;
    FakeBar bar(input.path(), "event3", {.name = "ACME Bump Bar", .keys = test::keys_of_keyboard()});
    const auto file = output.path() / "acme.toml";
    ToolArguments arguments;
    arguments.options = {{"--input", input.path().string()}, {"--output", file.string()}};
    arguments.rest = {"learn"};
    int status = -1;
    std::thread tool([&] { status = bumpbar_command.run(arguments); });
    CHECK(bar.comes_to_be_held(true));
    // As many keys as there are questions, none of those that only hold.
    for (int asked = 0, key = KEY_1; asked < 33; ++key)
        if (key != KEY_LEFTCTRL && key != KEY_LEFTSHIFT && key != KEY_RIGHTSHIFT) {
            bar.tap(static_cast<KeyCode>(key));
            ++asked;
        }
    tool.join();
    CHECK(status == exit_good);
    const auto profile = bar_profile_named(file.string(), {});
    REQUIRE(profile);
    CHECK(profile->title == "ACME Bump Bar");
    CHECK(profile->keys.at(KEY_1) == Function::position_1);
    CHECK(profile->keys.at(KEY_0) == Function::bump);
    CHECK(profile->keys.size() == 33);
}

TEST_CASE("the tool names what could be meant when there is no bar, or more than one") {
    test::TemporaryDirectory input;
    ToolArguments arguments;
    arguments.options = {{"--input", input.path().string()}};
    arguments.rest = {"test"};
    CHECK(bumpbar_command.run(arguments) == exit_bad);
    FakeBar one(input.path(), "event3"), two(input.path(), "event4", {.place = "usb-2"});
    CHECK(bumpbar_command.run(arguments) == exit_bad);
    arguments.rest = {"list"};
    CHECK(bumpbar_command.run(arguments) == exit_good);
}

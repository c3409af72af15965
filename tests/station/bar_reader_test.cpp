// Bars that are plugged in, pulled out, held by others and learned, on the real libevdev with a made-up
// kernel under it (bar_fake_kernel.h).
#include <unistd.h>

#include <libevdev/libevdev.h>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include "station/bar_fake_kernel.h"
#include "station/bar_reader.h"

using namespace brigade;
using brigade::test::FakeBar;
using brigade::test::FakeBarFacts;

namespace {

BarProfile ctrl_bumps() {
    BarProfile profile;
    profile.name = "test-bar";
    profile.keys = {
        {KEY_LEFTCTRL, Function::bump}, {KEY_1, Function::position_1}, {KEY_2, Function::position_2}};
    profile.chords[KEY_LEFTCTRL] = {{KEY_1, Function::hold}};
    return profile;
}

// A box with its reader, and what the hooks have said.
struct Box {
    using Press = std::pair<int, Function>;
    test::TemporaryDirectory directory;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Press> pressed;
    std::vector<RawKey> raw;
    std::vector<BarFound> found;
    std::optional<BarReader> reader;

    Box() {
        const auto told = [this](auto&& change) {
            const std::lock_guard lock(mutex);
            change();
            changed.notify_all();
        };
        reader.emplace(
            directory.path(),
            BarHooks{[this, told](int screen, Function f) { told([&] { pressed.emplace_back(screen, f); }); },
                     [this, told](const RawKey& key) { told([&] { raw.push_back(key); }); },
                     [this, told](const std::vector<BarFound>& all) { told([&] { found = all; }); }});
    }
    ~Box() { reader.reset(); }

    template <class Condition>
    bool comes(Condition condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), condition);
    }
    bool lists(const std::string& profile, const std::string& trouble = "") {
        return comes(
            [&] { return found.size() == 1 && found[0].profile == profile && found[0].trouble == trouble; });
    }
    bool presses(std::vector<Press> wanted) {
        return comes([&] { return pressed == wanted; });
    }
};

const std::string port_2 = "usb-0000:01:00.0-1.2/0461:0010";

}  // namespace

TEST_CASE("a bound bar is held alone, and its keys are its screen's presses") {
    Box box;
    box.reader->bind({{port_2, ctrl_bumps(), 1}});
    FakeBar bar(box.directory.path(), "event3");
    REQUIRE(box.lists("test-bar"));
    CHECK(bar.comes_to_be_held(true));
    bar.tap(KEY_1);
    bar.tap(KEY_LEFTCTRL);
    CHECK(box.presses({{1, Function::position_1}, {1, Function::bump}}));
    CHECK(box.found[0].id == port_2);
    box.reader->bind({});
    REQUIRE(box.lists(""));
    CHECK(bar.comes_to_be_held(false));
}

TEST_CASE("a bar that is pulled out with a key down comes back by itself, and starts afresh") {
    Box box;
    box.reader->bind({{port_2, ctrl_bumps()}});
    {
        FakeBar bar(box.directory.path(), "event3");
        REQUIRE(box.lists("test-bar"));
        bar.move(KEY_LEFTCTRL, 1);
    }
    REQUIRE(box.comes([&] { return box.found.empty(); }));
    FakeBar again(box.directory.path(), "event7");
    REQUIRE(box.lists("test-bar"));
    again.tap(KEY_1);
    CHECK(box.presses({{0, Function::position_1}}));
}

TEST_CASE("a bar is gone as soon as the kernel says so, though its node is there a moment longer") {
    Box box;
    FakeBar bar(box.directory.path(), "event3");
    REQUIRE(box.lists(""));
    bar.break_off();
    CHECK(box.comes([&] { return box.found.empty(); }));
}

TEST_CASE("two bars of the same make work for the two screens of a box, by where they are plugged in") {
    Box box;
    box.reader->bind({{"usb-0000:01:00.0-1.1/0461:0010", ctrl_bumps(), 0}, {port_2, ctrl_bumps(), 1}});
    FakeBar right(box.directory.path(), "event3");
    FakeBar left(box.directory.path(), "event4", {.place = "usb-0000:01:00.0-1.1/input0"});
    REQUIRE(box.comes([&] {
        return box.found.size() == 2 && !box.found[0].profile.empty() && !box.found[1].profile.empty();
    }));
    left.tap(KEY_1);
    REQUIRE(box.presses({{0, Function::position_1}}));
    right.tap(KEY_2);
    CHECK(box.presses({{0, Function::position_1}, {1, Function::position_2}}));
}

TEST_CASE("a bar that another program holds says so, and is held as soon as that lets go") {
    Box box;
    FakeBar bar(box.directory.path(), "event3");
    bar.hold_by_another(true);
    REQUIRE(box.lists(""));
    box.reader->bind({{port_2, ctrl_bumps()}});
    REQUIRE(box.lists("test-bar", "another program holds it"));
    bar.hold_by_another(false);
    REQUIRE(box.lists("test-bar", ""));
    CHECK(bar.comes_to_be_held(true));
}

TEST_CASE("a bar that works for another screen of the box is no unknown one, until that lets go of it") {
    Box box;
    FakeBar bar(box.directory.path(), "event3");
    REQUIRE(box.comes([&] { return box.found.size() == 1 && box.found[0].looks_like_bar; }));
    bar.hold_by_another(true);
    REQUIRE(box.comes([&] { return !box.found[0].looks_like_bar; }));
    bar.hold_by_another(false);
    CHECK(box.comes([&] { return box.found[0].looks_like_bar; }));
    CHECK(bar.comes_to_be_held(false));
}

TEST_CASE("a bar is not held while one of its keys is down: whoever had it before must see it let go") {
    Box box;
    FakeBar bar(box.directory.path(), "event3");
    bar.move(KEY_SPACE, 1);
    REQUIRE(box.lists(""));
    box.reader->bind({{"0461:0010", ctrl_bumps()}});
    REQUIRE(box.lists("test-bar"));
    CHECK_FALSE(bar.held_alone());
    bar.tap(KEY_1);  // the window's keyboard has seen it
    bar.move(KEY_SPACE, 0);
    REQUIRE(bar.comes_to_be_held(true));
    bar.tap(KEY_2);
    CHECK(box.presses({{0, Function::position_2}}));
}

TEST_CASE("a bar that is plugged in with a jammed key says which one, and its keys mean one thing only") {
    test::TemporaryDirectory directory;
    std::vector<Function> pressed;
    std::vector<BarFound> found;
    TimeMs now_ms = 7'000;
    BarDesk desk(directory.path(),
                 {[&](int, Function function) { pressed.push_back(function); },
                  {},
                  [&](const std::vector<BarFound>& all) { found = all; }},
                 [&] { return now_ms; });
    FakeBar bar(directory.path(), "event3");
    desk.look();
    bar.move(KEY_SPACE, 1);
    const auto read = [&] { desk.readable(desk.descriptors().at(0), false); };
    read();
    desk.bind({{port_2, ctrl_bumps()}});
    REQUIRE(found.size() == 1);
    now_ms += stuck_ms - 1;
    desk.settle();
    CHECK(found[0].trouble.empty());
    CHECK(desk.waits());
    now_ms += 1;
    desk.settle();
    CHECK(found[0].trouble == "a key is stuck: KEY_SPACE; free it");
    bar.tap(KEY_1);
    read();
    CHECK(pressed.empty());
    bar.move(KEY_SPACE, 0);
    read();
    CHECK(found[0].trouble.empty());
    CHECK(bar.held_alone());
    bar.tap(KEY_2);
    read();
    CHECK(pressed == std::vector{Function::position_2});
}

TEST_CASE("a bar that may not be read yet is there as soon as it may") {
    Box box;
    test::TemporaryDirectory elsewhere;  // what cannot be opened yet, to any user: a node that leads nowhere
    const auto node = box.directory.path() / "event3";
    std::filesystem::create_symlink(elsewhere.path() / "bar", node);
    box.reader->bind({{port_2, ctrl_bumps()}});
    REQUIRE(box.comes([&] { return box.found.size() == 1 && !box.found[0].trouble.empty(); }));
    FakeBar bar(elsewhere.path(), "bar");
    REQUIRE(::lchown(node.c_str(), ::getuid(), ::getgid()) == 0);
    CHECK(box.lists("test-bar"));
}

TEST_CASE("when the kernel has dropped events, what is still down means nothing when it is let go") {
    Box box;
    box.reader->bind({{port_2, ctrl_bumps()}});
    FakeBar bar(box.directory.path(), "event3");
    REQUIRE(box.lists("test-bar"));
    bar.move(KEY_LEFTCTRL, 1);
    bar.lose_events({KEY_LEFTCTRL});
    bar.move(KEY_LEFTCTRL, 0);
    bar.tap(KEY_2);
    CHECK(box.presses({{0, Function::position_2}}));
}

TEST_CASE("while a bar is learned its keys come as they are, and press nothing") {
    Box box;
    box.reader->bind({{port_2, ctrl_bumps()}});
    FakeBar bar(box.directory.path(), "event3");
    FakeBar unknown(box.directory.path(), "event4", {.place = "usb-0000:01:00.0-1.4/input0"});
    box.reader->learn(true);
    CHECK(unknown.comes_to_be_held(true));
    bar.tap(KEY_1);
    unknown.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.raw.size() == 8; }));  // each: down, frame, up, frame
    CHECK(box.pressed.empty());
    box.reader->learn(false);
    CHECK(unknown.comes_to_be_held(false));
    bar.tap(KEY_2);
    CHECK(box.presses({{0, Function::position_2}}));
}

TEST_CASE("one bar is learned while the others work on") {
    Box box;
    box.reader->bind({{port_2, ctrl_bumps()}});
    FakeBar bar(box.directory.path(), "event3");
    FakeBar learned(box.directory.path(), "event4", {.place = "usb-0000:01:00.0-1.4/input0"});
    box.reader->learn(true, "usb-0000:01:00.0-1.4/0461:0010");
    CHECK(learned.comes_to_be_held(true));
    bar.tap(KEY_2);
    learned.tap(KEY_SPACE);
    REQUIRE(box.comes([&] { return box.raw.size() == 4; }));
    CHECK(box.raw[0].key == KEY_SPACE);
    CHECK(box.presses({{0, Function::position_2}}));
}

TEST_CASE("only what looks like a bump bar is told as an unknown one") {
    Box box;
    FakeBar keyboard(box.directory.path(), "event3", {.name = "Keyboard", .keys = test::keys_of_keyboard()});
    REQUIRE(box.lists(""));
    CHECK_FALSE(box.found[0].looks_like_bar);
    FakeBar bar(box.directory.path(), "event4", {.place = "usb-2/input0", .serial = "A1"});
    REQUIRE(box.comes([&] { return box.found.size() == 2; }));
    CHECK(box.found[1].looks_like_bar);
    CHECK(box.found[1].id == "usb-2/0461:0010+A1");
    FakeBar buttons(box.directory.path(), "event5", {.place = "x", .keys = {KEY_POWER, KEY_SLEEP}});
    FakeBar named(box.directory.path(), "event6",
                  {.name = "ACME Bump Bar", .place = "usb-3/input0", .keys = test::keys_of_keyboard()});
    REQUIRE(box.comes([&] { return box.found.size() == 3; }));
    CHECK(box.found[2].looks_like_bar);
}

TEST_CASE("a bar is named by its whole id, or by what it is without where it is plugged in") {
    CHECK(names_bar(port_2, port_2));
    CHECK(names_bar("0461:0010", port_2));
    CHECK_FALSE(names_bar("usb-0000:01:00.0-1.1/0461:0010", port_2));
    CHECK_FALSE(names_bar("", port_2));
    CHECK_FALSE(names_bar("0010", port_2));
}

// A bar on a serial line, played by a pseudo-terminal: letters arrive as functions, and a line that was
// pulled out comes back.
#include <poll.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>

#include "station/bar_reader.h"
#include "support/temporary_directory.h"

using namespace brigade;

namespace {

BarProfile letters() {
    BarProfile profile;
    profile.name = "serial-letters";
    profile.letters = true;
    profile.keys = {{'a', Function::position_1}, {'c', Function::position_2}, {'m', Function::recall}};
    profile.doubles = {{'a', Function::bump}};
    profile.chords['i'] = {{'a', Function::start}, {'i', Function::menu}};
    return profile;
}

// Plugged in as a link to a terminal, pulled out as both go.
struct Plugged {
    std::filesystem::path path;
    int master = -1, slave = -1;

    explicit Plugged(std::filesystem::path at) : path(std::move(at)) {
        REQUIRE(openpty(&master, &slave, nullptr, nullptr, nullptr) == 0);
        std::filesystem::create_symlink(ttyname(slave), path);
    }
    ~Plugged() {
        std::filesystem::remove(path);
        ::close(slave);
        ::close(master);
    }
    void send(const std::string& text) const {
        REQUIRE(::write(master, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
};

struct SerialBox {
    test::TemporaryDirectory directory, input;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Function> pressed;
    std::vector<BarFound> found;
    std::filesystem::path path = directory.path() / "ttyUSB0";
    std::string device = "serial:" + path.string();
    std::optional<BarReader> reader;

    SerialBox() {
        const auto told = [this](auto&& change) {
            const std::lock_guard lock(mutex);
            change();
            changed.notify_all();
        };
        reader.emplace(
            input.path(),
            BarHooks{[told, this](int, Function f) { told([&] { pressed.push_back(f); }); },
                     {},
                     [told, this](const std::vector<BarFound>& all) { told([&] { found = all; }); }});
    }
    ~SerialBox() { reader.reset(); }
    template <class Condition>
    bool comes(Condition condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), condition);
    }
    bool listed(std::size_t count) {
        return comes([&] { return found.size() == count; });
    }
    bool presses(std::vector<Function> wanted) {
        return comes([&] { return pressed == wanted; });
    }
};

}  // namespace

TEST_CASE(
    "a letter counts once however often its key repeats it, twice is a double, and a begun pair needs its "
    "second soon") {
    SerialLetters keys(letters());
    CHECK(keys.letter('a', 1'000) == Function::position_1);
    for (TimeMs now = 1'030; now < 1'500; now += 30) CHECK(keys.letter('a', now) == Function::none);
    CHECK(keys.letter('c', 2'000) == Function::position_2);
    CHECK(keys.letter('a', 2'050) == Function::position_1);
    CHECK(keys.letter('a', 2'350) == Function::bump);
    CHECK(keys.letter('a', 2'650) == Function::position_1);  // the first of another two
    CHECK(keys.letter('z', 3'000) == Function::none);
    CHECK(keys.letter('i', 4'000) == Function::none);
    CHECK(keys.letter('a', 4'900) == Function::start);
    CHECK(keys.letter('i', 6'000) == Function::none);
    CHECK(keys.letter('i', 6'500) == Function::menu);
    CHECK(keys.letter('i', 8'000) == Function::none);
    CHECK(keys.letter('a', 8'000 + letter_next_ms + 1) == Function::position_1);
    CHECK(keys.letter('c', 20'000) == Function::position_2);
    CHECK(keys.letter('c', 20'200) == Function::position_2);  // no double of its own: twice
    CHECK(keys.letter('a', 30'000) == Function::position_1);
    CHECK(keys.letter('a', 30'000 + double_press_ms + 1) ==
          Function::position_1);  // no second of two any more
}

TEST_CASE("a serial bar's letters are its screen's presses, at 9600 8N1, raw") {
    SerialBox box;
    const Plugged line(box.path);
    box.reader->bind({{box.device, letters()}});
    REQUIRE(box.listed(1));
    CHECK(box.found[0].id == box.device);
    CHECK(box.found[0].profile == "serial-letters");
    CHECK(box.found[0].trouble == "");
    termios set{};
    REQUIRE(tcgetattr(line.slave, &set) == 0);
    CHECK(cfgetispeed(&set) == B9600);
    CHECK((set.c_cflag & CSIZE) == CS8);
    CHECK((set.c_cflag & (CSTOPB | PARENB)) == 0);
    CHECK((set.c_lflag & (ICANON | ECHO)) == 0);
    line.send("a");
    REQUIRE(box.presses({Function::position_1}));
    line.send("ia\r\nm");
    CHECK(box.presses({Function::position_1, Function::start, Function::recall}));
}

TEST_CASE("a serial bar that is pulled out is missed, and comes back by itself when it is plugged in again") {
    SerialBox box;
    box.reader->bind({{box.device, letters()}});
    {
        const Plugged line(box.path);
        REQUIRE(box.listed(1));
        line.send("a");
        REQUIRE(box.presses({Function::position_1}));
    }
    REQUIRE(box.listed(0));
    const Plugged line(box.path);
    REQUIRE(box.listed(1));
    line.send("c");
    CHECK(box.presses({Function::position_1, Function::position_2}));
}

namespace {

// Bars on one line, stepped by hand.
struct SerialDesk {
    const test::TemporaryDirectory directory;
    const Plugged line{directory.path() / "ttyUSB0"};
    std::vector<Function> pressed;
    SerialBars bars{BarHooks{[this](int, Function function) { pressed.push_back(function); }, {}, {}}};

    SerialDesk() { bars.bind({{"serial:" + line.path.string(), letters()}}); }
    void send(const std::string& text, TimeMs now_ms) {
        line.send(text);
        readable(false, now_ms);
    }
    void readable(bool gone, TimeMs now_ms) {
        REQUIRE(bars.descriptors().size() == 1);
        pollfd polled{bars.descriptors()[0], POLLIN, 0};
        if (!gone) REQUIRE(::poll(&polled, 1, 10'000) == 1);
        bars.readable(polled.fd, gone, now_ms);
    }
};

}  // namespace

TEST_CASE("while another bar is learned a serial bar presses nothing") {
    SerialDesk desk;
    desk.bars.learn(true);
    desk.send("a", 1'000);
    desk.bars.learn(false);
    desk.send("c", 2'000);
    CHECK(desk.pressed == std::vector{Function::position_2});
}

TEST_CASE("what a serial bar sent while another one was learned, or before, begins no pair after it") {
    SerialDesk desk;
    SECTION("the first of two letters, while the other bar was learned") {
        desk.bars.learn(true);
        desk.send("i", 1'000);
    }
    SECTION("the first of two letters, just before") {
        desk.send("i", 1'000);
        desk.bars.learn(true);
    }
    desk.bars.learn(false);
    desk.send("a", 1'500);
    CHECK(desk.pressed == std::vector{Function::position_1});
}

TEST_CASE("a serial line that was lost has forgotten what came before: no pair is made over the gap") {
    SerialDesk desk;
    desk.send("i", 1'000);
    desk.readable(true, 1'100);
    CHECK(desk.bars.waits());
    desk.bars.look();
    desk.send("a", 1'500);
    CHECK(desk.pressed == std::vector{Function::position_1});
}

TEST_CASE("a serial bar whose line is none says so") {
    SerialBox box;
    box.reader->bind({{"serial:" + box.directory.path().string(), letters()}});
    REQUIRE(box.listed(1));
    CHECK(box.found[0].trouble.find("cannot be opened") != std::string::npos);
}

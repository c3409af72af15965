// Presses that come as text: what a line means, and that lines are read as they come.
#include <unistd.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <vector>

#include "app/key_lines.h"

using namespace brigade;

TEST_CASE("every function of a station has a name that can be sent as a line") {
    CHECK(function_named("bump") == Function::bump);
    CHECK(function_named("fire course") == Function::fire_course);
    CHECK(function_named("position 1") == Function::position_1);
    CHECK(function_named("position 9") == Function::position_9);
    for (std::string_view unknown :
         {"", "bumps", "position", "position 0", "position 10", "position x", "none"})
        CHECK_FALSE(function_named(unknown));
}

TEST_CASE("lines are pressed as they come, in pieces or together, and unknown ones are passed over") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::pair<std::size_t, Function>> pressed;
    KeyLines keys(ends[0], [&](std::size_t screen, Function function) {
        const std::lock_guard lock(mutex);
        pressed.emplace_back(screen, function);
        changed.notify_one();
    });
    const auto send = [&](std::string_view text) {
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    };
    send("position 2\nbu");
    send("mp\nno such key\nbeside recall\n");
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, std::chrono::seconds(10), [&] { return pressed.size() == 3; }));
    CHECK(pressed == std::vector<std::pair<std::size_t, Function>>{
                         {0, Function::position_2}, {0, Function::bump}, {1, Function::recall}});
    lock.unlock();
    SECTION("it goes away while the other end stays open") {}
    SECTION("it goes away after the input has ended") {
        ::close(ends[1]);
        ends[1] = -1;
    }
    if (ends[1] >= 0) ::close(ends[1]);
}

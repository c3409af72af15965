#include "net/event_loop.h"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <thread>
#include <vector>

using brigade::net::EventLoop;
using brigade::net::Timer;

TEST_CASE("what is posted runs later and in order") {
    EventLoop loop;
    std::vector<int> ran;
    loop.post([&] { ran.push_back(1); });
    loop.post([&] {
        loop.post([&] { ran.push_back(3); });
        ran.push_back(2);
    });
    CHECK(ran.empty());
    CHECK(loop.run_until([&] { return ran.size() == 3; }, 1000));
    CHECK(ran == std::vector{1, 2, 3});
}

TEST_CASE("another thread posts and stops the loop") {
    EventLoop loop;
    int posted = 0;
    std::thread other([&] {
        for (int i = 0; i < 100; ++i) loop.post([&] { ++posted; });
        loop.post([&] { loop.stop(); });
    });
    loop.run();
    other.join();
    CHECK(posted == 100);
}

TEST_CASE("a stopped loop can run again") {
    EventLoop loop;
    loop.stop();
    loop.run();
    bool ran = false;
    loop.post([&] { ran = true; });
    CHECK(loop.run_until([&] { return ran; }, 1000));
}

TEST_CASE("timers fire once and in order of time") {
    EventLoop loop;
    std::vector<int> fired;
    const Timer late = loop.after(20, [&] { fired.push_back(2); });
    const Timer soon = loop.after(1, [&] { fired.push_back(1); });
    CHECK(soon.pending());
    CHECK(loop.run_until([&] { return fired.size() == 2; }, 1000));
    CHECK(fired == std::vector{1, 2});
    CHECK_FALSE(soon.pending());
}

TEST_CASE("a timer that is destroyed, cancelled or overwritten does not fire") {
    EventLoop loop;
    bool wrong = false;
    bool right = false;
    {
        const Timer gone = loop.after(1, [&] { wrong = true; });
    }
    Timer cancelled = loop.after(1, [&] { wrong = true; });
    cancelled.cancel();
    Timer replaced = loop.after(1, [&] { wrong = true; });
    replaced = loop.after(10, [&] { right = true; });
    CHECK(loop.run_until([&] { return right; }, 1000));
    CHECK_FALSE(wrong);
}

TEST_CASE("a timer whose time has come while others ran can still be cancelled") {
    EventLoop loop;
    bool wrong = false;
    Timer second;
    const Timer first = loop.after(0, [&] { second.cancel(); });
    second = loop.after(0, [&] { wrong = true; });
    loop.run_until([] { return false; }, 10);
    CHECK_FALSE(wrong);
}

TEST_CASE("a timer may start itself anew from its own call") {
    EventLoop loop;
    int times = 0;
    Timer timer;
    std::function<void()> again = [&] {
        if (++times < 3) timer = loop.after(1, again);
    };
    timer = loop.after(1, again);
    CHECK(loop.run_until([&] { return times == 3; }, 1000));
}

TEST_CASE("signals come as calls") {
    EventLoop loop;
    std::vector<int> caught;
    loop.on_signal({SIGUSR1, SIGUSR2}, [&](int signal) { caught.push_back(signal); });
    std::raise(SIGUSR1);
    CHECK(loop.run_until([&] { return caught.size() == 1; }, 1000));
    std::raise(SIGUSR2);
    CHECK(loop.run_until([&] { return caught.size() == 2; }, 1000));
    CHECK(caught == std::vector{SIGUSR1, SIGUSR2});
}

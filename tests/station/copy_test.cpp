// How long a screen keeps what it has seen: a week, whatever it has seen.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "base/limits.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "station/replica.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs day_ms = 24 * 3600 * 1000;

// A screen's disk, and a hub that tells it one day after the other.
struct Screen {
    TemporaryDirectory directory;
    std::unique_ptr<StationStore> store = store_in(directory.path());
    std::unique_ptr<Replica> replica = opened();
    TestKitchen hub;
    Head head;
    std::size_t told = 0;
    DurationMs ahead_ms = 0;  // this machine's clock of the hub's

    Screen() {
        head.seq = hub.kitchen.seq;
        told = hub.journal.size();
        REQUIRE(replica->begin(to_text(head), encode_snapshot(hub.kitchen)));
    }
    std::unique_ptr<Replica> opened() {
        auto copy = Replica::open(*store);
        REQUIRE(copy);
        return *std::move(copy);
    }
    void start_anew() {
        replica.reset();
        replica = opened();
    }
    void tell() {
        const std::vector<Event> events(hub.journal.begin() + static_cast<std::ptrdiff_t>(told),
                                        hub.journal.end());
        told = hub.journal.size();
        for (const Event& event : events) head = next_head(head, {event.seq, event.at, encode_event(event)});
        REQUIRE(replica->apply_events(events, to_text(head)));
        REQUIRE(replica->persist());
        while (replica->forget_slice(hub.now + ahead_ms)) {
        }
    }
    void days(int count) {
        for (int i = 0; i < count; ++i) {
            hub.wait(day_ms);
            hub.run(Tick{});
            tell();
        }
    }
    // The oldest event that the disk still holds.
    Seq first() {
        auto reader = open_for_reading(directory.path() / "replica.db");
        REQUIRE(reader);
        return *(*reader)->base() + 1;
    }
    std::filesystem::path put_aside(const std::string& name, TimeMs written) {
        std::filesystem::path path = directory.path() / name;
        std::ofstream(path) << "a kitchen";
        const auto when = std::chrono::file_clock::from_sys(
            std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(written)));
        std::filesystem::last_write_time(path, when);
        return path;
    }
};

}  // namespace

TEST_CASE("a screen keeps what happened for a week, in slices and over starts, and goes on from there") {
    Screen screen;
    const Seq began = screen.first();
    for (int i = 1; i <= 4'500; ++i) screen.hub.run(CorrectClock{i});
    screen.tell();
    screen.days(6);
    CHECK(screen.first() == began);
    screen.start_anew();
    screen.days(3);
    const Seq first = screen.first();
    CHECK(first > 4'500);
    CHECK(first < screen.hub.kitchen.seq - 5);
    screen.start_anew();
    CHECK(screen.replica->kitchen().seq == screen.hub.kitchen.seq);
    CHECK(screen.replica->head_text() == to_text(screen.head));
    screen.days(1);
    CHECK(screen.first() > first);
}

TEST_CASE("nothing of an order that is still open is forgotten by a screen") {
    Screen screen;
    const Seq began = screen.first();
    screen.days(1);
    screen.hub.submit(an_order("a").line("1", "grill"));
    const Seq order = screen.hub.events.front().seq;
    screen.days(12);
    CHECK(screen.first() > began);
    CHECK(screen.first() <= order);
}

TEST_CASE("a screen whose own clock says otherwise than the hub's forgets nothing") {
    Screen screen;
    screen.ahead_ms = -30 * day_ms;  // the hub's clock ran away, or this machine has none
    const Seq began = screen.first();
    screen.days(12);
    CHECK(screen.first() == began);
    const auto aside = screen.put_aside("replica.db.old-1", screen.hub.now - 31 * day_ms);
    screen.days(1);
    CHECK(std::filesystem::exists(aside));
    screen.ahead_ms = 0;
    screen.days(1);
    CHECK(screen.first() > began);
    CHECK_FALSE(std::filesystem::exists(aside));
}

TEST_CASE("a copy counts from when it was put aside, however old its newest event is") {
    Screen screen;
    screen.days(1);
    const auto copy = screen.directory.path() / "replica.db",
               aside = screen.directory.path() / "replica.db.old-1";
    const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * 30);
    for (const char* part : {"replica.db", "replica.db-wal"})
        std::filesystem::last_write_time(screen.directory.path() / part, long_ago);
    Head other = screen.head;
    other.hash = hash_of({"another history"});
    REQUIRE(screen.replica->begin(to_text(other), encode_snapshot(screen.hub.kitchen)));
    CHECK(std::filesystem::last_write_time(aside) > long_ago + std::chrono::hours(24 * 29));
}

TEST_CASE("copies put aside go after a week by the hub's time; a screen without news keeps them") {
    Screen screen;
    screen.days(1);
    const auto old = screen.put_aside("replica.db.old-1", screen.hub.now - 8 * day_ms);
    const auto log = screen.put_aside("replica.db.old-1-wal", screen.hub.now - 8 * day_ms);
    const auto damaged = screen.put_aside("replica.db.damaged-3", screen.hub.now - 8 * day_ms);
    const auto of_yesterday = screen.put_aside("replica.db.old-2", screen.hub.now - day_ms);
    screen.replica->forget_slice(screen.hub.now);
    CHECK(std::filesystem::exists(old));
    screen.start_anew();
    screen.replica->forget_slice(screen.hub.now);
    CHECK_FALSE(std::filesystem::exists(old));
    CHECK_FALSE(std::filesystem::exists(log));
    CHECK_FALSE(std::filesystem::exists(damaged));
    CHECK(std::filesystem::exists(of_yesterday));
    CHECK(std::filesystem::exists(screen.directory.path() / "replica.db"));
}

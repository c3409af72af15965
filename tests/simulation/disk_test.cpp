// What a simulated disk does when the power goes, and what its sabotages do, so that a run under them is a
// run in which something acked is lost.
#include <algorithm>
#include <chrono>

#include "benches.h"

using namespace brigade;
using namespace brigade::test;
using brigade::sim::SimDisk;

namespace {

Opened open_on(SimDisk& disk) {
    auto opened = disk.open_journal();
    if (!opened) FAIL(opened.error().message);
    return *std::move(opened);
}

// Appends `count` batches of one event and cuts the power; yields how many events are left.
Seq left_after_power_cut(SimDisk& disk, Seq count) {
    {
        auto journal = open_on(disk);
        for (Seq seq = 0; seq < count; ++seq) must_append(*journal.writer, batch(seq, 1));
        disk.power_cut();
    }
    return open_on(disk).writer->head().seq;
}

}  // namespace

TEST_CASE("disk: a power cut takes nothing that was acked") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SimDisk disk(seed);
        REQUIRE(left_after_power_cut(disk, 10) == 10);
    }
}

TEST_CASE("disk: a batch whose sync failed lasts whole or not at all, by the seed, and then for good") {
    int lasted = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SimDisk disk(seed);
        {
            auto journal = open_on(disk);
            must_append(*journal.writer, batch(0, 2));
            disk.control.faults.next_sync_fails = true;
            CHECK(journal.writer->append(batch(2, 3)).outcome == WriteOutcome::unknown);
            disk.power_cut();
        }
        Seq end = open_on(disk).writer->head().seq;
        REQUIRE((end == 2 || end == 5));
        lasted += end == 5;
        disk.power_cut();
        REQUIRE(open_on(disk).writer->head().seq == end);
    }
    CHECK(lasted > 5);
    CHECK(lasted < 35);
}

TEST_CASE("disk: one seed is one history") {
    auto head_of = [](std::uint64_t seed) {
        SimDisk disk(seed);
        left_after_power_cut(disk, 5);
        sim::damage_newest_event(disk.journal);
        return open_on(disk).writer->head();
    };
    CHECK(head_of(7) == head_of(7));
    CHECK(head_of(7) != head_of(8));
}

TEST_CASE("disk: a crashed process lets go of the lock, however late it is cleaned up") {
    SimDisk disk(1);
    auto before = open_on(disk);
    CHECK_FALSE(disk.open_journal());
    disk.crash();
    auto after = open_on(disk);
    before = {};
    CHECK_FALSE(disk.open_journal());
    must_append(*after.writer, batch(0, 1));
}

TEST_CASE("disk: what was never synced is lost with the power, not with the process") {
    SimDisk disk(3);
    bool late = GENERATE(false, true);
    disk.control.sabotage.skip_sync = !late;
    disk.control.sabotage.ack_before_sync = late;
    {
        auto journal = open_on(disk);
        for (Seq seq = 0; seq < 20; ++seq) must_append(*journal.writer, batch(seq, 1));
        REQUIRE(journal.writer->save_snapshot(15, "state").outcome == WriteOutcome::durable);
        REQUIRE(journal.writer->forget_through(15).outcome == WriteOutcome::durable);
        disk.crash();
    }
    CHECK(open_on(disk).writer->head().seq == 20);
    std::size_t lost = 0;
    for (int i = 0; i < 20; ++i) {
        Seq before = 0;
        {
            auto journal = open_on(disk);
            before = journal.writer->head().seq;
            Batch more{{{before + 1, 9'000 + TimeMs(before), "{}"}}, {}};
            must_append(*journal.writer, more);
            disk.power_cut();
        }
        auto journal = open_on(disk);
        lost += before + 1 - journal.writer->head().seq;
        all_events(*journal.reader);
        CHECK(disk.journal.unsynced.empty());
    }
    CHECK(lost > 0);
}

TEST_CASE("disk: taking back what was never synced restores every part of it") {
    SimDisk disk(5);
    disk.control.sabotage.skip_sync = true;
    auto journal = open_on(disk);
    must_append(*journal.writer, batch(0, 10));
    REQUIRE(journal.writer->save_snapshot(4, "four").outcome == WriteOutcome::durable);
    disk.journal.unsynced.clear();
    Head head = journal.writer->head();
    must_append(*journal.writer, batch(10, 10));
    REQUIRE(journal.writer->save_snapshot(8, "eight").outcome == WriteOutcome::durable);
    REQUIRE(journal.writer->save_snapshot(12, "twelve").outcome == WriteOutcome::durable);
    REQUIRE(journal.writer->forget_through(20).outcome == WriteOutcome::durable);
    CHECK(*journal.reader->base() == 8);
    do {
        auto left = disk.journal;
        disk.power_cut();
        if (disk.journal.content->last().head.seq == 10) break;
        disk.journal = left;
    } while (true);
    journal = open_on(disk);
    CHECK(journal.writer->head() == head);
    CHECK(all_events(*journal.reader) == batch(0, 10).events);
    CHECK((*journal.reader->newest_snapshot())->body == "four");
    CHECK_FALSE(*journal.reader->find_order("order-11"));
    CHECK(**journal.reader->find_order("order-10") == order(10));
}

TEST_CASE("disk: the other sabotages do what they say") {
    SimDisk disk(9);
    auto& sabotage = disk.control.sabotage;
    SECTION("orders are forgotten, and accepted twice") {
        sabotage.forget_order_ids = true;
        auto journal = open_on(disk);
        must_append(*journal.writer, batch(0, 2));
        CHECK_FALSE(*journal.reader->find_order("order-1"));
        Batch again{{event(3)}, {{"order-1", 3, Hash{}}}};
        must_append(*journal.writer, again);
    }
    SECTION("the outbox is forgotten") {
        sabotage.forget_outbox = true;
        {
            auto box = disk.open_outbox();
            REQUIRE(box->outbox->add("a", "bump").outcome == WriteOutcome::durable);
            CHECK(box->outbox->all()->size() == 1);
        }
        CHECK(disk.open_outbox()->outbox->all()->empty());
    }
    SECTION("a press is acked before it is synced") {
        sabotage.ack_before_sync = true;
        std::size_t left = 0;
        for (int i = 0; i < 20; ++i) {
            auto box = disk.open_outbox();
            REQUIRE(box->outbox->add("p" + std::to_string(i), "bump").outcome == WriteOutcome::durable);
            disk.power_cut();
            left = disk.open_outbox()->outbox->all()->size();
        }
        CHECK(left > 0);
        CHECK(left < 20);
    }
    SECTION("seqs are given again under the same heads") {
        sabotage.reuse_seq_after_salvage = true;
        Head lost;
        {
            auto journal = open_on(disk);
            lost = must_append(*journal.writer, batch(0, 3));
        }
        sim::damage_newest_event(disk.journal);
        auto journal = open_on(disk);
        CHECK(journal.recovery.damaged);
        CHECK(must_append(*journal.writer, batch(2, 1)) == lost);
    }
}

TEST_CASE("disk: an append costs no more for what is stored already") {
    SimDisk disk(1);
    auto journal = open_on(disk);
    constexpr Seq stretch = 2'000;
    Seq seq = 0;
    const auto next_stretch = [&] {
        const auto begin = std::chrono::steady_clock::now();
        for (const Seq end = seq + stretch; seq < end; ++seq)
            must_append(*journal.writer, batch(seq, 1, 300));
        return std::chrono::steady_clock::now() - begin;
    };
    const auto first = next_stretch();
    for (int more = 0; more < 6; ++more) next_stretch();
    const auto later = std::min({next_stretch(), next_stretch(), next_stretch()});
    CHECK(later < 5 * first);  // a copy of all that is stored at each append would make it 15 times the first
}

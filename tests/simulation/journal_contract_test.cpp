// What the journal's contract promises, told to the real implementation and to the simulated one alike.
#include <limits>

#include "benches.h"
#include "journal/bounds.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr auto durable = WriteOutcome::durable;
constexpr auto refused = WriteOutcome::refused;
constexpr auto unknown = WriteOutcome::unknown;

std::unique_ptr<Bench> either() {
    set_log_level(LogLevel::error);
    auto kind = GENERATE(std::string("sqlite"), std::string("simulated"));
    UNSCOPED_INFO(kind);
    return bench_of(kind);
}

}  // namespace

TEST_CASE("contract: a new journal is empty, and what is appended is there after opening again") {
    auto bench = either();
    Head head;
    {
        auto journal = bench->must_open();
        CHECK(journal.recovery.created);
        CHECK(journal.writer->head() == genesis_head(journal.reader->identity()));
        CHECK_FALSE(*journal.reader->newest_snapshot());
        must_append(*journal.writer, batch(0, 1));
        head = must_append(*journal.writer, batch(1, 9));
        CHECK(must_append(*journal.writer, {}) == head);
        CHECK(journal.reader->last()->head == head);
        CHECK_FALSE(bench->open());  // somebody has it open
    }
    auto journal = bench->must_open({.verify_all = true});
    CHECK_FALSE(journal.recovery.created);
    CHECK(journal.recovery.last_good == 10);
    CHECK(journal.writer->head() == head);
    Batch all = batch(0, 10);
    CHECK(all_events(*journal.reader) == all.events);
    CHECK(**journal.reader->find_order("order-7") == order(7));
    CHECK_FALSE(*journal.reader->find_order("order-11"));
    Head expected = genesis_head(journal.reader->identity());
    for (const Record& record : all.events) expected = next_head(expected, record);
    CHECK(head == expected);
}

TEST_CASE("contract: reading keeps to its bounds, finds heads by seq, and seqs by time") {
    auto bench = either();
    auto journal = bench->must_open();
    Head third = must_append(*journal.writer, batch(0, 3));
    must_append(*journal.writer, batch(3, 17));
    JournalReader& reader = *journal.reader;
    CHECK(reader.read(5, 3, 1 << 20)->size() == 3);
    CHECK(reader.read(5, 3, 1 << 20)->front().seq == 6);
    CHECK(reader.read(0, 100, 250)->size() == 2);
    CHECK(reader.read(0, 100, 1)->size() == 1);
    CHECK(reader.read(20, 100, 1000)->empty());
    CHECK(reader.read(99, 100, 1000)->empty());
    CHECK(*reader.head_at(3) == third);
    CHECK_FALSE(*reader.head_at(21));
    CHECK(*reader.first_seq_at_or_after(std::numeric_limits<TimeMs>::min()) == 1);
    CHECK(*reader.first_seq_at_or_after(event(2).at_ms + 1) == 3);
    CHECK(*reader.first_seq_at_or_after(event(20).at_ms + 1) == 21);
}

TEST_CASE("contract: retention needs a snapshot, goes in slices, and keeps order ids") {
    auto bench = either();
    constexpr Seq count = limits::forget_events + 500;
    auto journal = bench->must_open();
    must_append(*journal.writer, batch(0, count));
    CHECK_FALSE(journal.writer->forget_through(count).more);
    CHECK(*journal.reader->base() == 0);
    for (Seq seq : {Seq{5}, count - 20, count - 10})
        REQUIRE(journal.writer->save_snapshot(seq, "state at " + std::to_string(seq)).outcome == durable);
    CHECK(journal.writer->forget_through(count).more);
    CHECK(*journal.reader->base() == limits::forget_events);
    CHECK_FALSE(journal.writer->forget_through(count).more);
    CHECK(*journal.reader->base() == count - 20);  // the older kept snapshot stays a start
    CHECK((*journal.reader->newest_snapshot())->body == "state at " + std::to_string(count - 10));
    CHECK_FALSE(journal.reader->read(5, 10, 1000));
    CHECK(**journal.reader->find_order("order-3") == order(3));
    journal = {};
    journal = bench->must_open({.verify_all = true});
    CHECK_FALSE(journal.recovery.damaged);
    CHECK(**journal.reader->find_order("order-3") == order(3));
    CHECK(all_events(*journal.reader).size() == 20);
}

TEST_CASE("contract: what a full disk refuses leaves nothing, and works again when there is room") {
    auto bench = either();
    auto journal = bench->must_open();
    Head head = must_append(*journal.writer, batch(0, 5));
    bench->set_full(true);
    auto result = journal.writer->append(batch(5, 3));
    CHECK(result.outcome == refused);
    CHECK(result.head == head);
    CHECK_FALSE(result.message.empty());
    CHECK(journal.writer->save_snapshot(5, "state").outcome == refused);
    CHECK(journal.writer->append({}).outcome == durable);
    CHECK_FALSE(*journal.reader->newest_snapshot());
    CHECK_FALSE(*journal.reader->find_order("order-6"));
    bench->set_full(false);
    REQUIRE(journal.writer->save_snapshot(5, "state").outcome == durable);
    bench->set_full(true);
    CHECK(journal.writer->forget_through(5).outcome == refused);
    CHECK(*journal.reader->base() == 0);
    bench->set_full(false);
    must_append(*journal.writer, batch(5, 3));
    CHECK(all_events(*journal.reader).size() == 8);
}

TEST_CASE("contract: after a failed sync everything is unknown, and a start finds the batch or none of it") {
    auto bench = either();
    {
        auto journal = bench->must_open();
        must_append(*journal.writer, batch(0, 5));
        bench->fail_syncs(true);
        CHECK(journal.writer->append(batch(5, 3)).outcome == unknown);
        bench->fail_syncs(false);
        CHECK(all_events(*journal.reader).size() == 5);
        CHECK_FALSE(*journal.reader->find_order("order-6"));
        CHECK(journal.writer->append(batch(5, 3)).outcome == unknown);
        CHECK(journal.writer->append({}).outcome == unknown);
        CHECK(journal.writer->save_snapshot(5, "state").outcome == unknown);
        CHECK(journal.writer->forget_through(5).outcome == unknown);
        CHECK(journal.writer->checkpoint_if_due().outcome == unknown);
    }
    auto journal = bench->must_open({.verify_all = true});
    auto count = all_events(*journal.reader).size();
    CHECK((count == 5 || count == 8));
    CHECK((*journal.reader->find_order("order-8")).has_value() == (count == 8));
}

TEST_CASE("contract: a checkpoint on a full disk is put off, one that cannot sync ends the writing") {
    auto bench = either();
    auto journal = bench->must_open();
    Seq seq = 0;
    auto fill = [&] {
        for (int i = 0; i < 2; ++i, seq += 600) must_append(*journal.writer, batch(seq, 600, 4000));
    };
    fill();
    bench->set_full(true);
    CHECK(journal.writer->checkpoint_if_due().outcome == refused);
    CHECK(journal.writer->checkpoint_if_due().outcome == durable);  // not due yet again
    bench->set_full(false);
    fill();
    CHECK(journal.writer->checkpoint_if_due().outcome == durable);
    fill();
    bench->fail_syncs(true);
    CHECK(journal.writer->checkpoint_if_due().outcome == unknown);
    bench->fail_syncs(false);
    CHECK(journal.writer->append(batch(seq, 1)).outcome == unknown);
    CHECK(all_events(*journal.reader).size() == seq);
}

TEST_CASE("contract: a replica begins at the hub's head, has the hub's heads, and replaces what was there") {
    auto bench = either();
    Head head{50, hash_of({"hub"})};
    {
        auto journal = bench->must_open();
        must_append(*journal.writer, batch(0, 7));
        CHECK_FALSE(bench->start_replica(head, 900, "state"));
    }
    auto replica = bench->start_replica(head, 900, "state");
    REQUIRE(replica);
    CHECK(replica->writer->head() == head);
    CHECK(replica->reader->last()->at_ms == 900);
    CHECK(*replica->reader->base() == 50);
    CHECK((*replica->reader->newest_snapshot())->body == "state");
    CHECK_FALSE(*replica->reader->find_order("order-7"));
    CHECK(must_append(*replica->writer, batch(50, 1)) == next_head(head, event(51)));
}

TEST_CASE(
    "contract: a salvaged journal keeps its heads and goes on as a new history, a replica as the hub's") {
    auto bench = either();
    bool is_replica = GENERATE(false, true);
    Head kept, lost;
    {
        auto journal = bench->must_open();
        kept = must_append(*journal.writer, batch(0, 9));
        lost = must_append(*journal.writer, batch(9, 1));
        must_append(*journal.writer, batch(10, 10));
    }
    bench->damage_event(10);
    auto journal = bench->must_open({.verify_all = false, .replica = is_replica});
    CHECK(journal.recovery.damaged);
    CHECK(journal.recovery.found == "event 10 is not what was written");
    CHECK_FALSE(journal.recovery.kept_as.empty());
    CHECK(journal.recovery.last_good == 9);
    CHECK(journal.recovery.lost_orders_count == 11);
    CHECK(journal.writer->head() == kept);
    CHECK((must_append(*journal.writer, batch(9, 1)) == lost) == is_replica);
    Head head = journal.writer->head();
    journal = {};
    journal = bench->must_open({.verify_all = true});
    CHECK_FALSE(journal.recovery.damaged);
    CHECK(journal.writer->head() == head);
    CHECK(all_events(*journal.reader) == batch(0, 10).events);
}

TEST_CASE("contract: a snapshot carries the state over damage that a reader met") {
    auto bench = either();
    {
        auto journal = bench->must_open();
        must_append(*journal.writer, batch(0, 10));
        REQUIRE(journal.writer->save_snapshot(8, "state").outcome == durable);
    }
    bench->damage_event(4);
    {
        auto journal = bench->must_open();
        CHECK_FALSE(journal.recovery.damaged);
        CHECK(journal.reader->read(0, 3, 1 << 20)->size() == 3);
        CHECK_FALSE(journal.reader->read(0, 100, 1 << 20));
    }
    auto journal = bench->must_open();
    CHECK(journal.recovery.damaged);
    CHECK(journal.writer->head().seq == 10);
    CHECK(*journal.reader->base() == 8);
    CHECK(journal.recovery.lost_orders_count == 0);
}

TEST_CASE("contract: presses wait in order, once each, and outlive the station") {
    auto bench = either();
    using Requests = std::vector<OutboxRequest>;
    {
        auto box = bench->must_open_outbox();
        for (const char* id : {"c", "a", "b"}) REQUIRE(box->add(id, "bump").outcome == durable);
        CHECK(box->add("a", "another body").outcome == durable);
        CHECK(*box->all() == Requests{{"c", "bump"}, {"a", "bump"}, {"b", "bump"}});
        CHECK(box->remove("c").outcome == durable);
        CHECK(box->remove("never").outcome == durable);
        CHECK(box->add("large", std::string(limits::outbox_body_bytes + 1, 'x')).outcome == refused);
        bench->set_full(true);
        CHECK(box->add("d", "bump").outcome == refused);
        CHECK(box->remove("a").outcome == refused);
        bench->set_full(false);
        CHECK_FALSE(bench->open_outbox());
    }
    bench->damage_request("a");
    auto opened = bench->open_outbox();
    REQUIRE(opened);
    CHECK(opened->found == "a request is not what was written");
    CHECK(*opened->outbox->all() == Requests{{"b", "bump"}});
}

TEST_CASE("contract: an outbox that failed says nothing is removed, and a start finds the press or not") {
    auto bench = either();
    {
        auto box = bench->must_open_outbox();
        REQUIRE(box->add("a", "bump").outcome == durable);
        bench->fail_syncs(true);
        CHECK(box->add("b", "bump").outcome == unknown);
        bench->fail_syncs(false);
        CHECK(box->all()->size() == 1);
        CHECK(box->add("c", "bump").outcome == unknown);
        CHECK(box->remove("a").outcome == unknown);
    }
    auto all = *bench->must_open_outbox()->all();
    REQUIRE_FALSE(all.empty());
    CHECK(all.front().id == "a");
    CHECK(all.size() <= 2);
}

#include <sys/stat.h>

#include <limits>

#include "journal/bounds.h"
#include "journal/look.h"
#include "support.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("a new journal is empty, private, and has a history of its own") {
    TemporaryDirectory directory;
    auto one = must_open(directory / "one"), two = must_open(directory / "two");
    CHECK(one.recovery.created);
    CHECK_FALSE(one.recovery.damaged);
    CHECK(one.writer->head().seq == 0);
    CHECK(one.writer->head() == genesis_head(one.reader->identity()));
    CHECK(one.writer->head() != two.writer->head());
    CHECK(all_events(*one.reader).empty());
    CHECK_FALSE(*one.reader->newest_snapshot());
    for (const char* name : {"one", "one-wal", "one-shm", "one.lock"}) {
        struct stat found {};
        REQUIRE(::stat((directory / name).c_str(), &found) == 0);
        CHECK((found.st_mode & 0777) == 0600);
    }
}

TEST_CASE("what was appended is read back, now and after opening again") {
    TemporaryDirectory directory;
    Head head;
    Batch first = batch(0, 1), second = batch(1, 9);
    second.events[3].body = std::string("zero \0 byte, quote ', \xf0\x9f\x8d\xb3", 27);
    auto check = [&](JournalReader& reader) {
        auto events = all_events(reader);
        REQUIRE(events.size() == 10);
        CHECK(events[0] == first.events[0]);
        CHECK(std::equal(second.events.begin(), second.events.end(), events.begin() + 1));
        CHECK(reader.last()->head == head);
        CHECK(reader.last()->at_ms == event(10).at_ms);
        CHECK(**reader.find_order("order-7") == order(7));
        CHECK_FALSE(*reader.find_order("order-11"));
    };
    {
        auto journal = must_open(directory / "j");
        must_append(*journal.writer, first);
        CHECK(journal.reader->last()->head == journal.writer->head());
        head = must_append(*journal.writer, second);
        check(*journal.reader);
        CHECK(must_append(*journal.writer, {}) == head);
    }
    auto journal = must_open(directory / "j", {.verify_all = true});
    CHECK_FALSE(journal.recovery.created);
    CHECK(journal.recovery.last_good == 10);
    CHECK(journal.writer->head() == head);
    check(*journal.reader);
}

TEST_CASE("reading keeps to its bounds but always goes on") {
    TemporaryDirectory directory;
    auto journal = must_open(directory / "j");
    must_append(*journal.writer, batch(0, 20));
    CHECK(journal.reader->read(5, 3, 1 << 20)->size() == 3);
    CHECK(journal.reader->read(5, 3, 1 << 20)->front().seq == 6);
    CHECK(journal.reader->read(0, 100, 250)->size() == 2);
    CHECK(journal.reader->read(0, 100, 1)->size() == 1);
    CHECK(journal.reader->read(20, 100, 1000)->empty());
    CHECK(journal.reader->read(99, 100, 1000)->empty());
}

TEST_CASE("a head is found by its seq, and a seq by its time") {
    TemporaryDirectory directory;
    auto journal = must_open(directory / "j");
    Head genesis = journal.writer->head();
    Head third = must_append(*journal.writer, batch(0, 3));
    Batch same_time = batch(3, 3);
    for (Record& record : same_time.events) record.at_ms = 5000;
    must_append(*journal.writer, same_time);
    JournalReader& reader = *journal.reader;
    CHECK(*reader.head_at(0) == genesis);
    CHECK(*reader.head_at(3) == third);
    CHECK_FALSE(*reader.head_at(7));
    CHECK(*reader.first_seq_at_or_after(std::numeric_limits<TimeMs>::min()) == 1);
    CHECK(*reader.first_seq_at_or_after(event(2).at_ms) == 2);
    CHECK(*reader.first_seq_at_or_after(event(2).at_ms + 1) == 3);
    CHECK(*reader.first_seq_at_or_after(5000) == 4);
    CHECK(*reader.first_seq_at_or_after(5001) == 7);
}

TEST_CASE("two processes cannot open one journal") {
    TemporaryDirectory directory;
    {
        auto journal = must_open(directory / "j");
        auto second = open_journal(directory / "j");
        REQUIRE_FALSE(second);
        CHECK(second.error().message.find("in use by another process") != std::string::npos);
        CHECK_FALSE(start_replica(directory / "j", {5, {}}, 0, "{}"));
    }
    CHECK(open_journal(directory / "j"));
}

TEST_CASE("the two newest snapshots are kept and the newest is found") {
    TemporaryDirectory directory;
    auto journal = must_open(directory / "j");
    Head head = must_append(*journal.writer, batch(0, 30));
    for (Seq seq : {Seq{0}, Seq{10}, Seq{20}, Seq{30}}) {
        auto saved = journal.writer->save_snapshot(seq, "state at " + std::to_string(seq));
        REQUIRE(saved.outcome == WriteOutcome::durable);
    }
    auto newest = *journal.reader->newest_snapshot();
    REQUIRE(newest);
    CHECK(newest->head == head);
    CHECK(newest->at_ms == event(30).at_ms);
    CHECK(newest->body == "state at 30");
    // Saved again: the same one, not a third.
    REQUIRE(journal.writer->save_snapshot(30, "again").outcome == WriteOutcome::durable);
    CHECK((*journal.reader->newest_snapshot())->body == "again");
    CHECK(journal.writer->forget_through(30).outcome == WriteOutcome::durable);
    CHECK(*journal.reader->base() == 20);
}

TEST_CASE("retention needs a snapshot, goes in slices, and keeps order ids") {
    TemporaryDirectory directory;
    constexpr Seq count = 2 * limits::forget_events + 500;
    Head head;
    {
        auto journal = must_open(directory / "j");
        head = must_append(*journal.writer, batch(0, count));
        CHECK_FALSE(journal.writer->forget_through(count).more);
        CHECK(*journal.reader->base() == 0);

        REQUIRE(journal.writer->save_snapshot(count - 10, "state").outcome == WriteOutcome::durable);
        auto head_kept = *journal.reader->head_at(count - 10);
        CHECK(journal.writer->forget_through(count).more);
        CHECK(*journal.reader->base() == limits::forget_events);
        CHECK(journal.writer->forget_through(count).more);
        CHECK_FALSE(journal.writer->forget_through(count).more);
        CHECK(*journal.reader->base() == count - 10);
        CHECK(*journal.reader->head_at(count - 10) == head_kept);
        CHECK_FALSE(*journal.reader->head_at(count - 11));
        CHECK(all_events(*journal.reader).size() == 10);
        auto too_old = journal.reader->read(5, 10, 1000);
        REQUIRE_FALSE(too_old);
        CHECK(too_old.error().message.find("no longer kept") != std::string::npos);
    }
    auto journal = must_open(directory / "j", {.verify_all = true});
    CHECK_FALSE(journal.recovery.damaged);
    CHECK(journal.writer->head() == head);
    for (Seq seq = 1; seq <= count; ++seq) REQUIRE(*journal.reader->find_order(order(seq).id) == order(seq));
    must_append(*journal.writer, batch(count, 5));
}

TEST_CASE("forgotten text is gone from the file, also from pages that are not used again") {
    TemporaryDirectory directory;
    {
        auto journal = must_open(directory / "j");
        Batch with_guest = batch(0, 200, 300);
        with_guest.events[2].body = "{\"guest\":\"Ana-from-table-twelve\"}";
        must_append(*journal.writer, with_guest);
        REQUIRE(journal.writer->save_snapshot(150, "state").outcome == WriteOutcome::durable);
        REQUIRE(journal.writer->forget_through(150).outcome == WriteOutcome::durable);
    }
    move_log(directory / "j");
    CHECK(bytes_of_file(directory / "j").find("Ana-from-table-twelve") == std::string::npos);
    CHECK(bytes_of_file(directory / "j").find(event(160, 300).body) != std::string::npos);
}

TEST_CASE("the log is laid out once and reused") {
    TemporaryDirectory directory;
    auto journal = must_open(directory / "j");
    auto laid_out = fs::file_size(directory / "j-wal");
    CHECK(laid_out > static_cast<std::uintmax_t>(limits::wal_bytes));
    for (Seq seq = 0; seq < 3000; ++seq) {
        must_append(*journal.writer, batch(seq, 1, 1000));
        REQUIRE(journal.writer->checkpoint_if_due().outcome == WriteOutcome::durable);
    }
    CHECK(fs::file_size(directory / "j-wal") == laid_out);
    CHECK(fs::file_size(directory / "j") > 3000 * 1000 / 2);
    CHECK(all_events(*journal.reader).size() == 3000);
}

TEST_CASE("a newer format and another program's file are left alone") {
    TemporaryDirectory directory;
    { must_open(directory / "j"); }
    std::string bytes = bytes_of_file(directory / "j");
    SECTION("newer") {
        bytes[63] = 2;  // user_version, big endian at 60
        write_file(directory / "j", bytes);
        auto opened = open_journal(directory / "j");
        REQUIRE_FALSE(opened);
        CHECK(opened.error().message.find("has format 2") != std::string::npos);
        CHECK_FALSE(open_for_reading(directory / "j"));
        CHECK(is_of_newer_format(directory / "j"));
    }
    SECTION("foreign") {
        bytes[71] = 7;  // application_id, at 68
        write_file(directory / "j", bytes);
        auto opened = open_journal(directory / "j");
        REQUIRE_FALSE(opened);
        CHECK(opened.error().message.find("not a journal of Brigade") != std::string::npos);
    }
    CHECK(bytes_of_file(directory / "j") == bytes);
}

// A journal cut at every length, and with bits turned: what is opened afterwards is a prefix of what was
// written, or the damage is told.
#include <sqlite3.h>

#include <algorithm>

#include "journal/bounds.h"
#include "support.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// The file of a journal with `count` events, its log moved into it and empty, or in the log and not moved.
struct Files {
    std::string main, log;
};

Files files_of(const fs::path& path) { return {bytes_of_file(path), bytes_of_file(path.string() + "-wal")}; }

void change(const fs::path& path, const char* sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    char* why = nullptr;
    sqlite3_exec(handle, sql, nullptr, nullptr, &why);
    INFO(sql << ": " << (why ? why : "ok"));
    CHECK(why == nullptr);
    sqlite3_close(handle);
}

void put(const fs::path& path, std::string_view main, std::string_view log) {
    fs::remove_all(path.parent_path());
    fs::create_directory(path.parent_path());
    write_file(path, main);
    if (!log.empty()) write_file(path.string() + "-wal", log);
}

// Opens; every event that is there is as it was written, in order, and writing goes on. Yields the last seq.
Seq open_and_check(const fs::path& path, Recovery& recovery) {
    auto journal = must_open(path);
    recovery = journal.recovery;
    auto events = all_events(*journal.reader);
    Seq base = *journal.reader->base();
    for (std::size_t i = 0; i < events.size(); ++i) REQUIRE(events[i] == event(base + 1 + i));
    Seq last = journal.writer->head().seq;
    REQUIRE(last == base + events.size());
    for (Seq seq = 1; seq <= last; ++seq)
        if (auto found = journal.reader->find_order(order(seq).id); found && *found)
            REQUIRE(**found == order(seq));
    must_append(*journal.writer, {{{last + 1, 9'000'000, "{}"}}, {}});
    return last;
}

// Turns one bit in the first place where `text` is found.
void flip(std::string& bytes, std::string_view text) {
    auto place = bytes.find(text);
    REQUIRE(place != std::string::npos);
    bytes[place + 3] = static_cast<char>(bytes[place + 3] ^ 4);
}

void quiet() { set_log_level(LogLevel::error); }

}  // namespace

TEST_CASE("the log cut at every length recovers whole batches and nothing else") {
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        for (Seq seq = 0; seq < 12; seq += 3) must_append(*journal.writer, batch(seq, 3));
    }
    Files files = files_of(path);
    auto end = files.log.find_last_not_of('\0') + 1;
    auto work = directory / "cut" / "j";
    put(work, files.main, std::string_view(files.log).substr(0, end));
    Seq before = 12;
    // Every length of the last two frames by a tool's eyes; around every frame's border as a hub would start.
    for (std::size_t length = end; length > 0; --length) {
        std::size_t in_frame = length < 32 ? 0 : (length - 32) % 4120;
        bool border = in_frame < 3 || in_frame > 4117 || in_frame == 24 || length % 4999 == 0;
        if (!border && length + 2 * 4120 < end) continue;
        fs::resize_file(work.string() + "-wal", length);
        fs::remove(work.string() + "-shm");
        Seq last = static_cast<Seq>(all_events(**open_for_reading(work)).size());
        REQUIRE(last % 3 == 0);
        REQUIRE(last <= before);
        before = last;
        if (!border) continue;
        put(directory / "start" / "j", files.main, std::string_view(files.log).substr(0, length));
        Recovery recovery;
        REQUIRE(open_and_check(directory / "start" / "j", recovery) == last);
        REQUIRE_FALSE(recovery.damaged);
    }
    CHECK(before == 0);
}

TEST_CASE("the main file cut at any length of its last pages is told and salvaged") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        for (Seq seq = 0; seq < 90; seq += 3) must_append(*journal.writer, batch(seq, 3));
    }
    move_log(path);
    std::string whole = bytes_of_file(path);
    auto work = directory / "cut" / "j";
    Seq most = 0;
    for (std::size_t length = whole.size(); length > 0; --length) {
        std::size_t in_page = length % 4096;
        if (in_page > 2 && in_page < 4090 && length % 251) continue;
        put(work, std::string_view(whole).substr(0, length), {});
        Recovery recovery;
        Seq last = open_and_check(work, recovery);
        INFO("cut at " << length << " of " << whole.size());
        if (!recovery.damaged) {
            // Only zeros were cut off, if anything.
            REQUIRE(last == 90);
            REQUIRE(std::string_view(whole).substr(length).find_first_not_of('\0') == std::string_view::npos);
            continue;
        }
        REQUIRE(bytes_of_file(recovery.kept_as).size() == length);
        if (!recovery.state_lost) {
            REQUIRE(recovery.last_good == last);
            most = std::max(most, last);
        }
    }
    CHECK(most > 30);
}

TEST_CASE("a bit turned in an event's text ends the salvaged history before it") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    Head head_9, head_10;
    {
        auto journal = must_open(path);
        head_9 = must_append(*journal.writer, batch(0, 9));
        head_10 = must_append(*journal.writer, batch(9, 1));
        must_append(*journal.writer, batch(10, 10));
    }
    move_log(path);
    std::string bytes = bytes_of_file(path);
    flip(bytes, event(10).body);
    write_file(path, bytes);

    auto journal = must_open(path);
    CHECK(journal.recovery.damaged);
    CHECK(journal.recovery.last_good == 9);
    CHECK(journal.recovery.found == "event 10 is not what was written");
    CHECK(journal.recovery.kept_as == path.string() + ".damaged-1");
    CHECK(bytes_of_file(journal.recovery.kept_as) == bytes);
    CHECK(all_events(*journal.reader).size() == 9);
    // The shared part keeps its heads; what follows never equals the lost part, even with the same events.
    CHECK(**journal.reader->head_at(9) == head_9);
    CHECK(must_append(*journal.writer, batch(9, 1)) != head_10);
    // Lost orders may be sent again; kept ones are still known.
    CHECK(journal.recovery.lost_orders_count == 11);
    CHECK(std::count(journal.recovery.lost_orders.begin(), journal.recovery.lost_orders.end(), "order-10") ==
          1);
    CHECK(**journal.reader->find_order("order-9") == order(9));
    CHECK_FALSE(*journal.reader->find_order("order-11"));
    // And the history with its mark is whole at the next start.
    Head head = journal.writer->head();
    journal = {};
    auto again = must_open(path, {.verify_all = true});
    CHECK_FALSE(again.recovery.damaged);
    CHECK(again.writer->head() == head);
    CHECK(all_events(*again.reader).size() == 10);
}

TEST_CASE("a salvage that damage cuts within a request leaves all of that request out") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    auto of_request = [](Seq seq, int more) {
        return Record{seq, event(seq).at_ms,
                      R"({"seq":)" + std::to_string(seq) + R"(,"more":)" + std::to_string(more) + "," +
                          event(seq).body.substr(1)};
    };
    Head head_4;
    {
        auto journal = must_open(path);
        head_4 = must_append(*journal.writer, batch(0, 4));
        must_append(*journal.writer, {{of_request(5, 2), of_request(6, 1), event(7)}, {order(5)}});
    }
    move_log(path);
    std::string bytes = bytes_of_file(path);
    flip(bytes, event(7).body);
    write_file(path, bytes);

    auto journal = must_open(path, {.replica = false});
    CHECK(journal.recovery.damaged);
    CHECK(journal.recovery.last_good == 4);
    CHECK(journal.writer->head() == head_4);
    CHECK(journal.recovery.lost_orders == std::vector<std::string>{order(5).id});
}

TEST_CASE("a replica keeps to the hub's history after a salvage") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    Head head_11;
    {
        auto replica = start_replica(path, {5, hash_of({"hub"})}, 0, "state");
        REQUIRE(replica);
        must_append(*replica->writer, batch(5, 5));
        head_11 = must_append(*replica->writer, batch(10, 1));
    }
    move_log(path);
    std::string bytes = bytes_of_file(path);
    flip(bytes, event(11).body);
    write_file(path, bytes);
    auto replica = must_open(path, {.replica = true});
    CHECK(replica.recovery.damaged);
    CHECK(must_append(*replica.writer, batch(10, 1)) == head_11);
}

TEST_CASE("a row that was changed, removed or added is seen") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    { must_append(*must_open(path).writer, batch(0, 10)); }
    Seq good = 0;
    SECTION("time") { change(path, "UPDATE events SET at_ms = at_ms + 1 WHERE seq = 6"), good = 5; }
    SECTION("hash") { change(path, "UPDATE events SET hash = zeroblob(16) WHERE seq = 7"), good = 6; }
    SECTION("short hash") { change(path, "UPDATE events SET hash = x'00' WHERE seq = 7"), good = 6; }
    SECTION("gap") { change(path, "DELETE FROM events WHERE seq = 4"), good = 3; }
    SECTION("the first") { change(path, "DELETE FROM events WHERE seq = 1"), good = 0; }
    SECTION("two swapped") {
        change(path,
               "UPDATE events SET seq = 99 WHERE seq = 5; UPDATE events SET seq = 5 WHERE seq = 6;"
               "UPDATE events SET seq = 6 WHERE seq = 99");
        good = 4;
    }
    SECTION("added") { change(path, "INSERT INTO events VALUES (11, 99999, '{}', zeroblob(16))"), good = 10; }
    SECTION("base") { change(path, "UPDATE origin SET base_hash = zeroblob(16)"), good = 0; }
    Recovery recovery;
    CHECK(open_and_check(path, recovery) == good);
    CHECK(recovery.damaged);
    CHECK(recovery.last_good == good);
}

TEST_CASE("the reader never gives out a changed event, and then the next start checks everything") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        must_append(*journal.writer, batch(0, 10));
        REQUIRE(journal.writer->save_snapshot(8, "state").outcome == WriteOutcome::durable);
    }
    change(path, "UPDATE events SET body = 'x' WHERE seq = 4");
    {
        // It lies before the snapshot, so a quick start does not meet it.
        auto journal = must_open(path);
        CHECK_FALSE(journal.recovery.damaged);
        CHECK(journal.reader->read(0, 3, 1 << 20)->size() == 3);
        auto damaged = journal.reader->read(0, 100, 1 << 20);
        REQUIRE_FALSE(damaged);
        CHECK(damaged.error().message.find("event 4 is not what was written") != std::string::npos);
    }
    auto journal = must_open(path);
    CHECK(journal.recovery.damaged);
    // The snapshot carries the state over the damage: nothing acked is lost.
    CHECK(journal.writer->head().seq == 10);
    CHECK(*journal.reader->base() == 8);
    CHECK((*journal.reader->newest_snapshot())->body == "state");
    CHECK(journal.recovery.lost_orders_count == 0);
    CHECK(**journal.reader->find_order("order-4") == order(4));
}

TEST_CASE("verify_all finds what a quick start passes over") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        must_append(*journal.writer, batch(0, 10));
        REQUIRE(journal.writer->save_snapshot(10, "state").outcome == WriteOutcome::durable);
    }
    SECTION("an event") { change(path, "UPDATE events SET body = 'x' WHERE seq = 4"); }
    SECTION("an order id") { change(path, "UPDATE orders SET content = zeroblob(16) WHERE id = 'order-4'"); }
    CHECK_FALSE(must_open(path).recovery.damaged);
    CHECK(must_open(path, {.verify_all = true}).recovery.damaged);
}

TEST_CASE("an order's entry that was changed is not believed") {
    TemporaryDirectory directory;
    auto path = directory / "j";
    { must_append(*must_open(path).writer, batch(0, 10)); }
    change(path, "UPDATE orders SET content = zeroblob(16) WHERE id = 'order-4'");
    CHECK_FALSE(must_open(path).reader->find_order("order-4"));
}

TEST_CASE("a damaged snapshot is passed over for the one before it") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        must_append(*journal.writer, batch(0, 30));
        REQUIRE(journal.writer->save_snapshot(10, "state at 10").outcome == WriteOutcome::durable);
        REQUIRE(journal.writer->save_snapshot(20, "state at 20").outcome == WriteOutcome::durable);
        REQUIRE(journal.writer->forget_through(20).outcome == WriteOutcome::durable);
    }
    SECTION("one") {
        change(path, "UPDATE snapshots SET body = 'other' WHERE seq = 20");
        auto journal = must_open(path);
        CHECK_FALSE(journal.recovery.damaged);
        CHECK(journal.recovery.found.find("passed over") != std::string::npos);
        CHECK((*journal.reader->newest_snapshot())->body == "state at 10");
        CHECK(journal.reader->read(10, 100, 1 << 20)->size() == 20);
    }
    SECTION("both") {
        change(path, "UPDATE snapshots SET body = 'other'");
        auto journal = must_open(path);
        CHECK(journal.recovery.damaged);
        CHECK(journal.recovery.state_lost);
        CHECK(journal.writer->head().seq == 30);  // no seq is given twice
        CHECK(*journal.reader->base() == 30);
        CHECK_FALSE(*journal.reader->newest_snapshot());
        CHECK(journal.recovery.lost_orders_count == 20);
        CHECK(**journal.reader->find_order("order-10") == order(10));
        must_append(*journal.writer, {{{31, 99'999, "{}"}}, {}});
    }
}

TEST_CASE("a file of which nothing can be read is put aside and an empty journal begins") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    std::string noise(20'000, 'x');
    SECTION("noise") { write_file(path, noise); }
    SECTION("nothing") { write_file(path, noise = ""); }
    auto journal = must_open(path);
    CHECK(journal.recovery.damaged);
    CHECK(bytes_of_file(directory / "j.damaged-1") == noise);
    CHECK(journal.writer->head().seq == 0);
    must_append(*journal.writer, batch(0, 3));
}

TEST_CASE("a journal whose header says that it may only be read is told, salvaged whole, and goes on") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    must_append(*must_open(path).writer, batch(0, 10));
    change(path, "PRAGMA wal_checkpoint(TRUNCATE)");
    std::string bytes = bytes_of_file(path);
    bytes[18] = 3;  // the file format that a writer must know; 2 is the newest there is
    write_file(path, bytes);
    Recovery recovery;
    CHECK(open_and_check(path, recovery) == 10);
    CHECK(recovery.damaged);
    CHECK(recovery.found == "its header says that nothing may be written to it");
}

TEST_CASE("any byte changed anywhere is harmless, or told, or never given out") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    {
        auto journal = must_open(path);
        must_append(*journal.writer, batch(0, 40));
        REQUIRE(journal.writer->save_snapshot(25, "state").outcome == WriteOutcome::durable);
    }
    move_log(path);
    std::string whole = bytes_of_file(path);
    auto work = directory / "turned" / "j";
    int told = 0;
    for (std::size_t place = 16; place < whole.size(); place += place < 100 ? 1 : 307) {
        std::string bytes = whole;
        bytes[place] = static_cast<char>(bytes[place] ^ 0x55);
        put(work, bytes, {});
        auto journal = open_journal(work, {.verify_all = true});
        if (!journal) continue;  // refused with a sentence: another application's id, or a newer format
        told += journal->recovery.damaged;
        for (const Record& record : all_events(*journal->reader)) REQUIRE(record == event(record.seq));
    }
    CHECK(told > 20);
}

TEST_CASE("a replacement that was interrupted at any step is completed") {
    quiet();
    TemporaryDirectory directory;
    auto path = directory / "j";
    auto old = directory / "old" / "j", fresh = directory / "fresh" / "j";
    fs::create_directory(directory / "old");
    fs::create_directory(directory / "fresh");
    { must_append(*must_open(old).writer, batch(0, 10)); }
    { REQUIRE(start_replica(fresh, {500, hash_of({"hub"})}, 0, "state")); }
    move_log(fresh);
    fs::copy_file(fresh, path.string() + ".old-3.next");
    SECTION("nothing moved yet") {
        fs::copy_file(old, path);
        fs::copy_file(old.string() + "-wal", path.string() + "-wal");
    }
    SECTION("its log moved") {
        fs::copy_file(old, path);
        fs::copy_file(old.string() + "-wal", path.string() + ".old-3-wal");
    }
    SECTION("both moved") {
        fs::copy_file(old, path.string() + ".old-3");
        fs::copy_file(old.string() + "-wal", path.string() + ".old-3-wal");
    }
    auto journal = must_open(path, {.replica = true});
    CHECK_FALSE(journal.recovery.damaged);
    CHECK(journal.writer->head().seq == 500);
    CHECK(all_events(**open_for_reading(path.string() + ".old-3")).size() == 10);
    CHECK_FALSE(fs::exists(path.string() + ".old-3.next"));
}

TEST_CASE("a journal whose building was interrupted is built again") {
    TemporaryDirectory directory;
    write_file(directory / "j.new", "half");
    write_file(directory / "j.new-journal", "half");
    auto journal = must_open(directory / "j");
    CHECK(journal.recovery.created);
    CHECK_FALSE(journal.recovery.damaged);
    CHECK_FALSE(fs::exists(directory / "j.new"));
}

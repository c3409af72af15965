#include "journal/merge.h"

#include "journal/support.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// A hub's journal, and copies of it as stations keep them.
struct Shift {
    TemporaryDirectory directory;
    fs::path journal = directory.path() / "journal.db";
    fs::path into = directory.path() / "merged.db";
    Head end;

    explicit Shift(std::size_t events = 1000) { write(events); }
    void write(std::size_t events) {
        auto hub = must_open(journal);
        end = must_append(*hub.writer, batch(hub.writer->head().seq, events));
    }
    // What a screen holds that joined after `from` and heard of everything up to `to`.
    fs::path station(const std::string& name, Seq from, Seq to) {
        auto hub = must_open(journal);
        fs::path path = directory.path() / name;
        auto opened = start_replica(path, **hub.reader->head_at(from), event(from).at_ms, "a state");
        REQUIRE(opened);
        Batch events;
        for (const Record& record : all_events(*hub.reader))
            if (record.seq > from && record.seq <= to) events.events.push_back(record);
        must_append(*opened->writer, events);
        return path;
    }
    Merged merge(const std::vector<fs::path>& copies) {
        auto merged = merge_copies(journal, copies, into);
        if (!merged) FAIL(merged.error().message);
        return *std::move(merged);
    }
};

void run_sql(const fs::path& path, const std::string& sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    char* message = nullptr;
    INFO(sql);
    CHECK(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK);
    sqlite3_close(handle);
}

std::size_t place_of(const fs::path& path, Seq seq) {
    std::size_t at = bytes_of_file(path).find("\"number\":\"" + std::to_string(seq) + "\"");
    REQUIRE(at != std::string::npos);
    return at;
}

void flip_bit(const fs::path& path, Seq seq) {
    move_log(path);
    std::string bytes = bytes_of_file(path);
    bytes[place_of(path, seq)] ^= 1;
    write_file(path, bytes);
}

// An erase block of an SD card, with everything in it.
void trash(const fs::path& path, Seq seq, std::size_t block_bytes) {
    move_log(path);
    std::string bytes = bytes_of_file(path);
    std::size_t from = place_of(path, seq) / 4096 * 4096;
    for (std::size_t at = from; at < std::min(bytes.size(), from + block_bytes); ++at)
        bytes[at] = static_cast<char>(at * 31 + at / 7);
    write_file(path, bytes);
}

// Every order from the first to `last`, found by its id and by its event, in a journal that opens without a
// word.
void check_whole(const fs::path& path, Seq last, Seq base = 0) {
    auto opened = must_open(path, {.verify_all = true});
    CHECK_FALSE(opened.recovery.damaged);
    CHECK(all_events(*opened.reader).size() == last - base);
    CHECK(opened.writer->head().seq == last);
    for (Seq seq = base + 1; seq <= last; ++seq) {
        auto found = opened.reader->find_order("order-" + std::to_string(seq));
        if (!found || !*found || **found != order(seq)) FAIL("order " << seq << " is not there");
    }
}

std::string told(const Merged& merged) {
    std::string text;
    for (const MergeSource& source : merged.sources)
        text += source.path.string() + ": " + source.sentence + "\n";
    for (const std::string& sentence : merged.missing) text += sentence + "\n";
    for (const std::string& sentence : merged.notes) text += sentence + "\n";
    return text;
}

bool holds_text(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("a flipped bit in the middle of a hub's journal costs nothing when a screen has the event") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 400, 600);
    flip_bit(shift.journal, 500);
    Merged merged = shift.merge({grill});
    INFO(told(merged));
    CHECK(merged.complete());
    CHECK(merged.head == shift.end);
    CHECK(holds_text(merged.sources[0].sentence, "damaged or missing: event 500"));
    CHECK(merged.sources[1].used);
    check_whole(shift.into, 1000);
}

TEST_CASE("a journal cut short is continued from the copy that reaches furthest") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 2, 700);
    fs::path drink = shift.station("drink.db", 2, 950);
    move_log(shift.journal);
    fs::resize_file(shift.journal, fs::file_size(shift.journal) / 2 / 4096 * 4096);
    auto merged = merge_copies(shift.journal, {grill, drink}, shift.into);
    if (!merged) FAIL(merged.error().message);
    INFO(told(*merged));
    CHECK(merged->head.seq == 950);
    // The end of the file went with the ids of its last orders or without: either way nothing is made up.
    auto opened = must_open(shift.into, {.verify_all = true});
    CHECK(opened.writer->head().seq == 950);
    CHECK_FALSE(opened.recovery.damaged);
}

TEST_CASE("a trashed block of an SD card is filled from two copies that each hold a part of it") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 300, 505);
    fs::path drink = shift.station("drink.db", 480, 1000);
    trash(shift.journal, 500, 64 * 1024);
    Merged merged = shift.merge({grill, drink});
    INFO(told(merged));
    CHECK(merged.head == shift.end);
    auto opened = must_open(shift.into, {.verify_all = true});
    CHECK(all_events(*opened.reader).size() == 1000);
}

TEST_CASE("a merge whose sources all end within a request leaves all of that request out") {
    Shift shift(4);
    {
        auto hub = must_open(shift.journal);
        Record half = event(5);
        half.body = R"({"seq":5,"more":1,)" + half.body.substr(1);
        must_append(*hub.writer, {{half}, {order(5)}});
    }
    Merged merged = shift.merge({});
    CHECK(merged.head == shift.end);
    auto hub = must_open(shift.into);
    CHECK(hub.writer->head() == shift.end);
    CHECK_FALSE(*hub.reader->find_order(order(5).id));
}

TEST_CASE("a damaged copy is used up to its damage and after it") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 400, 900);
    run_sql(shift.journal, "DELETE FROM events WHERE seq BETWEEN 500 AND 520 OR seq > 800");
    SECTION("elsewhere") {
        flip_bit(grill, 700);
        Merged merged = shift.merge({grill});
        INFO(told(merged));
        CHECK(merged.head.seq == 900);
        CHECK(merged.lost_orders_count == 100);
        check_whole(shift.into, 900);
    }
    SECTION("in the same place") {
        flip_bit(grill, 510);
        Merged merged = shift.merge({grill});
        INFO(told(merged));
        CHECK(merged.head.seq == 509);
        CHECK_FALSE(merged.complete());
        REQUIRE_FALSE(merged.missing.empty());
        CHECK(holds_text(merged.missing[0], "events 511 to 900"));
        check_whole(shift.into, 509);
    }
}

TEST_CASE("a copy of another kitchen is refused with a sentence, and the merge goes on without it") {
    Shift shift, other;
    fs::path stranger = other.station("stranger.db", 2, 1000);
    fs::path grill = shift.station("grill.db", 2, 1000);
    flip_bit(shift.journal, 500);
    Merged merged = shift.merge({stranger, grill});
    INFO(told(merged));
    CHECK_FALSE(merged.sources[1].used);
    CHECK(holds_text(merged.sources[1].sentence, "of another kitchen"));
    CHECK(merged.head == shift.end);
    CHECK(merged.complete());
    check_whole(shift.into, 1000);
}

TEST_CASE("without a journal the copies alone become one, and it is said what they cannot know") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 100, 700);
    fs::path drink = shift.station("drink.db", 300, 950);
    for (const char* part : {"", "-wal", "-shm"}) fs::remove(shift.journal.string() + part);
    Merged merged = shift.merge({grill, drink});
    INFO(told(merged));
    CHECK(merged.base == 100);
    CHECK(merged.head.seq == 950);
    CHECK(holds_text(merged.sources[0].sentence, "there is no such file"));
    REQUIRE(merged.missing.size() == 1);
    CHECK(holds_text(merged.missing[0], "from before event 100"));
    auto opened = must_open(shift.into, {.verify_all = true});
    CHECK(all_events(*opened.reader).size() == 850);
}

TEST_CASE("a hub that has saved itself and gone on keeps what it did since") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 2, 900);
    flip_bit(shift.journal, 500);
    SECTION("and where it has done nothing since, it gets everything back") {
        { CHECK(must_open(shift.journal, {.verify_all = true}).recovery.last_good == 499); }
        Merged merged = shift.merge({grill, shift.directory.path() / "journal.db.damaged-1"});
        INFO(told(merged));
        CHECK(merged.head == shift.end);
        CHECK(merged.complete());
        check_whole(shift.into, 1000);
    }
    SECTION("with the other history named") {
        Head head;
        {
            auto hub = must_open(shift.journal, {.verify_all = true});
            Batch since = batch(499, 50, 130);
            for (OrderEntry& entry : since.orders) entry.id += "-new";
            head = must_append(*hub.writer, since);
        }
        Merged merged = shift.merge({grill, shift.directory.path() / "journal.db.damaged-1"});
        INFO(told(merged));
        CHECK(merged.head == head);
        CHECK(holds_text(told(merged), "after event 499 another history goes on to 1000"));
        CHECK(merged.lost_orders_count == 501);  // these events do not say what was ordered
        auto opened = must_open(shift.into, {.verify_all = true});
        CHECK_FALSE(opened.recovery.damaged);
    }
}

TEST_CASE("a merged journal knows every old head, and what follows is told apart from what may have been") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 2, 900);
    flip_bit(shift.journal, 500);
    shift.merge({grill});
    auto hub = must_open(shift.into);
    auto copy = must_open(grill, {.verify_all = false, .replica = true});
    CHECK(**hub.reader->head_at(900) == copy.writer->head());
    Head next = must_append(*hub.writer, batch(1000, 1));
    CHECK(next != next_head(shift.end, event(1001)));
}

TEST_CASE("sources are left as they were, and nothing is written over") {
    Shift shift;
    fs::path grill = shift.station("grill.db", 2, 1000);
    flip_bit(shift.journal, 500);
    std::string before = bytes_of_file(shift.journal), copy = bytes_of_file(grill),
                log = bytes_of_file(grill.string() + "-wal");
    shift.merge({grill});
    CHECK(bytes_of_file(shift.journal) == before);
    CHECK(bytes_of_file(grill) == copy);
    CHECK(bytes_of_file(grill.string() + "-wal") == log);
    std::string merged = bytes_of_file(shift.into);
    CHECK_FALSE(merge_copies(shift.journal, {grill}, shift.into));
    CHECK(bytes_of_file(shift.into) == merged);
}

TEST_CASE("where nothing can be read a merge says so") {
    TemporaryDirectory directory;
    fs::path into = directory.path() / "merged.db";
    CHECK_FALSE(merge_copies(directory.path() / "journal.db", {}, into));
    write_file(directory.path() / "journal.db", std::string(8192, 'x'));
    CHECK_FALSE(merge_copies(directory.path() / "journal.db", {}, into));
    CHECK_FALSE(fs::exists(into));
}

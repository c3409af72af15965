// What crashes and trashed cards have shown about the log, each told by itself.
#include "crash_points/everything.h"
#include "crash_points/journal_check.h"
#include "journal/support.h"

using namespace brigade;
using namespace brigade::test;

namespace {

void append_some(Opened& journal, Written& written, int batches) {
    for (int i = 0; i < batches; ++i) {
        Batch batch = next_batch(written, 2, 3000);
        add(written, batch, must_append(*journal.writer, batch));
    }
}

void change_log(const fs::path& path, std::size_t at, std::string_view bytes) {
    std::string log = bytes_of_file(path.string() + "-wal");
    log.replace(at, bytes.size(), bytes);
    write_file(path.string() + "-wal", log);
}

struct Shift {
    TemporaryDirectory directory;
    fs::path path = directory / "j";
    Written written{{}, {}, {{0, {}}}};
    Shift() { set_log_level(silent); }
};

}  // namespace

TEST_CASE("a journal written on after a power cut tore its log's new beginning is not called damaged") {
    Shift shift;
    {
        auto journal = must_open(shift.path, small_log);
        while (bytes_of_file(shift.path).size() < 100'000) {
            append_some(journal, shift.written, 1);
            REQUIRE(journal.writer->checkpoint_if_due().outcome == WriteOutcome::durable);
        }
    }
    change_log(shift.path, 12, "\1\2\3\4");  // all of it is in the main file by now
    {
        auto journal = must_open(shift.path, small_log);
        CHECK(journal.recovery.found.empty());
        append_some(journal, shift.written, 1);
    }
    auto journal = must_open(shift.path, small_log);
    CHECK(journal.recovery.found.empty());
    CHECK(all_events(*journal.reader).size() == shift.written.events.size());
}

TEST_CASE("a journal whose log somebody removed does not pass for whole") {
    Shift shift;
    append_some(*std::make_unique<Opened>(must_open(shift.path, small_log)), shift.written, 5);
    fs::remove(shift.path.string() + "-wal");
    auto journal = must_open(shift.path, small_log);
    CHECK(journal.recovery.found == "it ends at event 0 and had held 10");
    CHECK(journal.recovery.damaged);
}

TEST_CASE("a log with a hole in its middle is told from one whose end is torn") {
    Shift shift;
    append_some(*std::make_unique<Opened>(must_open(shift.path, small_log)), shift.written, 5);
    fs::remove(shift.path.string() + ".anchor");
    auto zeros = std::string(4120, '\0');
    SECTION("a hole") {
        change_log(shift.path, 32 + 3 * 4120, zeros);
        auto journal = must_open(shift.path, small_log);
        CHECK(journal.recovery.damaged);
        CHECK(journal.recovery.found.find("holds synced content behind that") != std::string::npos);
    }
    SECTION("a torn end") {
        std::size_t end = bytes_of_file(shift.path.string() + "-wal").find_last_not_of('\0');
        change_log(shift.path, (end - 32) / 4120 * 4120 + 32, zeros);
        CHECK_FALSE(must_open(shift.path, small_log).recovery.damaged);
    }
    SECTION("something else") {
        change_log(shift.path, 32 + 45 * 4120, std::string(4120, '\xff'));
        auto journal = must_open(shift.path, small_log);
        CHECK(journal.recovery.found.find("holds what no program wrote there") != std::string::npos);
    }
}

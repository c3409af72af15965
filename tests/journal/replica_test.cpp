#include <algorithm>

#include "journal/bounds.h"
#include "support.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("a replica begins at the hub's head and has the hub's heads from there") {
    TemporaryDirectory directory;
    auto hub = must_open(directory / "hub");
    Head head = must_append(*hub.writer, batch(0, 50));
    auto replica = start_replica(directory / "copy", head, event(50).at_ms, "the state");
    REQUIRE(replica);
    CHECK(replica->writer->head() == head);
    CHECK(replica->reader->last()->at_ms == event(50).at_ms);
    CHECK(*replica->reader->base() == 50);
    CHECK((*replica->reader->newest_snapshot())->body == "the state");
    Head next = must_append(*hub.writer, batch(50, 5));
    CHECK(must_append(*replica->writer, batch(50, 5)) == next);
}

TEST_CASE("the copy of an older history is put aside, and nine are kept") {
    TemporaryDirectory directory;
    auto path = directory / "copy";
    for (Seq seq = 1; seq <= 12; ++seq) {
        auto replica = start_replica(path, {seq * 100, hash_of({"hub"})}, 0, "state");
        REQUIRE(replica);
        must_append(*replica->writer, batch(seq * 100, 3));
    }
    CHECK(must_open(path, {.replica = true}).writer->head().seq == 1203);
    CHECK_FALSE(fs::exists(directory / "copy.old-10"));
    std::vector<Seq> kept;
    for (int number = 1; number <= limits::files_aside; ++number) {
        auto old = open_for_reading(directory / ("copy.old-" + std::to_string(number)));
        REQUIRE(old);
        CHECK(all_events(**old).size() == 3);  // its log was put aside with it
        kept.push_back(*(*old)->base());
    }
    std::sort(kept.begin(), kept.end());
    CHECK(kept == std::vector<Seq>{300, 400, 500, 600, 700, 800, 900, 1000, 1100});
}

TEST_CASE("a tool reads a journal in use, and one that was left, without touching it") {
    TemporaryDirectory directory;
    auto path = directory / "j";
    auto journal = must_open(path);
    must_append(*journal.writer, batch(0, 10));
    {
        auto tool = open_for_reading(path);
        REQUIRE(tool);
        CHECK(all_events(**tool).size() == 10);
        must_append(*journal.writer, batch(10, 10));
        CHECK(all_events(**tool).size() == 20);
    }
    // What a killed hub leaves: all three files as they are, and no lock.
    fs::create_directory(directory / "left");
    for (const char* part : {"j", "j-wal", "j-shm"})
        fs::copy_file(directory / part, directory / "left" / part);
    auto left = directory / "left" / "j";
    auto before = std::tuple(bytes_of_file(left), bytes_of_file(left.string() + "-wal"),
                             bytes_of_file(left.string() + "-shm"));
    {
        auto tool = open_for_reading(left);
        REQUIRE(tool);
        CHECK(all_events(**tool).size() == 20);
    }
    CHECK(before == std::tuple(bytes_of_file(left), bytes_of_file(left.string() + "-wal"),
                               bytes_of_file(left.string() + "-shm")));
    CHECK(std::distance(fs::directory_iterator(directory / "left"), {}) == 3);
    CHECK_FALSE(open_for_reading(directory / "nothing"));
}

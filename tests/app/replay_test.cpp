#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "app/replayed.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/open.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// A short lunch in a journal of its own, with a snapshot in its middle.
struct Lunch {
    TemporaryDirectory directory;
    std::filesystem::path file = directory.path() / "journal.db";
    TestKitchen kitchen;
    Opened opened;
    std::size_t written = 0;

    Lunch() : opened(open()) {}
    Opened open() {
        auto journal = open_journal(file);
        REQUIRE(journal);
        return *std::move(journal);
    }
    void write() {
        Batch batch;
        for (; written < kitchen.journal.size(); ++written) {
            const Event& event = kitchen.journal[written];
            batch.events.push_back({event.seq, event.at, encode_event(event)});
        }
        REQUIRE(opened.writer->append(batch).outcome == WriteOutcome::durable);
    }
    void save(const Kitchen& state) {
        REQUIRE(opened.writer->save_snapshot(state.seq, encode_snapshot(state)).outcome ==
                WriteOutcome::durable);
    }
    void play(const std::string& prefix) {
        for (int i = 0; i < 20; ++i) {
            kitchen.submit(an_order(prefix + std::to_string(i)).line("1", "grill").line("2", "drink"));
            kitchen.wait(1'000);
        }
        write();
    }
};

std::string bytes_of(const std::filesystem::path& file) {
    std::ostringstream bytes;
    if (std::ifstream in(file, std::ios::binary); in && in.peek() != std::ifstream::traits_type::eof())
        bytes << in.rdbuf();
    return bytes.str();
}

}  // namespace

TEST_CASE("a journal replays to what the kitchen holds, from its start and from its snapshot alike") {
    Lunch lunch;
    lunch.play("a");
    lunch.save(lunch.kitchen.kitchen);
    lunch.play("b");
    std::size_t events = 0;
    auto replayed = replay_journal(lunch.file, [&](const Record&, const Event&) { ++events; });
    if (!replayed) FAIL(replayed.error().message);
    CHECK(replayed->from_base);
    CHECK(replayed->digest == state_digest(lunch.kitchen.kitchen));
    REQUIRE(replayed->digest_from_snapshot);
    CHECK(replayed->agrees());
    CHECK(replayed->head.seq == lunch.kitchen.kitchen.seq);
    CHECK(events == lunch.kitchen.journal.size());
}

TEST_CASE("a snapshot that leads elsewhere than the events is noticed") {
    Lunch lunch;
    lunch.play("a");
    Kitchen other = lunch.kitchen.kitchen;
    other.orders.begin()->second.parked = true;
    lunch.save(other);
    auto replayed = replay_journal(lunch.file);
    if (!replayed) FAIL(replayed.error().message);
    CHECK_FALSE(replayed->agrees());
    CHECK(replayed->digest == state_digest(lunch.kitchen.kitchen));
}

TEST_CASE("one changed letter in a journal is noticed") {
    Lunch lunch;
    lunch.play("a");
    lunch.opened = {};
    // Where it lies depends on whether the log has been moved into the main file.
    std::filesystem::path file = lunch.file.string() + "-wal";
    std::string bytes = bytes_of(file);
    if (bytes.find("dish-1") == std::string::npos) bytes = bytes_of(file = lunch.file);
    std::size_t at = bytes.rfind("dish-1");
    REQUIRE(at != std::string::npos);
    bytes[at] = 'f';
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    auto replayed = replay_journal(lunch.file);
    bool noticed = !replayed || replayed->head.seq < lunch.kitchen.kitchen.seq;
    CHECK(noticed);
}

TEST_CASE("where there is no journal replay says so") {
    TemporaryDirectory directory;
    CHECK_FALSE(replay_journal(directory.path() / "journal.db"));
}

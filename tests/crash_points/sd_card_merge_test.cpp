// What an SD card took from the hub, the stations' copies give back: the journal's valid part and a copy,
// merged, hold every order that either of them held, whether or not the hub was started in between.
#include <fmt/format.h>

#include <iostream>

#include "crash_points/everything.h"
#include "crash_points/script.h"
#include "crash_points/sd_card.h"
#include "journal/merge.h"
#include "journal/support.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr OpenOptions verified_log{.verify_all = true, .replica = false, .log_bytes = small_log_bytes};

// A screen's copy from the beginning on, up to `through`.
void put_copy(const fs::path& path, const Written& written, Seq through) {
    auto copy = start_replica(path, written.ends.begin()->second, 0, "a state", verified_log);
    REQUIRE(copy);
    Batch events;
    for (const auto& [seq, record] : written.events)
        if (seq <= through) events.events.push_back(record);
    for (const OrderEntry& order : written.orders)
        if (order.seq <= through) events.orders.push_back(order);
    REQUIRE(copy->writer->append(events).head == written.ends.at(through));
}

std::string missing_in(const fs::path& path, const Written& written, Seq through) {
    auto merged = open_journal(path, verified_log);
    if (!merged) return merged.error().message;
    if (!merged->recovery.found.empty()) return "what was merged is damaged: " + merged->recovery.found;
    for (const OrderEntry& order : written.orders) {
        auto found = merged->reader->find_order(order.id);
        if (order.seq <= through && (!found || !*found || **found != order)) return order.id + " is lost";
    }
    auto base = merged->reader->base();
    for (Seq seq = *base + 1; seq <= through; ++seq) {
        auto record = merged->reader->read(seq - 1, 1, 1);
        if (!record || record->size() != 1 || record->front() != written.events.at(seq))
            return fmt::format("event {} is lost", seq);
    }
    return {};
}

}  // namespace

TEST_CASE("every order on a trashed SD card that a station's copy holds is restored from it") {
    set_log_level(silent);
    auto script = journal_script();
    Recording recording = record(*script);
    UnreliableDisk disk(recording.names, recording.files);
    std::size_t cards = 0;
    for (std::size_t calls = 1; calls <= recording.calls.size(); ++calls) {
        const DiskCall& call = recording.calls[calls - 1];
        disk.make(call);
        auto [written, promise] = journal_promise(*script, calls);
        auto name = disk.name_of(call.file);
        bool counts =
            call.kind == DiskCall::Kind::write && (name == "j" || name == "j-wal") && promise.acked > 0;
        if (!counts || calls % (everything() ? 7 : 101) > 2) continue;
        Files files = disk.after_crash({Fate::Unsynced::kept, 512, 0});
        std::size_t block_bytes = calls % 2 ? 64 * 1024 : 4 * 1024 * 1024;
        auto filling = static_cast<Filling>(calls % 3);
        if (!trash_block(files.at(name), static_cast<std::size_t>(call.at), block_bytes,
                         -static_cast<int>(calls % 2), filling))
            continue;
        TemporaryDirectory directory;
        put_files(directory.path(), files);
        put_copy(directory / "screen", written, promise.acked);
        if (calls % 3 == 0)
            if (auto started = open_journal(directory / "j", verified_log); !started)
                FAIL(started.error().message);
        INFO("after call " << calls << ", " << block_bytes << " bytes of " << name);
        auto merged = merge_copies(directory / "j", {directory / "screen"}, directory / "merged");
        if (!merged) FAIL(merged.error().message);
        CHECK(missing_in(directory / "merged", written, promise.acked) == "");
        ++cards;
    }
    std::cout << fmt::format("crash points: {} trashed cards, each restored with a station's copy\n", cards);
    CHECK(cards > 10);
}

// A journal on a trashed SD card (the model: sd_card.h) never passes off as whole what is not: what was acked
// is there, or the damage is said, or reading fails.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <iostream>

#include "crash_points/everything.h"
#include "crash_points/journal_check.h"
#include "crash_points/script.h"
#include "crash_points/sd_card.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;
namespace fs = std::filesystem;

namespace {

using Unsynced = Fate::Unsynced;

enum class Outcome { whole, said, found_later, unseen, wrong };

bool reads_wrong(JournalReader& reader, const Written& written) {
    auto base = reader.base();
    auto last = reader.last();
    if (!base || !last) return false;
    auto records = reader.read(*base, 1000, 1 << 24);
    if (!records) return false;
    for (const Record& record : *records)
        if (record.seq <= written.events.rbegin()->first && record != written.events.at(record.seq))
            return true;
    return false;
}

Outcome outcome_of(const fs::path& path, const Written& written, const JournalPromise& promise) {
    {
        auto journal = open_journal(path, small_log);
        if (!journal) return Outcome::said;
        if (reads_wrong(*journal->reader, written)) return Outcome::wrong;
        const Recovery& recovery = journal->recovery;
        if (recovery.damaged) return fs::exists(recovery.kept_as) ? Outcome::said : Outcome::wrong;
        if (journal->writer->head().seq < promise.acked) return Outcome::unseen;
        // A snapshot, or a step of retention, may be taken back: the same kitchen comes of it.
        JournalPromise events{promise.acked, promise.begun, 0, promise.base_begun, 0};
        if (recovery.found.empty() && broken_promise(*journal->reader, written, events).empty())
            return Outcome::whole;
    }
    OpenOptions all = small_log;
    all.verify_all = true;
    auto journal = open_journal(path, all);
    return !journal || !journal->recovery.found.empty() ? Outcome::found_later : Outcome::unseen;
}

struct Count {
    std::size_t cards = 0, of[5] = {};
};

// `unsynced`: whether the kernel had stored by then what nobody had synced, as it does within half a minute.
Count trash_everywhere(std::size_t block_bytes, Filling filling, Unsynced unsynced, std::size_t one_of) {
    set_log_level(silent);
    auto script = journal_script();
    Recording recording = record(*script);
    UnreliableDisk disk(recording.names, recording.files);
    TemporaryDirectory directory;
    Count count;
    const DiskCall* write = nullptr;  // the newest one of the journal or its log
    for (std::size_t calls = 1; calls <= recording.calls.size(); ++calls) {
        const DiskCall& call = recording.calls[calls - 1];
        disk.make(call);
        bool is_main = call.kind == DiskCall::Kind::write && !disk.name_of(call.file).ends_with("anchor");
        if (is_main) write = &call;
        if (calls % (everything() ? 1 : one_of) != 0) continue;
        for (int neighbour : {-1, 0, 1}) {
            Files files = disk.after_crash({unsynced, 512, 0});
            auto file = files.find(write ? disk.name_of(write->file) : "");
            if (file == files.end()) continue;
            if (!trash_block(file->second, static_cast<std::size_t>(write->at), block_bytes, neighbour,
                             filling))
                continue;
            put_files(directory.path(), files);
            ++count.cards;
            auto [written, promise] = journal_promise(*script, calls);
            auto outcome = outcome_of(directory / "j", written, promise);
            ++count.of[static_cast<int>(outcome)];
            INFO("after call " << calls << ", block " << neighbour << " of " << file->first);
            CHECK(outcome != Outcome::wrong);
            bool may_be_unseen = filling == Filling::zeros && unsynced == Unsynced::dropped;
            if (!may_be_unseen) CHECK(outcome != Outcome::unseen);
        }
    }
    return count;
}

void tell(const char* what, std::size_t block_bytes, const Count& count) {
    std::cout << fmt::format(
        "crash points: blocks of {} KiB become {}: {} cards: {} whole, {} said at the start, {} "
        "said by a full check, {} lost without a trace\n",
        block_bytes / 1024, what, count.cards, count.of[0], count.of[1], count.of[2], count.of[3]);
}

}  // namespace

TEST_CASE("a block of an SD card that has become garbage is said, and nothing wrong is served") {
    for (std::size_t block_bytes : {std::size_t{64 * 1024}, std::size_t{4 * 1024 * 1024}}) {
        tell("garbage", block_bytes, trash_everywhere(block_bytes, Filling::garbage, Unsynced::dropped, 97));
        tell("ones", block_bytes, trash_everywhere(block_bytes, Filling::ones, Unsynced::dropped, 101));
    }
}

TEST_CASE("a block of an SD card that has become empty is said once the anchor is stored") {
    for (std::size_t block_bytes : {std::size_t{64 * 1024}, std::size_t{4 * 1024 * 1024}})
        tell("zeros", block_bytes, trash_everywhere(block_bytes, Filling::zeros, Unsynced::kept, 97));
}

TEST_CASE("a block of an SD card that has become empty at once is never served as something else") {
    for (std::size_t block_bytes : {std::size_t{64 * 1024}, std::size_t{4 * 1024 * 1024}})
        tell("zeros at once", block_bytes,
             trash_everywhere(block_bytes, Filling::zeros, Unsynced::dropped, 97));
}

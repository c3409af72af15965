// An SD card that loses its power while it moves an erase block about may trash one that nobody was writing
// to. Here the block beside the newest write (before, after, or the one it lies in) becomes garbage, ones or
// zeros. A journal never passes off as whole what is not: what was acked is there, or the damage is said, or
// reading fails. And what the hub has lost, a station's copy gives back.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <iostream>
#include <random>

#include "crash_points/everything.h"
#include "crash_points/journal_check.h"
#include "crash_points/script.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;
namespace fs = std::filesystem;

namespace {

constexpr OpenOptions small_log{.verify_all = false, .replica = false, .log_bytes = small_log_bytes};

enum class Filling { garbage, ones, zeros };

// False if there is no such block in the file.
bool trash(std::string& content, std::size_t written_at, std::size_t block_bytes, int neighbour,
           Filling filling) {
    auto block = static_cast<std::int64_t>(written_at / block_bytes) + neighbour;
    auto at = static_cast<std::size_t>(block) * block_bytes;
    if (block < 0 || at >= content.size()) return false;
    std::mt19937_64 random(at);
    for (std::size_t i = at; i < std::min(content.size(), at + block_bytes); ++i)
        content[i] = filling == Filling::ones    ? '\xff'
                     : filling == Filling::zeros ? '\0'
                                                 : static_cast<char>(random());
    return true;
}

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
        if (recovery.found.empty() && broken_promise(*journal->reader, written, promise).empty())
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

Count trash_everywhere(std::size_t block_bytes, Filling filling, std::size_t one_of) {
    set_log_level(silent);
    auto script = journal_script();
    Recording recording = record(*script);
    UnreliableDisk disk(recording.names, recording.files);
    TemporaryDirectory directory;
    Count count;
    for (std::size_t calls = 1; calls <= recording.calls.size(); ++calls) {
        disk.make(recording.calls[calls - 1]);
        if (calls % (everything() ? 1 : one_of) != 0) continue;
        for (int neighbour : {-1, 0, 1}) {
            Files files = disk.after_crash({Fate::Unsynced::dropped, 512, 0});
            const DiskCall* write = disk.newest_write();
            auto file = files.find(write ? disk.name_of(write->file) : "");
            if (file == files.end()) continue;
            if (!trash(file->second, static_cast<std::size_t>(write->at), block_bytes, neighbour, filling))
                continue;
            put_files(directory.path(), files);
            ++count.cards;
            auto [written, promise] = journal_promise(*script, calls);
            auto outcome = outcome_of(directory / "j", written, promise);
            ++count.of[static_cast<int>(outcome)];
            INFO("after call " << calls << ", block " << neighbour << " of " << file->first);
            CHECK(outcome != Outcome::wrong);
            if (filling != Filling::zeros) CHECK(outcome != Outcome::unseen);
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

TEST_CASE(
    "an erase block that an SD card has filled with garbage or ones is said, and nothing wrong is served") {
    for (std::size_t block_bytes : {std::size_t{64 * 1024}, std::size_t{4 * 1024 * 1024}}) {
        tell("garbage", block_bytes, trash_everywhere(block_bytes, Filling::garbage, 23));
        tell("ones", block_bytes, trash_everywhere(block_bytes, Filling::ones, 29));
    }
}

TEST_CASE("an erase block that an SD card has emptied is never served as something else") {
    for (std::size_t block_bytes : {std::size_t{64 * 1024}, std::size_t{4 * 1024 * 1024}})
        tell("zeros", block_bytes, trash_everywhere(block_bytes, Filling::zeros, 23));
}

// The power is cut after every call that a script makes, and what the disk then holds is recovered. An
// everyday run takes a sample, another one from each seed; BRIGADE_CRASH_POINTS=all takes everything.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <iostream>
#include <unordered_set>

#include "crash_points/everything.h"
#include "crash_points/script.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

using Unsynced = Fate::Unsynced;

// Every fate of one moment: all kept, all dropped, and eight seeds for each of the two sector sizes.
std::vector<Fate> all_fates() {
    std::vector<Fate> fates{{Unsynced::kept, 512, 0}, {Unsynced::dropped, 512, 0}};
    for (std::size_t sector_bytes : {std::size_t{512}, std::size_t{4096}})
        for (std::uint64_t seed = 0; seed < 8; ++seed) fates.push_back({Unsynced::mixed, sector_bytes, seed});
    return fates;
}

std::string name_of(const Fate& fate) {
    if (fate.unsynced == Unsynced::kept) return "everything unsynced kept";
    if (fate.unsynced == Unsynced::dropped) return "everything unsynced dropped";
    return fmt::format("sectors of {} bytes, seed {}", fate.sector_bytes, fate.seed);
}

std::size_t digest(const Files& files) {
    std::size_t sum = files.size();
    for (const auto& [name, content] : files)
        for (const std::string* text : {&name, &content})
            sum = sum * 1099511628211u + std::hash<std::string>{}(*text);
    return sum;
}

// `one_of`: how many crashes stand behind each one that an everyday run tries.
void crash_everywhere(const char* what, Script& script, std::size_t one_of) {
    set_log_level(silent);
    Recording recording = record(script);
    UnreliableDisk disk(recording.names, recording.files);
    TemporaryDirectory directory;
    std::unordered_set<std::size_t> seen;
    std::size_t crashes = 0, recoveries = 0;
    auto fates = all_fates();
    for (std::size_t calls = 0; calls <= recording.calls.size(); ++calls) {
        if (calls > 0) disk.make(recording.calls[calls - 1]);
        for (const Fate& fate : fates) {
            if (crashes++ % (everything() ? 1 : one_of) != 0) continue;
            Files files = disk.after_crash(fate);
            if (!seen.insert(digest(files) ^ calls).second) continue;
            put_files(directory.path(), files);
            ++recoveries;
            std::string broken = script.judge(directory.path(), calls);
            if (broken.empty()) continue;
            FAIL_CHECK(what << ", after call " << calls << " of " << recording.calls.size() << ", "
                            << name_of(fate) << ": " << broken);
            return;
        }
    }
    std::cout << fmt::format("crash points: {}: {} calls, {} crashes, {} recoveries\n", what,
                             recording.calls.size(), everything() ? crashes : crashes / one_of, recoveries);
}

}  // namespace

TEST_CASE("a power cut after any call costs a journal nothing that was acked") {
    crash_everywhere("journal", *journal_script(), 53);
}

TEST_CASE("a power cut after any call of a salvage leaves it to be done again, or done") {
    crash_everywhere("salvage", *salvage_script(), 7);
}

TEST_CASE("a power cut while a station's copy begins anew leaves the old copy or the new one") {
    crash_everywhere("replica", *replica_script(), 7);
}

TEST_CASE("a power cut after any call costs an outbox no press") {
    crash_everywhere("outbox", *outbox_script(), 29);
}

// Whether a recovered journal is what it was promised to be. The answer is the first broken promise as a
// sentence, or nothing.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "journal/open.h"

namespace brigade::test {

// Small, so that a script of 200 events fills the log several times.
inline constexpr std::int64_t small_log_bytes = 256 * 1024;
inline constexpr OpenOptions small_log{.verify_all = false, .replica = false, .log_bytes = small_log_bytes};

// What a journal may rely on at a moment; what was begun may be there as well, whole or not at all.
struct JournalPromise {
    Seq acked = 0, begun = 0;
    Seq base_acked = 0, base_begun = 0;
    Seq snapshot_acked = 0;
};

// All that was ever given to a journal.
struct Written {
    std::map<Seq, Record> events;
    std::vector<OrderEntry> orders;
    std::map<Seq, Head> ends;  // the heads after whole batches
};

// The batch that follows what was written.
Batch next_batch(const Written& written, std::size_t count, std::size_t body_bytes);
void add(Written& written, const Batch& batch, const Head& head);
std::string snapshot_at(Seq seq);

std::string broken_promise(JournalReader& reader, const Written& written, const JournalPromise& promise);

// Opens as a node does at its start, asks for the promise, writes on, and opens again, checking everything.
std::string judge_journal(const std::filesystem::path& path, const Written& written,
                          const JournalPromise& promise, OpenOptions options, bool damage_expected = false);

}  // namespace brigade::test

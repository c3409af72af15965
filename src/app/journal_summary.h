// What a journal holds, without what its guests ordered: counts, and of the last events when they were, what
// kind, at which station. An order is named by a hash of its id, so that its events can be told apart. What
// is told is chosen field by field, so that a field of tomorrow stays untold. Reads only.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace brigade {

struct JournalSummary {
    std::string statistics;   // JSON, or the sentence why it cannot be read
    std::string last_events;  // JSON, one event a line
    bool whole = false;       // every text about a guest was told
};

// `personal` is called with every text of an order that may be about a guest or a waiter.
JournalSummary summarise_journal(const std::filesystem::path& path,
                                 const std::function<void(std::string_view)>& personal);

}  // namespace brigade

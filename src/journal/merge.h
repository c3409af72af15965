// Salvage by hand: one journal out of a damaged one and the copies that the stations keep of it. Opening a
// damaged journal saves its longest valid prefix; what came after it is often still whole on the screens. Two
// events are the same when the heads after them are, so files of any origin can be laid over each other event
// by event. The sources are only read. Any thread; fails with a sentence. In prose: FORMAT.md, "Merging".
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/order.h"
#include "journal/chain.h"

namespace brigade {

struct MergePlan;  // which events to take, and from where

// One file, and what could be made of it.
struct MergeSource {
    std::filesystem::path path;
    bool used = false;     // it holds events of the history that was taken
    Seq first = 0;         // the oldest event that could be read; 0: none could
    Seq last = 0;          // and the newest
    std::string sentence;  // what was read, how far, and what is wrong with it, if anything is
};

// An order that some source holds and the history that was taken does not, with its content as last known:
// amended, without the lines that were voided or served.
struct OrderElsewhere {
    Order order;
    bool finished = false;  // served or voided there: not to be cooked again
    std::filesystem::path source;
};

struct Merged {
    Seq base = 0;                      // the event before the oldest that is kept
    Head head;                         // the end of the history that was taken
    std::vector<MergeSource> sources;  // the journal first, then the copies as they were named
    std::vector<OrderElsewhere> elsewhere;
    // Acked orders of which only the ids are left, in numbers at most limits::lost_orders_named.
    std::vector<std::string> lost_orders;
    std::size_t lost_orders_count = 0;
    std::vector<std::string> missing;  // sentences: what no file gives back
    std::vector<std::string> notes;    // sentences: what was left out although a file holds it
    std::shared_ptr<const MergePlan> plan;

    // Nothing is missing, and no order that should still be cooked stands elsewhere.
    bool complete() const;
};

// Reads a hub's journal (damaged, salvaged already, in use, or not there at all) and any number of copies,
// and chooses: the journal's own history as far as any file continues it; without a journal, the one that
// reaches furthest. Fails if no file holds events from a known state on.
Result<Merged> read_copies(const std::filesystem::path& journal,
                           const std::vector<std::filesystem::path>& copies);

// Stores what was chosen as a new journal, with a mark of its own at its end, as after every salvage. Fails
// if there is a file at `into` already.
Status write_merged(const Merged& merged, const std::filesystem::path& into);

// Both.
Result<Merged> merge_copies(const std::filesystem::path& journal,
                            const std::vector<std::filesystem::path>& copies,
                            const std::filesystem::path& into);

}  // namespace brigade

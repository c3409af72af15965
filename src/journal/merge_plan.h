// Which of the histories in several files is taken, and what follows from that. Inside the room only; the
// room's door is merge.h.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "journal/merge.h"
#include "journal/merge_facts.h"

namespace brigade {

struct MergePlan {
    CopyFiles files;             // those that could be opened
    bool has_journal = false;    // files[0] is the hub's own
    std::vector<History> grown;  // one, once the files are read
    std::vector<SegmentFacts> facts;
    std::vector<std::vector<OrderEntry>> tables;  // of each file
    std::vector<std::size_t> path;                // the history that was taken, segment by segment
    Last whole_end;                               // of it: half a request at its end is left out
    std::map<std::string, OrderEntry> orders;     // that it knows

    const History& history() const { return grown.front(); }
    const Segment& segment(std::size_t index) const { return history().segments()[index]; }
    const Last& base() const { return segment(path.front()).start; }
    const Last& end() const { return whole_end; }
    bool on_path(std::size_t segment) const;
    // Whether the file holds anything of the history that was taken.
    bool holds_path(std::size_t file) const;
    // Whether it is of this kitchen, though perhaps of another history.
    bool related(const std::vector<std::size_t>& other) const;
    // A part of the journal's own past, before the snapshot that the history begins with.
    bool is_past(std::size_t segment) const;
};

// Fills in `path` and `whole_end`. Fails if no file holds events from a known state on.
Status choose_history(MergePlan& plan);

// Fills in `orders`, from the events on the path and from the tables of files that share it.
void collect_orders(MergePlan& plan);

}  // namespace brigade

// What several files hold together, as a tree: an event is the head after it, so equal events of different
// files fall together, and histories that part from each other do so at one head. Grown once over all files,
// seq by seq; then only read. Owned by a merge; one thread. Inside the room only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/copy_file.h"

namespace brigade {

using CopyFiles = std::vector<std::unique_ptr<CopyFile>>;

// Events that follow each other without a choice. Where histories part, or one begins, a segment begins.
struct Segment {
    std::optional<std::size_t> parent;  // the segment that ends where this one starts
    Last start;
    Last end;
    std::vector<Hash> hashes;  // of the head after each event
    Marks marks;               // that the chain goes on from, at the start or within
    std::vector<const Snapshot*> snapshots;
    bool known = false;    // a whole state stands on it: an empty kitchen or a snapshot
    bool claimed = false;  // its start is only said by the row after damage; that row itself is not in it
    std::vector<Seq> last_row;  // of each file, the newest event of this segment that it holds
    std::vector<bool> holds;    // whether a file holds anything of it, be it only where it begins

    bool worthless() const { return claimed && hashes.empty() && !known; }
};

// Where a file has events, and where they do not hold.
struct FileEvents {
    Seq first = 0;
    Seq last = 0;
    std::vector<std::pair<Seq, Seq>> bad;  // missing, unreadable or not what was written
};

class History {
  public:
    explicit History(const CopyFiles& files);

    const std::vector<Segment>& segments() const { return segments_; }
    const std::vector<FileEvents>& coverage() const { return coverage_; }
    // From its beginning to the end of `segment`.
    std::vector<std::size_t> path_to(std::size_t segment) const;
    bool is_leaf(std::size_t segment) const;

    // Calls `each` with every event of the segment and the head after it, until it returns false. Fails if a
    // file has changed meanwhile.
    Status read(const CopyFiles& files, std::size_t segment,
                const std::function<bool(const Record&, const Head&)>& each) const;

  private:
    struct Child {
        std::size_t of = 0;
        std::optional<Identity> mark;
        Record record;
        Last end;
        std::vector<std::size_t> files;
    };

    void plant(Seq seq, const CopyFiles& files);
    std::size_t root_at(const Last& start, std::size_t file);
    void step(Seq seq, const CopyFiles& files);
    bool attach(std::vector<Child>& children, const CopyRow& row, std::size_t file) const;
    void extend(const std::vector<Child>& children);
    void put(std::size_t segment, const Child& child);
    void claim(const CopyRow& row, std::size_t file);
    std::optional<Seq> next_start(Seq from, const CopyFiles& files) const;
    void note(std::size_t file, Seq seq, bool good);

    std::vector<Segment> segments_;
    std::vector<FileEvents> coverage_;
    std::vector<std::size_t> growing_;  // segments that end at the present seq
    std::size_t files_ = 0;
    std::vector<std::pair<Seq, Identity>> marks_;  // of all files
};

}  // namespace brigade

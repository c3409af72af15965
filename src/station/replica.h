// A station's own copy of the kitchen: the hub's journal, event by event, kept on this machine so that the
// screen starts and shows without the hub. What comes from the hub is applied at once and written a moment
// later, in one go; the copy on disk is a prefix, never more. Owned by the station; loop thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/event.h"
#include "core/kitchen.h"
#include "station/store.h"

namespace brigade {

class Replica {
  public:
    // Opens or makes the copy. A copy that cannot be used is put aside and a new one begun; `found` says so.
    static Result<std::unique_ptr<Replica>> open(StationStore& store);

    const Kitchen& kitchen() const { return kitchen_; }
    bool empty() const { return kitchen_.seq == 0; }
    std::string head_text() const { return to_text(head_); }
    Seq persisted() const { return persisted_; }
    const std::string& found() const { return found_; }

    // Events that follow on; those already here are skipped. Fails, changing nothing, when they leave a gap
    // or are not of the same history as the copy: then only a snapshot helps.
    Status apply_events(const std::vector<Event>& events, const std::string& head);

    // Begins anew from the hub's snapshot; the old copy is put aside.
    Status begin(const std::string& head, std::string_view snapshot);

    // Writes what has been applied since. A full disk loses nothing: it is tried again the next time. Where
    // it has been full for so long that more waits than may (limits.h), the copy on disk stays as old as it
    // is until it can be begun anew, from what this screen holds.
    Status persist();
    bool behind() const { return lapsed_ || !unwritten_.empty(); }

    // Retention, a slice at a time: what is older than limits::replica_keep_ms goes, but nothing of an order
    // that is still open; so do copies put aside longer ago. Both clocks must say so, the newest event's and,
    // with `wall_ms`, this machine's: the copies of a kitchen that is closed, or has lost its hub, stay, and
    // one clock that is wrong deletes nothing. Once for every day that begins, and for every start; to be
    // called after each persist(). True: there is more, call again soon.
    bool forget_slice(TimeMs wall_ms);
    std::size_t unwritten() const { return unwritten_.size(); }

  private:
    explicit Replica(StationStore& store) : store_(store) {}
    Status load(Opened opened);
    Status begin_from_memory();
    Seq last_outdated(TimeMs now);

    StationStore& store_;
    std::unique_ptr<JournalWriter> writer_;
    std::unique_ptr<JournalReader> reader_;
    Kitchen kitchen_;
    Head head_;  // of kitchen_
    Seq persisted_ = 0;
    std::vector<Record> unwritten_;
    bool lapsed_ = false;     // the copy on disk is not continued any more
    bool day_began_ = false;  // and its snapshot is not stored yet
    bool forgetting_ = false;
    std::string found_;
};

}  // namespace brigade

// Follows the journal into the file of facts. It goes on from the event that the file names; where the file
// is not there, is damaged, of another format, or of another history than the journal (a salvage has cut it,
// say), a new one is made from the journal's beginning and put in its place when it has caught up. What was
// forgotten of the journal by then is taken over from the old file, where the two share any part of their
// history; else the old file is put aside. Without it, orders that were accepted before the journal begins
// are in no figure, and its first events are counted to the service day that the clock says. Of the disk it
// takes what leaves others their room (limits::facts_room_bytes).
//
// Owned by whoever has the journal's reader, which outlives it. One thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analytics/fact_file.h"
#include "analytics/orders_in_hand.h"
#include "base/limits.h"
#include "journal/files.h"
#include "journal/journal.h"

namespace brigade {

struct ProjectionOptions {
    std::filesystem::path path;
    int keep_days = limits::facts_keep_days;  // older facts go when a service day opens
    // While there are many to come; at the journal's end it commits at once.
    std::size_t commit_events = limits::facts_commit_events;
    std::function<std::string(const std::vector<OrderFacts>&)> pack_day;
    // Minutes east of UTC in that zone, at that instant of the wall clock; nothing: not known yet, ask again.
    std::function<std::optional<int>(const std::string& zone, TimeMs at)> utc_offset_min;
    // Of the disk that the file is on; nothing: nobody knows. Not set: asked of the system.
    std::function<std::optional<std::uint64_t>()> room_bytes = {};
};

struct Advanced {
    bool at_end = false;     // of the journal; everything is committed
    std::string wants_zone;  // whose offsets must be known before it can go on; empty: none
};

class Projection {
  public:
    Projection(JournalReader& journal, ProjectionOptions options)
        : journal_(journal),
          options_(std::move(options)) {}
    ~Projection();

    // Takes at most so many events further. After an error it starts from what was committed; a damaged file
    // is made anew then.
    FactResult<Advanced> advance(std::size_t events_max);
    // The next advance begins a new file, whatever the old one is.
    void begin_anew();
    // So, at what was committed: after something was thrown out of an advance.
    void begin_again();

    bool rebuilding() const { return staged_ || anew_; }
    double progress() const;  // 0 to 1, of what there was to do when it began
    Seq seq() const { return place_.head.seq; }
    Seq journal_seq() const { return journal_end_; }

    // Where the facts can be read now, and how often that has changed: the old file until the new one is
    // whole. Empty before the first advance.
    const std::filesystem::path& readable() const { return readable_; }
    std::uint64_t readable_changes() const { return readable_changes_; }

    FactResult<Hash> digest();

  private:
    FactStatus start();
    FactResult<bool> go_on();
    FactStatus build_anew();
    struct OldFacts {
        bool there = false;
        bool good = false;  // it can be read
        bool ours = false;  // and is of this journal's history
        std::uintmax_t bytes = 0;
    };
    FactResult<OldFacts> look_at_old();
    FactStatus check_room(std::uintmax_t bytes) const;
    FactStatus make_file(Seq adopted);
    FactStatus begin_likely(const Kitchen& kitchen);
    FactStatus begin_with(const Kitchen& kitchen);
    FactStatus take_state(const OrderState& order);
    FactStatus put_in_place();
    void give_up();
    void show(const std::filesystem::path& path);

    FactResult<Advanced> take_events(std::size_t events_max);
    FactStatus take(const Event& event);
    FactStatus take_of_order(const Event& event);
    FactStatus take_of_kitchen(const Event& event);
    bool knows_zone(const Event& event) const;
    std::optional<int> offset_min(const std::string& zone, TimeMs at) const;
    int offset_at(TimeMs at) const;
    Moment moment_of(const Event& event) const;

    FactStatus commit();
    FactStatus write();
    FactStatus write_days();

    FactStatus write_day(const std::string& day);

    struct DayChange {
        std::string day;
        Seq seq = 0;
        Moment at;
    };
    struct ItemChange {
        std::string item;
        bool available = false;
        Seq seq = 0;
        Moment at;
    };

    JournalReader& journal_;
    ProjectionOptions options_;
    std::unique_ptr<FileLock> lock_;  // two must not write it
    std::unique_ptr<FactFile> file_;  // nullptr: to be opened
    bool staged_ = false;             // it is a new one that is not in its place yet
    bool anew_ = false;               // one is to be begun
    bool puts_aside_ = false;         // the old file has what the new one has not
    int unsynced_ = 0;                // commits into the new one
    std::string wanted_zone_;         // it could not be begun without
    FactPlace place_;                 // events up to here have been taken
    std::optional<Seq> committed_;
    Seq began_at_ = 0, journal_end_ = 0;
    OrdersInHand orders_;
    std::vector<DayChange> days_;
    std::vector<ItemChange> items_;
    std::set<std::string> days_to_pack_;
    std::filesystem::path readable_;
    std::uint64_t readable_changes_ = 0;
};

}  // namespace brigade

// What became of one order, its tickets and its lines, as the managers' figures need it: the projection makes
// facts from the journal's events (analytics/projection.h), the figures count them (docs/figures.md defines
// each). Complete: whoever holds an order's facts and its state can go on with its next event.
//
// Plain values. Instants are kitchen time, 0 for "never", so that their differences are true durations
// whatever the wall clock did; instant_of() makes the label that people read. Guests' names, notes and
// allergies are not in it, so that facts may be kept longer than the journal.
#pragma once

#include <string>
#include <vector>

#include "base/seq.h"
#include "base/time.h"
#include "core/words.h"

namespace brigade {

// An instant of kitchen time with the clock by which people read it: differences are of `at`, labels are
// instant().
struct Moment {
    TimeMs at = 0;  // 0: never
    DurationMs wall_offset_ms = 0;
    int utc_offset_min = 0;

    TimeMs instant() const { return at == 0 ? 0 : at + wall_offset_ms; }
    int minute() const;  // of the kitchen's day, 0 to 1439
    bool operator==(const Moment&) const = default;
};

// One line at one station. A line that was transferred away stays here, marked `gone`, and counts where it
// went.
struct LineFacts {
    int line = 0;      // its place in the order, from 0
    std::string id;    // what the POS calls it
    std::string item;  // what the menu calls it; may be empty
    std::string name;  // what the cook reads
    std::string category;
    std::string modifiers;  // "without onion, extra cheese"
    int quantity = 1;
    int course = 0;
    int prep_s = 0;  // how long it should take
    LineState state = LineState::open;
    bool unavailable = false;  // its item was 86'd when it was ordered
    bool amended = false;      // added or changed after the order was accepted
    bool by_expo = false;      // the pass completed it, not its station
    bool gone = false;         // it was transferred away
    int recalls = 0;
    std::string from;  // the station that it was transferred from
    TimeMs added_at = 0;
    TimeMs fired_at = 0;    // first
    TimeMs started_at = 0;  // first
    TimeMs done_at = 0;     // last; 0 while it is open (again)
    TimeMs served_at = 0;   // last; 0 while it is not served
    TimeMs voided_at = 0;
    DurationMs held_ms = 0;           // parked after it had fired and before it was done
    TimeMs held_since = 0;            // when it was parked last; 0: never
    TimeMs held_till = 0;             // and until when; 0 while it is
    std::string started_by, done_by;  // who pressed, where a cook had said so

    // By which the figures and filters know the item.
    const std::string& key() const { return item.empty() ? name : item; }
    bool is_parked() const { return held_since != 0 && held_till == 0; }
    bool operator==(const LineFacts&) const = default;
};

// One station's share of an order.
struct TicketFacts {
    std::string station;
    int target_s =
        0;  // what was promised to be quick enough when it fired: the station's warn_s for the service
    int late_s = 0;             // and its late_s
    int recalls = 0;            // after it had been bumped
    int transfers = 0;          // how often lines were transferred away
    TimeMs fired_at = 0;        // first
    TimeMs shown_at = 0;        // first: every line presented on a screen
    TimeMs started_at = 0;      // first
    TimeMs bumped_at = 0;       // last; 0 while something on it is to be cooked
    TimeMs late_at = 0;         // when the POS was told; 0: it was not
    TimeMs undelivered_at = 0;  // so
    DurationMs held_ms =
        0;  // something was to be cooked, and nothing of it could be: parked, or its course not fired
    DurationMs held_lately_ms = 0;  // so since the last of its lines was done: counts when another is
    TimeMs held_since = 0;
    std::string bumped_by;  // of the last bump
    std::vector<LineFacts> lines;

    bool operator==(const TicketFacts&) const = default;
};

struct OrderFacts {
    Seq seq = 0;       // of its acceptance
    Seq last_seq = 0;  // of the newest event about it
    std::string id;
    std::string day;  // the service day in which its first line fired; until then, in which it was accepted
    std::string number;
    Service service = Service::dine_in;
    std::string channel, table, terminal;
    Priority priority = Priority::normal;
    int covers = 0;
    DurationMs wall_offset_ms = 0;  // of the kitchen's wall clock when it was accepted
    int utc_offset_min = 0;         // of the kitchen's zone then
    int amendments = 0, voids = 0, recalls = 0;
    TimeMs placed_at = 0;    // by the POS's own clock: a label, no kitchen time
    TimeMs promised_at = 0;  // so
    TimeMs accepted_at = 0;
    TimeMs fired_at = 0;   // first
    TimeMs ready_at = 0;   // last; 0 while something of it is to be cooked
    TimeMs served_at = 0;  // last; 0 while something waits at the pass; ready_at where it left by itself
    TimeMs voided_at = 0;  // the whole order
    std::vector<TicketFacts> tickets;

    // What people read for one of its instants: by the wall clock as it stood when the order was accepted, so
    // that labels of one order differ by what really passed.
    TimeMs instant_of(TimeMs at) const { return at == 0 ? 0 : at + wall_offset_ms; }
    // Minute of the kitchen's day, 0 to 1439.
    int minute_of(TimeMs at) const;
    bool operator==(const OrderFacts&) const = default;
};

}  // namespace brigade

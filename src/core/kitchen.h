// The state of a kitchen: every order of the service day and every older one still open, station by
// station. Changed by `apply` (core/apply.h) alone, from events alone; a plain value that can be copied.
// All times are kitchen time (docs/design.md, Time).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "base/seq.h"
#include "core/board_index.h"
#include "core/config.h"
#include "core/event.h"
#include "core/order.h"

namespace brigade {

// The latest that a POS was told of a ticket or an order, so that a terminal that remembers nothing can be
// brought up to date.
struct ToldStatus {
    OrderStatus status = OrderStatus::accepted;
    Seq seq = 0;
    TimeMs at = 0;

    bool operator==(const ToldStatus&) const = default;
};

// One line on one station's ticket.
struct TicketLine {
    std::uint16_t line = 0;  // index into OrderState::lines
    LineState state = LineState::open;
    int done = 0;  // of its quantity, so far
    int prep_s = 0;
    bool fired = false;   // its course has been sent to be cooked
    bool parked = false;  // held by order.hold
    bool completed_by_expo = false;
    Change change = Change::none;  // not yet confirmed by a cook
    std::uint32_t revision = 0;    // that added or last changed it
    Seq active_seq = 0;            // added, changed, fired, released, transferred in or reopened by it
    TimeMs active_at = 0;          // and then
    Seq state_seq = 0;             // started, done, served by it
    TimeMs fired_at = 0;
    TimeMs started_at = 0;  // 0: not yet
    TimeMs done_at = 0;
    std::string from = {};  // the silent station that it would be at; its cook may have seen it

    bool held() const { return !fired || parked; }
    bool finished() const { return state == LineState::done || state == LineState::served; }
    bool cooking() const { return state == LineState::open || state == LineState::started; }
    bool active() const { return cooking() && !held(); }  // asks for a cook's hands now
    bool operator==(const TicketLine&) const = default;
};

// One station's share of an order.
struct Ticket {
    std::string station;
    std::uint32_t generation = 1;
    std::uint32_t confirmed = 0;  // the revision up to which a cook has confirmed changes
    Seq confirmed_seq = 0;
    Seq generation_seq = 0;
    Seq bumped_seq = 0;
    Seq shown_seq = 0;  // every line active by then has been presented
    TimeMs shown_at = 0;
    TimeMs bumped_at = 0;
    bool ready = false;
    bool late = false;
    bool undelivered = false;
    std::optional<ToldStatus> told;
    std::vector<TicketLine> lines;

    TicketState state() const;
    bool has_active() const;
    bool unconfirmed_removal() const;
    bool on_board() const { return has_active() || unconfirmed_removal(); }
    TimeMs fired_at() const;   // of the oldest line that is worked on; of any line when none is
    Seq opened_seq() const;    // the newest reason for being shown
    TimeMs opened_at() const;  // and its time
    bool operator==(const Ticket&) const = default;
};

struct OrderLine {
    LinePtr content;
    bool unavailable = false;
    bool voided = false;

    bool operator==(const OrderLine& other) const {
        return *content == *other.content && unavailable == other.unavailable && voided == other.voided;
    }
};

// What made a revision, so that sending it again gives the first answer again.
struct RevisionMark {
    Seq seq = 0;
    bool amended = false;  // else by a void; revision 0 counts as amended
    Hash content{};
    std::vector<StationLines> tickets;
    std::vector<std::string> unavailable;
    bool rest = false;  // a void of all that could be voided

    bool operator==(const RevisionMark&) const = default;
};

struct OrderState {
    Seq seq = 0;  // of its acceptance
    TimeMs accepted_at = 0;
    std::string terminal;
    OrderPtr content;              // of the latest revision
    std::vector<OrderLine> lines;  // in order of appearance; never removed, so indexes stay
    std::vector<Ticket> tickets;
    std::vector<RevisionMark> revisions;  // index = revision
    std::optional<TimeMs> fire_at;        // held until then, for its promised time
    Priority priority = Priority::normal;
    Seq priority_seq = 0;
    bool parked = false;
    Seq parked_seq = 0;
    bool ready = false;
    bool served = false;
    bool voided = false;
    std::uint32_t expo_generation = 1;
    Seq expo_generation_seq = 0;
    Seq served_seq = 0;
    TimeMs served_at = 0;
    std::optional<ToldStatus> told;

    const std::string& id() const { return content->id; }
    std::uint32_t revision() const { return static_cast<std::uint32_t>(revisions.size() - 1); }
    bool closed() const { return served || voided; }
    OrderPhase phase() const;
    bool all_done() const;  // every line that is not void is done or served, and there is one
    Ticket* find_ticket(std::string_view station);
    const Ticket* find_ticket(std::string_view station) const;
    std::optional<std::uint16_t> find_line(std::string_view id) const;  // also of a voided line
    bool operator==(const OrderState&) const = default;
};

struct Availability {
    bool available = true;
    Seq seq = 0;

    bool operator==(const Availability&) const = default;
};

// Whether another station takes a station's work, and since when that is so.
struct Cover {
    std::string by;  // empty: nobody does any more
    Seq seq = 0;     // of the request that made it so
    TimeMs at = 0;

    bool operator==(const Cover&) const = default;
};

struct Kitchen {
    Seq seq = 0;
    TimeMs at = 0;
    DurationMs wall_offset_ms = 0;
    std::string day;
    TimeMs day_ends_at = 0;  // as people read it (with the wall offset); 0: no day opened yet
    KitchenConfig config;
    std::map<std::string, Availability, std::less<>> items;  // those ever 86'd
    std::map<std::string, Cover, std::less<>> covers;        // of stations that once fell silent
    std::map<Seq, OrderState> orders;                        // by acceptance
    std::unordered_map<std::string, Seq> by_id;
    BoardIndex index;  // derived from orders, for what must not scan them

    const OrderState* find(const std::string& order_id) const;
    bool is_unavailable(std::string_view item) const;
    std::string_view covered_by(std::string_view station) const;  // empty: it takes its own work
};

// The ticket's line on the station, by the order's line index.
const TicketLine* find_ticket_line(const Ticket& ticket, std::uint16_t line);

}  // namespace brigade

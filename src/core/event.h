// What happened, as the journal keeps it and every replica applies it. An event records the choice, never
// the rule it was made by, so that a journal replays the same for ever. The written form and the meaning of
// every field: EVENTS.md. `cook` is the person who pressed the key, where one had said who they are.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/hash.h"
#include "base/seq.h"
#include "base/time.h"
#include "core/config.h"
#include "core/order.h"

namespace brigade {

// Where a line goes, chosen when its order was accepted or amended.
struct Placement {
    std::string line;
    std::vector<std::string> stations;
    std::vector<int> prep_s;  // one for each station
    bool fired = true;
    bool unavailable = false;
    Change change = Change::none;  // amendments: none, added or changed
    // Where the rules would have sent it, for each station that stands in; empty: none does.
    std::vector<std::string> from = {};

    bool operator==(const Placement&) const = default;
};

// Lines of one station's ticket.
struct StationLines {
    std::string station;
    std::vector<std::string> lines;

    bool operator==(const StationLines&) const = default;
};

// How much of a line's quantity is done so far.
struct LineDone {
    std::string line;
    int done = 0;

    bool operator==(const LineDone&) const = default;
};

struct KitchenConfigured {
    KitchenConfig kitchen;
    bool operator==(const KitchenConfigured&) const = default;
};
struct ClockCorrected {
    DurationMs wall_offset_ms = 0;  // what labels add to kitchen time from here on
    bool operator==(const ClockCorrected&) const = default;
};
struct DayOpened {
    std::string day;     // its date, "2026-11-20"
    TimeMs ends_at = 0;  // as people read it, with the wall offset
    bool operator==(const DayOpened&) const = default;
};
struct StationCovered {
    std::string station;
    std::string by;  // the station that takes its work
    bool operator==(const StationCovered&) const = default;
};
struct StationReturned {
    std::string station;
    bool operator==(const StationReturned&) const = default;
};
struct AvailabilitySet {
    std::string item;
    bool available = true;
    bool operator==(const AvailabilitySet&) const = default;
};
struct OrderAccepted {
    OrderPtr order;
    Hash content{};                     // of the order; derived, not written
    std::vector<Placement> placements;  // one for each line, in order
    std::optional<TimeMs> fire_at;      // held until then, for its promised time
    bool operator==(const OrderAccepted& other) const {
        return *order == *other.order && placements == other.placements && fire_at == other.fire_at;
    }
};
struct OrderAmended {
    std::uint32_t revision = 0;
    OrderPtr order;
    Hash content{};  // of the order; derived, not written
    std::vector<Placement> placements;
    std::vector<std::string> removed;   // lines that the amendment left out
    std::vector<std::string> reopened;  // stations whose ticket begins a new generation
    std::optional<TimeMs> fire_at;
    bool operator==(const OrderAmended& other) const {
        return revision == other.revision && *order == *other.order && placements == other.placements &&
               removed == other.removed && reopened == other.reopened && fire_at == other.fire_at;
    }
};
struct OrderVoided {
    std::uint32_t revision = 0;
    std::vector<std::string> lines;
    bool whole = false;  // nothing is left of the order
    bool rest = false;   // no lines were named: all that could be voided
    bool operator==(const OrderVoided&) const = default;
};
struct LinesFired {
    std::vector<std::string> lines;
    bool operator==(const LinesFired&) const = default;
};
struct OrderHeld {
    bool operator==(const OrderHeld&) const = default;
};
struct OrderReleased {
    bool operator==(const OrderReleased&) const = default;
};
struct PrioritySet {
    Priority priority = Priority::normal;
    bool operator==(const PrioritySet&) const = default;
};
struct LineStarted {
    std::string station;
    std::string line;
    TimeMs pressed_at = 0;
    std::string cook = {};
    bool operator==(const LineStarted&) const = default;
};
struct LinesBumped {
    std::string station;
    std::vector<LineDone> lines;
    std::optional<std::uint32_t> confirmed;  // a bump of the whole ticket confirms the changes it showed
    TimeMs pressed_at = 0;
    std::string cook = {};
    bool operator==(const LinesBumped&) const = default;
};
struct LinesServed {
    std::string station;              // the expo, empty where there is none
    std::vector<StationLines> lines;  // those still open are completed
    TimeMs pressed_at = 0;
    std::string cook = {};
    bool operator==(const LinesServed&) const = default;
};
struct TicketRecalled {
    std::string station;
    std::vector<std::string> lines;
    std::string cook = {};
    std::vector<int> done = {};  // how much of each line stays done; empty: nothing of any
    bool operator==(const TicketRecalled&) const = default;
};
struct ServeRecalled {
    std::string station;              // the expo
    std::vector<StationLines> lines;  // served lines that wait at the pass again
    std::string cook = {};
    bool operator==(const ServeRecalled&) const = default;
};
struct TicketTransferred {
    std::string station;
    std::string to;
    std::vector<std::string> lines;
    std::string cook = {};
    TransferReason reason = TransferReason::pressed;
    bool operator==(const TicketTransferred&) const = default;
};
struct ChangesConfirmed {
    std::string station;
    std::uint32_t revision = 0;
    std::string cook = {};
    bool operator==(const ChangesConfirmed&) const = default;
};
struct TicketShown {
    std::string station;
    Seq drawn_seq = 0;  // the presented frame was built from it
    bool operator==(const TicketShown&) const = default;
};
// Somebody did something to the kitchen's devices, people or keys. For people to read: nothing follows from
// it.
struct Audited {
    std::string actor;  // who did it
    AuditAction action = AuditAction::device_paired;
    std::string subject;  // to whom or what
    std::string detail;
    bool operator==(const Audited&) const = default;
};
// A state reached, of one station's ticket or, without a station, of the whole order: ready, late,
// undelivered, served. Which one stands in the event's status.
struct StatusReached {
    std::string station;
    bool operator==(const StatusReached&) const = default;
};

using EventBody =
    std::variant<KitchenConfigured, ClockCorrected, DayOpened, AvailabilitySet, OrderAccepted, OrderAmended,
                 OrderVoided, LinesFired, OrderHeld, OrderReleased, PrioritySet, LineStarted, LinesBumped,
                 LinesServed, TicketRecalled, ServeRecalled, TicketTransferred, ChangesConfirmed, TicketShown,
                 StatusReached, Audited, StationCovered, StationReturned>;

struct Event {
    Seq seq = 0;
    Seq request_last = 0;           // the last event that the same request wrote; at least seq
    TimeMs at = 0;                  // kitchen time
    DurationMs wall_offset_ms = 0;  // `at` as people read it is at + this
    std::string order_id;
    std::string terminal;  // who hears of the status; set with it
    std::optional<OrderStatus> status;
    EventBody body;

    bool operator==(const Event&) const = default;
};

// "order_accepted" …: the contract's `kind`.
std::string_view kind_of(const EventBody& body);

// The station an event's status is about; empty for the whole order.
std::string_view station_of(const EventBody& body);

}  // namespace brigade

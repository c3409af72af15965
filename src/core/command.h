// What can be asked of a kitchen: the requests of docs/protocol.md as values, and the three commands that
// time and configuration give. Texts and numbers in them are already within the contract's bounds.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/seq.h"
#include "base/time.h"
#include "core/config.h"
#include "core/order.h"

namespace brigade {

struct SubmitOrder {
    OrderPtr order;
    std::string terminal;
};
struct AmendOrder {
    OrderPtr order;
    std::uint32_t revision = 0;
};
struct VoidOrder {
    std::string order_id;
    std::optional<std::vector<std::string>> lines;  // nothing: the whole order
};
struct FireCourse {
    std::string order_id;
    int course = 0;
};
struct HoldOrder {
    std::string order_id;
    std::optional<Seq> seen;
};
struct ReleaseOrder {
    std::string order_id;
    std::optional<Seq> seen;
};
struct SetPriority {
    std::string order_id;
    Priority priority = Priority::normal;
    std::optional<Seq> seen;
};
struct SetAvailability {
    std::string item;
    bool available = true;
    std::optional<Seq> seen;
};

// A key pressed at a station, with what its screen knew: absent means "as it is now".
struct Press {
    std::string order_id;
    std::string station;
    std::optional<std::uint32_t> generation;
    std::optional<std::uint32_t> revision;
    std::optional<Seq> seen;
    DurationMs age_ms = 0;  // pressed so long ago
    std::string cook = {};  // who pressed it; empty: nobody said
};
struct StartLine {
    Press press;
    std::string line_id;
};
struct BumpLine {
    Press press;
    std::string line_id;
    std::optional<int> done;  // the total so far; nothing: all of it
};
struct BumpTicket {
    Press press;
};
struct RecallTicket {
    Press press;
    std::optional<std::vector<std::string>> lines;
    std::vector<int> done = {};  // how much of each of the lines stays done; empty: nothing of any
};
struct TransferTicket {
    Press press;
    std::string to;
};
struct ConfirmChanges {
    Press press;  // its revision is what has been seen
};

// A screen has presented these tickets whole, in a frame built from `seq`.
struct Drawn {
    std::string order_id;
    std::uint32_t revision = 0;
    std::uint32_t generation = 1;
};
struct ReportShown {
    std::string station;
    Seq seq = 0;
    std::vector<Drawn> drawn;
};

struct Tick {};  // a deadline has come (next_deadline in core/decide.h)
struct Configure {
    KitchenConfig kitchen;
};
// Something was done to the kitchen's devices, people or keys, by the hub itself; texts within the bounds of
// event.h's readers (core/event_json.cpp): 200 characters, the detail 500.
struct Audit {
    std::string actor;
    AuditAction action = AuditAction::device_paired;
    std::string subject;
    std::string detail;
};
struct ReturnStation {
    std::string station;  // takes its own work again
};
struct CorrectClock {
    DurationMs wall_offset_ms = 0;
};

using Command =
    std::variant<SubmitOrder, AmendOrder, VoidOrder, FireCourse, HoldOrder, ReleaseOrder, SetPriority,
                 SetAvailability, StartLine, BumpLine, BumpTicket, RecallTicket, TransferTicket,
                 ConfirmChanges, ReportShown, Tick, Configure, CorrectClock, Audit, ReturnStation>;

// The order a command is about; empty if it is about none.
const std::string& order_id_of(const Command& command);

}  // namespace brigade

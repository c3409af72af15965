// A new order, and one replaced by its POS.
#include <algorithm>

#include "base/limits.h"
#include "core/apply.h"
#include "core/draft.h"
#include "core/order_json.h"
#include "core/routing.h"

namespace brigade {
namespace {

// The work of a covered station goes to the one that stands in, but for what is being made there already. A
// line that both would make is made once, as that station's own.
void put_at_stations(Placement& placement, std::vector<std::string> stations, const Kitchen& kitchen,
                     const std::vector<std::string>& already_at) {
    std::vector<std::string> from;
    for (std::string& station : stations) {
        std::string_view by = kitchen.covered_by(station);
        bool stays =
            by.empty() || std::find(already_at.begin(), already_at.end(), station) != already_at.end();
        std::string to = stays ? station : std::string(by);
        auto same = std::find(placement.stations.begin(), placement.stations.end(), to);
        if (same != placement.stations.end()) {
            from[static_cast<std::size_t>(same - placement.stations.begin())].clear();
            continue;
        }
        placement.stations.push_back(std::move(to));
        from.push_back(stays ? std::string() : std::move(station));
    }
    if (std::any_of(from.begin(), from.end(), [](const std::string& each) { return !each.empty(); }))
        placement.from = std::move(from);
}

Placement place(const Line& line, const Order& order, const Kitchen& kitchen, const Rules& rules,
                const std::vector<std::string>& already_at = {}) {
    Placement placement;
    placement.line = line.id;
    std::vector<std::string> stations = route(line, order, rules);
    if (stations.size() > limits::stations_per_line) stations.resize(limits::stations_per_line);
    put_at_stations(placement, std::move(stations), kitchen, already_at);
    for (const std::string& station : placement.stations)
        placement.prep_s.push_back(prep_time_s(line, station, rules));
    placement.fired = fires_at_once(line, order);
    placement.unavailable = kitchen.is_unavailable(line.item);
    return placement;
}

// A station that a line forces must be one that cooks.
std::optional<Refusal> check_stations(const Order& order, const KitchenConfig& config) {
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const std::string& wanted = order.lines[i].station;
        if (wanted.empty()) continue;
        const Station* station = config.find(wanted);
        if (station && station->kind == StationKind::prep) continue;
        return Refusal{
            ErrorCode::unknown_station, "/order/lines/" + std::to_string(i) + "/station",
            station ? wanted + " does not cook; name a prep station" : "there is no station " + wanted};
    }
    return std::nullopt;
}

Ack routed_ack(const RevisionMark& mark, std::uint32_t revision, bool duplicate) {
    Ack ack;
    ack.seq = mark.seq;
    ack.duplicate = duplicate;
    ack.revision = revision;
    ack.routed = true;
    ack.tickets = mark.tickets;
    ack.unavailable = mark.unavailable;
    return ack;
}

Decision conflict(const std::string& what) {
    return refuse(ErrorCode::conflict, "/order", what + " was sent before with other content");
}

Decision submit_again(const SubmitOrder& command, const Kitchen& kitchen, const Context& context) {
    Hash content = content_hash(*command.order);
    if (const OrderState* order = kitchen.find(command.order->id)) {
        if (order->revisions.front().content != content) return conflict("order " + command.order->id);
        return {{}, routed_ack(order->revisions.front(), 0, true)};
    }
    if (context.known->content != content) return conflict("order " + command.order->id);
    RevisionMark mark{context.known->seq, true, content, {}, {}, false};
    if (context.known->accepted) mark = accepted_order(*context.known->accepted).revisions.front();
    return {{}, routed_ack(mark, 0, true)};
}

// --- amendment ---------------------------------------------------------------------------------------

// What the amendment makes of one line: whether it is new, changed or as before, and where it goes.
struct AmendedLine {
    Placement placement;
    std::vector<std::string> reopened;
    std::optional<Refusal> refusal;
};

std::vector<std::string> stations_now(const OrderState& order, std::uint16_t index) {
    std::vector<std::string> stations;
    for (const Ticket& ticket : order.tickets) {
        const TicketLine* line = find_ticket_line(ticket, index);
        if (line && line->state != LineState::voided) stations.push_back(ticket.station);
    }
    return stations;
}

template <class Test>
bool any_share(const OrderState& order, std::uint16_t index, Test test) {
    return std::any_of(order.tickets.begin(), order.tickets.end(), [&](const Ticket& ticket) {
        const TicketLine* line = find_ticket_line(ticket, index);
        return line && test(*line);
    });
}

// Where the line stays though the station is covered: where it was sent to be cooked and, if it has other
// words now, is not done. Else it would ask for hands where nobody looks. What may not join the other's
// ticket stays as well.
std::vector<std::string> stations_kept(const OrderState& order, std::uint16_t index, bool same,
                                       const Kitchen& kitchen) {
    std::vector<std::string> stations;
    for (const Ticket& ticket : order.tickets) {
        const TicketLine* line = find_ticket_line(ticket, index);
        if (!line || line->state == LineState::voided) continue;
        bool goes_on = line->fired && (same || !line->finished());
        std::string_view by = kitchen.covered_by(ticket.station);
        if (goes_on || by.empty() || !may_join(order.find_ticket(by), index))
            stations.push_back(ticket.station);
    }
    return stations;
}

void keep_stations(Placement& placement, std::vector<std::string> stations, const Line& line,
                   const Kitchen& kitchen, const Rules& rules, const std::vector<std::string>& kept_at) {
    placement.stations.clear();
    placement.from.clear();
    placement.prep_s.clear();
    put_at_stations(placement, std::move(stations), kitchen, kept_at);
    for (const std::string& station : placement.stations)
        placement.prep_s.push_back(prep_time_s(line, station, rules));
}

AmendedLine amend_line(const OrderState& order, const Order& amended, std::size_t at, const Kitchen& kitchen,
                       const Rules& rules) {
    const Line& line = amended.lines[at];
    auto index = order.find_line(line.id);
    std::string path = "/order/lines/" + std::to_string(at);
    if (!index) {
        AmendedLine added{place(line, amended, kitchen, rules), {}, {}};
        added.placement.change = Change::added;
        return added;
    }
    const OrderLine& before = order.lines[*index];
    const bool same = line == *before.content;
    auto kept_at = stations_kept(order, *index, same, kitchen);
    AmendedLine result{place(line, amended, kitchen, rules, kept_at), {}, {}};
    Placement& placement = result.placement;
    if (before.voided) {
        result.refusal =
            Refusal{ErrorCode::not_allowed, path + "/id", "line " + line.id + " was voided; use a new id"};
        return result;
    }
    // An allergy said later concerns every line that is still being made, though its own words are the same.
    bool warned = amended.allergies != order.content->allergies &&
                  any_share(order, *index, [](const TicketLine& share) { return share.cooking(); });
    if (!same && line_served(order, *index)) {
        result.refusal = Refusal{ErrorCode::not_allowed, path, "line " + line.id + " has been served"};
        return result;
    }
    placement.change = same && !warned ? Change::none : Change::changed;
    if (same) placement.unavailable = before.unavailable;
    if (placement.change == Change::none) kept_at = stations_now(order, *index);
    if (same || route(line, amended, rules) == route(*before.content, *order.content, rules))
        keep_stations(placement, stations_now(order, *index), line, kitchen, rules, kept_at);
    placement.fired =
        placement.fired || any_share(order, *index, [](const TicketLine& share) { return share.fired; });
    for (const std::string& station : placement.stations) {
        const Ticket* ticket = order.find_ticket(station);
        const TicketLine* share = ticket ? find_ticket_line(*ticket, *index) : nullptr;
        // A new generation also where the line was before and comes back to: no old bump may reach it.
        if (share && ((share->finished() && !same) || share->state == LineState::voided))
            result.reopened.push_back(station);
    }
    return result;
}

std::variant<OrderAmended, Refusal> amend(const OrderState& order, const AmendOrder& command,
                                          const Kitchen& kitchen, const Context& context) {
    OrderAmended event;
    event.revision = command.revision;
    event.order = command.order;
    event.content = content_hash(*command.order);
    for (std::size_t i = 0; i < command.order->lines.size(); ++i) {
        AmendedLine line = amend_line(order, *command.order, i, kitchen, context.rules);
        if (line.refusal) return *line.refusal;
        for (const std::string& station : line.reopened)
            if (std::find(event.reopened.begin(), event.reopened.end(), station) == event.reopened.end())
                event.reopened.push_back(station);
        event.placements.push_back(std::move(line.placement));
    }
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const OrderLine& before = order.lines[i];
        auto same_id = [&](const Line& line) { return line.id == before.content->id; };
        if (before.voided || std::any_of(command.order->lines.begin(), command.order->lines.end(), same_id))
            continue;
        if (line_served(order, static_cast<std::uint16_t>(i)))
            return Refusal{ErrorCode::not_allowed, "/order/lines",
                           "line " + before.content->id + " has been served and cannot be left out"};
        event.removed.push_back(before.content->id);
    }
    bool nothing_fired = order.phase() == OrderPhase::held && order.fire_at;
    if (nothing_fired)
        event.fire_at = promised_fire_time(*command.order, event.placements, context, kitchen.wall_offset_ms);
    if (event.fire_at)
        for (Placement& placement : event.placements) placement.fired = false;
    return event;
}

// Sent before, or not the next one: answered without an event.
std::optional<Decision> check_revision(const OrderState& order, const AmendOrder& command) {
    if (command.revision >= 1 && command.revision <= order.revision()) {
        const RevisionMark& mark = order.revisions[command.revision];
        if (mark.amended && mark.content == content_hash(*command.order))
            return Decision{{}, routed_ack(mark, command.revision, true)};
        if (mark.amended) return conflict("revision " + std::to_string(command.revision));
    }
    if (order.closed())
        return refuse(ErrorCode::not_allowed, "/order/id",
                      "order " + order.id() + (order.voided ? " is void" : " has been served"));
    if (command.revision != order.revision() + 1) {
        Decision stale = refuse(ErrorCode::stale_revision, "/revision",
                                "the order is at revision " + std::to_string(order.revision()) +
                                    "; amend it with " + std::to_string(order.revision() + 1));
        std::get<Refusal>(stale.answer).revision = order.revision();
        return stale;
    }
    if (order.revisions.size() >= limits::revisions || order.lines.size() > limits::lines)
        return refuse(ErrorCode::not_allowed, "/revision",
                      "the order has been changed too often; send a new one");
    return std::nullopt;
}

}  // namespace

Decision decide_on(const Kitchen& kitchen, const SubmitOrder& command, const Context& context) {
    if (context.known || kitchen.find(command.order->id)) return submit_again(command, kitchen, context);
    if (auto refusal = check_stations(*command.order, kitchen.config)) return {{}, *refusal};

    OrderAccepted accepted;
    accepted.order = command.order;
    accepted.content = content_hash(*command.order);
    for (const Line& line : command.order->lines)
        accepted.placements.push_back(place(line, *command.order, kitchen, context.rules));
    accepted.fire_at =
        promised_fire_time(*command.order, accepted.placements, context, kitchen.wall_offset_ms);
    if (accepted.fire_at)
        for (Placement& placement : accepted.placements) placement.fired = false;

    Event event = next_event(kitchen, context.now, {});
    event.order_id = command.order->id;
    event.terminal = command.terminal;
    event.status = OrderStatus::accepted;
    event.body = std::move(accepted);
    Ack ack = routed_ack(accepted_order(event).revisions.front(), 0, false);
    return {{std::move(event)}, std::move(ack)};
}

Decision decide_on(const Kitchen& kitchen, const AmendOrder& command, const Context& context) {
    auto found = find_order(kitchen, command.order->id, context, "/order/id");
    if (const auto* refusal = std::get_if<Refusal>(&found)) return {{}, *refusal};
    const OrderState& order = *std::get<const OrderState*>(found);
    if (auto answered = check_revision(order, command)) return *answered;
    if (auto refusal = check_stations(*command.order, kitchen.config)) return {{}, *refusal};

    auto amended = amend(order, command, kitchen, context);
    if (const auto* refusal = std::get_if<Refusal>(&amended)) return {{}, *refusal};
    Draft draft(kitchen, order, context.now);
    draft.emit(std::get<OrderAmended>(std::move(amended)));
    if (auto due = lines_due(draft.order()); !due.empty() && !draft.order().fire_at && !draft.order().parked)
        draft.fire(std::move(due));
    draft.settle(kitchen.config);
    Decision decision = draft.finish();
    RevisionMark mark = draft.order().revisions.back();
    mark.seq = std::get<Ack>(decision.answer).seq;
    decision.answer = routed_ack(mark, command.revision, false);
    return decision;
}

}  // namespace brigade

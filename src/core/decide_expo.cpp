// The pass: an expo's bump serves the order, its recall takes that back. An expo holds no ticket of its own;
// it sees all of them, so its generation belongs to the order.
#include <algorithm>

#include "core/draft.h"

namespace brigade {
namespace {

bool seen_by(const Press& press, const TicketLine& line) {
    if (press.revision && line.revision > *press.revision) return false;
    return !press.seen || line.active_seq <= *press.seen;
}

std::optional<Decision> check_generation(const OrderState& order, const Press& press) {
    std::uint32_t pressed_on = press.generation.value_or(order.expo_generation);
    if (pressed_on < order.expo_generation) return duplicate_of(order.expo_generation_seq, order);
    if (pressed_on > order.expo_generation)
        return refuse(ErrorCode::not_allowed, "/generation",
                      "the order is at generation " + std::to_string(order.expo_generation) + " at the pass");
    return std::nullopt;
}

bool at_pass(const TicketLine& line) { return line.state == LineState::done || line.active(); }

template <class Test>
std::vector<StationLines> select(const OrderState& order, Test test) {
    std::vector<StationLines> parts;
    for (const Ticket& ticket : order.tickets) {
        StationLines part{ticket.station, {}};
        for (const TicketLine& line : ticket.lines)
            if (test(line)) part.lines.push_back(order.lines[line.line].content->id);
        if (!part.lines.empty()) parts.push_back(std::move(part));
    }
    return parts;
}

std::size_t count(const std::vector<StationLines>& parts) {
    std::size_t total = 0;
    for (const StationLines& part : parts) total += part.lines.size();
    return total;
}

}  // namespace

Decision serve(const Kitchen& kitchen, const OrderState& order, const BumpTicket& command,
               const Context& context) {
    if (auto answered = check_generation(order, command.press)) return *answered;
    auto serving =
        select(order, [&](const TicketLine& line) { return at_pass(line) && seen_by(command.press, line); });
    if (serving.empty()) {
        if (order.phase() == OrderPhase::held && order.served_seq == 0)
            return refuse(ErrorCode::not_allowed, "/order_id", "the order is held; fire or release it first");
        return duplicate_of(std::max(order.served_seq, order.revisions.front().seq), order);
    }
    auto left =
        select(order, [](const TicketLine& line) { return line.cooking() || line.state == LineState::done; });
    bool last = count(left) == count(serving);
    LinesServed served{command.press.station, std::move(serving),
                       pressed_at(command.press, context, order.accepted_at), command.press.cook};
    Draft draft(kitchen, order, context.now);
    draft.emit(std::move(served), last ? std::optional(OrderStatus::served) : std::nullopt);
    draft.settle(kitchen.config);
    return draft.finish();
}

Decision recall_serve(const Kitchen& kitchen, const OrderState& order, const RecallTicket& command,
                      const Context& context) {
    if (auto answered = check_generation(order, command.press)) return *answered;
    if (order.served_seq == 0)
        return refuse(ErrorCode::not_allowed, "/order_id", "the order has not been served");
    auto is_served = [](const TicketLine& line) { return line.state == LineState::served; };
    auto waiting =
        select(order, [&](const TicketLine& line) { return is_served(line) && !line.completed_by_expo; });
    auto unfinished =
        select(order, [&](const TicketLine& line) { return is_served(line) && line.completed_by_expo; });
    if (waiting.empty() && unfinished.empty())
        return refuse(ErrorCode::not_allowed, "/order_id", "nothing of the order has been served");

    Draft draft(kitchen, order, context.now);
    draft.emit(ServeRecalled{command.press.station, std::move(waiting), command.press.cook},
               OrderStatus::recalled);
    // What the expo had called done was never cooked: it goes back to its station or, where nobody looks at
    // that one, on to the one that stands in. Of a station that is gone it goes where all unrouted goes.
    std::string_view by = kitchen.covered_by(kitchen.config.default_station);
    const std::string unrouted(by.empty() ? std::string_view(kitchen.config.default_station) : by);
    for (const StationLines& part : unfinished) {
        draft.emit(TicketRecalled{part.station, part.lines, command.press.cook}, OrderStatus::recalled);
        const Station* station = kitchen.config.find(part.station);
        if (station && station->kind == StationKind::prep)
            draft.leave_covered(part.station, part.lines, true);
        else
            draft.emit(TicketTransferred{part.station, unrouted, part.lines, command.press.cook});
    }
    draft.settle(kitchen.config);
    return draft.finish();
}

}  // namespace brigade

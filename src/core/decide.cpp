#include "core/decide.h"

#include <algorithm>

#include "core/draft.h"

namespace brigade {

const std::string& order_id_of(const Command& command) {
    static const std::string none;
    return std::visit(
        [](const auto& known) -> const std::string& {
            if constexpr (requires { known.order->id; })
                return known.order->id;
            else if constexpr (requires { known.order_id; })
                return known.order_id;
            else if constexpr (requires { known.press; })
                return known.press.order_id;
            else
                return none;
        },
        command);
}

Decision decide(const Kitchen& kitchen, const Command& command, const Context& context) {
    return std::visit([&](const auto& known) { return decide_on(kitchen, known, context); }, command);
}

std::variant<const OrderState*, Refusal> find_order(const Kitchen& kitchen, const std::string& order_id,
                                                    const Context& context, const char* path) {
    if (const OrderState* order = kitchen.find(order_id)) return order;
    if (context.known)
        return Refusal{ErrorCode::not_allowed, path,
                       "order " + order_id + " belongs to an earlier service day"};
    return Refusal{ErrorCode::unknown_order, path, "there is no order " + order_id};
}

TimeMs pressed_at(const Press& press, const Context& context, TimeMs not_before) {
    return std::clamp(context.now - press.age_ms, std::min(not_before, context.now), context.now);
}

bool line_served(const OrderState& order, std::uint16_t index) {
    return std::any_of(order.tickets.begin(), order.tickets.end(), [&](const Ticket& ticket) {
        const TicketLine* line = find_ticket_line(ticket, index);
        return line && line->state == LineState::served;
    });
}

bool fires_at_once(const Line& line, const Order& order) {
    if (order.service != Service::dine_in || line.course == 0) return true;
    return std::none_of(order.lines.begin(), order.lines.end(),
                        [&](const Line& other) { return other.course > 0 && other.course < line.course; });
}

std::vector<std::string> lines_due(const OrderState& order) {
    std::vector<std::string> due;
    auto course_fired = [&](int course) {
        for (const Ticket& ticket : order.tickets)
            for (const TicketLine& line : ticket.lines)
                if (line.fired && order.lines[line.line].content->course == course) return true;
        return false;
    };
    for (const Line& line : order.content->lines) {
        if (!fires_at_once(line, *order.content) && !course_fired(line.course)) continue;
        auto index = order.find_line(line.id);
        for (const Ticket& ticket : order.tickets) {
            const TicketLine* there = index ? find_ticket_line(ticket, *index) : nullptr;
            if (there && there->cooking() && !there->fired) {
                due.push_back(line.id);
                break;
            }
        }
    }
    return due;
}

std::optional<TimeMs> promised_fire_time(const Order& order, const std::vector<Placement>& placements,
                                         const Context& context, DurationMs wall_offset_ms) {
    if (!order.promised_at) return std::nullopt;
    int prep_s_max = 0;
    for (const Placement& placement : placements)
        for (int prep_s : placement.prep_s) prep_s_max = std::max(prep_s_max, prep_s);
    TimeMs promised = *order.promised_at - wall_offset_ms;
    TimeMs fire_at = promised - DurationMs{prep_s_max} * 1000 - context.rules.promise_margin_ms;
    if (fire_at <= context.now) return std::nullopt;
    return fire_at;
}

}  // namespace brigade

#include "journal/orders_seen.h"

#include <algorithm>
#include <array>

namespace brigade {

Order OrderSeen::left() const {
    Order order = *content;
    std::erase_if(order.lines, [&](const Line& line) { return gone.contains(line.id); });
    return order;
}

OrderSeen* OrdersSeen::find(const std::string& id) {
    auto found = orders_.find(id);
    return found == orders_.end() ? nullptr : &found->second;
}

void OrdersSeen::take(const Event& event, std::size_t segment) {
    if (const auto* accepted = std::get_if<OrderAccepted>(&event.body))
        orders_[event.order_id] = {accepted->order, {}, false, false, segment};
    if (const auto* amended = std::get_if<OrderAmended>(&event.body)) {
        OrderSeen& seen = orders_[event.order_id];
        seen.content = amended->order;
        seen.changed = true;
        seen.segment = segment;
    }
    OrderSeen* seen = find(event.order_id);
    if (!seen) return;
    if (const auto* voided = std::get_if<OrderVoided>(&event.body)) {
        seen->gone.insert(voided->lines.begin(), voided->lines.end());
        seen->finished = seen->finished || voided->whole;
        seen->changed = true;
    }
    if (const auto* served = std::get_if<LinesServed>(&event.body))
        for (const StationLines& lines : served->lines)
            seen->gone.insert(lines.lines.begin(), lines.lines.end());
    if (const auto* recalled = std::get_if<ServeRecalled>(&event.body)) {
        for (const StationLines& lines : recalled->lines)
            for (const std::string& line : lines.lines) seen->gone.erase(line);
        seen->finished = false;
    }
    if (event.status == OrderStatus::served) seen->finished = true;
}

void OrdersSeen::take(const Kitchen& kitchen, std::size_t segment) {
    for (const auto& [seq, order] : kitchen.orders) {
        OrderSeen seen{order.content, {}, order.closed(), false, segment};
        for (const OrderLine& line : order.lines)
            if (line.voided) seen.gone.insert(line.content->id);
        for (const Ticket& ticket : order.tickets)
            for (const TicketLine& line : ticket.lines)
                if (line.state == LineState::served) seen.gone.insert(order.lines[line.line].content->id);
        orders_[order.id()] = std::move(seen);
    }
}

std::string_view kind_in(std::string_view body) {
    constexpr std::string_view key = "\"kind\":\"";
    auto at = body.find(key);
    if (at == body.npos) return {};
    body.remove_prefix(at + key.size());
    return body.substr(0, body.find('"'));
}

bool is_somebodys_doing(std::string_view kind) {
    constexpr std::array<std::string_view, 6> by_itself{"kitchen_configured", "clock_corrected",
                                                        "day_opened",         "lines_fired",
                                                        "ticket_shown",       "status_reached"};
    return std::ranges::find(by_itself, kind) == by_itself.end();
}

}  // namespace brigade

#include "app/demo_terminal.h"

#include "app/json_words.h"
#include "core/order_json.h"

namespace brigade {

DemoTerminal::DemoTerminal(net::EventLoop& loop, const std::string& url, DemoTerminalKind kind,
                           DemoGuests& guests, DemoCounts& counts, double speed)
    : loop_(loop),
      kind_(std::move(kind)),
      guests_(guests),
      counts_(counts),
      speed_(speed),
      link_(loop, {{url}, "pos", kind_.name, "", ""},
            {[this](std::uint64_t id, const json::object& answer, DurationMs waited_ms) {
                 answered(id, answer, waited_ms);
             },
             [this](const json::object& message) { told(message); },
             {},
             {}}) {}

void DemoTerminal::order_now(TimeMs wall_clock_now) {
    Order order = guests_.next_order(kind_, wall_clock_now);
    std::uint64_t id = link_.ask({{"type", "order.submit"}, {"order", order_to_json(order)}});
    submitted_.emplace(id, std::move(order));
    ++counts_.sent;
}

void DemoTerminal::set_available(const std::string& item, bool available) {
    link_.ask({{"type", "item.availability"}, {"item", item}, {"available", available}});
}

void DemoTerminal::answered(std::uint64_t id, const json::object& answer, DurationMs waited_ms) {
    auto found = submitted_.find(id);
    bool refused = text_in(answer, "type") == "error";
    if (refused) ++counts_.refusals[text_in(answer, "code")];
    if (found == submitted_.end()) return;
    Order order = std::move(found->second);
    submitted_.erase(found);
    if (refused) {
        ++counts_.lost_orders;
        return;
    }
    ++counts_.acked;
    counts_.ack_ms.push_back(waited_ms);
    reconsider(order);
}

void DemoTerminal::told(const json::object& message) {
    if (text_in(message, "type") != "order.status") return;
    std::string state = text_in(message, "state");
    if (state == "shown") ++counts_.shown;
    if (state == "late") ++counts_.late;
    if (state == "undelivered") ++counts_.undelivered;
    if (state == "served") ++counts_.served;
}

void DemoTerminal::later(int least_s, int most_s, std::function<void()> task) {
    double pause_ms = guests_.between(least_s * 1000, most_s * 1000) / speed_;
    agenda_.at(loop_.now_ms() + static_cast<DurationMs>(pause_ms), std::move(task));
}

void DemoTerminal::ask_about(const Order& order, const char* type, json::object request) {
    request["type"] = type;
    request["order_id"] = order.id;
    link_.ask(std::move(request));
}

// What guests think of once the order is with the kitchen. A refusal is part of it: the dish may be done by
// then.
void DemoTerminal::reconsider(const Order& order) {
    if (guests_.chance(0.08))
        later(20, 60, [this, order] {
            link_.ask(
                {{"type", "order.amend"}, {"revision", 1}, {"order", order_to_json(guests_.changed(order))}});
        });
    else if (guests_.chance(0.03) && order.lines.size() > 1)
        later(15, 60, [this, order] {
            ask_about(order, "order.void", {{"lines", json::array{json::value(order.lines.back().id)}}});
        });
    else if (guests_.chance(0.015))
        later(10, 30, [this, order] { ask_about(order, "order.void"); });
    else if (guests_.chance(0.05))
        later(20, 90, [this, order] { ask_about(order, "order.priority", {{"priority", "rush"}}); });
    else if (guests_.chance(0.03)) {
        later(5, 20, [this, order] { ask_about(order, "order.hold"); });
        later(120, 240, [this, order] { ask_about(order, "order.release"); });
    }
}

}  // namespace brigade

// docs/figures.md counted straight from facts, slowly and by another way than the product's: everything that
// counts is gathered, then sorted. Told in the answers' form.
#pragma once

#include <algorithm>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "analytics/daypart.h"
#include "analytics/durations.h"
#include "analytics/service_day.h"
#include "fake_facts.h"

namespace brigade::test {

namespace json = boost::json;

struct NaiveFilters {
    std::set<std::string> stations = {}, items = {}, dayparts = {}, services = {}, channels = {}, cooks = {};
};

struct NaiveLine {
    const OrderFacts* order;
    const TicketFacts* ticket;
    const LineFacts* line;
};
struct NaiveTicket {
    const OrderFacts* order;
    const TicketFacts* ticket;
};

class NaiveCount {
  public:
    std::vector<const OrderFacts*> orders;  // fired and not void
    std::vector<NaiveTicket> tickets;
    std::vector<NaiveLine> lines;  // fired or void, still there

    NaiveCount(FakeFacts& facts, const std::string& from, const std::string& to, const NaiveFilters& asked) {
        for (auto& [day, of_day] : facts.orders)
            if (from <= day && day <= to)
                for (const OrderFacts& order : of_day) gather(order, asked);
    }
    NaiveCount() = default;

    // What of it fits.
    NaiveCount part(const std::function<bool(const OrderFacts&)>& order,
                    const std::function<bool(const NaiveTicket&)>& ticket) const {
        NaiveCount some;
        std::copy_if(orders.begin(), orders.end(), std::back_inserter(some.orders),
                     [&](auto* one) { return order(*one); });
        std::copy_if(tickets.begin(), tickets.end(), std::back_inserter(some.tickets), ticket);
        std::copy_if(lines.begin(), lines.end(), std::back_inserter(some.lines), [&](const NaiveLine& line) {
            return ticket({line.order, line.ticket});
        });
        return some;
    }

    static int order_minute(const OrderFacts& order) {
        return order.minute_of(order.fired_at ? order.fired_at : order.accepted_at);
    }
    static int ticket_minute(const NaiveTicket& one) {
        return one.ticket->fired_at ? one.order->minute_of(one.ticket->fired_at) : order_minute(*one.order);
    }

    std::int64_t fired_tickets() const {
        return std::count_if(tickets.begin(), tickets.end(),
                             [](const NaiveTicket& one) { return one.ticket->fired_at; });
    }
    // Each once an order.
    std::vector<NaiveLine> lines_once() const {
        std::set<std::pair<Seq, int>> seen;
        std::vector<NaiveLine> once;
        for (const NaiveLine& one : lines)
            if (seen.emplace(one.order->seq, one.line->line).second) once.push_back(one);
        return once;
    }
    static std::int64_t quantity(const std::vector<NaiveLine>& of, bool is_void) {
        std::int64_t sum = 0;
        for (const NaiveLine& one : of)
            if ((one.line->state == LineState::voided) == is_void) sum += one.line->quantity;
        return sum;
    }

    template <class Each, class Time>
    static json::value spread(const std::vector<Each>& all, Time time) {
        std::vector<std::int64_t> values;
        for (const Each& one : all)
            if (const Duration ms = time(one)) values.push_back(*ms);
        std::sort(values.begin(), values.end());
        const auto at = [&](double percent) -> json::value {
            if (values.empty()) return nullptr;
            std::size_t place = 1;
            while (static_cast<double>(place) * 100 < percent * static_cast<double>(values.size())) ++place;
            return values[place - 1];
        };
        return {{"n", values.size()},
                {"median_ms", at(50)},
                {"p90_ms", at(90)},
                {"p95_ms", at(95)},
                {"max_ms", at(100)}};
    }
    template <class Each, class Of, class Counts>
    static json::value share(const std::vector<Each>& all, Of of, Counts counts) {
        std::int64_t of_n = 0, n = 0;
        for (const Each& one : all)
            if (of(one)) ++of_n, n += counts(one);
        return {{"of", of_n}, {"count", n}};
    }

    json::value ticket_times() const {
        return spread(tickets, [](const NaiveTicket& one) { return ticket_time(*one.ticket); });
    }
    json::value prep_times() const {
        return spread(lines, [](const NaiveLine& one) { return prep_time(*one.line); });
    }
    json::value start_times() const {
        return spread(lines, [](const NaiveLine& one) { return time_to_start(*one.line); });
    }
    json::object load() const {
        const auto timed = [](const NaiveTicket& one) { return ticket_time(*one.ticket).has_value(); };
        return {{"orders", orders.size()},
                {"items", quantity(lines_once(), false)},
                {"tickets", fired_tickets()},
                {"ticket_time", ticket_times()},
                {"on_time",
                 share(tickets, timed, [](const NaiveTicket& one) { return is_on_time(*one.ticket); })},
                {"late", share(tickets, timed, [](const NaiveTicket& one) { return is_late(*one.ticket); })}};
    }
    json::value recalled() const {
        return share(
            tickets, [](const NaiveTicket& one) { return one.ticket->bumped_at || one.ticket->recalls; },
            [](const NaiveTicket& one) { return one.ticket->recalls > 0; });
    }
    json::value voided() const {
        const auto once = lines_once();
        const auto count = quantity(once, true);
        return {{"of", quantity(once, false) + count}, {"count", count}};
    }

  private:
    static bool any(const std::set<std::string>& asked, const std::string& name) {
        return asked.empty() || asked.contains(name);
    }
    static bool in_dayparts(const std::set<std::string>& asked, int minute_of_day) {
        bool in = asked.empty();
        for (const Daypart& part : default_dayparts())
            in = in || (asked.contains(part.id) && part.has(minute_of_day));
        return in;
    }

    void gather(const OrderFacts& order, const NaiveFilters& asked) {
        if (!any(asked.services, std::string(word(order.service))) || !any(asked.channels, order.channel))
            return;
        bool any_ticket = false;
        for (const TicketFacts& ticket : order.tickets) {
            if (!any(asked.stations, ticket.station) ||
                !in_dayparts(asked.dayparts, ticket_minute({&order, &ticket})))
                continue;
            bool has_item = asked.items.empty();
            for (const LineFacts& line : ticket.lines) {
                if (line.gone) continue;
                has_item = has_item || asked.items.contains(line.key());
                const bool is = line.fired_at != 0 || line.state == LineState::voided;
                if (is && any(asked.items, line.key()) && any(asked.cooks, line.done_by))
                    lines.push_back({&order, &ticket, &line});
            }
            if (!has_item || !any(asked.cooks, ticket.bumped_by)) continue;
            tickets.push_back({&order, &ticket});
            any_ticket = true;
        }
        const bool asks_tickets = !asked.stations.empty() || !asked.items.empty() || !asked.cooks.empty();
        if (order.fired_at == 0 || order.voided_at != 0 || !in_dayparts(asked.dayparts, order_minute(order)))
            return;
        if (any_ticket || !asks_tickets) orders.push_back(&order);
    }
};

}  // namespace brigade::test

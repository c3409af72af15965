#include "random_facts.h"

#include <algorithm>
#include <array>

#include "analytics/service_day.h"

namespace brigade::test {
namespace {

constexpr int zone_min = 7 * 60;
constexpr std::array station_ids{"grill", "fryer", "drink", "dessert", "cold"};
constexpr std::array cooks{"", "ani", "budi", "citra"};
constexpr std::array channels{"", "gofood", "grabfood"};

TimeMs midnight_of(const std::string& day) { return *parse_time(day + "T00:00:00Z"); }

}  // namespace

std::vector<OrderFacts> RandomFacts::day(const std::string& day, TimeMs opened_at, int orders) {
    std::vector<OrderFacts> made;
    for (int i = 0; i < orders; ++i) made.push_back(order(day, opened_at + 17 * one_hour * i / orders));
    return made;
}

OrderFacts RandomFacts::order(const std::string& day, TimeMs at) {
    OrderFacts order;
    order.seq = seq += 1 + static_cast<Seq>(below(20));
    order.id = "o" + std::to_string(order.seq);
    order.day = day;
    order.number = std::to_string(order.seq % 900);
    order.service = static_cast<Service>(below(5));
    order.channel = channels[static_cast<std::size_t>(below(3))];
    order.utc_offset_min = zone_min;
    order.wall_offset_ms = below(1000);
    order.accepted_at = at;
    if (one_in(4)) order.promised_at = order.instant_of(at) + 30 * one_minute;
    const int tickets = 1 + static_cast<int>(below(3)), first = static_cast<int>(below(5));
    for (int i = 0; i < tickets; ++i) add_ticket(order, (first + i) % 5);
    finish(order);
    return order;
}

void RandomFacts::add_ticket(OrderFacts& order, int station) {
    TicketFacts ticket;
    ticket.station = station_ids[static_cast<std::size_t>(station)];
    ticket.target_s = station == 2 ? 240 : 480;
    ticket.late_s = 720;
    if (!one_in(40)) ticket.fired_at = order.accepted_at + (one_in(3) ? below(20 * one_minute) : below(500));
    int place = 0;
    for (const TicketFacts& other : order.tickets) place += static_cast<int>(other.lines.size());
    const int lines = 1 + static_cast<int>(below(2));
    for (int i = 0; i < lines; ++i) ticket.lines.push_back(line(order, place + i, ticket.fired_at));
    // The order's first line at this station as well.
    if (!order.tickets.empty() && one_in(6)) {
        LineFacts also = ticket.lines.front();
        const LineFacts& first = order.tickets.front().lines.front();
        also.line = first.line, also.item = first.item, also.name = first.name,
        also.quantity = first.quantity;
        also.state = first.state, also.voided_at = first.voided_at;
        ticket.lines.push_back(also);
    }
    finish(ticket);
    order.tickets.push_back(ticket);
}

LineFacts RandomFacts::line(const OrderFacts& order, int place, TimeMs fired_at) {
    LineFacts line;
    line.line = place;
    const auto item = std::min(below(items), below(items));
    if (!one_in(20)) line.item = "item" + std::to_string(item);
    line.name = "Dish number " + std::to_string(item);
    line.quantity = one_in(4) ? 2 : 1;
    line.prep_s = 300 + static_cast<int>(item % 5) * 60;
    line.fired_at = fired_at;
    line.gone = one_in(50);
    line.by_expo = one_in(30);
    line.recalls = one_in(60);
    if (one_in(30)) line.state = LineState::voided, line.voided_at = order.accepted_at;
    if (fired_at == 0) return line;
    if (one_in(2)) line.started_at = fired_at + below(3 * one_minute);
    if (one_in(20)) line.held_ms = below(one_minute);
    if (one_in(50)) return line;
    line.done_at = fired_at + one_minute + below(one_in(10) ? 60 * one_minute : 12 * one_minute);
    line.done_by = cooks[static_cast<std::size_t>(below(4))];
    return line;
}

void RandomFacts::finish(TicketFacts& ticket) {
    bool open = false;
    for (const LineFacts& line : ticket.lines) {
        if (line.gone || line.state == LineState::voided) continue;
        open = open || line.done_at == 0;
        ticket.bumped_at = std::max(ticket.bumped_at, line.done_at);
        if (line.done_at == ticket.bumped_at) ticket.bumped_by = line.done_by;
    }
    if (open) ticket.bumped_at = 0;
    if (ticket.fired_at != 0 && !one_in(30)) ticket.shown_at = ticket.fired_at + below(900);
    ticket.recalls = one_in(40) ? 2 : 0;
    ticket.held_ms = one_in(20) ? below(one_minute) : 0;
}

void RandomFacts::finish(OrderFacts& order) {
    bool open = false;
    for (const TicketFacts& ticket : order.tickets) {
        if (ticket.fired_at != 0 && (order.fired_at == 0 || ticket.fired_at < order.fired_at))
            order.fired_at = ticket.fired_at;
        open = open || ticket.bumped_at == 0;
        order.ready_at = std::max(order.ready_at, ticket.bumped_at);
    }
    if (open) order.ready_at = 0;
    if (order.ready_at != 0 && !one_in(10)) order.served_at = order.ready_at + below(4 * one_minute);
    if (one_in(60)) order.voided_at = order.accepted_at + one_minute;
}

FakeFacts a_random_kitchen(std::uint64_t seed, const std::string& first, int days, int orders_a_day) {
    FakeFacts facts;
    RandomFacts random(seed);
    TimeMs opened_at = midnight_of(first) - DurationMs{zone_min} * one_minute + 6 * one_hour;
    for (ServiceDay day = *parse_day(first); days > 0;
         --days, day += std::chrono::days(1), opened_at += one_day) {
        const std::string name = to_text(day);
        facts.orders[name] = random.day(name, opened_at, orders_a_day);
        facts.opened.push_back({name, moment(opened_at), moment(days > 1 ? opened_at + one_day : 0)});
        facts.out.push_back({"item1", moment(opened_at + 5 * one_hour), moment(opened_at + 6 * one_hour)});
        facts.reach.today = name;
        facts.reach.today_opened_at = opened_at;
    }
    for (const char* id : station_ids) facts.reach.kitchen.stations.push_back({id, std::string("The ") + id});
    facts.reach.kitchen.stations.push_back({"pass", "Pass", StationKind::expo});
    facts.reach.first_day = first;
    facts.reach.seq = facts.reach.journal_seq = random.seq;
    facts.reach.as_of = facts.reach.today_opened_at + 17 * one_hour;
    facts.reach.utc_offset_min = zone_min;
    return facts;
}

}  // namespace brigade::test

#include "analytics/figures.h"

#include <algorithm>
#include <bit>

#include "analytics/count.h"
#include "analytics/unavailable.h"

namespace brigade {
namespace {

constexpr int compared_weeks = 4, compared_days_max = 31, week_days = 7;

struct CountsFigures : CountsNothing {
    static constexpr bool lines = true;

    void day(ServiceDay, const PackedDay& day) {
        end_day();
        any_day = true;
        begin_stations(stations, day);
        of_day = day.stations;
        figures.last.resize(stations.names().size());
    }
    void end_day() {
        figures.hours += static_cast<std::uint64_t>(std::popcount(hours));
        hours = 0;
    }
    void fired_at(std::uint16_t minute) { hours |= 1u << hour_of(minute); }

    void ticket(const packed::Order& order, const packed::Ticket& ticket) {
        figures.all.add(ticket);
        if (ticket.is(packed::Ticket::bumped_once)) figures.recalled.add(ticket.recalls > 0);
        figures.recalls += ticket.recalls;
        if (!ticket.is(packed::Ticket::fired)) return;
        fired_at(ticket.minute);
        figures.shown.add(ticket.is(packed::Ticket::shown));
        figures.target_s.add(of_day[ticket.station].target_s);
        figures.glass_ms.add(ticket.glass_ms);
        if (ticket.ticket_ms != packed::no_ms && (!longest || ticket.ticket_ms > longest->ms))
            longest = {ticket.ticket_ms, order.seq, stations.of(ticket.station)};
    }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line& line, bool once) {
        figures.prep_ms.add(line.prep_ms);
        figures.start_ms.add(line.start_ms);
        if (!once) return;
        figures.all.add(line);
        figures.voided.add(line.is(packed::Line::voided), line.quantity);
    }
    void order(const packed::Order& order, std::span<const packed::Ticket> tickets) {
        if (order.is(packed::Order::fired)) fired_at(order.minute);
        figures.all.add(order);
        if (!is_ordered(order)) return;
        figures.open += is_open(order);
        figures.order_ms.add(order.order_ms);
        figures.pass_ms.add(order.pass_ms);
        if (order.is(packed::Order::promised)) figures.promised.add(order.is(packed::Order::promise_kept));
        if (order.last == packed::no_ticket) return;
        LastStation& last = figures.last[stations.of(tickets[order.last].station)];
        ++figures.orders_with_last;
        ++last.orders;
        last.wait_ms.add(order.wait_ms);
    }

    struct Longest {
        std::uint32_t ms;
        Seq order_seq;
        std::size_t station;
    };
    PeriodFigures figures;
    NameNumbers stations;
    bool any_day = false;  // of the range at hand
    std::span<const packed::Station> of_day;
    std::uint32_t hours = 0;  // of the day at hand, a bit each
    std::optional<Longest> longest;
};

}  // namespace

LastStation* PeriodFigures::bottleneck() {
    LastStation* found = nullptr;
    for (LastStation& one : last)
        if (one.orders > 0 && (!found || one.orders > found->orders ||
                               (one.orders == found->orders && one.station < found->station)))
            found = &one;
    return found;
}

Result<PeriodFigures> count_figures(FactSource& facts, const std::vector<DayRange>& ranges,
                                    const FigureFilters& filters, const Coverage& coverage) {
    CountsFigures counts;
    PeriodFigures& figures = counts.figures;
    for (const DayRange& days : ranges) {
        counts.any_day = false;
        if (auto counted = count_days(facts, days, filters, counts); !counted) return counted.error();
        counts.end_day();
        figures.periods += counts.any_day;
        if (!counts.any_day && ranges.size() > 1) continue;  // nothing of it is in the average either
        const auto unavailable_ms = unavailable_in(facts, days, filters, coverage);
        if (!unavailable_ms) return unavailable_ms.error();
        figures.unavailable_ms += *unavailable_ms;
    }
    for (std::size_t i = 0; i < figures.last.size(); ++i)
        figures.last[i].station = counts.stations.names()[i];
    if (const auto& longest = counts.longest)
        figures.longest = {longest->ms, longest->order_seq, counts.stations.names()[longest->station]};
    return std::move(figures);
}

DayRange previous_of(const DayRange& days) { return days.earlier_by(days.days()); }

std::vector<DayRange> same_weekdays_of(const DayRange& days) {
    std::vector<DayRange> found;
    if (days.days() > compared_days_max) return found;
    const int whole_weeks = (days.days() + week_days - 1) / week_days * week_days;
    for (int i = 1; i <= compared_weeks; ++i) found.push_back(days.earlier_by(i * whole_weeks));
    return found;
}

}  // namespace brigade

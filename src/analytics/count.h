// The one way through packed days: hands each order, ticket and line that counts under the filters to whoever
// counts them (docs/figures.md, Filters). A `Counts` hides what it does not need of CountsNothing; its calls
// are known while compiling, so that a year's cells cost no more than looking at them.
#pragma once

#include <algorithm>

#include "analytics/fact_source.h"
#include "analytics/packed_filter.h"

namespace brigade {

struct CountsNothing {
    static constexpr bool lines = false;  // whether line() is called

    // Before a day's cells; only days that have orders come.
    void day(ServiceDay, const PackedDay&) {}
    void ticket(const packed::Order&, const packed::Ticket&) {}
    // Lines that fired or are void, at each station that has them; not those that were transferred away.
    // `once`: the same line was not told before from another ticket.
    void line(const packed::Order&, const packed::Ticket&, const packed::Line&, bool /*once*/) {}
    // After its tickets; void ones too. `tickets` are all of its tickets.
    void order(const packed::Order&, std::span<const packed::Ticket> /*tickets*/) {}
};

// The lines of one order that stand on several tickets and have been told.
class LinesTold {
  public:
    void begin() { places_.clear(); }
    bool first(const packed::Line& line) {
        if (std::find(places_.begin(), places_.end(), line.place) != places_.end()) return false;
        places_.push_back(line.place);
        return true;
    }

  private:
    std::vector<std::uint16_t> places_;
};

template <bool filtered, class Counts>
class DayWalk {
  public:
    DayWalk(const PackedFilter& filter, Counts& counts) : filter_(filter), counts_(counts) {}

    void walk(const PackedDay& day) {
        const packed::Ticket* ticket = day.tickets.data();
        const packed::Line* line = day.lines.data();
        for (const packed::Order& order : day.orders) {
            const std::span tickets(ticket, order.tickets);
            ticket += tickets.size();
            const bool counts = !filtered || filter_.order(order);
            bool any = false;
            told_.begin();
            for (const packed::Ticket& one : tickets) {
                const std::span lines(line, one.lines);
                line += lines.size();
                any |= counts && walk(order, one, lines);
            }
            if (counts && (!filtered || (filter_.minute(order.minute) && (any || !filter_.asks_tickets()))))
                counts_.order(order, tickets);
        }
    }

  private:
    // Whether the ticket counts. Its lines do by themselves: another cook may have bumped them.
    bool walk(const packed::Order& order, const packed::Ticket& ticket, std::span<const packed::Line> lines) {
        if (filtered && !filter_.ticket(ticket)) return false;
        if constexpr (Counts::lines)
            for (const packed::Line& line : lines) walk(order, ticket, line);
        if (filtered && (!filter_.cook(ticket.cook) || (filter_.asks_items() && !filter_.any_item(lines))))
            return false;
        counts_.ticket(order, ticket);
        return true;
    }

    void walk(const packed::Order& order, const packed::Ticket& ticket, const packed::Line& line) {
        if (line.is(packed::Line::gone) || !(line.is(packed::Line::fired) || line.is(packed::Line::voided)))
            return;
        if (filtered && !(filter_.item(line.item) && filter_.cook(line.cook))) return;
        counts_.line(order, ticket, line, !line.is(packed::Line::elsewhere) || told_.first(line));
    }

    const PackedFilter& filter_;
    Counts& counts_;
    LinesTold told_;
};

template <class Counts>
void count_day(const PackedDay& day, PackedFilter& filter, Counts& counts) {
    filter.begin(day);
    if (filter.passes_all())
        DayWalk<false, Counts>(filter, counts).walk(day);
    else
        DayWalk<true, Counts>(filter, counts).walk(day);
}

// An error: the facts could not be read, and nothing of `counts` may be told.
template <class Counts>
Status count_days(FactSource& facts, const DayRange& days, const FigureFilters& filters, Counts& counts) {
    PackedFilter filter(filters);
    std::optional<Error> damaged;
    const auto visit = [&](const std::string& name, std::string_view bytes) {
        if (damaged) return;
        const auto day = PackedDay::read(bytes);
        if (!day) {
            damaged = day.error();
            facts.met_damage();
            return;
        }
        counts.day(parse_day(name).value_or(days.from), *day);
        count_day(*day, filter, counts);
    };
    if (auto read = facts.each_day(to_text(days.from), to_text(days.to), visit); !read) return read;
    if (damaged) return *damaged;
    return {};
}

}  // namespace brigade

#include <cmath>

#include "analytics/count.h"
#include "analytics/day_hours.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

struct CountsHours : CountsNothing {
    static constexpr bool lines = true;

    void day(ServiceDay, const PackedDay&) { any_day = true; }
    void ticket(const packed::Order&, const packed::Ticket& ticket) {
        hours[hour_of(ticket.minute)].add(ticket);
    }
    void line(const packed::Order&, const packed::Ticket& ticket, const packed::Line& line, bool once) {
        if (once) hours[hour_of(ticket.minute)].add(line);
    }
    void order(const packed::Order& order, std::span<const packed::Ticket>) {
        hours[hour_of(order.minute)].add(order);
    }

    std::array<Load, hours_of_a_day> hours;
    bool any_day = false;
};

struct ComparedHours {
    CountsHours counts;
    int periods = 0;
};

Result<ComparedHours> compared_hours(const Question& question) {
    ComparedHours compared;
    for (const DayRange& days : same_weekdays_of(question.selection.days)) {
        compared.counts.any_day = false;
        const auto counted = count_days(question.facts, days, question.selection.filters, compared.counts);
        if (!counted) return counted.error();
        compared.periods += compared.counts.any_day;
    }
    return compared;
}

json::object weekdays_json(Load& load, int periods) {
    return {{"ticket_time", spread_json(load.ticket_ms)},
            {"orders", std::llround(static_cast<double>(load.orders) / periods)}};
}

json::object hour_json(std::size_t hour, Load& load) {
    json::object out{{"hour", hour}};
    add_load(out, load);
    out["weekdays"] = nullptr;
    return out;
}

json::object hour_form() {
    Load nothing;
    json::object form = hour_json(0, nothing);
    form["weekdays"] = weekdays_json(nothing, 1);
    return form;
}

}  // namespace

AnswerOr answer_hours(const Question& question) {
    const DayRange& days = question.selection.days;
    CountsHours counts;
    if (auto counted = count_days(question.facts, days, question.selection.filters, counts); !counted)
        return facts_unreadable(counted.error());
    auto compared = compared_hours(question);
    if (!compared) return facts_unreadable(compared.error());
    const auto first = first_hour(question.facts, days, question.coverage);
    if (!first) return facts_unreadable(first.error());

    json::array rows;
    for (std::size_t i = 0; i < hours_of_a_day; ++i) {
        const std::size_t hour = (*first + i) % hours_of_a_day;
        json::object row = hour_json(hour, counts.hours[hour]);
        if (compared->periods > 0)
            row["weekdays"] = weekdays_json(compared->counts.hours[hour], compared->periods);
        rows.push_back(std::move(row));
    }
    json::object head = answer_head(question, "analytics_hours");
    head["from"] = to_text(days.from);
    head["to"] = to_text(days.to);
    return rows_answer(question, std::move(head), "hours", hour_form(), std::move(rows));
}

}  // namespace brigade

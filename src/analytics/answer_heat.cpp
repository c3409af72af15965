#include "analytics/count.h"
#include "analytics/day_hours.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

struct CountsHeat : CountsNothing {
    static constexpr std::size_t weekdays = 7;

    void day(ServiceDay day, const PackedDay&) { weekday = static_cast<std::size_t>(weekday_of(day) - 1); }
    void ticket(const packed::Order&, const packed::Ticket& ticket) {
        cells[weekday * hours_of_a_day + hour_of(ticket.minute)].add(ticket);
    }

    std::array<Load, weekdays * hours_of_a_day> cells;
    std::size_t weekday = 0;
};

json::object cell_json(std::size_t place, Load& load) {
    return {{"weekday", place / hours_of_a_day + 1},
            {"hour", place % hours_of_a_day},
            {"tickets", load.tickets},
            {"ticket_time", spread_json(load.ticket_ms)}};
}

}  // namespace

AnswerOr answer_heat(const Question& question) {
    CountsHeat counts;
    if (auto counted =
            count_days(question.facts, question.selection.days, question.selection.filters, counts);
        !counted)
        return facts_unreadable(counted.error());
    json::array rows;
    for (std::size_t i = 0; i < counts.cells.size(); ++i)
        if (counts.cells[i].tickets > 0) rows.push_back(cell_json(i, counts.cells[i]));
    Load nothing;
    return rows_answer(question, answer_head(question, "analytics_heat"), "cells", cell_json(0, nothing),
                       std::move(rows));
}

}  // namespace brigade

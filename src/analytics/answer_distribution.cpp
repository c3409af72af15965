#include <array>

#include "analytics/count.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

constexpr std::size_t step_s = 30, steps_in_an_hour = 3600 / step_s;

struct CountsSteps : CountsNothing {
    void day(ServiceDay, const PackedDay& day) { stations = day.stations; }
    void ticket(const packed::Order&, const packed::Ticket& ticket) {
        if (ticket.is(packed::Ticket::fired)) {
            target_s.add(stations[ticket.station].target_s);
            late_s.add(stations[ticket.station].late_s);
        }
        if (ticket.ticket_ms == packed::no_ms) return;
        ++steps[std::min<std::size_t>(ticket.ticket_ms / (1000 * step_s), steps_in_an_hour)];
    }

    std::span<const packed::Station> stations;
    std::array<std::uint64_t, steps_in_an_hour + 1> steps{};  // the last one: an hour and longer
    OneValue target_s, late_s;
};

json::object step_json(std::size_t place, std::uint64_t tickets) {
    return {{"from_s", place * step_s}, {"tickets", tickets}};
}

}  // namespace

AnswerOr answer_distribution(const Question& question) {
    CountsSteps counts;
    if (auto counted =
            count_days(question.facts, question.selection.days, question.selection.filters, counts);
        !counted)
        return facts_unreadable(counted.error());
    json::array rows;
    for (std::size_t i = 0; i < counts.steps.size(); ++i) rows.push_back(step_json(i, counts.steps[i]));
    json::object head = answer_head(question, "analytics_distribution");
    head["step_s"] = step_s;
    head["target_s"] = one_value_json(counts.target_s);
    head["late_s"] = one_value_json(counts.late_s);
    return rows_answer(question, std::move(head), "steps", step_json(0, 0), std::move(rows));
}

}  // namespace brigade

#include "analytics/count.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

constexpr int days_by_day = 92;

// By day, or by the Monday that a day's week begins with.
struct CountsDays : CountsNothing {
    static constexpr bool lines = true;

    explicit CountsDays(const DayRange& days)
        : by_week(days.days() > days_by_day),
          first(name_of(days.from)) {
        loads.resize(place_of(days.to) + 1);
    }

    ServiceDay name_of(ServiceDay day) const {
        return by_week ? day - std::chrono::days(weekday_of(day) - 1) : day;
    }
    std::size_t place_of(ServiceDay day) const {
        return static_cast<std::size_t>((name_of(day) - first).count()) / step();
    }
    std::size_t step() const { return by_week ? 7 : 1; }

    void day(ServiceDay day, const PackedDay&) { load = &loads[place_of(day)]; }
    void ticket(const packed::Order&, const packed::Ticket& ticket) { load->add(ticket); }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line& line, bool once) {
        if (once) load->add(line);
    }
    void order(const packed::Order& order, std::span<const packed::Ticket>) { load->add(order); }

    bool by_week;
    ServiceDay first;
    std::vector<Load> loads;
    Load* load = nullptr;  // the day's at hand
};

json::object day_json(const std::string& day, Load& load) {
    json::object out{{"day", day}};
    add_load(out, load);
    return out;
}

}  // namespace

AnswerOr answer_days(const Question& question) {
    CountsDays counts(question.selection.days);
    if (auto counted =
            count_days(question.facts, question.selection.days, question.selection.filters, counts);
        !counted)
        return facts_unreadable(counted.error());
    json::array rows;
    ServiceDay day = counts.first;
    for (Load& load : counts.loads) {
        rows.push_back(day_json(to_text(day), load));
        day += std::chrono::days(counts.step());
    }
    Load nothing;
    json::object head = answer_head(question, "analytics_days");
    head["by"] = counts.by_week ? "week" : "day";
    return rows_answer(question, std::move(head), "days", day_json("", nothing), std::move(rows));
}

}  // namespace brigade

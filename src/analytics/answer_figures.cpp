#include <algorithm>
#include <cmath>

#include "analytics/figures_json.h"

namespace brigade {
namespace {

constexpr DurationMs minute_ms = 60'000;

// A period of several is told as one of them on average: its sums, not what its shares and spreads are of.
std::int64_t average(std::uint64_t sum, int periods) {
    return std::llround(static_cast<double>(sum) / std::max(1, periods));
}

json::object nothing_longest() {
    return {{"order_id", nullptr},
            {"number", nullptr},
            {"station", nullptr},
            {"at", nullptr},
            {"time_ms", nullptr}};
}

json::object nothing_bottleneck() {
    return {{"station", nullptr}, {"of", nullptr}, {"count", nullptr}, {"wait", spread_json(Spread{})}};
}

Result<json::value> longest_json(FactSource& facts, const std::optional<LongestWait>& longest) {
    if (!longest) return json::value(nullptr);
    const auto order = facts.order_at(longest->order_seq);
    if (!order) return order.error();
    if (!*order) return json::value(nullptr);  // forgotten in the meantime
    TimeMs fired_at = 0;
    for (const TicketFacts& ticket : (*order)->tickets)
        if (ticket.station == longest->station) fired_at = ticket.fired_at;
    return json::value({{"order_id", (*order)->id},
                        {"number", (*order)->number},
                        {"station", longest->station},
                        {"at", instant_or_null((*order)->instant_of(fired_at))},
                        {"time_ms", longest->ms}});
}

json::value bottleneck_json(PeriodFigures& figures) {
    LastStation* last = figures.bottleneck();
    if (!last) return nullptr;
    return json::object{{"station", last->station},
                        {"of", figures.orders_with_last},
                        {"count", last->orders},
                        {"wait", spread_json(last->wait_ms)}};
}

json::object period_json(const DayRange& from, const DayRange& to, PeriodFigures& figures) {
    const int periods = figures.periods;
    json::object out{{"from", to_text(from.from)}, {"to", to_text(to.to)}};
    add_load(out, figures.all);
    for (const auto& [name, sum] :
         {std::pair("orders", figures.all.orders), std::pair("items", figures.all.items),
          std::pair("tickets", figures.all.tickets)})
        out[name] = average(sum, periods);
    out["prep_time"] = spread_json(figures.prep_ms);
    out["time_to_start"] = spread_json(figures.start_ms);
    out["order_time"] = spread_json(figures.order_ms);
    out["pass_time"] = spread_json(figures.pass_ms);
    out["glass_time"] = spread_json(figures.glass_ms);
    out["promised"] = share_json(figures.promised);
    out["recalled"] = share_json(figures.recalled);
    out["recalls"] = average(figures.recalls, periods);
    out["voided"] = share_json(figures.voided);
    out["shown"] = share_json(figures.shown);
    out["orders_per_hour"] = per_hour(figures.all.orders, figures.hours);
    out["items_per_hour"] = per_hour(figures.all.items, figures.hours);
    out["unavailable_min"] = average(static_cast<std::uint64_t>(figures.unavailable_ms), periods) / minute_ms;
    out["target_s"] = one_value_json(figures.target_s);
    out["longest"] = nullptr;
    out["bottleneck"] = bottleneck_json(figures);
    return out;
}

Result<json::object> told_period(const Question& question, const std::vector<DayRange>& newest_first,
                                 PeriodFigures& figures) {
    auto longest = longest_json(question.facts, figures.longest);
    if (!longest) return longest.error();
    json::object out = period_json(newest_first.back(), newest_first.front(), figures);
    out["longest"] = std::move(*longest);
    return out;
}

// Null where there is nothing to compare with.
Result<json::value> compared(const Question& question, const std::vector<DayRange>& newest_first) {
    auto figures = count_figures(question.facts, newest_first, question.selection.filters, question.coverage);
    if (!figures) return figures.error();
    if (figures->periods == 0) return json::value(nullptr);
    auto told = told_period(question, newest_first, *figures);
    if (!told) return told.error();
    return json::value(std::move(*told));
}

Result<json::object> of_now(const Question& question) {
    const DayRange& days = question.selection.days;
    auto figures = count_figures(question.facts, {days}, question.selection.filters, question.coverage);
    if (!figures) return figures.error();
    auto told = told_period(question, {days}, *figures);
    const auto today = parse_day(question.coverage.today);
    if (told && today && days.has(*today)) (*told)["open"] = figures->open;
    return told;
}

json::object row_form() {
    PeriodFigures nothing;
    json::object form{{"period", nullptr}};
    for (const auto& field : period_json({}, {}, nothing)) form.emplace(field.key(), field.value());
    form["longest"] = nothing_longest();
    form["bottleneck"] = nothing_bottleneck();
    form["open"] = nullptr;
    return form;
}

}  // namespace

AnswerOr answer_figures(const Question& question) {
    const DayRange& days = question.selection.days;
    const auto now = of_now(question);
    if (!now) return facts_unreadable(now.error());
    const auto previous = compared(question, {previous_of(days)});
    if (!previous) return facts_unreadable(previous.error());
    const auto weekdays = compared(question, same_weekdays_of(days));
    if (!weekdays) return facts_unreadable(weekdays.error());

    json::object out = answer_head(question, "analytics_figures");
    out["from"] = to_text(days.from);
    out["to"] = to_text(days.to);
    out["now"] = *now;
    out["previous"] = *previous;
    out["weekdays"] = *weekdays;
    if (!question.selection.csv) return json_answer(out);
    json::array rows;
    for (const char* period : {"now", "previous", "weekdays"}) {
        if (out[period].is_null()) continue;
        json::object row = out[period].as_object();
        row["period"] = period;
        rows.push_back(std::move(row));
    }
    return csv_answer(question, "figures", row_form(), rows);
}

}  // namespace brigade

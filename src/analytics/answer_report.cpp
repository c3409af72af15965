// `report`: a service day on one sheet. What it prints are the answers to the other questions about that day,
// so that paper and page cannot differ; only the longest waits and what was 86'd are looked up in the facts
// themselves.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "analytics/answer_json.h"
#include "analytics/durations.h"
#include "analytics/fact_filter.h"
#include "analytics/figures_json.h"
#include "analytics/report_html.h"

namespace brigade {
namespace {

constexpr std::uint64_t lines_done_min = 3;  // a dish that was cooked once says little
constexpr DurationMs report_minute_ms = 60'000;

using Asked = Result<json::object, Refusal>;

Asked ask(AnswerOr (*answer)(const Question&), const Question& question) {
    const AnswerOr told = answer(question);
    if (const auto* refusal = std::get_if<Refusal>(&told)) return *refusal;
    return json::parse(std::get<FiguresAnswer>(told).body).as_object();
}

std::uint64_t whole(const json::value& value) {
    return value.is_null() ? 0 : value.to_number<std::uint64_t>();
}

Spread read_spread(const json::value& told) {
    const auto ms = [&](const char* field) { return static_cast<std::uint32_t>(whole(told.at(field))); };
    return {whole(told.at("n")), ms("median_ms"), ms("p90_ms"), ms("p95_ms"), ms("max_ms")};
}

Share read_share(const json::value& told) { return {whole(told.at("of")), whole(told.at("count"))}; }

std::optional<int> seconds_or_nothing(const json::value& told) {
    return told.is_null() ? std::nullopt : std::optional(told.to_number<int>());
}

ReportTotals read_totals(const json::value& told) {
    ReportTotals totals;
    totals.orders = whole(told.at("orders"));
    totals.items = whole(told.at("items"));
    totals.ticket_time = read_spread(told.at("ticket_time"));
    totals.order_time = read_spread(told.at("order_time"));
    totals.pass_time = read_spread(told.at("pass_time"));
    totals.on_time = read_share(told.at("on_time"));
    totals.late = read_share(told.at("late"));
    totals.recalled = read_share(told.at("recalled"));
    totals.voided = read_share(told.at("voided"));
    totals.promised = read_share(told.at("promised"));
    totals.recalls = whole(told.at("recalls"));
    return totals;
}

std::optional<ReportTotals> totals_or_nothing(const json::value& told) {
    return told.is_null() ? std::nullopt : std::optional(read_totals(told));
}

std::optional<Refusal> add_figures(const Question& question, DailyReport& report) {
    const Asked told = ask(answer_figures, question);
    if (!told) return told.error();
    report.now = read_totals(told->at("now"));
    report.previous = totals_or_nothing(told->at("previous"));
    report.weekdays = totals_or_nothing(told->at("weekdays"));
    report.target_s = seconds_or_nothing(told->at("now").at("target_s"));
    if (const json::value* open = told->at("now").as_object().if_contains("open")) report.open = whole(*open);
    return std::nullopt;
}

std::optional<Refusal> add_hours(const Question& question, DailyReport& report) {
    const Asked told = ask(answer_hours, question);
    if (!told) return told.error();
    for (const json::value& hour : told->at("hours").as_array())
        report.hours.push_back({hour.at("hour").to_number<int>(), whole(hour.at("orders")),
                                read_spread(hour.at("ticket_time"))});
    return std::nullopt;
}

std::optional<Refusal> add_stations(const Question& question, DailyReport& report) {
    const Asked told = ask(answer_stations, question);
    if (!told) return told.error();
    for (const json::value& station : told->at("stations").as_array())
        report.stations.push_back({std::string(station.at("name").as_string()), whole(station.at("tickets")),
                                   read_spread(station.at("ticket_time")), read_share(station.at("on_time")),
                                   read_share(station.at("late")), read_share(station.at("recalled")),
                                   read_share(station.at("last"))});
    return std::nullopt;
}

// The slowest ones, and those that came back or were not wanted any more.
std::optional<Refusal> add_items(Question question, DailyReport& report) {
    Selection every = question.selection;
    every.options["limit"] = "1000";
    const Asked told = ask(
        answer_items, {question.facts, question.journal, question.dayparts, question.coverage, every, {}});
    if (!told) return told.error();
    for (const json::value& item : told->at("items").as_array()) {
        const std::string name(item.at("name").as_string());
        const Spread prep = read_spread(item.at("prep_time"));
        if (prep.n >= lines_done_min)
            report.items.push_back(
                {name, whole(item.at("quantity")), prep, seconds_or_nothing(item.at("planned_s"))});
        const std::uint64_t recalls = whole(item.at("recalls")), voided = read_share(item.at("voided")).count;
        if (recalls + voided > 0) report.returned.push_back({name, recalls, voided});
    }
    std::stable_sort(report.returned.begin(), report.returned.end(), [](const auto& a, const auto& b) {
        return a.recalls + a.voided > b.recalls + b.voided;
    });
    return std::nullopt;
}

Status add_waits(const Question& question, DailyReport& report) {
    const Status read = question.facts.each_order(report.day, [&](const OrderFacts& order) {
        for (const TicketFacts& ticket : order.tickets) {
            const Duration time = ticket_time(ticket);
            if (!time || !counts(question.selection.filters, order, ticket)) continue;
            report.waits.push_back({order.number, station_name(question.coverage, ticket.station),
                                    order.minute_of(ticket.fired_at), *time});
        }
    });
    // Which of all tickets waited longest is told, not how many others there were.
    constexpr std::size_t waits_told = 6;
    const auto end =
        report.waits.begin() + static_cast<std::ptrdiff_t>(std::min(waits_told, report.waits.size()));
    std::partial_sort(report.waits.begin(), end, report.waits.end(),
                      [](const ReportWait& a, const ReportWait& b) { return a.time_ms > b.time_ms; });
    report.waits.erase(end, report.waits.end());
    return read;
}

// What of an item's time out lay in the day.
Status add_unavailable(const Question& question, const DayFacts& day, DailyReport& report) {
    const auto items = question.facts.unavailable();
    if (!items) return items.error();
    const auto& asked = question.selection.filters.items;
    const TimeMs day_end = day.closed.at != 0 ? day.closed.at : question.coverage.kitchen_at();
    for (const UnavailableFacts& item : *items) {
        const TimeMs from = std::max(item.from.at, day.opened.at);
        const TimeMs to = item.to.at == 0 ? day_end : std::min(item.to.at, day_end);
        if (to <= from || (!asked.empty() && std::ranges::find(asked, item.item) == asked.end())) continue;
        ReportUnavailable out{item.item, {}, {}, (to - from) / report_minute_ms};
        if (item.from.at >= day.opened.at) out.from_min = item.from.minute();
        if (item.to.at != 0 && item.to.at <= day_end) out.to_min = item.to.minute();
        report.unavailable.push_back(std::move(out));
    }
    std::stable_sort(report.unavailable.begin(), report.unavailable.end(),
                     [](const auto& a, const auto& b) { return a.minutes > b.minutes; });
    return {};
}

void name_filters(const FigureFilters& filters, const Coverage& coverage, DailyReport& report) {
    for (const std::string& station : filters.stations)
        report.filters.emplace_back("station", station_name(coverage, station));
    for (const std::string& item : filters.items) report.filters.emplace_back("item", item);
    for (const Daypart& daypart : filters.dayparts) report.filters.emplace_back("daypart", daypart.id);
    for (const Service service : filters.services) report.filters.emplace_back("service", word(service));
    for (const std::string& channel : filters.channels) report.filters.emplace_back("channel", channel);
    for (const std::string& cook : filters.cooks) report.filters.emplace_back("cook", cook);
}

// All that the facts themselves tell.
Status add_facts(const Question& question, DailyReport& report) {
    const auto days = question.facts.days(report.day, report.day);
    if (!days) return days.error();
    if (Status waits = add_waits(question, report); !waits) return waits;
    if (days->empty()) return {};
    report.over = days->front().closed.at != 0;
    return add_unavailable(question, days->front(), report);
}

Result<DailyReport, Refusal> report_of(const Question& question, ServiceDay day) {
    DailyReport report;
    const Coverage& coverage = question.coverage;
    report.kitchen = coverage.kitchen.name;
    report.day = to_text(day);
    report.weekday = weekday_of(day);
    report.complete = !coverage.rebuilding;
    OrderFacts clock;
    clock.utc_offset_min = coverage.utc_offset_min;
    report.as_of_min = clock.minute_of(coverage.as_of);
    name_filters(question.selection.filters, coverage, report);
    for (auto* add : {add_figures, add_hours, add_stations})
        if (auto refusal = add(question, report)) return *refusal;
    if (auto refusal = add_items(question, report)) return *refusal;
    if (Status read = add_facts(question, report); !read) return facts_unreadable(read.error());
    return report;
}

}  // namespace

AnswerOr answer_report(const Question& question) {
    const std::string* asked_day = question.selection.option("day");
    const auto day = parse_day(asked_day ? *asked_day : question.coverage.today);
    if (asked_day && !day) return wrong_parameter("day", "it must be a day, such as 2026-11-20");
    if (!day) return wrong_parameter("day", "the kitchen has not opened a day yet");
    const std::string* lang = question.selection.option("lang");
    const auto language = report_language(lang ? *lang : "en");
    if (!language) return wrong_parameter("lang", "it must be en or id");
    Selection selection = question.selection;
    selection.days = {*day, *day};
    const auto report = report_of(
        {question.facts, question.journal, question.dayparts, question.coverage, selection, question.name},
        *day);
    if (!report) return report.error();
    return FiguresAnswer{"text/html; charset=utf-8", report_html(*report, *language), ""};
}

}  // namespace brigade

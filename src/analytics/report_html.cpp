#include "analytics/report_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "analytics/report_chart.h"
#include "analytics/report_text.h"
#include "analytics/report_tiles.h"
#include "analytics/service_day.h"

namespace brigade {
namespace {

// As many as one sheet takes with all tables full (tests/page prints one).
constexpr std::size_t stations_shown = 8, items_shown = 6, waits_shown = 6, unavailable_shown = 4,
                      returned_shown = 4;

std::string date_text(const DailyReport& report, ReportLanguage language) {
    const auto day = parse_day(report.day);
    if (!day) return html_escaped(report.day);
    const std::chrono::year_month_day date(*day);
    return fmt::format(
        "{}, {} {} {}", weekday_name(report.weekday, language), static_cast<unsigned>(date.day()),
        month_name(static_cast<unsigned>(date.month()), language), static_cast<int>(date.year()));
}

std::string cell(std::string_view text) { return fmt::format("<td>{}</td>", html_escaped(text)); }

std::string time_cell(const Spread& spread, std::uint32_t Spread::*value) {
    return cell(spread.n == 0 ? "–" : duration_text(spread.*value));
}

struct Table {
    const char* kind;                  // for its looks: which columns are text
    const char* heading;               // word
    std::vector<const char*> columns;  // words
};

// The heading stands even where there is nothing to list: that nothing was 86'd is worth a line.
template <class Row>
std::string table_html(const Table& table, const std::vector<Row>& rows, std::size_t shown,
                       ReportLanguage language, const std::function<std::string(const Row&)>& cells) {
    const auto say = [&](std::string_view key) { return html_escaped(report_word(key, language)); };
    std::string html = fmt::format("<section class=\"{}\"><h2>{}</h2>", table.kind, say(table.heading));
    if (rows.empty()) return html + fmt::format("<p class=\"none\">{}</p></section>", say("none"));
    html += "<table><thead><tr>";
    for (const char* column : table.columns) html += fmt::format("<th scope=\"col\">{}</th>", say(column));
    html += "</tr></thead><tbody>";
    for (std::size_t i = 0; i < std::min(shown, rows.size()); ++i) html += "<tr>" + cells(rows[i]) + "</tr>";
    html += "</tbody></table>";
    if (rows.size() > shown)
        html += fmt::format("<p class=\"more\">+ {} {}</p>", rows.size() - shown, say("more"));
    return html + "</section>";
}

std::string stations_table(const DailyReport& report, ReportLanguage language) {
    return table_html<ReportStation>(
        {"stations",
         "stations",
         {"station", "tickets", "median", "p90", "on_time", "late", "recalled_short", "last_station"}},
        report.stations, stations_shown, language, [&](const ReportStation& station) {
            return cell(station.name) + cell(number_text(station.tickets, language)) +
                   time_cell(station.ticket_time, &Spread::median_ms) +
                   time_cell(station.ticket_time, &Spread::p90_ms) +
                   cell(share_text(station.on_time, language)) + cell(share_text(station.late, language)) +
                   cell(share_text(station.recalled, language)) + cell(share_text(station.last, language));
        });
}

std::string items_table(const DailyReport& report, ReportLanguage language) {
    return table_html<ReportItem>(
        {"items", "slowest_items", {"item", "quantity", "median", "p90", "planned"}}, report.items,
        items_shown, language, [&](const ReportItem& item) {
            const std::string planned =
                item.planned_s ? duration_text(DurationMs{*item.planned_s} * 1000) : "–";
            return cell(item.name) + cell(number_text(item.quantity, language)) +
                   time_cell(item.prep_time, &Spread::median_ms) +
                   time_cell(item.prep_time, &Spread::p90_ms) + cell(planned);
        });
}

std::string waits_table(const DailyReport& report, ReportLanguage language) {
    return table_html<ReportWait>({"waits", "longest_waits", {"order", "station", "fired", "time"}},
                                  report.waits, waits_shown, language, [](const ReportWait& wait) {
                                      return cell(wait.number) + cell(wait.station) +
                                             cell(clock_text(wait.minute)) +
                                             cell(duration_text(wait.time_ms));
                                  });
}

std::string unavailable_table(const DailyReport& report, ReportLanguage language) {
    return table_html<ReportUnavailable>(
        {"unavailable", "unavailable", {"item", "from", "until", "minutes"}}, report.unavailable,
        unavailable_shown, language, [&](const ReportUnavailable& item) {
            const std::string from = item.from_min ? clock_text(*item.from_min)
                                                   : std::string(report_word("since_before", language));
            const std::string until =
                item.to_min ? clock_text(*item.to_min) : std::string(report_word("still_out", language));
            return cell(item.item) + cell(from) + cell(until) + cell(std::to_string(item.minutes));
        });
}

std::string returned_table(const DailyReport& report, ReportLanguage language) {
    return table_html<ReportReturned>({"returned", "returned", {"item", "recalls", "voided"}},
                                      report.returned, returned_shown, language,
                                      [&](const ReportReturned& item) {
                                          return cell(item.name) + cell(number_text(item.recalls, language)) +
                                                 cell(number_text(item.voided, language));
                                      });
}

std::string filters_line(const DailyReport& report, ReportLanguage language) {
    if (report.filters.empty()) return {};
    const auto say = [&](const std::string& key) { return html_escaped(report_word(key, language)); };
    std::string text;
    for (const auto& [parameter, value] : report.filters)
        text += (text.empty() ? " " : " · ") + say("filter_" + parameter) + " <b>" +
                (parameter == "service" ? say("service_" + value) : html_escaped(value)) + "</b>";
    return fmt::format("<p class=\"filters\">{}{}</p>", say("only"), text);
}

// While the day goes on the sheet says as of when, and while facts are being made that they are not all.
std::string state_line(const DailyReport& report, ReportLanguage language) {
    const auto say = [&](std::string_view key) { return html_escaped(report_word(key, language)); };
    std::string text;
    if (!report.over)
        text = fmt::format("{} {} · {} {}", say("as_of"), clock_text(report.as_of_min),
                           number_text(report.open, language), say("open_now"));
    if (!report.complete) text += (text.empty() ? "" : " · ") + say("incomplete");
    return text.empty() ? text : fmt::format("<p class=\"state\">{}</p>", text);
}

std::string figure(const std::string& caption, const std::string& chart) {
    return fmt::format("<figure><figcaption>{}</figcaption>{}</figure>", caption, chart);
}

std::string times_caption(const DailyReport& report, ReportLanguage language) {
    const auto say = [&](std::string_view key) { return html_escaped(report_word(key, language)); };
    std::string caption =
        fmt::format("{} <span class=\"key median\">{}</span> <span class=\"key p90\">{}</span>",
                    say("time_by_hour"), say("median"), say("p90"));
    if (report.target_s)
        caption += fmt::format(" <span class=\"key target\">{} {}</span>", say("target"),
                               duration_text(DurationMs{*report.target_s} * 1000));
    return caption;
}

std::string charts(const DailyReport& report, ReportLanguage language) {
    return "<div class=\"charts\">" +
           figure(html_escaped(report_word("orders_by_hour", language)),
                  orders_chart(report.hours, language)) +
           figure(times_caption(report, language), times_chart(report.hours, report.target_s, language)) +
           "</div>";
}

std::string body(const DailyReport& report, ReportLanguage language) {
    if (report.now.orders == 0)
        return fmt::format("<p class=\"nothing\">{}</p>", html_escaped(report_word("nothing", language)));
    return report_tiles(report, language) + charts(report, language) + stations_table(report, language) +
           "<div class=\"pair\">" + items_table(report, language) + waits_table(report, language) +
           "</div><div class=\"pair\">" + unavailable_table(report, language) +
           returned_table(report, language) + "</div>";
}

}  // namespace

std::string report_html(const DailyReport& report, ReportLanguage language) {
    const auto say = [&](std::string_view key) { return html_escaped(report_word(key, language)); };
    const std::string date = date_text(report, language), kitchen = html_escaped(report.kitchen);
    return fmt::format(
               "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">"
               "<meta name=\"viewport\" content=\"width=device-width\"><title>{} · {} · {}</title>"
               "<link rel=\"stylesheet\" href=\"/report.css\"></head><body><p class=\"hint\">{}</p><main>",
               code_of(language), kitchen, say("title"), report.day, say("print_hint")) +
           fmt::format("<header><h1>{}</h1><p class=\"kitchen\">{} · {}</p></header>", date, kitchen,
                       say("title")) +
           state_line(report, language) + filters_line(report, language) + body(report, language) +
           fmt::format("<footer><p>{} {}</p></footer></main></body></html>", say("method"),
                       report.weekdays ? say("usual_note") : std::string());
}

}  // namespace brigade

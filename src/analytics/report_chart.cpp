#include "analytics/report_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "analytics/report_text.h"

namespace brigade {
namespace {

// In the SVG's own units.
constexpr double chart_width = 460, chart_height = 130, chart_top = 16, chart_left = 26, chart_foot = 16;
constexpr double chart_floor = chart_height - chart_foot;
constexpr double minute_ms = 60'000;

// From the hour of the first order to that of the last, so that a lunch kitchen's night takes no room.
std::vector<ReportHour> busy(const std::vector<ReportHour>& hours) {
    const auto any = [](const ReportHour& hour) { return hour.orders > 0 || hour.ticket_time.n > 0; };
    const auto first = std::find_if(hours.begin(), hours.end(), any);
    const auto last = std::find_if(hours.rbegin(), hours.rend(), any).base();
    return first < last ? std::vector<ReportHour>(first, last) : std::vector<ReportHour>();
}

struct Frame {
    double step = 0;  // an hour's width
    double top = 1;   // the value at the chart's top

    double x(std::size_t hour) const { return chart_left + step * (static_cast<double>(hour) + 0.5); }
    double y(double value) const { return chart_floor - (chart_floor - chart_top) * value / top; }
};

Frame frame_for(std::size_t hours, double greatest) {
    return {(chart_width - chart_left) / static_cast<double>(std::max<std::size_t>(hours, 6)),
            std::max(greatest, 1.0)};
}

std::string begin_chart(std::string_view label) {
    return fmt::format(
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">"
        "<line class=\"axis\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>",
        chart_width, chart_height, html_escaped(label), chart_left, chart_width, chart_floor, chart_floor);
}

std::string text_at(double x, double y, const char* kind, std::string_view text) {
    return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", kind, x, y,
                       html_escaped(text));
}

std::string hours_below(const std::vector<ReportHour>& hours, const Frame& frame) {
    std::string svg;
    for (std::size_t i = 0; i < hours.size(); ++i)
        svg += text_at(frame.x(i), chart_height - 4, "hour", std::to_string(hours[i].hour));
    return svg;
}

// A stroke through the hours that have a value; an hour without one interrupts it.
std::string curve(const std::vector<ReportHour>& hours, const Frame& frame, const char* kind,
                  std::uint32_t Spread::*value) {
    std::string path, dots;
    bool drawing = false;
    for (std::size_t i = 0; i < hours.size(); ++i) {
        if (hours[i].ticket_time.n == 0) {
            drawing = false;
            continue;
        }
        const double x = frame.x(i), y = frame.y(hours[i].ticket_time.*value / minute_ms);
        path += fmt::format("{}{:.1f} {:.1f}", drawing ? 'L' : 'M', x, y);
        dots += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.4\"/>", kind, x, y);
        drawing = true;
    }
    return fmt::format("<path class=\"{}\" d=\"{}\"/>{}", kind, path, dots);
}

// A round number of minutes for lines across: three or four of them.
double grid_step(double greatest) {
    for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0})
        if (greatest / step <= 4) return step;
    return greatest / 4;
}

std::string grid(const Frame& frame) {
    std::string svg;
    const double step = grid_step(frame.top);
    for (double value = step; value <= frame.top; value += step)
        svg += fmt::format("<line class=\"grid\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
                           chart_left, chart_width, frame.y(value), frame.y(value)) +
               text_at(chart_left - 4, frame.y(value) + 3, "scale", fmt::format("{:.0f}", value));
    return svg;
}

}  // namespace

std::string orders_chart(const std::vector<ReportHour>& all, ReportLanguage language) {
    const std::vector<ReportHour> hours = busy(all);
    std::uint64_t most = 0;
    for (const ReportHour& hour : hours) most = std::max(most, hour.orders);
    const Frame frame = frame_for(hours.size(), static_cast<double>(most));
    std::string svg = begin_chart(report_word("orders_by_hour", language));
    for (std::size_t i = 0; i < hours.size(); ++i) {
        const double width = frame.step * 0.72, y = frame.y(static_cast<double>(hours[i].orders));
        svg +=
            fmt::format("<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>",
                        frame.x(i) - width / 2, y, width, chart_floor - y) +
            text_at(frame.x(i), y - 4, "value", std::to_string(hours[i].orders));
    }
    return svg + hours_below(hours, frame) + "</svg>";
}

std::string times_chart(const std::vector<ReportHour>& all, std::optional<int> target_s,
                        ReportLanguage language) {
    const std::vector<ReportHour> hours = busy(all);
    const double target = target_s ? *target_s / 60.0 : 0;
    double most = target;
    for (const ReportHour& hour : hours) most = std::max(most, hour.ticket_time.p90_ms / minute_ms);
    const Frame frame = frame_for(hours.size(), most);
    std::string svg = begin_chart(report_word("time_by_hour", language)) + grid(frame);
    if (target_s)
        svg += fmt::format("<line class=\"target\" x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\"/>",
                           chart_left, chart_width, frame.y(target), frame.y(target));
    return svg + curve(hours, frame, "p90", &Spread::p90_ms) +
           curve(hours, frame, "median", &Spread::median_ms) + hours_below(hours, frame) + "</svg>";
}

}  // namespace brigade

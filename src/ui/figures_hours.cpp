// Tickets by hour of today (figures.cpp).
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "ui/figures_parts.h"

namespace brigade::ui {
namespace {

struct Chart {
    const Scene& scene;
    Rect bars;
    float step = 0, row = 0;  // of an hour, of the texts above and below its bar
    double most = 1;          // tickets in an hour
    Style style = Style::strip_strong;
    bool texts_fit = true;

    float height_of(std::int64_t tickets) const {
        return bars.height * static_cast<float>(static_cast<double>(tickets) / most);
    }
};

// The largest letters in which every hour's texts stand beside the next one's.
void choose_style(Chart& chart, const std::vector<LiveHour>& hours) {
    for (const Style style :
         std::array{Style::number_small, Style::title, Style::strip_strong, Style::small_strong}) {
        float widest = chart.scene.canvas.width(style, "00");
        for (const LiveHour& hour : hours)
            widest = std::max(widest,
                              chart.scene.canvas.width(style, time_text(hour.tickets.ticket_time.median_ms)));
        chart.style = style;
        chart.texts_fit = widest + chart.scene.look.size.row_gap <= chart.step;
        const bool low = chart.scene.look.font(style).em_px * 5 <= chart.bars.height;
        if (chart.texts_fit && low) break;
    }
    chart.row = chart.scene.look.font(chart.style).em_px * 1.1F;
}

// What was late stands at the bottom of the bar, with how many where it has room: not by its colour alone.
void draw_bar(const Chart& chart, const LiveHour& hour, float x) {
    const Palette& colour = chart.scene.look.colour;
    Canvas& canvas = chart.scene.canvas;
    const float width = std::min(chart.step * 0.64F, chart.scene.look.size.column / 2);
    const float height = chart.height_of(hour.tickets.tickets),
                late = chart.height_of(hour.tickets.late.count);
    const Rect bar{x + (chart.step - width) / 2, chart.bars.bottom() - height, width, height};
    canvas.fill(bar, colour.bar_filled);
    canvas.fill({bar.x, chart.bars.bottom() - late, width, late}, colour.age[2].ground);
    const std::string count = std::to_string(hour.tickets.late.count);
    const Style inside = Style::small_strong;
    if (late >= chart.scene.look.font(inside).em_px && canvas.width(inside, count) <= width)
        canvas.text_centred({bar.x, chart.bars.bottom() - late, width, late}, inside, colour.age[2].text,
                            count);
    canvas.text_centred({x, bar.y - chart.row, chart.step, chart.row}, chart.style, colour.text,
                        std::to_string(hour.tickets.tickets));
}

void draw_hour(const Chart& chart, const LiveHour& hour, float x, bool labelled) {
    const Palette& colour = chart.scene.look.colour;
    Canvas& canvas = chart.scene.canvas;
    if (hour.tickets.tickets > 0) draw_bar(chart, hour, x);
    if (!labelled) return;
    const Rect label{x, chart.bars.bottom() + chart.scene.look.size.row_gap, chart.step, chart.row};
    canvas.text_centred(label, chart.style, colour.quiet, fmt::format("{:02}", hour.hour));
    if (chart.texts_fit)
        canvas.text_centred({x, label.bottom(), chart.step, chart.row}, chart.style, colour.text,
                            time_text(hour.tickets.ticket_time.median_ms));
}

// "■ tickets ■ late below: median ticket time"
void draw_legend(const Scene& scene, const Rect& row, bool medians) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const float y = canvas.middle(Style::strip, row.y, row.height), middle = row.y + row.height / 2;
    float x = canvas.text(row.x + size.row_gap, canvas.middle(Style::title, row.y, row.height), Style::title,
                          colour.text, scene.words(Say::figures_hours));
    x += size.between;
    const auto add = [&](Colour swatch, const std::string& text) {
        if (x + size.shape * 1.4F + canvas.width(Style::strip, text) > row.right()) return;
        canvas.fill({x, middle - size.shape / 2, size.shape, size.shape}, swatch, size.quantity_radius);
        x = canvas.text(x + size.shape * 1.4F, y, Style::strip, colour.quiet, text) + size.between;
    };
    add(colour.bar_filled, scene.words(Say::figures_tickets));
    add(colour.age[2].ground, scene.words(Say::late));
    const std::string below = medians ? scene.words(Say::figures_below) : std::string();
    if (x + canvas.width(Style::strip, below) <= row.right())
        canvas.text(x, y, Style::strip, colour.quiet, below);
}

}  // namespace

void draw_figure_hours(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Rect head{area.x, area.y, area.width, size.line_row};
    const std::vector<LiveHour> hours = busy_hours(*scene.model.figures);
    const Rect below{area.x, head.bottom(), area.width, area.bottom() - head.bottom()};
    const Palette& colour = scene.look.colour;
    if (hours.empty()) {
        draw_legend(scene, head, false);
        return scene.canvas.text_centred(below, Style::sentence, colour.quiet,
                                         scene.words(Say::figures_empty));
    }
    Chart chart{scene, below, area.width / static_cast<float>(hours.size())};
    for (const LiveHour& hour : hours)
        chart.most = std::max(chart.most, static_cast<double>(hour.tickets.tickets));
    choose_style(chart, hours);
    draw_legend(scene, head, chart.texts_fit);
    const float labels = chart.row * (chart.texts_fit ? 2 : 1) + size.row_gap;
    chart.bars.y += chart.row;
    chart.bars.height = std::max(size.bar, below.bottom() - chart.bars.y - labels);
    scene.canvas.fill({area.x, chart.bars.bottom(), area.width, size.card_frame}, colour.rule);
    for (std::size_t i = 0; i < hours.size(); ++i)
        draw_hour(chart, hours[i], area.x + static_cast<float>(i) * chart.step,
                  chart.texts_fit || i % 2 == 0);
}

}  // namespace brigade::ui

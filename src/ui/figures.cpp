// How today goes, for whoever looks after the kitchen (figures_page.h): large enough to be read from where
// the order numbers are read, and everything counted by the hub. Nothing on it can be pressed: a touch
// anywhere goes back.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/figures_parts.h"

namespace brigade::ui {
namespace {

struct Tile {
    std::string value, label;
    bool alarms = false;  // of what is late
};

std::array<Tile, 6> tiles_of(const Scene& scene, const LiveFigures& figures) {
    const Words& words = scene.words;
    const LiveTickets& today = figures.today;
    const bool any = today.late.count > 0;
    const std::string late = words(Say::late) + (any ? " · " + std::to_string(today.late.count) : "");
    return {Tile{std::to_string(figures.orders), words(Say::figures_orders)},
            Tile{std::to_string(figures.open), words(Say::open)},
            Tile{time_text(today.ticket_time.median_ms), words(Say::figures_median)},
            Tile{time_text(today.ticket_time.p90_ms), words(Say::figures_p90)},
            Tile{share_text(today.on_time), words(Say::figures_on_time)},
            Tile{share_text(today.late), late, any}};
}

// One for all of them: the largest that fits.
Style style_of(const Scene& scene, const std::array<Tile, 6>& tiles, float room) {
    for (const Style style : std::array{Style::board_number, Style::figure, Style::number}) {
        const auto fits = [&](const Tile& tile) { return scene.canvas.width(style, tile.value) <= room; };
        if (std::all_of(tiles.begin(), tiles.end(), fits)) return style;
    }
    return Style::number_small;
}

void draw_tile(const Scene& scene, const Tile& tile, Style style, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    canvas.fill(area, colour.card, size.radius);
    const float label = size.line_row + size.row_gap, room = area.width - 2 * size.pad;
    const Rect number{area.x, area.y, area.width, area.height - label};
    canvas.text_centred(number, style, tile.alarms ? colour.alert[2] : colour.text, tile.value);
    const float mark = tile.alarms ? size.shape * 1.3F : 0;
    const Style below =
        canvas.width(Style::title, tile.label) + mark <= room ? Style::title : Style::strip_strong;
    const std::string words = cut(canvas, below, tile.label, room - mark);
    const float left = area.x + (area.width - canvas.width(below, words) - mark) / 2;
    if (tile.alarms)
        draw_age(canvas, Age::late, left + size.shape / 2, number.bottom() + size.line_row / 2, size.shape,
                 colour.alert[2]);
    canvas.text(left + mark, canvas.middle(below, number.bottom(), size.line_row), below, colour.quiet,
                words);
}

float draw_tiles(const Scene& scene, const LiveFigures& figures, const Rect& area, bool wide) {
    const Sizes& size = scene.look.size;
    const auto tiles = tiles_of(scene, figures);
    const std::size_t columns = wide ? tiles.size() : tiles.size() / 2;
    const float width = (area.width + size.gap) / static_cast<float>(columns) - size.gap;
    const float height = size.board_row;
    const Style style = style_of(scene, tiles, width - 2 * size.pad);
    for (std::size_t i = 0; i < tiles.size(); ++i)
        draw_tile(scene, tiles[i], style,
                  {area.x + static_cast<float>(i % columns) * (width + size.gap),
                   area.y + static_cast<float>(i / columns) * (height + size.gap), width, height});
    const auto rows = static_cast<float>(tiles.size() / columns);
    return rows * (height + size.gap);
}

// Of when they are: a label that cannot be overlooked once that is not now.
void draw_heading(const Scene& scene, const Rect& area) {
    const Palette& colour = scene.look.colour;
    const LiveFigures& figures = *scene.model.figures;
    Canvas& canvas = scene.canvas;
    const bool today = figures.day == scene.model.day,
               fresh = figures_are_fresh(scene.model, scene.kitchen_now);
    std::string when = scene.words.fill(Say::as_of, {clock_time(scene.local(scene.model.figures_at), fresh)});
    const DurationMs age_ms = scene.kitchen_now - scene.model.figures_at;
    if (!fresh) when += " · " + scene.words.fill(Say::figures_old, {rough_age(age_ms)});
    const float width = canvas.width(Style::strip_strong, when);
    const Rect box{area.right() - width - 2 * scene.look.size.pad, area.y + scene.look.size.row_gap,
                   width + 2 * scene.look.size.pad, area.height - 2 * scene.look.size.row_gap};
    if (!fresh) canvas.fill(box, colour.fault.ground, scene.look.size.key_radius);
    canvas.text_centred(box, Style::strip_strong, fresh ? colour.quiet : colour.fault.text, when);
    const std::string title = today ? scene.words(Say::figures_today) : figures.day;
    canvas.text(area.x + scene.look.size.row_gap, canvas.middle(Style::title, area.y, area.height),
                Style::title, colour.text,
                cut(canvas, Style::title, title, box.x - area.x - scene.look.size.pad));
}

// Before the hub has told any: in words, never as zeros.
void draw_nothing(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const float middle = area.y + area.height / 2;
    const Rect upper{area.x, middle - size.board_row, area.width, size.board_row};
    const bool there = scene.model.link == Link::live;
    scene.canvas.text_centred(upper, Style::board_title, scene.look.colour.text,
                              scene.words(Say::figures_none));
    const std::string& text = scene.words(there ? Say::figures_none_text : Say::figures_none_lost);
    float y = middle;
    for (const std::string& row : cut_rows(scene.canvas, Style::sentence, text, area.width * 0.8F, 3)) {
        const Rect line{area.x, y, area.width, size.line_row};
        scene.canvas.text_centred(line, Style::sentence, scene.look.colour.quiet, row);
        y += size.line_row;
    }
}

void draw_chart(const Scene& scene, const Rect& area) {
    if (area.height >= scene.look.size.board_row) draw_figure_hours(scene, area);
}

float chart_least(const Sizes& size) { return size.board_row * 1.4F; }

// The stations have the room that they want as long as the chart has enough, and the items what is beside
// them.
void draw_wide(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const float left = std::round((area.width - size.between) * 0.66F);
    const Style style = figure_style(scene, left);
    const TableHeight stations = stations_height(scene, style), items = items_height(scene, style);
    const float above = size.small_row;  // where the stations' columns are grouped
    const float least = std::min(area.height, std::max(stations.least, above + items.least));
    const float most = std::max(least, area.height - chart_least(size) - size.gap);
    const float tables = std::clamp(stations.wanted, least, most);
    const float y = area.bottom() - tables, x = area.x + left + size.between;
    draw_chart(scene, {area.x, area.y, area.width, y - area.y - size.gap});
    draw_figure_stations(scene, {area.x, y, left, tables}, style);
    draw_figure_items(scene, {x, y + above, area.right() - x, tables - above}, style);
}

void draw_narrow(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Style style = figure_style(scene, area.width);
    const TableHeight stations = stations_height(scene, style), items = items_height(scene, style);
    const float most = area.height - chart_least(size) - 2 * size.gap;
    const float room = std::clamp(most, std::min(stations.least + items.least, area.height), area.height);
    const float first = std::min(stations.wanted, std::max(room / 2, room - items.least));
    const float second = std::min(items.wanted, room - first);
    const float y = area.bottom() - first - second - size.gap;
    draw_chart(scene, {area.x, area.y, area.width, y - area.y - size.gap});
    draw_figure_stations(scene, {area.x, y, area.width, first}, style);
    draw_figure_items(scene, {area.x, y + first + size.gap, area.width, second}, style);
}

}  // namespace

void draw_figures(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    scene.canvas.fill(area, scene.look.colour.ground);
    scene.hits.push_back({area, Hit::Kind::function, {}, {}, 1, Function::figures});
    const float hint = scene.view.figures.lie_over() ? size.small_row : 0;
    const Rect foot{area.x, area.bottom() - hint, area.width, hint};
    if (hint > 0)
        scene.canvas.text_centred(foot, Style::small, scene.look.colour.quiet,
                                  scene.words(Say::figures_hint));
    const Rect inner{area.x + size.margin, area.y, area.width - 2 * size.margin,
                     area.height - hint - size.gap};
    if (!scene.model.figures) return draw_nothing(scene, inner);
    const bool wide = inner.width >= 3.5F * size.column;
    draw_heading(scene, {inner.x, inner.y, inner.width, size.strip});
    Rect rest = inner;
    rest.y += size.strip;
    rest.y += draw_tiles(scene, *scene.model.figures, rest, wide);
    rest.height = inner.bottom() - rest.y;
    if (wide)
        draw_wide(scene, rest);
    else
        draw_narrow(scene, rest);
}

}  // namespace brigade::ui

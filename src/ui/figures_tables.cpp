// Stations and slowest items of the figures' page (figures.cpp).
#include <algorithm>
#include <array>

#include "ui/figures_parts.h"

namespace brigade::ui {
namespace {

struct TableRow {
    std::string name;
    std::vector<std::string> values;
};

struct Table {
    std::string title;                // above the names
    std::vector<std::string> groups;  // each over as many columns as the others
    std::vector<std::string> heads;
    std::vector<TableRow> rows;
};

constexpr float name_share = 0.2F;  // of the width, at least
constexpr std::size_t rows_least = 4;

Table stations_table(const Scene& scene) {
    const Words& words = scene.words;
    Table table;
    table.title = words(Say::figures_stations);
    for (const Say group : {Say::figures_today, Say::figures_last_hour})
        table.groups.push_back(capitals(words(group)));
    for (int i = 0; i < 2; ++i)
        for (const Say head : {Say::figures_median, Say::figures_p90, Say::late})
            table.heads.push_back(words(head));
    for (const LiveStation& station : scene.model.figures->stations) {
        TableRow row{station.name.empty() ? station.station : station.name, {}};
        for (const LiveTickets* tickets : {&station.today, &station.hour}) {
            row.values.push_back(time_text(tickets->ticket_time.median_ms));
            row.values.push_back(time_text(tickets->ticket_time.p90_ms));
            row.values.push_back(share_text(tickets->late));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table items_table(const Scene& scene) {
    Table table{scene.words(Say::figures_slowest), {}, {scene.words(Say::figures_median)}, {}};
    for (const LiveItem& item : scene.model.figures->slowest)
        table.rows.push_back({item.name, {time_text(item.prep_time.median_ms)}});
    return table;
}

float value_width(const Scene& scene, const Table& table, Style style) {
    float width = scene.canvas.width(style, "00:00");
    for (const std::string& head : table.heads)
        width = std::max(width, scene.canvas.width(Style::small, head));
    for (const TableRow& row : table.rows)
        for (const std::string& value : row.values) width = std::max(width, scene.canvas.width(style, value));
    return width + scene.look.size.pad;
}

// Of a column's right end, from the right end of the table: groups stand apart.
float column_right(const Scene& scene, const Table& table, float value, std::size_t column) {
    const std::size_t behind = table.heads.size() - 1 - column;
    const std::size_t each = table.heads.size() / std::max<std::size_t>(1, table.groups.size());
    return value * static_cast<float>(behind) + scene.look.size.between * static_cast<float>(behind / each);
}

float values_width(const Scene& scene, const Table& table, float value) {
    return column_right(scene, table, value, 0) + value;
}

float row_height(const Scene& scene, Style style) { return std::round(scene.look.font(style).em_px * 1.16F); }

float head_height(const Scene& scene, const Table& table) {
    return scene.look.size.line_row + (table.groups.empty() ? 0 : scene.look.size.small_row) +
           scene.look.size.row_gap;
}

void draw_heads(const Scene& scene, const Table& table, const Rect& area, float value) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const float y = area.bottom() - size.line_row - size.row_gap;
    const float room = area.width - values_width(scene, table, value) - size.pad;
    canvas.text(area.x + size.row_gap, canvas.middle(Style::title, y, size.line_row), Style::title,
                colour.text, cut(canvas, Style::title, table.title, room));
    for (std::size_t i = 0; i < table.heads.size(); ++i) {
        const bool fits = canvas.width(Style::strip, table.heads[i]) + size.pad <= value;
        const Style style = fits ? Style::strip : Style::small;
        canvas.text_right(area.right() - column_right(scene, table, value, i),
                          canvas.middle(style, y, size.line_row), style, colour.quiet, table.heads[i]);
    }
    const std::size_t each = table.heads.size() / std::max<std::size_t>(1, table.groups.size());
    for (std::size_t i = 0; i < table.groups.size(); ++i)
        canvas.text_right(area.right() - column_right(scene, table, value, (i + 1) * each - 1),
                          canvas.middle(Style::strip_strong, area.y, size.small_row), Style::strip_strong,
                          colour.text, table.groups[i]);
    canvas.fill({area.x, area.bottom() - size.card_frame, area.width, size.card_frame}, colour.rule);
}

void draw_figure_row(const Scene& scene, const Table& table, const TableRow& row, Style style,
                     const Rect& area) {
    const Colour colour = scene.look.colour.text;
    const float gap = scene.look.size.row_gap, value = value_width(scene, table, style);
    const float baseline = scene.canvas.middle(style, area.y, area.height);
    const float room = area.width - values_width(scene, table, value) - gap;
    scene.canvas.text(area.x + gap, baseline, style, colour, cut(scene.canvas, style, row.name, room));
    for (std::size_t i = 0; i < row.values.size(); ++i)
        scene.canvas.text_right(area.right() - column_right(scene, table, value, i), baseline, style, colour,
                                row.values[i]);
}

void draw_table(const Scene& scene, const Table& table, Style style, const Rect& area) {
    Canvas& canvas = scene.canvas;
    const float height = row_height(scene, style);
    const Rect head{area.x, area.y, area.width, head_height(scene, table)};
    draw_heads(scene, table, head, value_width(scene, table, style));
    const auto fit =
        static_cast<std::size_t>(std::max(1.0F, (area.bottom() - head.bottom()) / height + 0.01F));
    const std::size_t shown = table.rows.size() <= fit ? table.rows.size() : fit - 1;
    float y = head.bottom();
    for (std::size_t i = 0; i < shown; ++i, y += height)
        draw_figure_row(scene, table, table.rows[i], style, {area.x, y, area.width, height});
    const std::size_t hidden = table.rows.size() - shown;
    const std::string more = table.rows.empty() ? "–"
                             : hidden > 0 ? scene.words.fill(Say::more_numbers, {std::to_string(hidden)})
                                          : std::string();
    canvas.text(area.x + scene.look.size.row_gap, canvas.middle(Style::title, y, height), Style::title,
                scene.look.colour.quiet, more);
}

TableHeight height_of(const Scene& scene, const Table& table, Style style) {
    const std::size_t rows = std::max<std::size_t>(1, table.rows.size());
    const float row = row_height(scene, style), head = head_height(scene, table);
    return {head + row * static_cast<float>(rows),
            head + row * static_cast<float>(std::min(rows, rows_least))};
}

}  // namespace

Style figure_style(const Scene& scene, float width) {
    const Table table = stations_table(scene);
    for (const Style style : std::array{Style::number_small, Style::title})
        if (values_width(scene, table, value_width(scene, table, style)) <= width * (1 - name_share))
            return style;
    return Style::strip_strong;
}

void draw_figure_stations(const Scene& scene, const Rect& area, Style style) {
    draw_table(scene, stations_table(scene), style, area);
}
void draw_figure_items(const Scene& scene, const Rect& area, Style style) {
    draw_table(scene, items_table(scene), style, area);
}

TableHeight stations_height(const Scene& scene, Style style) {
    return height_of(scene, stations_table(scene), style);
}
TableHeight items_height(const Scene& scene, Style style) {
    return height_of(scene, items_table(scene), style);
}

}  // namespace brigade::ui

// The parts of the figures' page (figures.cpp), each drawn into its place; only those include this.
#pragma once

#include "ui/draw_parts.h"

namespace brigade::ui {

// Tickets by hour, those that were late apart, with the median under each hour.
void draw_figure_hours(const Scene& scene, const Rect& area);

// Two tables in letters of one size, the largest that the stations' columns allow in that width. What finds
// no room in one is counted in its last row.
Style figure_style(const Scene& scene, float width);
void draw_figure_stations(const Scene& scene, const Rect& area, Style style);
void draw_figure_items(const Scene& scene, const Rect& area, Style style);
struct TableHeight {
    float wanted = 0, least = 0;  // least: with some rows
};
TableHeight stations_height(const Scene& scene, Style style);
TableHeight items_height(const Scene& scene, Style style);

}  // namespace brigade::ui

// The parts that compose() puts together besides the lines; only rows*.cpp include this.
#pragma once

#include "ui/rows.h"

namespace brigade::ui {

// One row for every wrapped row of `text`, each a copy of `row`.
void add_wrapped(const Composer& c, Row row, Style style, std::string_view text, float width_px,
                 std::vector<Row>& rows);
void add_bands(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows);
void add_people(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows);
void add_foot(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows);
void add_stations(const Composer& c, const ScreenTicket& ticket, std::vector<Row>& rows);  // at an expo
void add_space(const Composer& c, int group, std::vector<Row>& rows);
// Room that a line's timer and tags take, with the gap before them; 0: none.
float marks_width(const Composer& c, const ScreenLine& line);

// Room that the signs at both ends of an alarm take, beyond the padding.
inline float alarm_signs(const Sizes& size) { return 2 * (size.shape + size.row_gap) - size.pad; }

// Rows that belong to no line stay together with each other: their groups are below zero.
inline constexpr int foot_group = -2;

}  // namespace brigade::ui

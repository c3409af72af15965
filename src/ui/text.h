// Text before it is drawn: code points, rows that fit a width, and how the kitchen writes durations. Pure;
// widths come from whoever owns the fonts.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ui/look.h"

namespace brigade::ui {

// Width in pixels of a text in a style.
using Measure = std::function<float(Style, std::string_view)>;

// Takes the first code point off the text; U+FFFD for a broken sequence (one byte is taken). Not empty.
char32_t take_code_point(std::string_view& text);

// Takes the first cluster off: what a reader takes for one letter. Not empty.
std::string_view take_cluster(std::string_view& text);

// Breaks at spaces, between Chinese and Japanese letters and Thai words, and at line breaks; elsewhere inside
// a word only where it alone is too wide, and then between clusters. Never drops a letter; at least one row.
std::vector<std::string> wrap(const Measure& measure, Style style, std::string_view text, float width_px);

std::string capitals(std::string_view text);  // ASCII letters only

std::string minutes(DurationMs duration);            // "03:05", from 100 minutes "1h40"
std::string short_minutes(DurationMs duration);      // "3:05"
std::string rough_age(DurationMs duration);          // "12 s", "4 min", "2 h"
std::string clock_time(TimeMs local, bool seconds);  // "12:03:07"

}  // namespace brigade::ui

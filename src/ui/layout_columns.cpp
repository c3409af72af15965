#include "ui/layout_columns.h"

#include <algorithm>

namespace brigade::ui {
namespace {

// As many rows as the height can hold from `from` on, without tearing a group that a whole column could hold.
// At least one row where the card stands at a column's top, so that every part gets something.
std::size_t rows_that_fit(const Sheet& sheet, std::size_t from, float height, const Area& area, bool at_top) {
    std::size_t best = from;
    for (std::size_t to = from + 1; to <= sheet.rows.size(); ++to) {
        if (card_height(sheet, from, to, to < sheet.rows.size(), area.tab) > height) break;
        const bool torn = to < sheet.rows.size() && sheet.rows[to].group == sheet.rows[to - 1].group;
        if (!torn) best = to;
    }
    if (best > from || !at_top) return best;
    for (std::size_t to = from + 1; to <= sheet.rows.size(); ++to) {
        if (card_height(sheet, from, to, to < sheet.rows.size(), area.tab) > height) break;
        best = to;
    }
    return std::max(best, std::min(from + 1, sheet.rows.size()));
}

}  // namespace

float card_height(const Sheet& sheet, std::size_t from, std::size_t to, bool continues, float tab) {
    float height = sheet.head + (continues ? tab : 0);
    for (std::size_t i = 0; i < from; ++i)
        if (sheet.rows[i].repeat) height += sheet.rows[i].height;
    for (std::size_t i = from; i < to; ++i) height += sheet.rows[i].height;
    return height;
}

void Columns::open_page(int page) {
    page_ = page;
    furthest_ = 0;
    for (int column = 0; column < area_.columns; ++column)
        if (top({page, column}) > 0) furthest_ = column;
}

float Columns::top(Spot spot) const {
    const auto found = tops_.find(spot);
    return found == tops_.end() ? 0 : found->second;
}

float Columns::whole_height(const Sheet& sheet) const {
    return card_height(sheet, 0, sheet.rows.size(), false, area_.tab);
}

// On a rail every card is as high as the screen.
float Columns::card_room(float height) const {
    return area_.arrangement == Arrangement::rail ? std::max(height, area_.height) : height;
}

void Columns::take(const Part& part) {
    float& free_from = tops_[{part.page, part.column}];
    // Also room that a card left before a banner went: a rail's place is never shared.
    const float end = area_.arrangement == Arrangement::rail ? area_.height : 0;
    free_from = std::max(free_from, std::max(part.y + part.height, end) + area_.gap);
    if (part.page == page_) furthest_ = std::max(furthest_, part.column);
}

void Columns::block(const Part& part) { take(part); }

// The card for the rows from `from` on that the column can still hold; no rows if it holds none.
Part Columns::part_at(const Sheet& sheet, Spot spot, std::size_t from) const {
    const float y = top(spot);
    const std::size_t to = rows_that_fit(sheet, from, area_.height - y, area_, y == 0);
    const bool more = to < sheet.rows.size();
    return {spot.first, spot.second, y,   card_room(card_height(sheet, from, to, more, area_.tab)),
            from,       to,          more};
}

std::vector<Part> Columns::whole_at(const Sheet& sheet, int column) const {
    const float y = top({page_, column}), height = whole_height(sheet);
    if (y + height > area_.height && (y > 0 || !sheet.rows.empty())) return {};
    return {Part{page_, column, y, card_room(height), 0, sheet.rows.size(), false}};
}

// From this column on through the free ends of the following ones, and over to further pages only from a page
// that is empty otherwise: else the next page is the better place.
std::vector<Part> Columns::split_from(const Sheet& sheet, int column) const {
    std::vector<Part> parts;
    const bool may_leave_page = column == 0 && page_is_empty();
    std::size_t from = 0;
    for (Spot spot{page_, column}; from < sheet.rows.size(); ++spot.second) {
        if (spot.second == area_.columns) {
            if (!may_leave_page) return {};
            spot = {spot.first + 1, 0};
        }
        const Part part = part_at(sheet, spot, from);
        if (part.to > from) parts.push_back(part);
        if (parts.empty()) return {};
        from = parts.back().to;
    }
    return parts;
}

bool Columns::page_is_empty() const {
    for (int column = 0; column < area_.columns; ++column)
        if (top({page_, column}) > 0) return false;
    return true;
}

// A first part of a line or less would say too little to be worth tearing the ticket.
bool Columns::worth_beginning(const Sheet& sheet, int column) const {
    constexpr std::size_t rows_min = 3;
    return part_at(sheet, {page_, column}, 0).to >= std::min(rows_min, sheet.rows.size());
}

void Columns::go_on(const Sheet& sheet, std::vector<Part>& parts) const {
    for (Spot spot{page_ + 1, 0}; parts.back().continues; ++spot.second) {
        if (spot.second == area_.columns) spot = {spot.first + 1, 0};
        const Part part = part_at(sheet, spot, parts.back().to);
        if (part.to > parts.back().to) parts.push_back(part);
    }
}

void Columns::keep(const Sheet& sheet, const std::vector<Part>& parts, std::size_t index,
                   std::vector<Part>& renewed) {
    const bool complete = !renewed.empty() && !renewed.back().continues;
    if (complete) return;
    const std::size_t begin = renewed.size();
    if (parts.size() == 1) {
        renewed = whole_at(sheet, parts.front().column);
    } else {
        const std::size_t from = renewed.empty() ? 0 : renewed.back().to;
        const Part part = part_at(sheet, {page_, parts[index].column}, from);
        if (part.to > from) renewed.push_back(part);
        const bool last_here = index + 1 == parts.size() || parts[index + 1].page != page_;
        const bool leaves_page = parts.front().page != parts.back().page;
        if (last_here && leaves_page && !renewed.empty()) go_on(sheet, renewed);
    }
    for (std::size_t i = begin; i < renewed.size(); ++i) take(renewed[i]);
}

bool Columns::is_long(const Sheet& sheet) const {
    return whole_height(sheet) > area_.height && !sheet.rows.empty();
}

std::vector<Part> Columns::add(const Sheet& sheet) {
    const bool long_one = is_long(sheet);
    std::vector<Part> parts;
    // Onwards from where the page has got to, then into gaps that were left before.
    for (int i = 0; i < area_.columns && parts.empty(); ++i) {
        const int column = (furthest_ + i) % area_.columns;
        parts = long_one ? split_from(sheet, column) : whole_at(sheet, column);
    }
    // No column has room for all of it, but the free ends together may: rather a ticket in two parts than one
    // that is not seen, and those after it neither.
    for (int column = 0; column < area_.columns && parts.empty(); ++column)
        if (!long_one && worth_beginning(sheet, column)) parts = split_from(sheet, column);
    for (const Part& part : parts) take(part);
    return parts;
}

}  // namespace brigade::ui

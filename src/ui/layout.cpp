#include "ui/layout.h"

#include <algorithm>
#include <tuple>

#include "ui/layout_columns.h"

namespace brigade::ui {
namespace {

const Sheet* sheet_of(const std::vector<Sheet>& sheets, const Place& place) {
    for (const Sheet& sheet : sheets)
        if (sheet.order_id == place.order_id && sheet.generation == place.generation) return &sheet;
    return nullptr;
}

bool newly_first(const std::vector<Sheet>& sheets, const std::set<std::string>& hurried) {
    return std::any_of(sheets.begin(), sheets.end(),
                       [&](const Sheet& sheet) { return sheet.first && !hurried.contains(sheet.order_id); });
}

struct Kept {
    std::size_t place, part;
    int column;
    float y;
};

// The parts on a page of the tickets that begin there, by column and from the top.
std::vector<Kept> parts_on(const std::vector<Place>& places, int page) {
    std::vector<Kept> kept;
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < places[i].parts.size() && places[i].parts[0].page == page; ++j)
            if (places[i].parts[j].page == page)
                kept.push_back({i, j, places[i].parts[j].column, places[i].parts[j].y});
    std::stable_sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) {
        return std::tie(a.column, a.y) < std::tie(b.column, b.y);
    });
    return kept;
}

// Keeps what is still there where it is; a ticket that has outgrown its columns is let go and placed anew.
void keep_page(const std::vector<Sheet>& sheets, int page, bool refill, Columns& columns,
               Placement& placement) {
    std::vector<Place>& places = placement.places;
    std::vector<std::vector<Part>> renewed(places.size());
    for (const Kept& kept : parts_on(places, page)) {
        Place& place = places[kept.place];
        const Sheet* sheet = sheet_of(sheets, place);
        place.gone = !sheet;  // it may also come back, to where it was
        if (place.gone) {
            if (!refill) columns.block(place.parts[kept.part]);
        } else {
            columns.keep(*sheet, place.parts, kept.part, renewed[kept.place]);
        }
    }
    std::vector<Place> left;
    for (std::size_t i = 0; i < places.size(); ++i) {
        Place& place = places[i];
        if (place.parts.front().page != page) {
            left.push_back(std::move(place));
        } else if (place.gone) {
            if (!refill) left.push_back(std::move(place));
        } else if (!renewed[i].empty() && !renewed[i].back().continues) {
            place.parts = std::move(renewed[i]);
            left.push_back(std::move(place));
        }
    }
    places = std::move(left);
}

// Tickets in display order onto this page, until one does not fit: none overtakes it on the page.
void fill_page(const std::vector<Sheet>& sheets, int page, bool refill, Columns& columns,
               Placement& placement) {
    for (const Sheet& sheet : sheets) {
        const auto old =
            std::find_if(placement.places.begin(), placement.places.end(), [&](const Place& place) {
                return place.order_id == sheet.order_id && place.generation == sheet.generation;
            });
        if (old != placement.places.end() && (old->parts.front().page <= page || !refill)) continue;
        std::vector<Part> parts = columns.add(sheet);
        if (parts.empty()) return;
        if (old != placement.places.end()) placement.places.erase(old);
        placement.places.push_back({sheet.order_id, sheet.generation, 0, false, std::move(parts)});
    }
}

void sort_places(std::vector<Place>& places) {
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        const Part &x = a.parts.front(), &y = b.parts.front();
        return std::tie(x.page, x.column, x.y) < std::tie(y.page, y.column, y.y);
    });
}

// The oldest ticket of a page gets the lowest free key.
void give_keys(const std::vector<Sheet>& sheets, int page, std::vector<Place>& places) {
    const auto here = [&](const Place& place) { return place.parts.front().page == page; };
    std::set<int> taken;
    for (const Place& place : places)
        if (here(place)) taken.insert(place.key);
    int key = 1;
    for (const Sheet& sheet : sheets)
        for (Place& place : places) {
            if (place.order_id != sheet.order_id || !here(place) || place.key != 0 || place.gone) continue;
            while (taken.contains(key)) ++key;
            if (key > keys_max) return;
            place.key = key;
            taken.insert(key);
        }
}

}  // namespace

void place(const std::vector<Sheet>& sheets, const Area& area, TimeMs now_ms, TimeMs pressed_at_ms,
           Placement& placement) {
    const bool refill = now_ms - pressed_at_ms >= refill_ms;
    if (area.columns != placement.area.columns || (refill && newly_first(sheets, placement.hurried)))
        placement.places.clear();
    placement.area = area;
    if (refill) {
        placement.hurried.clear();
        for (const Sheet& sheet : sheets)
            if (sheet.first) placement.hurried.insert(sheet.order_id);
    }
    const auto unplaced = [&](const Sheet& sheet) {
        const Place* found = placement.find(sheet.order_id);
        return !found || found->generation != sheet.generation;
    };
    Columns columns(area);
    for (int page = 0; page < placement.pages() || std::any_of(sheets.begin(), sheets.end(), unplaced);
         ++page) {
        columns.open_page(page);
        keep_page(sheets, page, refill, columns, placement);
        fill_page(sheets, page, refill, columns, placement);
        sort_places(placement.places);
        give_keys(sheets, page, placement.places);
    }
}

const Place* Placement::find(const std::string& order_id) const {
    const auto found = std::find_if(places.begin(), places.end(), [&](const Place& place) {
        return place.order_id == order_id && !place.gone;
    });
    return found == places.end() ? nullptr : &*found;
}

int Placement::pages() const {
    int pages = 0;
    for (const Place& place : places) pages = std::max(pages, place.parts.back().page + 1);
    return pages;
}

std::size_t hidden_on(const Placement& placement, int page) {
    return static_cast<std::size_t>(
        std::count_if(placement.places.begin(), placement.places.end(), [&](const Place& place) {
            return !place.gone && std::any_of(place.parts.begin(), place.parts.end(),
                                              [&](const Part& part) { return part.page != page; });
        }));
}

int columns_for(const Sizes& sizes, float width) {
    const float room = width - 2 * sizes.margin + sizes.gap;
    return std::max(1, static_cast<int>(room / (sizes.column + sizes.gap) + 0.02F));
}

}  // namespace brigade::ui

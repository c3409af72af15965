#include "ui/layout.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "ui/layout_columns.h"

namespace brigade::ui {
namespace {

// Where each order's sheet is: a hundred tickets are looked up on every page of every picture.
class Index {
  public:
    explicit Index(const std::vector<Sheet>& sheets) : sheets_(sheets) {
        for (std::size_t i = 0; i < sheets.size(); ++i) at_.emplace(sheets[i].order_id, i);
    }

    std::optional<std::size_t> of(const std::string& order_id) const {
        const auto found = at_.find(order_id);
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }
    const Sheet* sheet(const Place& place) const {
        const auto at = of(place.order_id);
        return at && sheets_[*at].generation == place.generation ? &sheets_[*at] : nullptr;
    }
    // The page that each sheet begins on, by its place; -1: it has none.
    std::vector<int> pages(const std::vector<Place>& places, bool with_gone) const {
        std::vector<int> pages(sheets_.size(), -1);
        for (const Place& place : places)
            if ((with_gone || !place.gone) && sheet(place))
                pages[*of(place.order_id)] = place.parts.front().page;
        return pages;
    }

  private:
    const std::vector<Sheet>& sheets_;
    std::unordered_map<std::string_view, std::size_t> at_;
};

// What left nobody's sight is the same ticket to the eye: a press that was taken back leaves it where it
// stands. One that had gone and came again is another.
void follow_generations(const std::vector<Sheet>& sheets, std::vector<Place>& places) {
    std::unordered_map<std::string_view, std::uint32_t> generations;
    for (const Sheet& sheet : sheets) generations.emplace(sheet.order_id, sheet.generation);
    for (Place& place : places)
        if (const auto now = generations.find(place.order_id); now != generations.end() && !place.gone)
            place.generation = now->second;
}

bool newly_first(const std::vector<Sheet>& sheets, const std::set<std::string>& hurried) {
    return std::any_of(sheets.begin(), sheets.end(),
                       [&](const Sheet& sheet) { return sheet.first && !hurried.contains(sheet.order_id); });
}

// A long ticket that others have gone past: once it is the first, they make room for it.
bool first_is_behind(const std::vector<Sheet>& sheets, const Area& area, const Placement& placement) {
    if (sheets.empty() || !Columns(area).is_long(sheets.front())) return false;
    const Place* first = placement.find(sheets.front().order_id);
    return first && first->parts.front().page > 0;
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

// The parts that tickets keep on a page, by place; empty or unfinished: the ticket has outgrown its columns.
// What `let_go` names takes no room.
std::vector<std::vector<Part>> keep_parts(const Index& index, int page, bool refill,
                                          const std::set<std::size_t>& let_go, Columns& columns,
                                          std::vector<Place>& places) {
    std::vector<std::vector<Part>> renewed(places.size());
    for (const Kept& kept : parts_on(places, page)) {
        Place& place = places[kept.place];
        const Sheet* sheet = index.sheet(place);
        place.gone = !sheet;  // it may also come back, to where it was
        if (place.gone) {
            // With its first part those on later pages: nothing begins there that would push their tickets
            // on.
            const Part& here = place.parts[kept.part];
            for (const Part& part : place.parts)
                if (!refill && (&part == &here || (kept.part == 0 && part.page != page))) columns.block(part);
        } else if (!let_go.contains(kept.place)) {
            columns.keep(*sheet, place.parts, kept.part, renewed[kept.place]);
        }
    }
    return renewed;
}

// One at a time, for what one leaves may be what another needs; first who has outgrown the page, as others
// may only have had to give way to that.
std::optional<std::size_t> next_to_let_go(const std::vector<Place>& places,
                                          const std::vector<std::vector<Part>>& renewed, int page,
                                          const std::set<std::size_t>& let_go) {
    std::optional<std::size_t> displaced;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].parts.front().page != page || places[i].gone || let_go.contains(i)) continue;
        if (!renewed[i].empty() && renewed[i].back().continues) return i;
        if (renewed[i].empty() && !displaced) displaced = i;
    }
    return displaced;
}

// Keeps what is still there where it is; a ticket that has outgrown its columns is let go and placed anew,
// and leaves no trace in them.
void keep_page(const Index& index, int page, bool refill, Columns& columns, Placement& placement) {
    std::vector<Place>& places = placement.places;
    const Columns before = columns;
    std::set<std::size_t> let_go;
    std::vector<std::vector<Part>> renewed = keep_parts(index, page, refill, let_go, columns, places);
    while (const auto next = next_to_let_go(places, renewed, page, let_go)) {
        let_go.insert(*next);
        columns = before;
        renewed = keep_parts(index, page, refill, let_go, columns, places);
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

// Tickets in display order onto this page, until one does not fit: none overtakes it on the page. But one
// that is longer than a column waits for a page of its own, and keeps nobody from the columns it cannot use.
void fill_page(const std::vector<Sheet>& sheets, const Index& index, int page, bool refill, Columns& columns,
               std::vector<Place>& places) {
    const std::vector<int> pages = index.pages(places, true);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const Sheet& sheet = sheets[i];
        const bool placed = pages[i] >= 0;
        if (placed && (pages[i] <= page || !refill)) continue;
        std::vector<Part> parts = columns.add(sheet);
        if (parts.empty() && columns.is_long(sheet)) continue;
        if (parts.empty()) return;
        if (placed) std::erase_if(places, [&](const Place& place) { return index.sheet(place) == &sheet; });
        places.push_back({sheet.order_id, sheet.generation, 0, false, std::move(parts)});
    }
}

void sort_places(std::vector<Place>& places) {
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
        const Part &x = a.parts.front(), &y = b.parts.front();
        return std::tie(x.page, x.column, x.y) < std::tie(y.page, y.column, y.y);
    });
}

// The oldest ticket of a page gets the lowest free key.
void give_keys(const Index& index, int page, std::vector<Place>& places) {
    std::set<int> taken;
    std::vector<std::pair<std::size_t, Place*>> without;  // by the order of the sheets
    for (Place& place : places) {
        if (place.parts.front().page != page) continue;
        taken.insert(place.key);
        if (place.key != 0 || place.gone) continue;
        if (const auto at = index.of(place.order_id)) without.emplace_back(*at, &place);
    }
    std::sort(without.begin(), without.end());
    int key = 1;
    for (const auto& [at, place] : without) {
        while (taken.contains(key)) ++key;
        if (key > keys_max) return;
        place->key = key;
        taken.insert(key);
    }
}

}  // namespace

void place(const std::vector<Sheet>& sheets, const Area& area, TimeMs now_ms, TimeMs pressed_at_ms,
           Placement& placement) {
    const bool refill = refills(now_ms, pressed_at_ms);
    const bool other_columns =
        area.columns != placement.area.columns || area.arrangement != placement.area.arrangement;
    if (other_columns || (refill && newly_first(sheets, placement.hurried))) placement.places.clear();
    placement.area = area;
    follow_generations(sheets, placement.places);
    if (refill) {
        placement.hurried.clear();
        for (const Sheet& sheet : sheets)
            if (sheet.first) placement.hurried.insert(sheet.order_id);
    }
    const Index index(sheets);
    const auto unplaced = [&] {
        const std::vector<int> pages = index.pages(placement.places, false);
        return std::find(pages.begin(), pages.end(), -1) != pages.end();
    };
    const auto fill_pages = [&] {
        Columns columns(area);
        for (int page = 0; page < placement.pages() || unplaced(); ++page) {
            columns.open_page(page);
            keep_page(index, page, refill, columns, placement);
            fill_page(sheets, index, page, refill, columns, placement.places);
            sort_places(placement.places);
            give_keys(index, page, placement.places);
        }
    };
    fill_pages();
    if (!refill || !first_is_behind(sheets, area, placement)) return;
    placement.places.clear();  // then page 0 is empty, and the first begins there
    fill_pages();
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

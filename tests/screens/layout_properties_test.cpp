// What must hold for every crowd of tickets on every panel, in columns and on a rail: seeded random kitchens,
// stepped through an evening of orders, presses, changes and banners.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "ui/layout.h"
#include "ui/legible.h"

namespace brigade::ui {
namespace {

struct Panel {
    const char* name;
    Picture picture;
};
constexpr std::array panels{Panel{"720p", {1280, 720}}, Panel{"1080p", {1920, 1080}},
                            Panel{"4K", {3840, 2160}}, Panel{"4K upright", {2160, 3840}},
                            Panel{"1024 x 600", {1024, 600}}};

// A room as Screen makes it.
Area area_on(const Picture& picture, Density density, Arrangement arrangement, float diagonal_in) {
    const Sizes size = make_sizes(scale_for(picture, {1.5F, diagonal_in}, density));
    const float height =
        static_cast<float>(picture.height_px) - size.strip - size.margin - size.keys - size.gap;
    return {columns_for(size, static_cast<float>(picture.width_px)), height, size.gap, size.tab_row,
            arrangement};
}

struct Evening {
    std::mt19937 random;
    Area area;
    Sizes size;
    std::vector<Sheet> sheets = {};
    Placement placement = {};
    TimeMs now_ms = 0, pressed_at_ms = -1'000'000;
    int numbers = 0;

    int upto(int most) { return std::uniform_int_distribution(0, most)(random); }

    Sheet sheet(std::string id) {
        Sheet sheet;
        sheet.order_id = std::move(id);
        sheet.head = size.head_first + size.head_service + size.row_gap;
        sheet.first = upto(19) == 0;
        const int rows = upto(9) == 0 ? upto(80) : 1 + upto(14);
        for (int i = 0; i < rows; ++i)
            sheet.rows.push_back({.kind = i == 0 ? RowKind::allergy : RowKind::line,
                                  .height = i % 3 == 0 ? size.line_row : size.modifier_row,
                                  .group = i / 3,
                                  .repeat = i == 0 && upto(3) == 0});
        return sheet;
    }
    // True if a ticket has become another.
    bool step() {
        now_ms += upto(700);
        const int what = upto(9);
        const auto any =
            static_cast<std::ptrdiff_t>(sheets.empty() ? 0 : upto(static_cast<int>(sheets.size()) - 1));
        if (what < 4 || sheets.empty()) {
            sheets.push_back(sheet(std::to_string(++numbers)));
            std::stable_partition(sheets.begin(), sheets.end(),
                                  [](const Sheet& sheet) { return sheet.first; });
        } else if (what < 8) {
            sheets.erase(sheets.begin() + any);
            pressed_at_ms = now_ms;
        } else if (what == 8) {
            Sheet& changed = sheets[static_cast<std::size_t>(any)];
            const bool first = changed.first;
            changed = sheet(changed.order_id);
            changed.first = first;
        } else {
            now_ms += 1'500;
        }
        place(sheets, area, now_ms, pressed_at_ms, placement);
        return what == 8;
    }
};

// Every row once and in order, every part on the panel, every ticket that is not whole on a page counted
// there.
void check_whole(const Evening& evening) {
    const Placement& placement = evening.placement;
    REQUIRE(std::count_if(placement.places.begin(), placement.places.end(), [](const Place& place) {
                return !place.gone;
            }) == static_cast<std::ptrdiff_t>(evening.sheets.size()));
    for (const Sheet& sheet : evening.sheets) {
        const Place* place = placement.find(sheet.order_id);
        REQUIRE(place);
        std::size_t next = 0;
        for (const Part& part : place->parts) {
            REQUIRE(part.from == next);
            REQUIRE(part.to > part.from);
            REQUIRE(part.continues == (part.to < sheet.rows.size()));
            REQUIRE(part.y + part.height <= evening.area.height + 0.5F);
            REQUIRE(part.height >=
                    card_height(sheet, part.from, part.to, part.continues, evening.area.tab) - 0.5F);
            REQUIRE(part.column < evening.area.columns);
            next = part.to;
        }
        REQUIRE(next == sheet.rows.size());
    }
    for (int page = 0; page < placement.pages(); ++page) {
        std::size_t whole = 0;
        for (const Place& place : placement.places)
            whole += !place.gone && std::all_of(place.parts.begin(), place.parts.end(),
                                                [&](const Part& part) { return part.page == page; });
        REQUIRE(whole + hidden_on(placement, page) == evening.sheets.size());
    }
}

void check_apart(const Evening& evening) {
    std::map<std::pair<int, int>, std::vector<Part>> columns;
    std::map<std::pair<int, int>, int> keys;
    for (const Place& place : evening.placement.places) {
        // What has left only keeps its room free; a ticket above it may grow into that.
        for (const Part& part : place.parts)
            if (!place.gone) columns[{part.page, part.column}].push_back(part);
        if (place.key > 0) REQUIRE(++keys[{place.parts.front().page, place.key}] == 1);
    }
    for (auto& [spot, parts] : columns) {
        std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.y < b.y; });
        if (evening.area.arrangement == Arrangement::rail) REQUIRE(parts.size() == 1);
        for (std::size_t i = 1; i < parts.size(); ++i)
            REQUIRE(parts[i].y >= parts[i - 1].y + parts[i - 1].height);
    }
}

// While fingers are about, and no ticket has become another, each stands where it stood.
void check_still(const Placement& before, const Evening& evening, bool changed) {
    const bool fingers = evening.now_ms - evening.pressed_at_ms < refill_ms;
    if (!fingers || changed) return;
    for (const Place& old : before.places) {
        const Place* now = old.gone ? nullptr : evening.placement.find(old.order_id);
        if (!now) continue;
        INFO("ticket " << old.order_id << ", " << evening.now_ms << " " << evening.pressed_at_ms);
        REQUIRE(now->key == old.key);
        REQUIRE(now->parts.front().page == old.parts.front().page);
        REQUIRE(now->parts.front().column == old.parts.front().column);
        REQUIRE(now->parts.front().y == old.parts.front().y);
    }
}

// Of the clock nothing counts but what refills() says, and what was placed stays when it is placed again:
// Screen, which knows that nothing has changed, does not ask.
void check_clock(const Evening& evening) {
    const TimeMs pressed = evening.pressed_at_ms;
    const TimeMs otherwise = refills(evening.now_ms, pressed) ? evening.now_ms + 3'600'000 : pressed;
    Placement now = evening.placement, then = evening.placement;
    place(evening.sheets, evening.area, evening.now_ms, pressed, now);
    place(evening.sheets, evening.area, otherwise, pressed, then);
    REQUIRE(now == then);
    REQUIRE(now == evening.placement);
}

TEST_CASE("on every panel, in every density and arrangement, every row of every ticket is somewhere once") {
    for (const Arrangement arrangement : {Arrangement::masonry, Arrangement::rail})
        for (const Panel& panel : panels)
            for (const Density density : {Density::roomy, Density::normal, Density::dense})
                for (const float diagonal_in : {0.0F, 10.0F, 32.0F}) {
                    INFO(panel.name << ", density " << static_cast<int>(density) << ", " << diagonal_in
                                    << " in" << (arrangement == Arrangement::rail ? ", rail" : ", columns"));
                    Evening evening{std::mt19937(7),
                                    area_on(panel.picture, density, arrangement, diagonal_in),
                                    make_sizes(scale_for(panel.picture, {1.5F, diagonal_in}, density))};
                    for (int i = 0; i < 150; ++i) {
                        const Placement before = evening.placement;
                        const bool changed = evening.step();
                        INFO("step " << i);
                        check_whole(evening);
                        check_apart(evening);
                        check_still(before, evening, changed);
                        if (i % 5 == 0) check_clock(evening);
                    }
                }
}

TEST_CASE("on a rail the oldest is at the left, one card a column, and who leaves leaves a free place") {
    std::mt19937 random(1);
    const Sizes size = make_sizes({});
    Evening evening{random, {4, 700, 10, 40, Arrangement::rail}, size};
    for (int i = 1; i <= 6; ++i) {
        Sheet sheet;
        sheet.order_id = std::to_string(i);
        sheet.head = 100;
        sheet.rows.resize(3);
        for (Row& row : sheet.rows) row.height = 50;
        evening.sheets.push_back(sheet);
    }
    const auto column = [&](const char* id) {
        const Place* place = evening.placement.find(id);
        REQUIRE(place);
        return std::pair(place->parts.front().page, place->parts.front().column);
    };
    const auto place_now = [&] {
        place(evening.sheets, evening.area, evening.now_ms, evening.pressed_at_ms, evening.placement);
    };
    place_now();
    CHECK(column("1") == std::pair(0, 0));
    CHECK(column("4") == std::pair(0, 3));
    CHECK(column("5") == std::pair(1, 0));
    for (const Place& place : evening.placement.places) {
        CHECK(place.parts.front().height == 700);
        CHECK(place.parts.front().y == 0);
    }
    evening.sheets.erase(evening.sheets.begin() + 1);
    evening.pressed_at_ms = evening.now_ms = 5'000;
    place_now();
    CHECK(column("3") == std::pair(0, 2));
    CHECK(column("5") == std::pair(1, 0));
    evening.now_ms += refill_ms;
    place_now();
    CHECK(column("3") == std::pair(0, 2));
    CHECK(column("5") == std::pair(0, 1));
    CHECK(evening.placement.find("5")->key == 2);
    evening.area.arrangement = Arrangement::masonry;  // set anew: everything flows anew
    place_now();
    CHECK(column("3") == std::pair(0, 0));
}

}  // namespace
}  // namespace brigade::ui

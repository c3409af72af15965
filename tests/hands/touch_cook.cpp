// Nothing but places on the panel.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "hands/cook.h"

namespace brigade::hands {
namespace {

using Kind = ui::Hit::Kind;

constexpr DurationMs tap_ms = 80;

}  // namespace

template <class Test>
const ui::Hit* TouchCook::find(Test test) const {
    const ui::Hit* found = nullptr;
    for (const ui::Hit& hit : frame().hits)
        if (test(hit)) found = &hit;
    return found;
}

void TouchCook::tap(const ui::Hit& hit) {
    const float x = hit.area.x + hit.area.width / 2, y = hit.area.y + hit.area.height / 2;
    now_ms_ += 1'000;
    controls_.touch(x, y, now_ms_);
    now_ms_ += tap_ms;
    post(controls_.release(x, y, now_ms_));
    look();
}

void TouchCook::choose(const std::string& order) {
    if (view().order_id == order) return;
    const ui::Hit* hit =
        find([&](const ui::Hit& one) { return one.kind == Kind::header && one.order_id == order; });
    REQUIRE(hit);
    tap(*hit);
    REQUIRE(view().order_id == order);
}

void TouchCook::choose_line(const std::string& order, const std::string& line) {
    if (view().order_id == order && view().line_id == line) return;
    const ui::Hit* hit = find([&](const ui::Hit& one) {
        return one.kind == Kind::line && one.order_id == order && one.line_id == line;
    });
    REQUIRE(hit);
    tap(*hit);
    REQUIRE(view().line_id == line);
}

// On the chosen ticket, long enough to ask for its menu.
void TouchCook::rest_on_ticket() {
    const ui::Hit* hit = find([&](const ui::Hit& one) {
        const bool line = one.kind == Kind::line && one.line_id == view().line_id;
        return one.order_id == view().order_id && (one.kind == Kind::header || line);
    });
    REQUIRE(hit);
    const float x = hit->area.x + hit->area.width / 2, y = hit->area.y + hit->area.height / 2;
    now_ms_ += 1'000;
    controls_.touch(x, y, now_ms_);
    look();
    REQUIRE(view().menu.open());
    CHECK_FALSE(controls_.release(x, y, now_ms_));
}

void TouchCook::swipe(bool next) {
    const float from = frame().width * (next ? 0.6F : 0.4F), to = frame().width * (next ? 0.4F : 0.6F);
    now_ms_ += 1'000;
    controls_.touch(from, frame().height / 2, now_ms_);
    now_ms_ += tap_ms;
    post(controls_.release(to, frame().height / 2, now_ms_));
    look();
}

void TouchCook::use(Function function) {
    INFO("use " << word(function));
    if (function == Function::page_next || function == Function::page_previous)
        return swipe(function == Function::page_next);
    const auto chosen = [&](Kind kind) {
        return find([&](const ui::Hit& one) {
            const bool line = kind != Kind::line || one.line_id == view().line_id;
            return one.kind == kind && one.order_id == view().order_id && line;
        });
    };
    if (!frame().covered && function == Function::bump) return tap(*chosen(Kind::header));
    if (!frame().covered && function == Function::bump_line && !view().line_id.empty())
        return tap(*chosen(Kind::line));
    if (const ui::Hit* place =
            find([&](const ui::Hit& one) { return one.kind == Kind::function && one.function == function; }))
        return tap(*place);
    rest_on_ticket();
    tap_menu(place_in_menu(function));
}

void TouchCook::tap_menu(std::size_t place) {
    const ui::Hit* hit =
        find([&](const ui::Hit& one) { return one.kind == Kind::menu_item && one.place == place; });
    REQUIRE(hit);
    tap(*hit);
}

void TouchCook::leave() {
    if (view().devices.open) return use(Function::devices);
    constexpr float in_the_corner = 4;
    const float y = frame().height / 2;
    now_ms_ += 1'000;
    controls_.touch(in_the_corner, y, now_ms_);
    now_ms_ += tap_ms;
    post(controls_.release(in_the_corner, y, now_ms_));
    look();
}

void TouchCook::pick(const std::string& id) { tap_menu(place_in_menu(id)); }

void TouchCook::pick(Function function, bool of_screen) { tap_menu(place_in_menu(function, of_screen)); }

void TouchCook::type(const std::string& text) {
    REQUIRE(view().entry.open);
    const auto tap_key = [&](auto wanted) {
        const ui::EntryRows rows = ui::entry_rows(view().entry);
        const ui::Hit* hit = find([&](const ui::Hit& one) {
            return one.kind == Kind::entry_key && wanted(rows[one.row][one.place]);
        });
        REQUIRE(hit);
        tap(*hit);
    };
    for (const char letter : text)
        tap_key([&](const ui::EntryKey& key) { return key.letter == std::string(1, letter); });
    tap_key([](const ui::EntryKey& key) { return key.kind == ui::EntryKey::Kind::done; });
}

void TouchCook::use_device_key(const std::string& row, ui::DeviceKey key) {
    const ui::Hit* device =
        find([&](const ui::Hit& one) { return one.kind == Kind::device && one.order_id == row; });
    REQUIRE(device);
    tap(*device);
    const ui::Hit* hit =
        find([&](const ui::Hit& one) { return one.kind == Kind::device_key && one.key == key; });
    REQUIRE(hit);
    tap(*hit);
}

void TouchCook::open_lesson() {
    use(Function::setup);
    const auto stops = ui::setup_stops(*frame().model, frame().troubles);
    const auto place = [&](auto wanted) {
        return static_cast<std::size_t>(std::ranges::find_if(stops, wanted) - stops.begin());
    };
    const auto touch = [&](Kind kind, std::size_t stop) {
        const ui::Hit* hit = find([&](const ui::Hit& one) { return one.kind == kind && one.place == stop; });
        REQUIRE(hit);
        tap(*hit);
    };
    touch(Kind::setup_stop, place([](const auto& stop) { return stop.section == ui::SetupSection::bars; }));
    touch(Kind::setup_key, place([](const auto& stop) { return stop.setting == ui::Setting::learn; }));
}

void TouchCook::keep_lesson() {
    const ui::Hit* hit = find([](const ui::Hit& one) {
        return one.kind == Kind::learn_key && one.place == static_cast<std::size_t>(ui::LearnKey::keep);
    });
    REQUIRE(hit);
    tap(*hit);
}

void TouchCook::digits(const std::string& pin) {
    for (const char digit : pin) use(digit == '0' ? Function::zero : ui::position(digit - '0'));
    use(Function::bump);
}

}  // namespace brigade::hands

// A finger on the panel: a tap, one that rests, one that slides.
#include <cmath>

#include "base/check.h"
#include "ui/controls.h"

namespace brigade::ui {
namespace {

bool is_ticket(const Hit& hit) {
    return hit.kind == Hit::Kind::ticket || hit.kind == Hit::Kind::header || hit.kind == Hit::Kind::line;
}

}  // namespace

void Controls::touch(float x, float y, TimeMs now_ms) {
    finger_.reset();
    if (frames_.empty() || now_ms < view_.locked_until_ms) return;
    const Hit* hit = frames_.back().hit(x, y);
    finger_ = Finger{x, y, now_ms, hit ? std::optional(*hit) : std::nullopt};
}

// Nothing else covers the tickets while a finger rests on one, so it is that ticket's menu that opens.
void Controls::rest_finger(TimeMs now_ms) {
    if (!finger_ || !finger_->on || now_ms - finger_->down_ms < long_press_ms) return;
    const Hit on = *finger_->on;
    if (on.rests != Function::none && !frames_.back().covered) {
        finger_.reset();
        const auto opened = press(on.rests, now_ms);
        BRIGADE_CHECK(!opened, "what a resting finger opens asks for nothing");
        return;
    }
    if (frames_.back().covered || !is_ticket(on) || comes_back_.types_on(now_ms)) return;
    finger_.reset();
    pressed_at_ms_ = now_ms;
    choose(on.order_id, now_ms);
    if (on.kind == Hit::Kind::line) view_.line_id = on.line_id;
    ask(MenuView::Level::root);
}

// Over a list a finger draws the next rows up; over the tickets it draws the next page in.
std::optional<Action> Controls::swipe(float x, float y, TimeMs now_ms) {
    const Frame& frame = frames_.back();
    const float across = x - finger_->x, down = y - finger_->y;
    const bool pages = std::abs(across) >= frame.width * swipe_share && std::abs(across) > 2 * std::abs(down);
    const bool rows = frame.covered && std::abs(down) >= frame.height * swipe_share &&
                      std::abs(down) > 2 * std::abs(across);
    if (!pages && !rows) return std::nullopt;
    const bool next = rows ? down < 0 : across < 0;
    return press(next ? Function::page_next : Function::page_previous, now_ms);
}

// Acts on release, and only where the finger still is on what it touched. What stood at this place when the
// finger set out for it must be the same, else the touch only selects.
std::optional<Action> Controls::release(float x, float y, TimeMs now_ms) {
    if (!finger_) return std::nullopt;
    const Finger finger = *finger_;
    if (now_ms < view_.locked_until_ms) {  // it was down before the wipe began
        finger_.reset();
        return std::nullopt;
    }
    const Frame& frame = frames_.back();
    const bool slid = std::abs(x - finger.x) >= frame.width * swipe_share ||
                      std::abs(y - finger.y) >= frame.height * swipe_share;
    if (slid && frame.width > 0) {
        auto action = swipe(x, y, now_ms);
        finger_.reset();
        return action;
    }
    finger_.reset();
    if (!finger.on || ends_identify(now_ms)) return std::nullopt;
    const bool types = view_.devices.typing || view_.sign_in.open || view_.entry.open;
    if (now_ms - released_at_ms_ < (types ? typing_ms : debounce_ms)) return std::nullopt;
    const Hit* now = frame.hit(x, y);
    if (!now || !now->same_target(*finger.on)) return std::nullopt;
    released_at_ms_ = now_ms;
    const Hit* then = seen(now_ms).hit(x, y);
    return tap(*finger.on, then && then->same_target(*finger.on), now_ms);
}

std::optional<Action> Controls::tap(const Hit& hit, bool meant, TimeMs now_ms) {
    if (hit.kind == Hit::Kind::function) return press(hit.function, now_ms);
    if (hit.kind == Hit::Kind::entry_key) {
        pressed_at_ms_ = now_ms;
        return on_entry(touch_entry_key(view_.entry, hit.row, hit.place), now_ms);
    }
    if (view_.learn.open) return meant ? tap_learn(hit, now_ms) : std::nullopt;
    if (view_.setup.open) return meant ? tap_setup(hit, now_ms) : std::nullopt;
    if (view_.devices.open) {
        pressed_at_ms_ = now_ms;
        const DevicePage& page = frames_.back().model->devices;
        if (hit.kind == Hit::Kind::device) touch_device(view_.devices, hit.order_id, page, now_ms);
        // Another row under the finger than a moment ago: nothing is asked of it.
        if (hit.kind == Hit::Kind::device_key && meant && hit.order_id == view_.devices.row)
            return touch_device_key(view_.devices, hit.key, page, now_ms);
        return std::nullopt;
    }
    if (comes_back_.types_on(now_ms)) {
        view_.unheard = true;
        return std::nullopt;
    }
    pressed_at_ms_ = now_ms;
    if (view_.menu.open()) {
        if (hit.kind != Hit::Kind::menu_item || !meant) return std::nullopt;
        const MenuView before = view_.menu;
        const Frame& then = seen(now_ms);
        return on_menu(
            before, touch_menu_item(view_.menu, hit.place, *frames_.back().model, {then.menu, *then.model}),
            now_ms);
    }
    if (view_.recall.open) {
        const bool again = view_.recall.order_id == hit.order_id;
        if (again && meant) return press(Function::bump, now_ms);
        if (hit.kind == Hit::Kind::recalled) view_.recall.order_id = hit.order_id;
        return std::nullopt;
    }
    if (hit.kind == Hit::Kind::parked) {
        open_menu(view_.menu, MenuView::Level::parked, nullptr, {});
        return std::nullopt;
    }
    const bool selected = view_.order_id == hit.order_id && meant;
    if (selected && hit.kind == Hit::Kind::header) return press(Function::bump, now_ms);
    if (selected && hit.kind == Hit::Kind::line && view_.line_id == hit.line_id)
        return press(Function::bump_line, now_ms);
    choose(hit.order_id, now_ms);
    if (hit.kind == Hit::Kind::line) view_.line_id = hit.line_id;
    return std::nullopt;
}

}  // namespace brigade::ui

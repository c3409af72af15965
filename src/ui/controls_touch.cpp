#include "ui/controls.h"

namespace brigade::ui {

void Controls::touch(float x, float y) {
    touched_.reset();
    if (frames_.empty()) return;
    if (const Hit* hit = frames_.back().hit(x, y)) touched_ = *hit;
}

// Acts on release, and only where the finger still is on what it touched. What stood at this place when the
// finger set out for it must be the same, else the touch only selects.
std::optional<Action> Controls::release(float x, float y, TimeMs now_ms) {
    if (!touched_) return std::nullopt;
    const Hit touched = *touched_;
    touched_.reset();
    if (ends_identify(now_ms)) return std::nullopt;
    const DurationMs rest_ms = view_.devices.typing || view_.sign_in.open ? typing_ms : debounce_ms;
    if (now_ms - released_at_ms_ < rest_ms) return std::nullopt;
    const Hit* now = frames_.back().hit(x, y);
    if (!now || !now->same_target(touched)) return std::nullopt;
    released_at_ms_ = now_ms;
    const Hit* then = seen(now_ms).hit(x, y);
    return tap(touched, then && then->same_target(touched), now_ms);
}

std::optional<Action> Controls::tap(const Hit& hit, bool meant, TimeMs now_ms) {
    if (hit.kind == Hit::Kind::function) return press(hit.function, now_ms);
    if (view_.devices.open) {
        pressed_at_ms_ = now_ms;
        const DevicePage& page = frames_.back().model->devices;
        if (hit.kind == Hit::Kind::device) touch_device(view_.devices, hit.order_id, page, now_ms);
        // Another row under the finger than a moment ago: nothing is asked of it.
        if (hit.kind == Hit::Kind::device_key && meant && hit.order_id == view_.devices.row)
            return touch_device_key(view_.devices, hit.key, page, now_ms);
        return std::nullopt;
    }
    if (types_on(now_ms)) return std::nullopt;
    if (view_.recall) {
        const auto& bumped = frames_.back().model->bumped;
        const bool again = view_.recalled < bumped.size() && bumped[view_.recalled].order_id == hit.order_id;
        if (again && meant) return press(Function::bump, now_ms);
        for (std::size_t i = 0; i < bumped.size(); ++i)
            if (bumped[i].order_id == hit.order_id) view_.recalled = i;
        pressed_at_ms_ = now_ms;
        return std::nullopt;
    }
    const bool selected = view_.order_id == hit.order_id && meant;
    if (selected && hit.kind == Hit::Kind::header) return press(Function::bump, now_ms);
    if (selected && hit.kind == Hit::Kind::line && view_.line_id == hit.line_id)
        return press(Function::bump_line, now_ms);
    pressed_at_ms_ = now_ms;
    choose(hit.order_id, now_ms);
    if (hit.kind == Hit::Kind::line) view_.line_id = hit.line_id;
    return std::nullopt;
}

}  // namespace brigade::ui

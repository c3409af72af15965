// What a press means on the setup page, and how it is left.
#include "ui/controls.h"

namespace brigade::ui {

std::optional<Action> Controls::on_setup(Function function, TimeMs now_ms) {
    const Frame& frame = frames_.back();
    if (!view_.setup.open) {
        close_overlays();
        open_setup(view_.setup, now_ms);
        return std::nullopt;
    }
    return after_setup(press_on_setup(view_.setup, function, *frame.model, frame.troubles, now_ms));
}

std::optional<Action> Controls::tap_setup(const Hit& hit, TimeMs now_ms) {
    const Frame& frame = frames_.back();
    const std::vector<SetupStop> stops = setup_stops(*frame.model, frame.troubles);
    pressed_at_ms_ = now_ms;
    if (hit.place >= stops.size() || stops[hit.place].id != hit.order_id) return std::nullopt;
    if (hit.kind == Hit::Kind::setup_stop) touch_stop(view_.setup, stops[hit.place], now_ms);
    if (hit.kind != Hit::Kind::setup_key) return std::nullopt;
    const int by = static_cast<int>(hit.row) - 1;
    return after_setup(touch_setting(view_.setup, stops[hit.place], by, *frame.model, now_ms));
}

std::optional<Action> Controls::after_setup(SetupAnswer answer) {
    if (answer.test) ++view_.sound_tests;
    if (answer.services) ask(MenuView::Level::filter);
    begin_lesson(answer.action, pressed_at_ms_);
    return std::move(answer.action);
}

void Controls::settle_setup_page(const ScreenModel& model, TimeMs now_ms, std::optional<Action>& closed) {
    const std::size_t troubles = frames_.empty() ? 0 : frames_.back().troubles;
    if (settle_setup(view_.setup, model, troubles, now_ms)) {
        closed = close_setup(view_.setup);
        deaf_until_ms_ = std::max(deaf_until_ms_, now_ms + sight_ms);
    }
}

}  // namespace brigade::ui

// The lesson of a bump bar lies over the setup page, which waits below it. The station is told as it begins
// and ends: meanwhile it takes the bars' keys as they are.
#include "ui/controls.h"

namespace brigade::ui {

void Controls::begin_lesson(const std::optional<Action>& action, TimeMs now_ms) {
    if (action && action->kind == Action::Kind::learn_bar) open_learn(view_.learn, now_ms);
}

std::optional<Action> Controls::after_lesson(std::optional<Learned> learned) {
    if (!learned) return std::nullopt;
    Action action;
    action.kind = Action::Kind::bar_learned;
    action.device = learned->device;
    if (learned->profile) action.profile = std::make_shared<const BarProfile>(*std::move(learned->profile));
    return action;
}

std::optional<Action> Controls::raw(const RawKey& key, TimeMs now_ms) {
    if (!view_.learn.open) return std::nullopt;
    if (key.key != 0 && key.change == KeyChange::pressed) pressed_at_ms_ = now_ms;
    return after_lesson(press_on_learn(view_.learn, key, now_ms));
}

std::optional<Action> Controls::tap_learn(const Hit& hit, TimeMs now_ms) {
    if (hit.kind != Hit::Kind::learn_key) return std::nullopt;
    pressed_at_ms_ = now_ms;
    return after_lesson(touch_learn(view_.learn, static_cast<LearnKey>(hit.place), now_ms));
}

// Nobody has left the setup page while its lesson goes on.
std::optional<Action> Controls::settle_lesson(TimeMs now_ms) {
    if (!view_.learn.open) return std::nullopt;
    view_.setup.pressed_at_ms = now_ms;
    return after_lesson(settle_learn(view_.learn, now_ms));
}

}  // namespace brigade::ui

#include "ui/learn_page.h"

#include <linux/input-event-codes.h>

namespace brigade::ui {
namespace {

std::optional<Learned> end_lesson(LearnView& view, bool kept) {
    Learned learned{view.device, std::nullopt};
    if (kept && !view.learning.empty())
        learned.profile =
            view.learning.profile(profile_name_of(view.name), view.name.empty() ? "Learned" : view.name);
    view = {};
    return learned;
}

std::optional<LearnKey> key_of_keyboard(KeyCode key) {
    switch (key) {
        case KEY_ESC:
            return LearnKey::give_up;
        case KEY_BACKSPACE:
            return LearnKey::back;
        case KEY_SPACE:
            return LearnKey::leave_out;
        case KEY_ENTER:
        case KEY_KPENTER:
            return LearnKey::keep;
        default:
            return std::nullopt;
    }
}

void look_at_end(LearnView& view) { view.keeping = !view.learning.asked(); }

}  // namespace

void open_learn(LearnView& view, TimeMs now_ms) {
    view = {};
    view.open = true;
    view.learning = BarLearning(now_ms);
    view.pressed_at_ms = now_ms;
}

std::optional<Learned> press_on_learn(LearnView& view, const RawKey& key, TimeMs now_ms) {
    if (!view.open) return std::nullopt;
    const bool pressed = key.key != 0 && key.change == KeyChange::pressed;
    // Escape before the first key is a keyboard's: no bar begins with it.
    if (view.device.empty() && pressed && key.key == KEY_ESC) return end_lesson(view, false);
    if (view.device.empty() && pressed) {
        view.device = key.device;
        view.name = key.name;
    }
    if (key.device != view.device) {
        const auto meant = pressed ? key_of_keyboard(key.key) : std::nullopt;
        return meant ? touch_learn(view, *meant, now_ms) : std::nullopt;
    }
    if (pressed) view.pressed_at_ms = now_ms;
    if (pressed && view.keeping) return end_lesson(view, true);
    const BarLearning::Answer answer = view.learning.key(key);
    if (answer.said == BarLearning::Said::nothing) return std::nullopt;
    view.said = answer;
    look_at_end(view);
    return std::nullopt;
}

std::optional<Learned> touch_learn(LearnView& view, LearnKey key, TimeMs now_ms) {
    if (!view.open) return std::nullopt;
    view.pressed_at_ms = now_ms;
    view.said = {};
    switch (key) {
        case LearnKey::leave_out:
            view.learning.skip(now_ms);
            break;
        case LearnKey::back:
            view.learning.back(now_ms);
            break;
        case LearnKey::keep:
            return end_lesson(view, true);
        case LearnKey::give_up:
            return end_lesson(view, false);
    }
    look_at_end(view);
    return std::nullopt;
}

std::optional<Learned> settle_learn(LearnView& view, TimeMs now_ms) {
    if (!view.open) return std::nullopt;
    const bool begun = !view.device.empty() && !view.keeping;
    // Somebody who walked away in the middle has a bar half learned: that is not kept.
    if (!begun && now_ms - view.pressed_at_ms >= learn_page_rest_ms) return end_lesson(view, false);
    if (!begun) return std::nullopt;
    if (view.learning.settle(now_ms)) {
        view.said = {};
        look_at_end(view);
        if (view.keeping) view.pressed_at_ms = now_ms;
    }
    return std::nullopt;
}

}  // namespace brigade::ui

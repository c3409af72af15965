#include <algorithm>

#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

using Answer = CookState::Answer;

std::string seconds_locked(const Scene& scene) {
    return std::to_string((scene.model.cook.locked_until - scene.kitchen_now + 999) / 1000);
}

// What the last PIN came to, or why none can be checked.
void say(const Scene& scene, Keypad& keypad) {
    const CookState& cook = scene.model.cook;
    const Words& words = scene.words;
    const Answer answer = answer_to(scene.view.sign_in, cook);
    keypad.wrong = true;
    if (scene.model.link != Link::live || answer == Answer::away) {
        keypad.said = words(scene.view.setup.needs_pin       ? Say::pin_away
                            : scene.view.sign_in.for_devices ? Say::devices_away
                            : cook.name.empty()              ? Say::cook_away
                                                             : Say::cook_away_known);
    } else if (cook.locked_until > scene.kitchen_now) {
        keypad.said = words.fill(Say::cook_locked, {seconds_locked(scene)});
    } else if (answer == Answer::wrong) {
        keypad.said = words(Say::cook_wrong);
    } else if (answer == Answer::refused) {
        keypad.said = cook.refusal;
    } else if (is_no_manager(scene.view.sign_in, cook)) {
        // On a cook's own screen the name is the cook's, whosever PIN it was.
        keypad.said = cook.owned ? words(Say::pin_title) : words.fill(Say::pin_no_manager, {cook.name});
    } else if (answer == Answer::asking) {
        keypad.said = words(Say::devices_asking);
        keypad.wrong = false;
    }
}

Keypad keypad_of(const Scene& scene) {
    const CookState& cook = scene.model.cook;
    const SignInView& view = scene.view.sign_in;
    const Words& words = scene.words;
    const bool out = signs_out(view, cook);
    Keypad keypad;
    keypad.title = cook.name.empty() ? words(Say::cook_title) : words.fill(Say::cook_bumps, {cook.name});
    if (view.for_devices) keypad.title = pin_sentence(scene.view.devices, words);
    if (scene.view.setup.needs_pin)
        keypad.title =
            words(scene.view.setup.stop.setting == Setting::restart ? Say::pin_to_start : Say::pin_to_setup);
    keypad.hint = words(out ? Say::cook_out_hint : Say::cook_hint);
    keypad.sends = words(out ? Say::key_sign_out : Say::key_sign_in);
    keypad.ready = view.digits >= pin_digits_min && answer_to(view, cook) != Answer::asking;
    keypad.dots = view.digits;
    say(scene, keypad);
    return keypad;
}

}  // namespace

void draw_sign_in(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Rect panel = draw_panel(scene, area, size.overlay_width, pin_pad_height(size), Function::none);
    draw_keypad(scene, panel, keypad_of(scene));
}

}  // namespace brigade::ui

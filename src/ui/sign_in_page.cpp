#include "ui/sign_in_page.h"

#include <utility>

#include "ui/digits.h"

namespace brigade::ui {

using Answer = CookState::Answer;

Answer answer_to(const SignInView& view, const CookState& cook) {
    if (view.attempt == 0) return Answer::none;
    return cook.attempt == view.attempt ? cook.answer : Answer::asking;
}

bool is_no_manager(const SignInView& view, const CookState& cook) {
    return view.for_devices && answer_to(view, cook) == Answer::signed_in && !cook.manages;
}

bool signs_out(const SignInView& view, const CookState& cook) {
    return !view.for_devices && view.digits == 0 && !cook.name.empty() &&
           answer_to(view, cook) != Answer::asking;
}

std::optional<Action> given_up(const SignInView& view, const CookState& cook) {
    if (answer_to(view, cook) != Answer::asking) return std::nullopt;
    Action action;
    action.kind = Action::Kind::cook_give_up;
    action.attempt = view.attempt;
    return action;
}

std::optional<Action> SignInPage::press(Function function, const CookState& cook, TimeMs now_ms) {
    pressed_at_ms_ = now_ms;
    if (!view_.open) {
        view_.open = true;
        return std::nullopt;
    }
    std::optional<Action> action;
    if (type_digit(pin_, function, pin_digits_max))
        view_.digits = pin_.size();
    else if (function == Function::bump)
        action = enter(cook);
    else if (function == Function::cancel || function == Function::cook || function == Function::devices) {
        action = given_up(view_, cook);
        close();
    }
    return action;
}

std::optional<Action> SignInPage::enter(const CookState& cook) {
    Action action;
    if (signs_out(view_, cook)) {
        close();
        action.kind = Action::Kind::cook_sign_out;
        return action;
    }
    if (pin_.size() < pin_digits_min || answer_to(view_, cook) == Answer::asking) return std::nullopt;
    action.kind = Action::Kind::cook_sign_in;
    action.code = std::exchange(pin_, {});
    action.attempt = ++attempts_;
    view_.digits = 0;
    view_.attempt = attempts_;
    return action;
}

void SignInPage::open_for_devices(TimeMs now_ms) {
    close();
    view_.open = true;
    view_.for_devices = true;
    pressed_at_ms_ = now_ms;
}

bool SignInPage::settle(const CookState& cook, TimeMs now_ms) {
    if (!view_.open) return false;
    const bool known = answer_to(view_, cook) == Answer::signed_in && !is_no_manager(view_, cook);
    if (!known && now_ms - pressed_at_ms_ < keypad_rest_ms) return false;
    close();
    closed_itself_at_ms_ = now_ms;
    return known;
}

void SignInPage::close() {
    view_ = {};
    pin_.clear();
}

}  // namespace brigade::ui

#include "station/sign_in.h"

#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/json_fields.h"
#include "protocol/access_role.h"

namespace brigade {
namespace {

using Answer = CookState::Answer;

constexpr char id_prefix = 'c';         // no other request of a screen begins with it
constexpr DurationMs retry_ms = 1'000;  // where the hub does not say

}  // namespace

SignIn::SignIn(std::string owner, std::function<bool(const std::string&)> send)
    : owner_(std::move(owner)),
      send_(std::move(send)) {}

std::string SignIn::press(DurationMs now_ms) {
    if (!owner_.empty()) return owner_;
    forget_who_left(now_ms);
    pressed_at_ms_ = now_ms;
    return cook_;
}

bool SignIn::act(const Action& action) {
    if (action.kind == Action::Kind::cook_sign_out) {
        sign_out();
        return true;
    }
    if (action.kind == Action::Kind::cook_give_up) {
        if (action.attempt == attempt_) give_up_unseen();
        return true;
    }
    if (action.kind != Action::Kind::cook_sign_in) return false;
    give_up();
    attempt_ = action.attempt;
    answer(Answer::asking);
    waiting_ = id_prefix + std::to_string(next_id_++);
    const json::object request{{"type", "person.identify"}, {"id", waiting_}, {"pin", action.code}};
    if (!send_(json::serialize(request))) answer(Answer::away);
    return true;
}

bool SignIn::receive(std::string_view text, DurationMs now_ms) {
    if (waiting_.empty()) return false;
    const auto value = parse_json(text);
    const json::object* message = value ? value->if_object() : nullptr;
    if (!message) return false;
    std::optional<Refusal> problem;
    JsonFields fields(*message, "", ErrorCode::invalid_message, problem);
    if (fields.text("type", limits::text_chars) != "person") return false;
    if (fields.text("re", limits::id_chars) != waiting_) return false;
    std::string cook = fields.required_id("person"), name = fields.required_text("name", limits::text_chars);
    const PersonRole role = fields.choice("role", PersonRole::kitchen);
    if (problem) {
        forget_at_hub();
        answer(Answer::refused, "the hub's answer cannot be read: " + problem->message);
        return true;
    }
    cook_ = std::move(cook);
    name_ = std::move(name);
    manages_ = brigade::manages(role);
    pressed_at_ms_ = now_ms;
    locked_until_ms_ = 0;
    answer(Answer::signed_in);
    return true;
}

bool SignIn::on(const FromHubError& error, DurationMs now_ms) {
    if (!error.re.starts_with(id_prefix)) return false;
    if (error.re != waiting_) return true;  // of an attempt that another one has followed
    if (error.refusal.code == ErrorCode::rate_limited) {
        locked_until_ms_ = now_ms + error.refusal.retry_ms.value_or(retry_ms);
        answer(Answer::locked);
    } else if (error.refusal.code == ErrorCode::unauthorized) {
        answer(Answer::wrong);
    } else {
        answer(Answer::refused, error.refusal.message);
    }
    return true;
}

void SignIn::disconnected() {
    manages_ = false;  // the hub asks for the PIN again
    if (!waiting_.empty()) answer(Answer::away);
}

CookState SignIn::state(DurationMs now_ms, TimeMs clock_offset_ms) {
    forget_who_left(now_ms);
    CookState state;
    state.owned = !owner_.empty();
    state.name = state.owned ? owner_ : name_;
    state.manages = manages_;
    state.attempt = attempt_;
    state.answer = answer_;
    state.refusal = refusal_;
    if (locked_until_ms_ > now_ms) state.locked_until = locked_until_ms_ + clock_offset_ms;
    return state;
}

void SignIn::answer(CookState::Answer answer, std::string refusal) {
    waiting_.clear();
    answer_ = answer;
    refusal_ = std::move(refusal);
}

void SignIn::forget_who_left(DurationMs now_ms) {
    if (!cook_.empty() && now_ms - pressed_at_ms_ >= signed_in_ms) sign_out();
}

// Whose PIN it was is not shown here. Who was signed in before keeps the presses, which the hub takes from
// anybody.
void SignIn::give_up() {
    if (waiting_.empty()) return;
    answer(Answer::none);
    forget_at_hub();
}

// The hub's answer may have come while the keypad was being closed.
void SignIn::give_up_unseen() {
    if (waiting_.empty() && answer_ == Answer::signed_in) sign_out();
    give_up();
}

void SignIn::sign_out() {
    cook_.clear();
    name_.clear();
    forget_at_hub();
}

// Also whom a PIN would sign in that is still being checked. The hub's answer says nothing new.
void SignIn::forget_at_hub() {
    manages_ = false;
    const json::object request{{"type", "person.sign_out"}, {"id", id_prefix + std::to_string(next_id_++)}};
    send_(json::serialize(request));
}

void SignIn::left_devices(bool unseen) {
    give_up();
    if (unseen || !owner_.empty()) sign_out();
}

}  // namespace brigade

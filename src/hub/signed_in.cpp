#include "hub/signed_in.h"

namespace brigade {

void SignedIn::sign_in(const Person& person, std::uint64_t turn, DurationMs now_ms) {
    if (turn != turn_) return;
    person_ = person;
    asked_at_ms_ = now_ms;
}

void SignedIn::sign_out() {
    person_.reset();
    ++turn_;
}

void SignedIn::asked(DurationMs now_ms) {
    if (person(now_ms)) asked_at_ms_ = now_ms;
}

void SignedIn::compare(const Person* now) {
    if (!person_) return;
    const bool same = now && now->role == person_->role && now->pin_scrypt == person_->pin_scrypt;
    if (!same) person_.reset();
}

const Person* SignedIn::person(DurationMs now_ms) {
    if (person_ && now_ms - asked_at_ms_ >= lasts_ms) person_.reset();
    return person_ ? &*person_ : nullptr;
}

}  // namespace brigade

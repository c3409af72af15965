// Who has signed in on one connection by a PIN, for what the hub does for managers only. A screen forgets by
// itself; the hub does not rely on that: half an hour without a request, a change of the person in the
// register, and the end of the connection each end it too.
//
// Owned by the session, loop thread. Time is the loop's monotonic milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "hub/access_state.h"

namespace brigade {

class SignedIn {
  public:
    static constexpr DurationMs lasts_ms = 30 * 60'000;

    // A PIN takes a while to be checked. Whose it is counts only if nobody has signed out since turn() was
    // asked.
    std::uint64_t turn() const { return turn_; }
    void sign_in(const Person& person, std::uint64_t turn, DurationMs now_ms);
    void sign_out();
    // A person asked for something: they are still there.
    void asked(DurationMs now_ms);
    // As the register has the person now; nullptr: not at all. With another role or PIN they sign in anew.
    void compare(const Person* now);

    // nullptr: nobody. Valid until the next change.
    const Person* person(DurationMs now_ms);

  private:
    std::optional<Person> person_;
    DurationMs asked_at_ms_ = 0;
    std::uint64_t turn_ = 0;
};

}  // namespace brigade

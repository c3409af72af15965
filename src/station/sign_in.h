// Whose presses the ones at this screen are: those of the cook whose screen it is, or of whoever has signed
// in with a PIN that the hub knows, or nobody's. Each press carries that person's id, so that the journal
// says who bumped (docs/protocol.md, `cook`). Nobody has to: without a name, and without the hub, bumping
// goes on.
//
// Who walks away forgets to sign out. So it ends by itself after a while without a press, and with the
// program: nothing of it is stored. A PIN goes to the hub in one request and is not kept here. The hub
// remembers who signed in too, for what only a manager may do on the device page, and is told when that ends:
// also when nobody waits for its answer any more, lest somebody is signed in there whom this screen does not
// show.
//
// Time is the loop's monotonic milliseconds. Loop thread; owned by the StationScreen.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "protocol/from_hub.h"
#include "station/mailbox.h"

namespace brigade {

inline constexpr DurationMs signed_in_ms = 30 * 60'000;  // without a press

class SignIn {
  public:
    // `owner` is the id of the cook whose screen it is, where nobody else signs in; empty: anybody's. `send`
    // says whether the hub can be reached.
    SignIn(std::string owner, std::function<bool(const std::string&)> send);

    // Something is pressed that goes to the hub: whose press it is, empty for nobody's. They stay signed in.
    std::string press(DurationMs now_ms);

    // True if it was one of the keypad's.
    bool act(const Action& action);
    // A message as it came; true if it tells whose PIN it was.
    bool receive(std::string_view text, DurationMs now_ms);
    // True if it answers a PIN.
    bool on(const FromHubError& error, DurationMs now_ms);
    void disconnected();
    // The device page is closed. A manager who signed in there on a cook's own screen would be seen by
    // nobody; nor is anybody seen on a screen that does not show who presses there.
    void left_devices(bool unseen = false);
    // Whoever has signed in may change devices.
    bool manages() const { return manages_; }

    // For the screen, whose kitchen time is the monotonic one and `clock_offset_ms`.
    CookState state(DurationMs now_ms, TimeMs clock_offset_ms);

  private:
    void answer(CookState::Answer answer, std::string refusal = {});
    void forget_who_left(DurationMs now_ms);
    void give_up();
    void give_up_unseen();
    void forget_at_hub();
    void sign_out();

    std::string owner_;
    std::function<bool(const std::string&)> send_;
    std::string cook_, name_;  // who has signed in
    bool manages_ = false;
    DurationMs pressed_at_ms_ = 0;
    std::uint64_t next_id_ = 1;
    std::string waiting_;  // the request that asks the hub; empty: none
    std::uint64_t attempt_ = 0;
    CookState::Answer answer_ = CookState::Answer::none;
    std::string refusal_;
    DurationMs locked_until_ms_ = 0;
};

}  // namespace brigade

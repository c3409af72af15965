// A person says who they are: the keypad that a PIN is typed on, and what BUMP means there. The digits stay
// in here until they go to the hub, once; what is drawn from knows only how many they are.
//
// Whoever is signed in signs out with BUMP alone, or types another PIN. The keypad lies over the tickets, so
// it closes when the hub has said who it is, and when nobody touches it for a while. The device page opens it
// too, when a manager is needed there. UI thread; owned by the Controls. Time as there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "station/mailbox.h"
#include "ui/function.h"

namespace brigade::ui {

inline constexpr std::size_t pin_digits_min = 4, pin_digits_max = 8;
inline constexpr DurationMs keypad_rest_ms = 30'000;

struct SignInView {
    bool open = false;
    std::size_t digits = 0;     // that have been typed
    std::uint64_t attempt = 0;  // the one sent last since it was opened; 0: none
    bool for_devices = false;   // a manager's is asked for, over the device page
};

// To the last attempt; `asking` until the station has heard.
CookState::Answer answer_to(const SignInView& view, const CookState& cook);
// The device page asked for a manager, and it was somebody else's PIN.
bool is_no_manager(const SignInView& view, const CookState& cook);
// BUMP signs out: somebody is signed in, and no other PIN is being typed or asked for.
bool signs_out(const SignInView& view, const CookState& cook);
// What is to be said when it closes: nothing, unless a PIN is being checked that nobody waits for any more.
std::optional<Action> given_up(const SignInView& view, const CookState& cook);

class SignInPage {
  public:
    // A press while it is open, and the one that opens it.
    std::optional<Action> press(Function function, const CookState& cook, TimeMs now_ms);
    // For whoever may change devices: it closes for nobody else's PIN.
    void open_for_devices(TimeMs now_ms);
    void close();
    // Before a picture is made. True as it closes because the hub has said who it is.
    bool settle(const CookState& cook, TimeMs now_ms);

    const SignInView& view() const { return view_; }
    // When it was last closed by no press.
    TimeMs closed_itself_at_ms() const { return closed_itself_at_ms_; }

  private:
    std::optional<Action> enter(const CookState& cook);

    SignInView view_;
    std::string pin_;
    std::uint64_t attempts_ = 0;
    TimeMs pressed_at_ms_ = 0;
    TimeMs closed_itself_at_ms_ = -1'000'000;
};

}  // namespace brigade::ui

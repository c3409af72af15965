// From presses to actions. Knows what is chosen and what was on the screen lately, and holds the rules that
// keep a wet finger from bumping the wrong ticket:
//   - a press acts on the frame of `sight_ms` before it; if its key meant another ticket then, it only
//   selects,
//   - a press is ignored within `debounce_ms` of the same one, a touch acts when the finger leaves,
//   - what covers the tickets goes when it is left alone; a press at that moment was meant for it, and one
//     that ends the screen's showing its name is about no ticket,
//   - who comes back to a device page that has closed meanwhile types on: that is about no ticket either.
// UI thread. Time is an argument, always of the same monotonic clock.
#pragma once

#include <array>
#include <deque>
#include <optional>

#include "station/mailbox.h"
#include "ui/frame.h"

namespace brigade::ui {

inline constexpr DurationMs sight_ms = 250;
inline constexpr DurationMs debounce_ms = 300;
inline constexpr DurationMs typing_ms = 80;  // between two keys of the keypad on the panel
inline constexpr DurationMs toast_ms = 10'000;
inline constexpr DurationMs found_ms =
    1'000;  // to look at what was under the screen's name, or the device page
inline constexpr DurationMs back_ms = 60'000;  // somebody comes back to the device page that has closed
inline constexpr DurationMs typed_ms = 5'000;  // and types a code there
inline constexpr DurationMs unheard_ms =
    4'000;  // it is said that the page had closed, and nothing was pressed

class Controls {
  public:
    // Before a frame is made: the selection moves on from tickets that have left, the page exists. The action
    // comes of time alone.
    std::optional<Action> settle(const ScreenModel& model, const Placement& placement, TimeMs now_ms);
    // After a frame was presented.
    void presented(Frame frame, TimeMs now_ms);

    std::optional<Action> press(Function function, TimeMs now_ms);
    void touch(float x, float y);
    std::optional<Action> release(float x, float y, TimeMs now_ms);

    const View& view() const { return view_; }
    TimeMs pressed_at_ms() const { return pressed_at_ms_; }
    // When the view changes by itself next; nothing if it does not.
    std::optional<TimeMs> due_ms(TimeMs now_ms) const;

  private:
    void follow_recalled(const ScreenModel& model);
    const Frame& seen(TimeMs now_ms) const;
    bool bounces(Function function, TimeMs now_ms);
    std::optional<Action> close_what_rests(const ScreenModel& model, TimeMs now_ms);
    bool ends_identify(TimeMs now_ms);
    bool types_on(TimeMs now_ms);
    std::optional<Action> on_devices(Function function, TimeMs now_ms);
    std::optional<Action> settle_sign_in(const ScreenModel& model, TimeMs now_ms);
    std::optional<Action> on_sign_in(Function function, TimeMs now_ms);
    std::optional<Action> act(Function function, TimeMs now_ms);
    std::optional<Action> act_on_ticket(Function function, TimeMs now_ms);
    std::optional<Action> act_on_line(Action::Kind kind, const ScreenTicket& ticket);
    std::optional<Action> in_recall(Function function, TimeMs now_ms);
    std::optional<Action> tap(const Hit& hit, bool meant, TimeMs now_ms);
    Action about(Action::Kind kind, const ScreenTicket& ticket) const;
    void choose(const std::string& order_id, TimeMs now_ms);
    void step_ticket(int by, TimeMs now_ms);
    void step_line(int by);
    void turn_page(int by, TimeMs now_ms);

    View view_;
    SignInPage sign_in_;
    std::deque<Frame> frames_;  // newest last; the oldest is the one of sight_ms ago
    TimeMs pressed_at_ms_ = -1'000'000;
    TimeMs chosen_at_ms_ = -1'000'000;  // when a person last chose a ticket, not the screen by itself
    TimeMs toast_until_ms_ = 0;
    TimeMs deaf_until_ms_ = -1'000'000;         // presses before were meant for what covered the tickets
    std::optional<TimeMs> devices_gone_at_ms_;  // the page closed by itself, and nobody has pressed on yet
    TimeMs typed_from_ms_ = 0, typed_at_ms_ = 0;
    TimeMs unheard_until_ms_ = 0;
    std::array<TimeMs, static_cast<std::size_t>(Function::count_)> last_press_ms_ = never();
    std::optional<Hit> touched_;
    TimeMs released_at_ms_ = -1'000'000;

    static std::array<TimeMs, static_cast<std::size_t>(Function::count_)> never() {
        std::array<TimeMs, static_cast<std::size_t>(Function::count_)> times{};
        times.fill(-1'000'000);
        return times;
    }
};

}  // namespace brigade::ui

// From presses to actions. Knows what is chosen and what was on the screen lately, and holds the rules that
// keep a wet finger from bumping the wrong ticket:
//   - a press acts on the frame of `sight_ms` before it; if its key meant another ticket then, or the press
//   would do something else to it by now, it only selects,
//   - a press is ignored within `debounce_ms` of the same one, a touch acts when the finger leaves (but for
//   one that rests: it opens the ticket's menu; or slides: it turns the page),
//   - what covers the tickets goes when it is left alone; a press at that moment was meant for it, and one
//     that ends the screen's showing its name is about no ticket,
//   - who comes back to a device page that has closed meanwhile types on: that is about no ticket either.
// UI thread. Time is an argument, always of the same monotonic clock.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string_view>

#include "station/mailbox.h"
#include "ui/comes_back.h"
#include "ui/frame.h"

namespace brigade::ui {

inline constexpr DurationMs sight_ms = 250;
inline constexpr DurationMs debounce_ms = 300;
inline constexpr DurationMs typing_ms = 80;  // between two keys of the keypad on the panel
inline constexpr DurationMs toast_ms = 10'000;
inline constexpr DurationMs found_ms =
    1'000;  // to look at what was under the screen's name, or the device page
inline constexpr DurationMs long_press_ms = 600;  // a finger that rests on a ticket asks for its menu
inline constexpr DurationMs wipe_ms = 30'000;     // to wipe the panel
inline constexpr float swipe_share = 0.08F;       // of the picture: so far a finger slides to turn a page

class Controls {
  public:
    // Before a frame is made: the selection moves on from tickets that have left, the page exists. The action
    // comes of time alone.
    std::optional<Action> settle(const ScreenModel& model, const Placement& placement, TimeMs now_ms);
    // After a frame was presented.
    void presented(Frame frame, TimeMs now_ms);

    std::optional<Action> press(Function function, TimeMs now_ms);
    void type(std::string_view text, TimeMs now_ms);              // letters of a keyboard, while typing()
    std::optional<Action> raw(const RawKey& key, TimeMs now_ms);  // as it is, while a bump bar is learned
    void touch(float x, float y, TimeMs now_ms);
    std::optional<Action> release(float x, float y, TimeMs now_ms);

    // The panel is wiped until then, or, with 0, no longer: somebody at its other half has said so.
    void lock_until(TimeMs until_ms, TimeMs now_ms);
    const View& view() const { return view_; }
    bool typing() const { return view_.entry.open; }
    TimeMs pressed_at_ms() const { return pressed_at_ms_; }
    TimeMs chosen_at_ms() const { return chosen_at_ms_; }  // by a person: the ticket of view()
    // When the view changes by itself next; nothing if it does not.
    std::optional<TimeMs> due_ms(TimeMs now_ms) const;

  private:
    const Frame& seen(TimeMs now_ms) const;
    bool bounces(Function function, TimeMs now_ms);
    std::optional<Action> close_what_rests(const ScreenModel& model, TimeMs now_ms);
    bool ends_identify(TimeMs now_ms);
    std::optional<Action> on_devices(Function function, TimeMs now_ms);
    std::optional<Action> settle_sign_in(const ScreenModel& model, TimeMs now_ms);
    std::optional<Action> on_sign_in(Function function, TimeMs now_ms);
    void settle_entry();
    void settle_toast(const NewestPress& newest, TimeMs now_ms);
    std::optional<Action> on_entry(std::optional<EntryEnd> end, TimeMs now_ms);
    std::optional<Action> on_recall(Function function, TimeMs now_ms);
    std::optional<Action> on_menu(const MenuView& before, MenuAnswer answer, TimeMs now_ms);
    void ask(MenuView::Level level);
    std::optional<Action> on_setup(Function function, TimeMs now_ms);
    std::optional<Action> tap_setup(const Hit& hit, TimeMs now_ms);
    std::optional<Action> after_setup(SetupAnswer answer);
    void begin_lesson(const std::optional<Action>& action, TimeMs now_ms);
    std::optional<Action> after_lesson(std::optional<Learned> learned);
    std::optional<Action> tap_learn(const Hit& hit, TimeMs now_ms);
    std::optional<Action> settle_lesson(TimeMs now_ms);
    void settle_setup_page(const ScreenModel& model, TimeMs now_ms, std::optional<Action>& closed);
    void close_overlays();
    void stop_asking();
    std::optional<Action> act(Function function, TimeMs now_ms);
    void move_choice(Function function, TimeMs now_ms);
    void show_batches(bool shown, TimeMs now_ms);
    std::optional<Action> open_page(Function function, TimeMs now_ms);
    std::optional<Action> act_on_ticket(Function function, TimeMs now_ms);
    std::optional<Action> do_to(const ScreenTicket& ticket, Function function, TimeMs now_ms);
    std::optional<Action> act_on_batch(Function function, TimeMs now_ms);
    std::optional<Action> bump_batch(const std::vector<CookBatchPart>& parts,
                                     const std::vector<CookBatchPart>& before, TimeMs now_ms);
    std::optional<Action> on_all_day(Function function);
    std::optional<Action> on_figures(Function function, TimeMs now_ms);
    void rest_finger(TimeMs now_ms);
    std::optional<Action> swipe(float x, float y, TimeMs now_ms);
    std::optional<Action> tap(const Hit& hit, bool meant, TimeMs now_ms);
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
    std::uint64_t toast_press_ = 0;      // the newest that the toast was about
    TimeMs deaf_until_ms_ = -1'000'000;  // presses before were meant for what covered the tickets
    ComesBack comes_back_;               // to the device page
    std::array<TimeMs, static_cast<std::size_t>(Function::count_)> last_press_ms_ = never();
    // A finger on the panel: where it came down, when, and on what.
    struct Finger {
        float x = 0, y = 0;
        TimeMs down_ms = 0;
        std::optional<Hit> on;
    };
    std::optional<Finger> finger_;
    TimeMs released_at_ms_ = -1'000'000;

    static std::array<TimeMs, static_cast<std::size_t>(Function::count_)> never() {
        std::array<TimeMs, static_cast<std::size_t>(Function::count_)> times{};
        times.fill(-1'000'000);
        return times;
    }
};

}  // namespace brigade::ui

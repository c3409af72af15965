// What is worth hearing at a screen, and when: from the models it shows and the presses of its people. Rules:
//   - at most one figure at a time, the most important first, with a pause between two; thirty orders at once
//     are one figure, and the same figure comes again after `same_pause_ms` at the earliest,
//   - what must be seen (undelivered, rush, a change, a timer) repeats ever less often until somebody presses
//     anything about its ticket, or works on it at another screen; a late ticket is called once more after a
//     minute; a new order once more, if nobody presses anything at all,
//   - what was so when the screen began to show tickets is old, but for what still waits for a person.
// A prep station hears of its work, an expo of the pass, a board only of numbers that become ready
// (docs/sound.md). Decides only: whether anything may sound (volume, quiet hours) is ui/sound_state.h. UI
// thread; time is an argument, always of the same monotonic clock.
#pragma once

#include <array>
#include <compare>
#include <map>
#include <optional>
#include <string>

#include "station/screen_model.h"
#include "ui/tones.h"

namespace brigade::ui {

inline constexpr DurationMs figure_pause_ms = 700;  // between the end of one figure and the next
inline constexpr DurationMs same_pause_ms = 5'000;  // from one begin to the next of the same figure
inline constexpr DurationMs noticed_ms = 250;       // a press within this was not about what just came

class Cues {
  public:
    // Somebody pressed something: about this ticket, or (empty) about none.
    void pressed(const std::string& order_id, TimeMs now_ms);
    // The figure that begins now, if any. Asked with every picture, so at least once a second.
    std::optional<Cue> next(const ScreenModel& model, TimeMs now_ms);

    struct Key {
        Cue cue = Cue::test;
        std::string order_id;
        std::string about;  // which line, stations or version of the ticket
        auto operator<=>(const Key&) const = default;
    };

  private:
    struct Concern {
        TimeMs since_ms = 0;
        TimeMs due_ms = 0;
        int work = 0;  // done on its ticket when it came
        std::size_t sounded = 0;
        bool over = false;  // it sounds no more, but is remembered while it lasts
    };
    void follow(const ScreenModel& model, TimeMs now_ms);
    void sound(Cue cue, TimeMs now_ms);

    std::map<Key, Concern> concerns_;  // of tickets that are there
    std::string day_;                  // the service day whose test tone is behind us or due
    bool test_due_ = false;
    bool begun_ = false;  // tickets have been shown
    TimeMs free_at_ms_ = -1'000'000;
    std::array<TimeMs, cue_count> free_again_ms_{};  // for the same figure
};

}  // namespace brigade::ui

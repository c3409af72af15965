// From what a bar's keys do to what is meant. Pure: key changes and times in, functions out, so that recorded
// streams of events can be played to it. One of each for every bar; the thread that reads the bar owns it.
//
// - A key means something when it goes down. Auto-repeat means nothing.
// - A key that begins chords is at the same time a key of its own (on most bars Ctrl is "Bump"): it is
// decided
//   when keys are let go. The other key let go first, or both held together for a while: a chord, and the
//   held key means nothing by itself. The held key let go first, after a moment only: two quick presses, in
//   their order. A chord that the profile does not know does nothing.
// - Changes of one frame (up to the kernel's SYN_REPORT) happen together: a bar that sends a chord from one
//   key lets both go at once.
// - A key that stays down without anything coming of it is jammed: the others go on as if it were not there.
// - A bar that is unplugged with keys down is forgotten; after events were lost, keys that are down count as
//   down and mean nothing when they are let go.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "base/time.h"
#include "station/bar_found.h"
#include "station/bar_profile.h"

namespace brigade {

inline constexpr DurationMs chord_held_ms = 120;    // together: no slip from one key to the next
inline constexpr DurationMs jammed_ms = 10'000;     // nobody holds a key that long before the other one
inline constexpr DurationMs double_press_ms = 400;  // from one press to the second

// One key, pressed alone or while another one was held.
struct Stroke {
    KeyCode key = 0;
    KeyCode held = 0;  // 0: alone
    bool operator==(const Stroke&) const = default;
};

class BarStrokes {
  public:
    explicit BarStrokes(std::set<KeyCode> prefixes) : prefixes_(std::move(prefixes)) {}

    void change(KeyCode key, KeyChange change);
    std::vector<Stroke> end_frame(TimeMs now_ms);
    void forget() { resync({}); }                // unplugged
    void resync(const std::set<KeyCode>& down);  // events were lost; these are down now

  private:
    struct Pending {
        KeyCode key;
        TimeMs pressed_at_ms;
    };
    struct Change {
        KeyCode key;
        bool down;
    };
    int order(const Change& change) const;
    void press(KeyCode key, TimeMs now_ms);
    void release(KeyCode key, TimeMs now_ms);
    void release_prefix(TimeMs now_ms);

    std::set<KeyCode> prefixes_;
    std::vector<Change> frame_;
    std::set<KeyCode> down_;
    std::optional<KeyCode> held_;   // the prefix that is down
    TimeMs held_at_ms_ = 0;         // since then
    bool chorded_ = false;          // a chord has come of it
    std::vector<Pending> pending_;  // pressed while it was
    std::vector<Stroke> out_;
};

class BarKeys {
  public:
    explicit BarKeys(BarProfile profile);

    void change(KeyCode key, KeyChange change) { strokes_.change(key, change); }
    std::vector<Function> end_frame(TimeMs now_ms);
    void forget();
    void resync(const std::set<KeyCode>& down);
    const BarProfile& profile() const { return profile_; }

  private:
    Function meaning(const Stroke& stroke, TimeMs now_ms);

    BarProfile profile_;
    BarStrokes strokes_;
    KeyCode last_ = 0;  // pressed alone, last
    TimeMs last_at_ms_ = 0;
};

}  // namespace brigade

// All bump bars of a box: which are plugged in, which of them is bound to a screen with which profile, and
// what their keys mean there. Reading the directory anew is all there is to plugging in: a device is opened
// when it may be read, which is some moments after its node appears. Without a thread of its own;
// station/bar_reader.h gives it one.
//
// A bound bar is held alone, so that its keys press nothing else; where that fails it says so and works on.
// It is taken only while none of its keys is down: whoever had it before would never see the key let go.
// Until then it is theirs, and means nothing here; a key that stays down is said to be stuck. An unbound
// keyboard is left alone, but while a screen learns a bar all are held that no other screen works with, and
// every key of theirs is told as it is. A bar that another program holds, another screen of this box say, is
// not unknown: now and then it is asked whether it is free.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "station/bar_device.h"
#include "station/bar_found.h"

namespace brigade {

struct BarBinding {
    std::string device;  // an id, or its end (names_bar)
    BarProfile profile;
    int screen = 0;            // whose presses they are: 0 the box's first screen, 1 the one beside it
    std::string trouble = {};  // why the profile is an empty one: a sentence for people
};

struct BarHooks {
    std::function<void(int screen, Function)> press;
    std::function<void(const RawKey&)> raw;                     // while learning
    std::function<void(const std::vector<BarFound>&)> changed;  // when the list is another one
};

// So long nobody holds a key who means to press it.
inline constexpr DurationMs stuck_ms = 2'000;

// Monotonic milliseconds, of no particular beginning.
TimeMs bar_clock_ms();

class BarDesk {
  public:
    BarDesk(std::filesystem::path directory, BarHooks hooks, std::function<TimeMs()> clock = bar_clock_ms);

    void look();  // what is plugged in now
    void bind(std::vector<BarBinding> bindings);
    // All are held and told, or the one device; but for those bound to another screen than this one.
    void learn(bool on, std::string device = {}, int screen = 0);
    std::vector<int> descriptors() const;
    void readable(int descriptor, bool gone);  // what came last counts, gone or not
    bool waits() const;  // for a bar or a key to be let go, or a bar to be taken: again soon, by settle()
    void settle();

  private:
    struct Open {
        std::unique_ptr<BarDevice> device;
        std::unique_ptr<BarKeys> keys;  // null: not bound
        int screen = 0;
        std::string trouble = {};  // with holding it
        std::string profile_trouble = {};
        bool elsewhere = false;                    // not bound here, and another screen of this box holds it
        std::optional<TimeMs> down_since_ms = {};  // it could be held, but for a key that is down
    };
    void bind_one(Open& open) const;
    bool wanted(const Open& open) const;
    bool learns(const Open& open) const;
    static void ask_if_free(Open& open);
    bool waits_for_a_key(Open& open) const;
    void take(Open& open, const std::vector<BarEvent>& events);
    void tell();

    std::filesystem::path directory_;
    BarHooks hooks_;
    std::function<TimeMs()> clock_;
    std::vector<BarBinding> bindings_;
    std::map<std::string, Open> open_;            // by the node's name, "event3"
    std::map<std::string, std::string> refused_;  // likewise, with why
    std::vector<BarFound> told_;
    bool learning_ = false;
    std::string learned_;  // the one device; empty: all
    int learner_ = 0;      // the screen that learns
};

}  // namespace brigade

// Learning a bump bar on the screen: the page asks for each function in turn (station/bar_learn.h) and shows
// what has come. The bar whose key comes first is the one that is learned; the keys of all others mean what
// they mean on an ordinary keyboard: Escape ends it, Backspace goes back, Space leaves a function out, Enter
// keeps what there is. With the bar alone: waiting leaves out, and at the end any key of the bar keeps it. UI
// thread; time as in Controls. What is kept becomes a profile of this screen, and the bar is bound to it.
#pragma once

#include <optional>
#include <string>

#include "station/bar_learn.h"

namespace brigade::ui {

inline constexpr DurationMs learn_page_rest_ms =
    60'000;  // without any key, before the first or after the last one

struct LearnView {
    bool open = false;
    BarLearning learning{0};
    std::string device, name;  // of the bar that is learned; empty: no key has come yet
    BarLearning::Answer said;  // what the last key came to
    TimeMs pressed_at_ms = 0;
    bool keeping = false;  // its keys have all been asked for: one more keeps them
};

// What the learning came to: closes the page.
struct Learned {
    std::string device;
    std::optional<BarProfile> profile;  // nothing: given up
};

void open_learn(LearnView& view, TimeMs now_ms);
// A key as it is, of any keyboard on the box.
std::optional<Learned> press_on_learn(LearnView& view, const RawKey& key, TimeMs now_ms);
// What a finger may choose as well.
enum class LearnKey { leave_out, back, keep, give_up };
std::optional<Learned> touch_learn(LearnView& view, LearnKey key, TimeMs now_ms);
// Before a picture is made: time leaves a function out, and closes a page that nobody is at.
std::optional<Learned> settle_learn(LearnView& view, TimeMs now_ms);

}  // namespace brigade::ui

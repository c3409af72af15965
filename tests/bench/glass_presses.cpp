#include "glass_presses.h"

#include <algorithm>

namespace brigade::bench {

void GlassPresses::begin() {
    while (ordered_ < plan_.standing) order_next();
}

void GlassPresses::press() {
    pictures_.clear();
    bumped_seq_.reset();
    pressed_ = std::chrono::steady_clock::now();
    press_();
}

void GlassPresses::seen(const Picture& picture) {
    for (const std::string& id : picture.whole) whole_ += order_of(id) >= 0;
    if (pressed_) {
        pictures_.push_back(picture);
        settle();
    } else if (whole_ == ordered_ && !next_.pending() && !done()) {
        next_ = loop_.after(plan_.every_ms, [this] { press(); });
    }
}

void GlassPresses::ready(Seq seq) {
    if (!pressed_) return;
    bumped_seq_ = seq;
    settle();
}

// The hub's word and the pictures come on two ways, either first.
void GlassPresses::settle() {
    const auto standing = static_cast<std::size_t>(plan_.standing);
    const auto own =
        std::ranges::find_if(pictures_, [&](const Picture& each) { return each.tickets < standing; });
    const auto back = std::ranges::find_if(
        pictures_, [&](const Picture& each) { return bumped_seq_ && each.seq >= *bumped_seq_; });
    if (own == pictures_.end() || back == pictures_.end()) return;
    sample("press_ms", ms_between(*pressed_, own->at));
    sample("press_back_ms", ms_between(*pressed_, back->at));
    ++measured_;
    pressed_.reset();
    order_next();
}

}  // namespace brigade::bench

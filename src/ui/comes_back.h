// Somebody typed on a page that has closed by itself meanwhile, comes back and types on, without looking:
// that is about no ticket. The first press within `back_ms`, and what follows it without a pause, is
// swallowed, and the screen says so for a while. Whatever is no typing ends it. UI thread; time as in
// Controls.
#pragma once

#include <optional>

#include "base/time.h"

namespace brigade::ui {

class ComesBack {
  public:
    static constexpr DurationMs back_ms = 60'000;    // somebody comes back
    static constexpr DurationMs typed_ms = 5'000;    // and types for so long
    static constexpr DurationMs pause_ms = 1'000;    // with less than this between two presses
    static constexpr DurationMs unheard_ms = 4'000;  // it is said that nothing was pressed

    void page_closed_itself(TimeMs now_ms) { gone_at_ms_ = last_ms_ = now_ms; }
    void forget() { gone_at_ms_.reset(); }

    // A press: true if it was meant for the page.
    bool types_on(TimeMs now_ms) {
        if (!gone_at_ms_) return false;
        const bool first = last_ms_ == *gone_at_ms_;
        if (first) first_ms_ = now_ms;
        const bool meant = first ? now_ms - *gone_at_ms_ < back_ms
                                 : now_ms - last_ms_ < pause_ms && now_ms - first_ms_ < typed_ms;
        last_ms_ = now_ms;
        if (!meant) forget();
        unheard_until_ms_ = meant ? now_ms + unheard_ms : now_ms;
        return meant;
    }

    // It is to be said that a press was swallowed; until then.
    bool unheard(TimeMs now_ms) const { return now_ms < unheard_until_ms_; }
    TimeMs unheard_until_ms() const { return unheard_until_ms_; }

  private:
    std::optional<TimeMs> gone_at_ms_;
    TimeMs first_ms_ = 0, last_ms_ = 0, unheard_until_ms_ = -1'000'000;
};

}  // namespace brigade::ui

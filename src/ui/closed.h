// When a screen is black: the kitchen is closed, as far as it can tell. No hours are configured for that. A
// screen that has nothing open, has heard of nothing and was not touched for `closed_after_ms` goes black but
// for a dot that goes round with the seconds, so that it is seen to live; any press and any news wake it. It
// is never black while something is wrong or not known: darkness would say that all is well. Main thread.
// Time is an argument, of the monotonic clock.
#pragma once

#include "station/screen_model.h"
#include "ui/canvas.h"

namespace brigade::ui {

inline constexpr DurationMs closed_after_ms = 30 * 60'000;

class Closed {
  public:
    // Before each picture.
    void follow(const ScreenModel& model, TimeMs now_ms);
    // Somebody pressed or touched. True if that only woke the screen, and is to mean nothing else.
    bool wakes(TimeMs now_ms);
    bool black() const { return black_; }

  private:
    bool black_ = false;
    bool begun_ = false;
    TimeMs awake_at_ms_ = 0;  // somebody or something kept it awake last
    Seq seq_ = 0;
};

// Nothing open, nothing kept, nothing wrong, everything known.
bool may_be_black(const ScreenModel& model, TimeMs now_ms);
void draw_closed(Canvas& canvas, const Look& look, float width, float height, TimeMs kitchen_now);

}  // namespace brigade::ui

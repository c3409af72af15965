// Whether a screen may be heard now, and if not, why: its people see that beside the clock. Pure.
#pragma once

#include "station/screen_model.h"

namespace brigade::ui {

enum class SoundState {
    on,
    muted,       // the volume is 0
    no_speaker,  // no sound device, or the one that was there has gone
    quiet_hours,
};

// Quiet hours may go over midnight; from and until the same is never. Minutes after local midnight.
bool in_quiet_hours(const ScreenSettings& settings, int local_min);
int local_minute(const ScreenModel& model, TimeMs now_ms);
// A clock that nobody has compared silences nothing.
SoundState sound_state(const ScreenModel& model, bool speaker_missing, TimeMs now_ms);

}  // namespace brigade::ui

#include "ui/sound_state.h"

namespace brigade::ui {

bool in_quiet_hours(const ScreenSettings& settings, int local_min) {
    const int from = settings.quiet_from_min, until = settings.quiet_until_min;
    if (from <= until) return local_min >= from && local_min < until;
    return local_min >= from || local_min < until;
}

int local_minute(const ScreenModel& model, TimeMs now_ms) {
    constexpr TimeMs minute_ms = 60'000, minutes_a_day = 24 * 60;
    const TimeMs local =
        now_ms + model.clock_offset_ms + model.wall_offset_ms + model.utc_offset_min * minute_ms;
    return static_cast<int>((local / minute_ms % minutes_a_day + minutes_a_day) % minutes_a_day);
}

SoundState sound_state(const ScreenModel& model, bool speaker_missing, TimeMs now_ms) {
    if (model.settings.volume_percent <= 0) return SoundState::muted;
    if (speaker_missing) return SoundState::no_speaker;
    const bool quiet = model.clock_known && in_quiet_hours(model.settings, local_minute(model, now_ms));
    return quiet ? SoundState::quiet_hours : SoundState::on;
}

}  // namespace brigade::ui

#include "ui/sound.h"

namespace brigade::ui {

void Sound::follow(const ScreenModel& model, TimeMs now_ms) {
    const std::optional<Cue> cue = cues_.next(model, now_ms);
    const SoundState now = state(model, now_ms);
    const bool silenced = now == SoundState::muted || now == SoundState::quiet_hours;
    if (cue && !silenced) speaker_.play(*cue, model.settings.volume_percent, pane_);
}

}  // namespace brigade::ui

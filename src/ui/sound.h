// What a screen lets its people hear: cues, said by the speaker unless the screen is silenced. Sound never
// says anything that cannot be seen as well. UI thread.
#pragma once

#include <string>

#include "ui/cues.h"
#include "ui/sound_state.h"
#include "ui/speaker.h"

namespace brigade::ui {

class Sound {
  public:
    // The speaker outlives this.
    explicit Sound(Speaker& speaker, std::size_t pane = 0) : speaker_(speaker), pane_(pane) {}

    // A press was taken: about this ticket, or (empty) about none.
    void pressed(const std::string& order_id, TimeMs now_ms) { cues_.pressed(order_id, now_ms); }
    // With every picture. What would have sounded while the screen is silenced has been said with that.
    void follow(const ScreenModel& model, TimeMs now_ms);
    // Somebody wants to hear it now, in quiet hours too.
    void test(const ScreenModel& model) { speaker_.play(Cue::test, model.settings.volume_percent, pane_); }
    SoundState state(const ScreenModel& model, TimeMs now_ms) const {
        return sound_state(model, speaker_.missing(), now_ms);
    }

  private:
    Cues cues_;
    Speaker& speaker_;  // of the whole box
    std::size_t pane_;
};

}  // namespace brigade::ui

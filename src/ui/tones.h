// The sounds of a kitchen, made of numbers: each thing worth hearing is a figure of a few notes. Figures
// differ in rhythm as well as in pitch, and all of them lie where a kitchen's fans are weak and ageing ears
// still strong (500 to 3,000 Hz), so that they are told apart through noise and with a loss of high tones.
// Notes swell and fade, so that nothing clicks. Pure; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace brigade::ui {

// The most important first: of several, that one sounds.
enum class Cue { undelivered, rush, change, timer_done, late, new_order, ready, test, count_ };

inline constexpr std::size_t cue_count = static_cast<std::size_t>(Cue::count_);
inline constexpr std::array<std::string_view, cue_count> cue_names{
    "undelivered", "rush", "change", "timer-done", "late", "new-order", "ready", "test"};

inline constexpr int samples_per_s = 48'000;
using Samples = std::vector<float>;  // one channel, -1 to 1

struct Note {
    int pitch_hz = 0;
    int length_ms = 0;
    int rest_ms = 0;  // after it
};

std::span<const Note> notes_of(Cue cue);
DurationMs length_ms(Cue cue);
// As loud as it may be; the first and the last sample are silent.
Samples figure(Cue cue);

// How much of a figure's height is left at a volume: the ear hears half of it at 50 %.
float gain_at(int volume_percent);

}  // namespace brigade::ui

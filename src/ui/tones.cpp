#include "ui/tones.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace brigade::ui {
namespace {

// A bell's own sound: overtones that fade before the note does. None is let above `overtone_max_hz`.
struct Overtone {
    int multiple;
    float level;
    float fades_in_s;
};
constexpr std::array<Overtone, 4> overtones{
    {{1, 1.0F, 0.60F}, {2, 0.45F, 0.25F}, {3, 0.20F, 0.12F}, {4, 0.08F, 0.08F}}};
constexpr int overtone_max_hz = 3'600;

constexpr float swell_s = 0.008F, fade_s = 0.030F;
constexpr float loudest = 0.85F, gentle = 0.45F;

// Falls twice, like something dropped.
constexpr Note undelivered_notes[] = {{1568, 130, 20}, {1319, 130, 20}, {1047, 130, 20}, {784, 220, 180},
                                      {1568, 130, 20}, {1319, 130, 20}, {1047, 130, 20}, {784, 220, 0}};
// Gallops twice: short, short, long and high.
constexpr Note rush_notes[] = {{1047, 80, 25}, {1047, 80, 25}, {1397, 260, 110},
                               {1047, 80, 25}, {1047, 80, 25}, {1397, 260, 0}};
// To and fro, and again.
constexpr Note change_notes[] = {{1319, 190, 20}, {880, 190, 320}, {1319, 190, 20}, {880, 190, 0}};
// The pips of an oven.
constexpr Note timer_notes[] = {{1480, 70, 60}, {1480, 70, 60}, {1480, 70, 60}, {1480, 70, 300},
                                {1480, 70, 60}, {1480, 70, 60}, {1480, 70, 60}, {1480, 70, 0}};
// Slow and low.
constexpr Note late_notes[] = {{622, 400, 180}, {622, 400, 180}, {622, 400, 0}};
// One step up.
constexpr Note new_order_notes[] = {{784, 150, 20}, {1047, 330, 0}};
// A chord that opens, for guests.
constexpr Note ready_notes[] = {{1047, 280, 0}, {1319, 280, 0}, {1568, 620, 0}};
// Up and down again.
constexpr Note test_notes[] = {
    {659, 160, 20}, {880, 160, 20}, {1175, 160, 20}, {880, 160, 20}, {659, 300, 0}};

std::size_t samples_in(int ms) {
    return static_cast<std::size_t>(ms) * static_cast<std::size_t>(samples_per_s) / 1'000;
}

float rounded(float part) {
    return 0.5F - 0.5F * std::cos(std::numbers::pi_v<float> * std::clamp(part, 0.0F, 1.0F));
}

void add_note(const Note& note, Samples& samples) {
    const std::size_t begin = samples.size(), count = samples_in(note.length_ms);
    samples.resize(begin + count + samples_in(note.rest_ms));
    for (const Overtone& overtone : overtones) {
        const int pitch_hz = note.pitch_hz * overtone.multiple;
        if (pitch_hz > overtone_max_hz) break;
        const double step = 2 * std::numbers::pi * pitch_hz / samples_per_s;
        for (std::size_t i = 0; i < count; ++i) {
            const float s = static_cast<float>(i) / samples_per_s;
            samples[begin + i] += overtone.level * std::exp(-s / overtone.fades_in_s) *
                                  static_cast<float>(std::sin(step * static_cast<double>(i)));
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const float from_begin = static_cast<float>(i) / samples_per_s;
        const float to_end = static_cast<float>(count - 1 - i) / samples_per_s;
        samples[begin + i] *= rounded(from_begin / swell_s) * rounded(to_end / fade_s);
    }
}

}  // namespace

std::span<const Note> notes_of(Cue cue) {
    switch (cue) {
        case Cue::undelivered:
            return undelivered_notes;
        case Cue::rush:
            return rush_notes;
        case Cue::change:
            return change_notes;
        case Cue::timer_done:
            return timer_notes;
        case Cue::late:
            return late_notes;
        case Cue::new_order:
            return new_order_notes;
        case Cue::ready:
            return ready_notes;
        case Cue::test:
        case Cue::count_:
            break;
    }
    return test_notes;
}

DurationMs length_ms(Cue cue) {
    DurationMs length_ms = 0;
    for (const Note& note : notes_of(cue)) length_ms += note.length_ms + note.rest_ms;
    return length_ms;
}

Samples figure(Cue cue) {
    Samples samples;
    for (const Note& note : notes_of(cue)) add_note(note, samples);
    float highest = 0;
    for (const float sample : samples) highest = std::max(highest, std::abs(sample));
    const float scale = (cue == Cue::ready ? gentle : loudest) / highest;
    for (float& sample : samples) sample *= scale;
    return samples;
}

float gain_at(int volume_percent) {
    const float part = static_cast<float>(std::clamp(volume_percent, 0, 100)) / 100;
    return part * part;
}

}  // namespace brigade::ui

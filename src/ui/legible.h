// How large letters have to be: from the panel, the distance of the eyes and the density that was chosen, to
// the scales of a look; and back, from a look to how large its letters are seen, for a setup screen to say
// and for tests. What counts is the angle that a capital's height covers: 20 arc minutes are read at a
// glance, 16 still without effort. Millimetres on the panel, metres to the eye. Pure; nothing fails.
#pragma once

#include <string>

#include "ui/look.h"
#include "ui/words.h"

namespace brigade::ui {

inline constexpr float arcmin_aim = 20, arcmin_least = 16;
inline constexpr float number_distance_m = 3;         // from where order numbers and ages are read, at least
inline constexpr float line_em = 35, number_em = 66;  // at scale 1

// How the panel hangs in the room; zero where nobody has said.
struct Viewing {
    float distance_m = 1.5F;
    float diagonal_in = 0;
};

struct Picture {
    int width_px = 1920, height_px = 1080;
};

// Where the panel's size is not known the picture's height decides alone.
Scale scale_for(const Picture& picture, const Viewing& viewing, Density density);

// How high a capital is, and how it is seen.
float cap_mm(float em_px, const Picture& picture, float diagonal_in);
float arcmin_of(float height_mm, float distance_m);

// What somebody at the distance has of the letters.
struct Legible {
    bool known = false;  // false: nobody knows how large the panel is, so nothing else is known either
    float distance_m = 0, line_arcmin = 0;
    float number_from_m = 0, number_arcmin = 0;  // numbers and ages, at their distance

    bool enough() const;
};
Legible legible(const Look& look, const Picture& picture, const Viewing& viewing);
// One sentence about it: how large the letters are, and what to do where that is too small.
std::string legible_sentence(const Words& words, const Legible& legible);

}  // namespace brigade::ui

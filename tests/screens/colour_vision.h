// What colours look like to people without red or without green cones, and how far apart two colours are to
// the eye: for the tests of the palettes and the figures in docs/legibility.md.
#pragma once

#include <array>

#include "ui/look.h"

namespace brigade::screens {

enum class Eyes { all_cones, no_green, no_red };
inline constexpr std::array all_eyes{Eyes::all_cones, Eyes::no_green, Eyes::no_red};

// CIELAB distance (CIE 1976) of two opaque colours as those eyes see them: about 2 is just noticed side by
// side, 20 is another colour at a glance. The eyes are those of Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, at full severity.
double difference(ui::Colour a, ui::Colour b, Eyes eyes);

}  // namespace brigade::screens

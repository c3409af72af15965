#include "ui/legible.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "ui/fonts.h"

namespace brigade::ui {
namespace {

constexpr float mm_per_inch = 25.4F, rad_per_arcmin = 0.000290888F;

float pixels_per_mm(const Picture& picture, float diagonal_in) {
    const float diagonal_px =
        std::hypot(static_cast<float>(picture.width_px), static_cast<float>(picture.height_px));
    return diagonal_px / (diagonal_in * mm_per_inch);
}

float mm_for(float arcmin, float distance_m) {
    return 2 * distance_m * 1000 * std::tan(arcmin * rad_per_arcmin / 2);
}

// By lines; numbers, which have the more distant eye, are never made larger, only down to the floor.
float factor(Density density) {
    if (density == Density::roomy) return 1.2F;
    return density == Density::dense ? arcmin_least / arcmin_aim : 1;
}

// "1.5", "3"
std::string metres(float distance_m) { return fmt::format("{:g}", std::round(distance_m * 10) / 10); }

}  // namespace

float cap_mm(float em_px, const Picture& picture, float diagonal_in) {
    return em_px * roboto_cap_em / pixels_per_mm(picture, diagonal_in);
}

float arcmin_of(float height_mm, float distance_m) {
    return 2 * std::atan(height_mm / (distance_m * 1000) / 2) / rad_per_arcmin;
}

Scale scale_for(const Picture& picture, const Viewing& viewing, Density density) {
    const float by_height = static_cast<float>(std::min(picture.width_px, picture.height_px)) / 1080.0F;
    const float step = factor(density), number_step = std::min(step, 1.0F);
    if (viewing.diagonal_in <= 0 || viewing.distance_m <= 0)
        return {by_height * step, by_height * number_step, 0};
    const float per_mm = pixels_per_mm(picture, viewing.diagonal_in);
    // Letters come in half pixels: half a percent more than the angle asks for.
    const auto needed = [&](float distance_m, float em) {
        return mm_for(arcmin_aim, distance_m) * 1.005F * per_mm / (em * roboto_cap_em);
    };
    // Beyond twice the usual size a card holds too little to cook by, below three quarters a finger misses
    // it.
    const auto within = [&](float scale) { return std::clamp(scale, by_height * 0.75F, by_height * 2); };
    const float lines = within(needed(viewing.distance_m, line_em) * step);
    const float numbers =
        within(needed(std::max(number_distance_m, viewing.distance_m), number_em) * number_step);
    constexpr float touch_mm = 20,
                    touch_most = 0.1F;  // of the picture's height: a small panel is for tickets, too
    const float touch_px = std::min(touch_mm * per_mm, static_cast<float>(picture.height_px) * touch_most);
    // A number is larger than a line, whatever the distance.
    return {lines, std::max(numbers, lines * 0.75F), touch_px};
}

bool Legible::enough() const {
    const float nearly = arcmin_least - 0.25F;  // letters come in half pixels
    return known && line_arcmin >= nearly && number_arcmin >= nearly;
}

Legible legible(const Look& look, const Picture& picture, const Viewing& viewing) {
    if (viewing.diagonal_in <= 0 || viewing.distance_m <= 0) return {};
    const auto seen = [&](Style style, float distance_m) {
        return arcmin_of(cap_mm(look.font(style).em_px, picture, viewing.diagonal_in), distance_m);
    };
    const float far = std::max(number_distance_m, viewing.distance_m);
    return {true, viewing.distance_m, seen(Style::line, viewing.distance_m), far, seen(Style::age, far)};
}

std::string legible_sentence(const Words& words, const Legible& legible) {
    if (!legible.known) return words(Say::legible_unknown);
    const bool lines = legible.line_arcmin < arcmin_least - 0.25F;
    const float arcmin = lines || legible.enough() ? legible.line_arcmin : legible.number_arcmin;
    const float distance_m = lines || legible.enough() ? legible.distance_m : legible.number_from_m;
    const Say say = legible.enough() ? Say::legible_enough
                    : lines          ? Say::legible_lines
                                     : Say::legible_numbers;
    return words.fill(say, {fmt::format("{:.0f}", arcmin), metres(distance_m)});
}

}  // namespace brigade::ui

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "ui/tones.h"

namespace brigade {
namespace {

using ui::Cue;

std::vector<Cue> every_cue() {
    std::vector<Cue> cues;
    for (std::size_t i = 0; i < ui::cue_count; ++i) cues.push_back(static_cast<Cue>(i));
    return cues;
}

// Radix 2, in place.
void transform(std::vector<std::complex<double>>& values) {
    const std::size_t count = values.size();
    for (std::size_t i = 1, j = 0; i < count; ++i) {
        std::size_t bit = count / 2;
        for (; (j & bit) != 0; bit /= 2) j ^= bit;
        j ^= bit;
        if (i < j) std::swap(values[i], values[j]);
    }
    for (std::size_t length = 2; length <= count; length *= 2) {
        const std::complex<double> turn =
            std::polar(1.0, -2 * std::numbers::pi / static_cast<double>(length));
        for (std::size_t begin = 0; begin < count; begin += length) {
            std::complex<double> factor = 1;
            for (std::size_t i = begin; i < begin + length / 2; ++i, factor *= turn) {
                const std::complex<double> even = values[i], odd = values[i + length / 2] * factor;
                values[i] = even + odd;
                values[i + length / 2] = even - odd;
            }
        }
    }
}

// The part of a figure's energy between two pitches.
double share_between(const ui::Samples& samples, double low_hz, double high_hz) {
    std::size_t count = 1;
    while (count < samples.size()) count *= 2;
    std::vector<std::complex<double>> values(samples.begin(), samples.end());
    values.resize(count);
    transform(values);
    double all = 0, within = 0;
    for (std::size_t i = 0; i < count / 2; ++i) {
        const double hz = static_cast<double>(i) * ui::samples_per_s / static_cast<double>(count);
        all += std::norm(values[i]);
        if (hz >= low_hz && hz <= high_hz) within += std::norm(values[i]);
    }
    return within / all;
}

// How loud it is in each twentieth of a second, the whole being 1: what is left for who hears no pitch.
std::vector<double> rhythm(const ui::Samples& samples) {
    constexpr std::size_t step = ui::samples_per_s / 20;
    std::vector<double> loudness(40);
    double all = 0;
    for (std::size_t i = 0; i < samples.size() && i / step < loudness.size(); ++i) {
        loudness[i / step] += std::abs(samples[i]);
        all += std::abs(samples[i]);
    }
    for (double& part : loudness) part /= all;
    return loudness;
}

TEST_CASE("every figure lies between 500 and 4000 Hz, most of it below 3000") {
    for (const Cue cue : every_cue()) {
        const ui::Samples samples = ui::figure(cue);
        INFO(ui::cue_names[static_cast<std::size_t>(cue)]);
        CHECK(share_between(samples, 500, 4'000) > 0.99);
        CHECK(share_between(samples, 500, 3'000) > 0.95);
    }
}

TEST_CASE("no figure clips, clicks or hums: it begins and ends in silence, and swells") {
    for (const Cue cue : every_cue()) {
        const ui::Samples samples = ui::figure(cue);
        INFO(ui::cue_names[static_cast<std::size_t>(cue)]);
        REQUIRE(samples.size() == static_cast<std::size_t>(ui::length_ms(cue)) * ui::samples_per_s / 1'000);
        float highest = 0, steepest = std::max(std::abs(samples.front()), std::abs(samples.back()));
        double sum = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            highest = std::max(highest, std::abs(samples[i]));
            sum += samples[i];
            // Within a millisecond of silence nothing is loud yet.
            if (i + 48 < samples.size() && samples[i] == 0 && (i == 0 || samples[i - 1] == 0))
                steepest = std::max(steepest, std::abs(samples[i + 48]));
        }
        CHECK(highest < 0.9F);
        CHECK(highest > 0.4F);
        CHECK(std::abs(samples.front()) < 0.001F);
        CHECK(std::abs(samples.back()) < 0.001F);
        CHECK(steepest < 0.1F);
        CHECK(std::abs(sum / static_cast<double>(samples.size())) < 0.001);
    }
}

TEST_CASE("figures differ in rhythm, so that who hears no high tones tells them apart") {
    const std::vector<Cue> cues = every_cue();
    for (const Cue a : cues)
        for (const Cue b : cues) {
            if (a >= b) continue;
            INFO(ui::cue_names[static_cast<std::size_t>(a)] << " and "
                                                            << ui::cue_names[static_cast<std::size_t>(b)]);
            const std::vector<double> first = rhythm(ui::figure(a)), second = rhythm(ui::figure(b));
            double apart = 0;
            for (std::size_t i = 0; i < first.size(); ++i) apart += std::abs(first[i] - second[i]);
            CHECK(apart > 0.35);
        }
}

TEST_CASE("figures differ in their tune") {
    const std::vector<Cue> cues = every_cue();
    const auto tune = [](Cue cue) {
        std::vector<int> pitches;
        for (const ui::Note& note : ui::notes_of(cue)) pitches.push_back(note.pitch_hz);
        return pitches;
    };
    for (const Cue a : cues)
        for (const Cue b : cues)
            if (a < b) CHECK(tune(a) != tune(b));
}

TEST_CASE("a figure is short enough to be borne, and volume goes from nothing to all of it") {
    for (const Cue cue : every_cue()) CHECK(ui::length_ms(cue) <= 2'000);
    CHECK(ui::gain_at(0) == 0);
    CHECK(ui::gain_at(-5) == 0);
    CHECK(ui::gain_at(100) == 1);
    CHECK(ui::gain_at(900) == 1);
    CHECK(ui::gain_at(50) < ui::gain_at(70));
}

}  // namespace
}  // namespace brigade

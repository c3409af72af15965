#include "screens/colour_vision.h"

#include <algorithm>
#include <cmath>

namespace brigade::screens {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple times(const Matrix& matrix, const Triple& value) {
    Triple result{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) result[i] += matrix[i][j] * value[j];
    return result;
}

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// Linear light in, linear light out.
const Matrix& matrix_of(Eyes eyes) {
    static constexpr Matrix all{Triple{1, 0, 0}, Triple{0, 1, 0}, Triple{0, 0, 1}};
    static constexpr Matrix no_green{Triple{0.367322, 0.860646, -0.227968},
                                     Triple{0.280085, 0.672501, 0.047413},
                                     Triple{-0.011820, 0.042940, 0.968881}};
    static constexpr Matrix no_red{Triple{0.152286, 1.052583, -0.204868},
                                   Triple{0.114503, 0.786281, 0.099216},
                                   Triple{-0.003882, -0.048116, 1.051998}};
    return eyes == Eyes::no_green ? no_green : eyes == Eyes::no_red ? no_red : all;
}

Triple lab(ui::Colour colour, Eyes eyes) {
    Triple seen = times(matrix_of(eyes), {linear(colour.red), linear(colour.green), linear(colour.blue)});
    for (double& channel : seen) channel = std::clamp(channel, 0.0, 1.0);
    // sRGB to CIE XYZ, by the white of D65.
    static constexpr Matrix to_xyz{Triple{0.4124564, 0.3575761, 0.1804375},
                                   Triple{0.2126729, 0.7151522, 0.0721750},
                                   Triple{0.0193339, 0.1191920, 0.9503041}};
    const Triple xyz = times(to_xyz, seen);
    const auto root = [](double part) {
        return part > 216.0 / 24389 ? std::cbrt(part) : (24389.0 / 27 * part + 16) / 116;
    };
    const double x = root(xyz[0] / 0.95047), y = root(xyz[1]), z = root(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

}  // namespace

double difference(ui::Colour a, ui::Colour b, Eyes eyes) {
    const Triple x = lab(a, eyes), y = lab(b, eyes);
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

}  // namespace brigade::screens

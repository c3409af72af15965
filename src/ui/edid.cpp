#include "ui/edid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace brigade::ui {
namespace {

constexpr std::size_t block_bytes = 128, width_cm_at = 21, height_cm_at = 22, timing_at = 54;
constexpr std::array<std::uint8_t, 8> header{0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00};

// A low byte, and four more bits from a shared one.
int twelve_bits(int low, int high_four) { return low | (high_four & 0x0F) << 8; }

// A kitchen's panel is between a small tablet and a wall, and no narrower than 5 to 2.
float believed_diagonal(float width_mm, float height_mm) {
    constexpr float least_in = 5, most_in = 120, narrowest = 2.5F;
    if (width_mm <= 0 || height_mm <= 0) return 0;
    const float diagonal_in = std::hypot(width_mm, height_mm) / 25.4F;
    const float aspect = std::max(width_mm, height_mm) / std::min(width_mm, height_mm);
    return diagonal_in < least_in || diagonal_in > most_in || aspect > narrowest ? 0 : diagonal_in;
}

// Panels that know no size put 16 x 9 or 160 x 90 there.
bool is_aspect_ratio(int width, int height) {
    const auto is = [&](int w, int h) { return width == w && height == h; };
    return is(16, 9) || is(16, 10) || is(4, 3) || is(160, 90) || is(160, 100) || is(1600, 900) ||
           is(1600, 1000);
}

}  // namespace

std::optional<Edid> parse_edid(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < block_bytes || !std::equal(header.begin(), header.end(), bytes.begin()))
        return std::nullopt;
    const auto block = bytes.first(block_bytes);
    if (std::accumulate(block.begin(), block.end(), 0) % 256 != 0) return std::nullopt;
    Edid edid;
    const auto timing = block.subspan(timing_at, 18);
    if (timing[0] != 0 || timing[1] != 0) {  // a pixel clock: a timing, not a text
        edid.width_px = twelve_bits(timing[2], timing[4] >> 4);
        edid.height_px = twelve_bits(timing[5], timing[7] >> 4);
        const int width_mm = twelve_bits(timing[12], timing[14] >> 4),
                  height_mm = twelve_bits(timing[13], timing[14]);
        if (!is_aspect_ratio(width_mm, height_mm))
            edid.diagonal_in = believed_diagonal(static_cast<float>(width_mm), static_cast<float>(height_mm));
    }
    const int width_cm = block[width_cm_at], height_cm = block[height_cm_at];
    if (edid.diagonal_in <= 0 && !is_aspect_ratio(width_cm, height_cm))
        edid.diagonal_in =
            believed_diagonal(static_cast<float>(width_cm) * 10, static_cast<float>(height_cm) * 10);
    return edid;
}

}  // namespace brigade::ui

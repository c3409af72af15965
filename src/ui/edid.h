// What a panel says about itself (EDID, VESA E-EDID standard 1.4, the first block of 128 bytes): how large it
// is and with how many pixels it likes to be driven. Nothing is believed that cannot be: projectors say 0,
// some panels their aspect ratio instead of a size. Pure; any bytes are safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace brigade::ui {

struct Edid {
    int width_px = 0, height_px = 0;  // of the preferred timing; 0: none is described
    float diagonal_in = 0;            // 0: not said, or not to be believed
};

// Nothing if these are not a whole block with a right header and checksum.
std::optional<Edid> parse_edid(std::span<const std::uint8_t> bytes);

}  // namespace brigade::ui

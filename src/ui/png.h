// A picture as a PNG. Any thread; a full screen takes some hundred milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace brigade::ui {

struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  // three bytes a pixel, row by row without gaps
};

// The file's bytes.
Result<std::string> png_of(const Pixels& pixels);
// Beside and then renamed, so that no reader sees half of it.
Status write_png(const std::string& path, const Pixels& pixels);

}  // namespace brigade::ui

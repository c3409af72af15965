// Writes a picture as a PNG file: beside and then renamed, so that no reader sees half of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace brigade::ui {

// `rgb`: three bytes a pixel, row by row without gaps.
Status write_png(const std::string& path, int width, int height, const std::vector<std::uint8_t>& rgb);

}  // namespace brigade::ui

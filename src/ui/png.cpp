#include "ui/png.h"

#include <stb_image_write.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace brigade::ui {

Status write_png(const std::string& path, int width, int height, const std::vector<std::uint8_t>& rgb) {
    const std::string beside = path + ".part";
    if (stbi_write_png(beside.c_str(), width, height, 3, rgb.data(), width * 3) == 0) {
        std::remove(beside.c_str());
        return Error{"the picture could not be written to " + path};
    }
    if (std::rename(beside.c_str(), path.c_str()) != 0)
        return Error{"the picture could not be renamed to " + path + ": " + std::strerror(errno)};
    return {};
}

}  // namespace brigade::ui

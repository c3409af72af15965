#include "ui/png.h"

#include <stb_image_write.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace brigade::ui {

Result<std::string> png_of(const Pixels& pixels) {
    std::string png;
    const auto add = [](void* to, void* bytes, int count) {
        static_cast<std::string*>(to)->append(static_cast<const char*>(bytes),
                                              static_cast<std::size_t>(count));
    };
    if (stbi_write_png_to_func(add, &png, pixels.width, pixels.height, 3, pixels.rgb.data(),
                               pixels.width * 3) == 0)
        return Error{"the picture could not be written as a PNG"};
    return png;
}

Status write_png(const std::string& path, const Pixels& pixels) {
    const std::string beside = path + ".part";
    if (stbi_write_png(beside.c_str(), pixels.width, pixels.height, 3, pixels.rgb.data(), pixels.width * 3) ==
        0) {
        std::remove(beside.c_str());
        return Error{"the picture could not be written to " + path};
    }
    if (std::rename(beside.c_str(), path.c_str()) != 0)
        return Error{"the picture could not be renamed to " + path + ": " + std::strerror(errno)};
    return {};
}

}  // namespace brigade::ui

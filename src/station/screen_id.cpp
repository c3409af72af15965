#include "station/screen_id.h"

#include <fstream>
#include <random>

#include "base/hash.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

std::string new_id() {
    std::random_device random;
    Hash bytes;
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
    return "screen-" + to_hex(bytes);
}

}  // namespace

Result<std::string> lasting_screen_id(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    std::filesystem::path path = directory / "screen-id";
    std::string id;
    std::ifstream(path) >> id;
    if (is_id(id)) return id;
    id = new_id();
    std::ofstream out(path, std::ios::trunc);
    out << id << '\n';
    out.close();
    if (!out)
        return Error{"cannot write to " + directory.string() +
                     "; name a directory that this user may write to"};
    return id;
}

}  // namespace brigade

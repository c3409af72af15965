#include "provision/kept_settings.h"

#include <sstream>

#include "base/small_file.h"

namespace brigade {
namespace {

constexpr std::size_t kept_bytes_max = std::size_t{128} * 1024;
constexpr std::string_view taken_mark = "# taken ", kitchen_mark = "# kitchen ";

}  // namespace

Result<std::optional<KeptSettings>> read_kept(const std::filesystem::path& root) {
    const auto read = read_small_file(root / kept_place / "settings.txt", kept_bytes_max);
    if (!read) return read.error();
    if (!*read) return std::optional<KeptSettings>();
    KeptSettings kept;
    std::istringstream lines(**read);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(taken_mark))
            kept.taken = line.substr(taken_mark.size());
        else if (line.starts_with(kitchen_mark))
            kept.kitchen = line.substr(kitchen_mark.size());
        else
            kept.text += line + "\n";
    }
    return std::optional(std::move(kept));
}

Status keep(const std::filesystem::path& root, const KeptSettings& kept) {
    const std::filesystem::path directory = root / kept_place;
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error) return Error{"cannot keep settings in " + directory.string() + ": " + error.message()};
    std::string text;
    if (!kept.taken.empty()) text += std::string(taken_mark) + kept.taken + "\n";
    if (!kept.kitchen.empty()) text += std::string(kitchen_mark) + kept.kitchen + "\n";
    return write_small_file(directory / "settings.txt", text + kept.text);
}

}  // namespace brigade

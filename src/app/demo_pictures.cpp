#include "app/demo_pictures.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>

#include <array>
#include <fstream>

namespace brigade {
namespace {

constexpr DurationMs picture_ms_max = 8'000;

// A PNG ends with its IEND chunk; without it the station is still writing.
bool is_whole_png(const std::filesystem::path& file) {
    constexpr std::array<char, 8> end{'I', 'E', 'N', 'D', '\xAE', 'B', '`', '\x82'};
    std::array<char, 8> last{};
    std::ifstream in(file, std::ios::binary);
    in.seekg(-8, std::ios::end);
    return in.read(last.data(), last.size()) && last == end;
}

}  // namespace

DemoPicture::Stamp DemoPicture::stamp_of(const std::filesystem::path& file) {
    struct stat about {};
    if (::stat(file.c_str(), &about) != 0) return {};
    return {about.st_ino, about.st_mtim.tv_sec, about.st_mtim.tv_nsec, about.st_size};
}

DemoPicture::DemoPicture(DemoChild& station, const std::filesystem::path& data)
    : station_(station),
      file_(data / "screen.png"),
      before_(stamp_of(file_)) {
    station_.signal(SIGUSR2);
}

Result<std::filesystem::path> DemoPicture::fetch(net::EventLoop& loop,
                                                 const std::filesystem::path& pictures) const {
    bool renewed = loop.run_until(
        [&] { return !station_.running() || (stamp_of(file_) != before_ && is_whole_png(file_)); },
        picture_ms_max);
    if (!station_.running()) return Error{"its process is not there"};
    if (!renewed)
        return Error{fmt::format("{} was not written within {} s", file_.string(), picture_ms_max / 1000)};
    std::error_code failed;
    std::filesystem::create_directories(pictures, failed);
    std::filesystem::path kept = std::filesystem::absolute(pictures) / (station_.name() + ".png");
    std::filesystem::copy_file(file_, kept, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) return Error{fmt::format("{} cannot be written: {}", kept.string(), failed.message())};
    return kept;
}

}  // namespace brigade

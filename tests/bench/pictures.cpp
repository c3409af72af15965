#include "bench/pictures.h"

#include <array>
#include <sstream>

namespace brigade::bench {

std::optional<Picture> picture_in(std::string_view line, Moment read_at) {
    constexpr std::string_view first_time = "whole for the first time:";
    const auto orders = line.find(first_time);
    if (orders == std::string_view::npos) return std::nullopt;
    Picture picture;
    picture.at = read_at;
    const std::string counts(line.substr(0, orders));
    unsigned long long seq = 0;
    if (std::sscanf(counts.c_str(), "debug: picture: event %llu, tickets %zu, presses waiting %zu,", &seq,
                    &picture.tickets, &picture.waiting) != 3)
        return std::nullopt;
    picture.seq = seq;
    std::istringstream ids{std::string(line.substr(orders + first_time.size()))};
    for (std::string id; ids >> id;) picture.whole.push_back(id);
    return picture;
}

PictureLines::PictureLines(std::FILE* log, net::Loop& loop, std::function<void(const Picture&)> seen)
    : thread_([log, &loop, seen = std::move(seen)] {
          std::array<char, 16 * 1024> line;
          while (std::fgets(line.data(), static_cast<int>(line.size()), log))
              if (auto picture = picture_in(line.data(), std::chrono::steady_clock::now()))
                  loop.post([seen, picture = *std::move(picture)] { seen(picture); });
      }) {}

}  // namespace brigade::bench

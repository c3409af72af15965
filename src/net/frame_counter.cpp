#include "net/frame_counter.h"

#include <algorithm>

namespace brigade::net {

std::size_t FrameCounter::count(std::string_view bytes) {
    std::size_t frames = 0;
    while (!bytes.empty()) {
        if (skip_ > 0) {
            const auto skipped = std::min<std::uint64_t>(skip_, bytes.size());
            bytes.remove_prefix(static_cast<std::size_t>(skipped));
            skip_ -= skipped;
            continue;
        }
        const char byte = bytes.front();
        bytes.remove_prefix(1);
        if (!header_over()) {
            match_header_end(byte);
            continue;
        }
        frame_header_[have_++] = static_cast<unsigned char>(byte);
        if (have_ < frame_header_bytes()) continue;
        ++frames;
        skip_ = payload_bytes();
        have_ = 0;
    }
    return frames;
}

void FrameCounter::match_header_end(char byte) {
    constexpr std::string_view end = "\r\n\r\n";
    if (byte == end[static_cast<std::size_t>(matched_)])
        ++matched_;
    else
        matched_ = byte == '\r' ? 1 : 0;
}

// RFC 6455, 5.2: two bytes, then none, two or eight of length, then four of mask.
std::size_t FrameCounter::frame_header_bytes() const {
    if (have_ < 2) return 2;
    const int length = frame_header_[1] & 0x7f;
    const std::size_t more = length == 127 ? 8 : length == 126 ? 2 : 0;
    return 2 + more + ((frame_header_[1] & 0x80) != 0 ? 4 : 0);
}

std::uint64_t FrameCounter::payload_bytes() const {
    const unsigned length = frame_header_[1] & 0x7fu;
    if (length < 126) return length;
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < (length == 126 ? 2u : 8u); ++i) bytes = bytes << 8 | frame_header_[2 + i];
    return bytes;
}

FrameBudget::FrameBudget(std::size_t per_second, std::size_t burst, DurationMs now_ms)
    : per_second_(static_cast<std::int64_t>(per_second)),
      thousandths_max_(static_cast<std::int64_t>(burst) * 1000),
      thousandths_(thousandths_max_),
      filled_ms_(now_ms) {}

bool FrameBudget::spend(std::size_t frames, DurationMs now_ms) {
    thousandths_ = std::min(thousandths_max_, thousandths_ + (now_ms - filled_ms_) * per_second_);
    filled_ms_ = now_ms;
    thousandths_ -= static_cast<std::int64_t>(frames) * 1000;
    return thousandths_ >= 0;
}

}  // namespace brigade::net

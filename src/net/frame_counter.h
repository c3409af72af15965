// Counts the WebSocket frames in what a peer sends, single fragments and control frames among them, which
// nothing above the wire ever sees: a stream of empty fragments makes no message and costs time all the same.
// It begins with the handshake's header, behind which the frames come.
//
// Pure. It only counts; that frames are well formed is judged elsewhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/time.h"

namespace brigade::net {

class FrameCounter {
  public:
    // How many frames begin in these bytes, the next ones of the stream.
    std::size_t count(std::string_view bytes);
    bool header_over() const { return matched_ == 4; }

  private:
    void match_header_end(char byte);
    std::size_t frame_header_bytes() const;
    std::uint64_t payload_bytes() const;

    int matched_ = 0;  // of the empty line that ends the header
    std::array<unsigned char, 14> frame_header_{};
    std::size_t have_ = 0;
    std::uint64_t skip_ = 0;  // of the present frame's payload
};

// How many frames a peer may send: so many a second, and so many at once after a pause.
class FrameBudget {
  public:
    FrameBudget() = default;
    FrameBudget(std::size_t per_second, std::size_t burst, DurationMs now_ms);

    // Whether it was enough; if not, it is in debt, and the next frames come too early as well.
    bool spend(std::size_t frames, DurationMs now_ms);

  private:
    std::int64_t per_second_ = 0;
    std::int64_t thousandths_max_ = 0;
    std::int64_t thousandths_ = 0;  // of a frame
    DurationMs filled_ms_ = 0;
};

}  // namespace brigade::net

// Pictures of this screen for whoever helps from afar: has one taken when the hub asks for it, and gives it
// away in parts that fit a message. The newest is kept until its last part has gone, or nobody asks for more.
// Owned by the StationScreen; loop thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/lifetime.h"
#include "base/result.h"
#include "base/secret.h"
#include "net/loop.h"
#include "protocol/screenshot_message.h"

namespace brigade {

struct Screenshot {
    int width_px = 0, height_px = 0;
    std::string png;  // the file's bytes
};

class Screenshots {
  public:
    using Taken = std::function<void(Result<Screenshot>)>;
    // `take` calls back on the loop's thread, perhaps never: a display may be stuck. `send` is to the hub.
    Screenshots(net::Loop& loop, RandomSource random, std::function<void(Taken)> take,
                std::function<void(const std::string&)> send);

    bool can() const { return bool(take_); }
    void on(const ScreenshotQuestion& asked);
    void disconnected() { asked_.reset(); }

  private:
    void taken(std::uint64_t trial, Result<Screenshot> picture);
    void answer_part(const ScreenshotQuestion& asked);
    void refuse(const std::string& question, const std::string& fault);
    void keep(Screenshot picture);
    void forget();

    net::Loop& loop_;
    const Lifetime lifetime_;
    RandomSource random_;
    std::function<void(Taken)> take_;
    std::function<void(const std::string&)> send_;
    std::optional<ScreenshotQuestion> asked_;  // waits for a picture that is being taken
    std::uint64_t trials_ = 0;                 // what comes of any but the newest is too late
    std::string id_;                           // of the picture that is kept; empty: none is
    Screenshot kept_;
    net::Timer patience_, forget_timer_;
};

}  // namespace brigade

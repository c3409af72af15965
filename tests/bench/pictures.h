// What a screen says of its pictures while it says everything (`brigade-station --debug`), each with the
// moment at which its line was read: the display had the picture just before, so what is measured is never
// too short.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/seq.h"
#include "net/loop.h"

namespace brigade::bench {

using Moment = std::chrono::steady_clock::time_point;

inline double ms_between(Moment from, Moment to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

struct Picture {
    Moment at;
    Seq seq = 0;                     // the newest event that it is built from
    std::size_t tickets = 0;         // that the station holds
    std::size_t waiting = 0;         // presses that the hub has not answered
    std::vector<std::string> whole;  // the orders whose tickets were whole on it for the first time
};

// Nothing where the line is about something else.
std::optional<Picture> picture_in(std::string_view line, Moment read_at);

// Reads a screen's log on a thread of its own, until it ends or this goes away. What else the screen says
// goes to standard error, for whoever wonders why nothing is seen.
class PictureLines {
  public:
    // Both are called on the loop's thread: `seen` in the order of the pictures, `ended` when the screen has.
    PictureLines(int log, net::Loop& loop, std::function<void(const Picture&)> seen,
                 std::function<void()> ended);
    ~PictureLines();
    PictureLines(const PictureLines&) = delete;
    PictureLines& operator=(const PictureLines&) = delete;

  private:
    void read(int log);
    void take(std::string_view line, Moment read_at);

    net::Loop& loop_;
    std::function<void(const Picture&)> seen_;
    std::function<void()> ended_;
    std::atomic<bool> stop_ = false;
    std::thread thread_;
};

}  // namespace brigade::bench

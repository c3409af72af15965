// Presses that come as lines of text, where there is no keyboard: tests and demonstrations press what a cook
// would. Each line names a function, `bump` or `position 3` say, of the second screen of a box `beside bump`;
// others are logged and ignored. Owned by main; reads on a thread of its own until the input ends or this
// goes away.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <thread>

#include "station/function.h"

namespace brigade {

class KeyLines {
  public:
    // Reads from `descriptor`, which stays the caller's. `press` is called on the reading thread.
    KeyLines(int descriptor, std::function<void(std::size_t screen, Function)> press);
    ~KeyLines();
    KeyLines(const KeyLines&) = delete;
    KeyLines& operator=(const KeyLines&) = delete;

  private:
    void read(int descriptor);
    void take(std::string_view line);

    std::function<void(std::size_t, Function)> press_;
    int stop_;  // an eventfd
    std::thread thread_;
};

}  // namespace brigade

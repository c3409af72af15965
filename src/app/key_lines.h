// Presses that come as lines of text, where there is no keyboard: tests and demonstrations press what a cook
// would. Each line names a function, `bump` or `position 3` say; others are logged and ignored. Owned by
// main; reads on a thread of its own until the input ends or this goes away.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <thread>

#include "ui/function.h"

namespace brigade {

std::optional<ui::Function> function_named(std::string_view name);

class KeyLines {
  public:
    // Reads from `descriptor`, which stays the caller's. `press` is called on the reading thread.
    KeyLines(int descriptor, std::function<void(ui::Function)> press);
    ~KeyLines();
    KeyLines(const KeyLines&) = delete;
    KeyLines& operator=(const KeyLines&) = delete;

  private:
    void read(int descriptor);
    void take(std::string_view line);

    std::function<void(ui::Function)> press_;
    int stop_;  // an eventfd
    std::thread thread_;
};

}  // namespace brigade

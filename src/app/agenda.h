// What is to happen later, in order of time, so that an actor of the demo needs no timer of its own for each
// thought. Asked on every turn of the demo; loop thread.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "base/time.h"

namespace brigade {

class Agenda {
  public:
    void at(DurationMs when_ms, std::function<void()> task) { tasks_.emplace(when_ms, std::move(task)); }

    // When the next is due; nothing if there is none.
    std::optional<DurationMs> next_ms() const {
        if (tasks_.empty()) return std::nullopt;
        return tasks_.begin()->first;
    }

    // Runs what is due; a task may add others.
    void run_due(DurationMs now_ms) {
        while (!tasks_.empty() && tasks_.begin()->first <= now_ms) {
            auto task = std::move(tasks_.begin()->second);
            tasks_.erase(tasks_.begin());
            task();
        }
    }

  private:
    std::multimap<DurationMs, std::function<void()>> tasks_;
};

}  // namespace brigade

#include "sim/world.h"

#include <algorithm>

namespace brigade::sim {

void World::at(DurationMs at_ms, ProcessPtr owner, net::Task task) {
    queue_.emplace(std::pair{std::max(at_ms, now_ms_), next_++}, Entry{std::move(owner), std::move(task)});
}

void World::run_until(DurationMs at_ms) {
    while (!queue_.empty() && queue_.begin()->first.first <= at_ms) run_first();
    now_ms_ = std::max(now_ms_, at_ms);
}

bool World::run_until(DurationMs at_ms, const Process& process, const std::function<bool()>& done) {
    while (!done()) {
        if (!process.alive || queue_.empty() || queue_.begin()->first.first > at_ms) return false;
        run_first();
    }
    return true;
}

void World::run_first() {
    auto first = queue_.extract(queue_.begin());
    now_ms_ = std::max(now_ms_, first.key().first);
    Entry& entry = first.mapped();
    if (entry.owner && !entry.owner->alive) return;
    if (entry.owner && entry.owner->frozen_until_ms > now_ms_) {
        first.key().first = entry.owner->frozen_until_ms;
        queue_.insert(std::move(first));
        return;
    }
    ++happened_;
    entry.task();
}

}  // namespace brigade::sim

#include "sim/world.h"

#include <algorithm>

namespace brigade::sim {

void World::at(DurationMs at_ms, ProcessPtr owner, net::Task task) {
    queue_.emplace(std::pair{std::max(at_ms, now_ms_), next_++}, Entry{std::move(owner), std::move(task)});
}

void World::run_until(DurationMs at_ms) {
    while (!queue_.empty() && queue_.begin()->first.first <= at_ms) {
        auto first = queue_.extract(queue_.begin());
        now_ms_ = std::max(now_ms_, first.key().first);
        Entry& entry = first.mapped();
        if (entry.owner && !entry.owner->alive) continue;
        if (entry.owner && entry.owner->frozen_until_ms > now_ms_) {
            first.key().first = entry.owner->frozen_until_ms;
            queue_.insert(std::move(first));
            continue;
        }
        ++happened_;
        entry.task();
    }
    now_ms_ = std::max(now_ms_, at_ms);
}

bool World::run_own(const Process& process, const std::function<bool()>& done, DurationMs timeout_ms) {
    auto entry = queue_.begin();
    while (!done()) {
        while (entry != queue_.end() && entry->second.owner.get() != &process) ++entry;
        if (entry == queue_.end() || entry->first.first > now_ms_ + timeout_ms || !process.alive) return false;
        auto mine = queue_.extract(entry);
        ++happened_;
        mine.mapped().task();
        entry = queue_.begin();
    }
    return true;
}

}  // namespace brigade::sim

#include "net/discovery_table.h"

#include <algorithm>
#include <utility>

#include "net/text.h"

namespace brigade::net {

bool DiscoveryTable::is_wanted(const Entry& entry) const {
    return entry.hub && (wanted_.names_id(entry.hub->id) || wanted_.names_kitchen(entry.hub->kitchen));
}

// The less it is worth the sooner a place is taken from it.
int DiscoveryTable::worth(const Entry& entry) const {
    if (is_wanted(entry)) return 3;
    if (entry.hub) return 2;
    return entry.answered ? 0 : 1;
}

// Where a certain hub is looked for, any other has had its turn when it has answered; else whoever is found
// stays. Ids are no secret: where strangers who bear the wanted one have all places, they take turns.
bool DiscoveryTable::may_go(const Entry& entry, bool only_wanted, DurationMs now_ms) const {
    const bool had_time = now_ms - entry.since_ms >= again_ms;
    switch (worth(entry)) {
        case 0:
            return true;
        case 1:
            return had_time;
        case 2:
            return !wanted_.names.empty();
        default:
            return had_time && only_wanted;
    }
}

void DiscoveryTable::appeared(const ServiceKey& key) {
    if (entries_.contains(key)) return;
    if (entries_.size() >= announced_max && !make_room()) {
        overflowed_ = true;
        return;
    }
    entries_[key].order = ++last_order_;
}

// One that has had its turn and lost its place goes for one that has had none.
bool DiscoveryTable::make_room() {
    auto oldest = entries_.end();
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->second.placed || !entry->second.looked_at) continue;
        if (oldest == entries_.end() || entry->second.order < oldest->second.order) oldest = entry;
    }
    if (oldest == entries_.end()) return false;
    overflowed_ = true;
    entries_.erase(oldest);
    return true;
}

void DiscoveryTable::vanished(const ServiceKey& key) {
    const auto entry = entries_.find(key);
    if (entry == entries_.end()) return;
    if (entry->second.placed) release(entry, 0);
    entries_.erase(entry);
}

void DiscoveryTable::resolved(const ServiceKey& key, std::optional<FoundHub> hub, DurationMs now_ms) {
    const auto entry = entries_.find(key);
    if (entry == entries_.end() || !entry->second.placed) return;
    if (!entry->second.answered) entry->second.since_ms = now_ms;
    entry->second.answered = true;
    entry->second.hub = std::move(hub);
}

void DiscoveryTable::failed(const ServiceKey& key, DurationMs now_ms) {
    const auto entry = entries_.find(key);
    if (entry != entries_.end() && entry->second.placed) release(entry, now_ms);
}

DiscoveryTable::Turn DiscoveryTable::turn(DurationMs now_ms) {
    Turn turn;
    for (auto next = next_waiting(now_ms); next != entries_.end(); next = next_waiting(now_ms)) {
        if (placed_ >= places) {
            const auto least = least_worth(now_ms);
            if (least == entries_.end()) break;
            release(least, now_ms);
        }
        place(next, now_ms, turn);
    }
    turn.end = std::exchange(over_, {});
    return turn;
}

int DiscoveryTable::wait_ms() const { return entries_.size() > placed_ ? static_cast<int>(again_ms) : -1; }

DiscoveryTable::Entries::iterator DiscoveryTable::next_waiting(DurationMs now_ms) {
    auto first = entries_.end();
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        const Entry& one = entry->second;
        if (one.placed || (one.looked_at && now_ms - one.since_ms < again_ms)) continue;
        if (first == entries_.end() || one.order < first->second.order) first = entry;
    }
    return first;
}

DiscoveryTable::Entries::iterator DiscoveryTable::least_worth(DurationMs now_ms) {
    auto least = entries_.end();
    const bool only_wanted = std::ranges::all_of(
        entries_, [this](const auto& entry) { return !entry.second.placed || is_wanted(entry.second); });
    const auto rank = [this](const Entry& entry) { return std::pair(worth(entry), entry.order); };
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (!entry->second.placed || !may_go(entry->second, only_wanted, now_ms)) continue;
        if (least == entries_.end() || rank(entry->second) < rank(least->second)) least = entry;
    }
    return least;
}

void DiscoveryTable::place(Entries::iterator entry, DurationMs now_ms, Turn& turn) {
    entry->second = {true, true, false, ++last_order_, now_ms, std::nullopt};
    ++placed_;
    turn.begin.push_back(entry->first);
}

void DiscoveryTable::release(Entries::iterator entry, DurationMs now_ms) {
    entry->second = {false, true, false, ++last_order_, now_ms, std::nullopt};
    --placed_;
    over_.push_back(entry->first);
}

std::vector<FoundHub> DiscoveryTable::hubs() const {
    std::vector<FoundHub> all;
    for (const auto& [key, entry] : entries_)
        if (entry.hub) all.push_back(*entry.hub);
    return all;
}

}  // namespace brigade::net

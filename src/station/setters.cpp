#include "station/setters.h"

#include <algorithm>

#include "base/limits.h"

namespace brigade {
namespace {

std::optional<Seq>* seen_in(Command& command) {
    if (auto* hold = std::get_if<HoldOrder>(&command)) return &hold->seen;
    if (auto* release = std::get_if<ReleaseOrder>(&command)) return &release->seen;
    if (auto* set = std::get_if<SetPriority>(&command)) return &set->seen;
    if (auto* set = std::get_if<SetAvailability>(&command)) return &set->seen;
    return nullptr;
}

bool holds(const Command& command) {
    return std::holds_alternative<HoldOrder>(command) || std::holds_alternative<ReleaseOrder>(command);
}

}  // namespace

std::string thing_set_by(const Command& command) {
    if (holds(command)) return "held " + order_id_of(command);
    if (const auto* set = std::get_if<SetPriority>(&command)) return "priority " + set->order_id;
    if (const auto* set = std::get_if<SetAvailability>(&command)) return "item " + set->item;
    return {};
}

Seq set_at(const Kitchen& kitchen, const Command& command) {
    if (const auto* set = std::get_if<SetAvailability>(&command)) {
        const auto item = kitchen.items.find(set->item);
        return item == kitchen.items.end() ? 0 : item->second.seq;
    }
    const OrderState* order = kitchen.find(order_id_of(command));
    if (!order) return 0;
    return holds(command) ? order->parked_seq : order->priority_seq;
}

std::optional<Seq> seen_by(const Command& command) {
    Command copy = command;
    const std::optional<Seq>* seen = seen_in(copy);
    return seen ? *seen : std::nullopt;
}

bool is_set(const Kitchen& kitchen, const Command& command) {
    if (const auto* set = std::get_if<SetAvailability>(&command)) {
        const auto item = kitchen.items.find(set->item);
        return set->available == (item == kitchen.items.end() || item->second.available);
    }
    const OrderState* order = kitchen.find(order_id_of(command));
    if (!order) return false;
    if (const auto* set = std::get_if<SetPriority>(&command)) return order->priority == set->priority;
    return order->parked == std::holds_alternative<HoldOrder>(command);
}

void OwnSettings::note(const std::string& thing, Seq seq) {
    set_[thing] = seq;
    if (set_.size() <= limits::outbox_requests) return;
    set_.erase(std::ranges::min_element(set_, {}, [](const auto& one) { return one.second; }));
}

Command OwnSettings::as_known(const Kitchen& kitchen, Command command) const {
    std::optional<Seq>* seen = seen_in(command);
    if (!seen || !*seen) return command;
    const auto own = set_.find(thing_set_by(command));
    if (own != set_.end() && own->second == set_at(kitchen, command)) *seen = std::max(**seen, own->second);
    return command;
}

}  // namespace brigade

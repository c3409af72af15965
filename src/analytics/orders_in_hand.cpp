#include "analytics/orders_in_hand.h"

#include <algorithm>

#include "base/limits.h"

namespace brigade {

void OrdersInHand::accept(HeldOrder order) {
    std::string id = order.state.id();
    orders_.insert_or_assign(std::move(id), OrderInHand{std::move(order), {}, true, false});
}

FactResult<OrderInHand*> OrdersInHand::find(FactFile& file, const std::string& id) {
    auto found = orders_.find(id);
    if (found != orders_.end()) return found->second.left ? nullptr : &found->second;
    auto held = file.held(id);
    if (!held) return held.error();
    if (!*held || (closed_have_gone_ && !still_wanted((*held)->state))) return nullptr;
    std::string day = (*held)->facts.day;
    OrderInHand in_hand{**std::move(held), std::move(day), false, false};
    return &orders_.emplace(id, std::move(in_hand)).first->second;
}

void OrdersInHand::let_closed_go() {
    closed_have_gone_ = true;
    for (auto& [id, in_hand] : orders_) in_hand.left = in_hand.left || !still_wanted(in_hand.order.state);
}

FactStatus OrdersInHand::write(FactFile& file) {
    if (closed_have_gone_)
        if (auto gone = file.let_closed_go(); !gone) return gone;
    std::vector<const OrderInHand*> changed;
    for (const auto& [id, in_hand] : orders_)
        if (in_hand.changed) changed.push_back(&in_hand);
    std::sort(changed.begin(), changed.end(), [](const OrderInHand* one, const OrderInHand* other) {
        return one->order.state.seq < other->order.state.seq;
    });
    for (const OrderInHand* in_hand : changed) {
        if (auto put = file.put_order(in_hand->order.facts); !put) return put;
        auto held = in_hand->left ? file.let_go(in_hand->order.state.seq) : file.hold(in_hand->order.state);
        if (!held) return held;
    }
    return {};
}

std::vector<std::string> OrdersInHand::days_changed() const {
    std::vector<std::string> days;
    for (const auto& [id, in_hand] : orders_) {
        if (!in_hand.changed) continue;
        if (!in_hand.day_in_file.empty()) days.push_back(in_hand.day_in_file);
        days.push_back(in_hand.order.facts.day);
    }
    return days;
}

void OrdersInHand::written() {
    closed_have_gone_ = false;
    if (orders_.size() > limits::facts_orders_in_hand) return orders_.clear();
    std::erase_if(orders_, [](const auto& entry) { return entry.second.left; });
    for (auto& [id, in_hand] : orders_) {
        in_hand.changed = false;
        in_hand.day_in_file = in_hand.order.facts.day;
    }
}

}  // namespace brigade

#include "core/apply.h"

#include <vector>

#include "base/check.h"

namespace brigade {
namespace {

// A new service day forgets what yesterday finished: it stays in the journal, not in memory.
void forget_closed_orders(Kitchen& kitchen) {
    std::vector<Seq> closed;
    for (const auto& [seq, order] : kitchen.orders)
        if (!kitchen.index.open.contains(seq)) closed.push_back(seq);
    for (Seq seq : closed) {
        auto found = kitchen.orders.find(seq);
        kitchen.by_id.erase(found->second.id());
        kitchen.orders.erase(found);
    }
}

void apply_to_kitchen(Kitchen& kitchen, const Event& event) {
    if (const auto* configured = std::get_if<KitchenConfigured>(&event.body)) {
        kitchen.config = configured->kitchen;
        std::erase_if(kitchen.covers, [](const auto& entry) { return entry.second.by.empty(); });
    } else if (const auto* corrected = std::get_if<ClockCorrected>(&event.body)) {
        kitchen.wall_offset_ms = corrected->wall_offset_ms;
    } else if (const auto* opened = std::get_if<DayOpened>(&event.body)) {
        kitchen.day = opened->day;
        kitchen.day_ends_at = opened->ends_at;
        forget_closed_orders(kitchen);
    } else if (const auto* set = std::get_if<AvailabilitySet>(&event.body)) {
        kitchen.items[set->item] = {set->available, event.request_last};
    } else if (const auto* covered = std::get_if<StationCovered>(&event.body)) {
        kitchen.covers[covered->station] = {covered->by, event.request_last, event.at};
    } else if (const auto* returned = std::get_if<StationReturned>(&event.body)) {
        kitchen.covers[returned->station] = {"", event.request_last, event.at};
    } else if (std::holds_alternative<Audited>(event.body)) {
        // Kept to be read; nothing follows from it.
    } else {
        BRIGADE_CHECK(false, "an event about an order names none");
    }
}

void accept(Kitchen& kitchen, const Event& event) {
    BRIGADE_CHECK(!kitchen.by_id.contains(event.order_id), "an order was accepted twice");
    auto [place, inserted] = kitchen.orders.emplace(event.seq, accepted_order(event));
    BRIGADE_CHECK(inserted, "two orders share a sequence number");
    kitchen.by_id.emplace(event.order_id, event.seq);
    kitchen.index.add(place->second);
}

}  // namespace

void apply(Kitchen& kitchen, const Event& event) {
    BRIGADE_CHECK(event.seq == kitchen.seq + 1, "events must be applied in order, without gaps");
    BRIGADE_CHECK(event.at >= kitchen.at, "kitchen time never goes back");
    if (event.order_id.empty()) {
        apply_to_kitchen(kitchen, event);
    } else if (std::holds_alternative<OrderAccepted>(event.body)) {
        accept(kitchen, event);
    } else {
        auto found = kitchen.by_id.find(event.order_id);
        BRIGADE_CHECK(found != kitchen.by_id.end(), "an event about an order that is not there");
        OrderState& order = kitchen.orders.at(found->second);
        kitchen.index.remove(order);
        apply_to_order(order, event);
        kitchen.index.add(order);
    }
    kitchen.seq = event.seq;
    kitchen.at = event.at;
}

}  // namespace brigade

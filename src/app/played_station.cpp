#include "app/played_station.h"

#include "app/played_rhythm.h"
#include "core/board.h"

namespace brigade {
namespace {

constexpr double confirms = 0.6;  // of 1, without being asked by a removal

// What had been cooked and not bumped has to be looked at anew.
bool comes_back(const Event& event) {
    return std::holds_alternative<OrderReleased>(event.body) ||
           std::holds_alternative<TicketRecalled>(event.body) ||
           std::holds_alternative<TicketTransferred>(event.body);
}

}  // namespace

void PlayedStation::notice(const Event& event, const OrderState& order) {
    const Ticket* ticket = order.find_ticket(station_);
    if (!ticket) return;
    if (comes_back(event)) forget_finished(order.seq);
    look_soon();
    if (!draw_due_ && !offline_ && ticket->has_active() && ticket->shown_seq < ticket->opened_seq()) {
        draw_due_ = true;
        kitchen_.at(kitchen_.now() + kitchen_.chance().between(60, 450), [this] { draw(); });
    }
    const bool changed =
        std::holds_alternative<OrderAmended>(event.body) || event.status == OrderStatus::voided;
    if (!changed || (!ticket->unconfirmed_removal() && !kitchen_.chance().chance(confirms))) return;
    kitchen_.after(kitchen_.chance().seconds(5, 60), [this, id = order.id()] {
        const OrderState* now = kitchen_.kitchen().find(id);
        if (now && now->find_ticket(station_))
            press(ConfirmChanges{press_on({now, now->find_ticket(station_)}, "")});
    });
}

void PlayedStation::forget_finished(Seq order) {
    std::erase_if(taken_,
                  [&](const Share& share) { return share.first == order && finished_.contains(share); });
    std::erase_if(finished_, [&](const Share& share) { return share.first == order; });
}

void PlayedStation::look_soon() {
    if (std::exchange(look_due_, true)) return;
    kitchen_.after(kitchen_.chance().seconds(1, 5), [this] { look(); });
}

void PlayedStation::draw() {
    draw_due_ = false;
    if (offline_) return;
    ReportShown report{station_, kitchen_.kitchen().seq, {}};
    for (const BoardEntry& entry : board(kitchen_.kitchen(), station_))
        if (entry.ticket->has_active() && entry.ticket->shown_seq < entry.ticket->opened_seq())
            report.drawn.push_back({entry.order->id(), entry.order->revision(), entry.ticket->generation});
    kitchen_.ask(report);
}

PlayedStation::Aim PlayedStation::find(Share share) const {
    auto order = kitchen_.kitchen().orders.find(share.first);
    if (order == kitchen_.kitchen().orders.end()) return {};
    const Ticket* ticket = order->second.find_ticket(station_);
    return {&order->second, ticket, ticket ? find_ticket_line(*ticket, share.second) : nullptr};
}

// The next lines, as many as there are hands: those of the oldest tickets, and rush before all.
void PlayedStation::look() {
    look_due_ = false;
    std::vector<Share> next;
    std::vector<Seq> cooked;  // what was left of it, when the rest had gone
    auto index = kitchen_.kitchen().index.stations.find(station_);
    if (index == kitchen_.kitchen().index.stations.end()) return;
    for (const DisplayKey& key : index->second.board) {
        const bool some_cooked =
            finished_.lower_bound({key.order, 0}) != finished_.lower_bound({key.order + 1, 0});
        if (some_cooked && !bumps_due_.contains(key.order)) cooked.push_back(key.order);
        if (next.size() >= free_) continue;
        for (const TicketLine& line : kitchen_.kitchen().orders.at(key.order).find_ticket(station_)->lines)
            if (next.size() < free_ && line.active() && sees(line) &&
                !taken_.contains({key.order, line.line}))
                next.emplace_back(key.order, line.line);
    }
    for (Seq order : cooked)
        bump_when_whole(order, cook_at(station_, 0, kitchen_.local_time(), kitchen_.chance()));
    for (Share share : next) take(share);
}

// --- with and without the hub ----------------------------------------------------------------------------

Press PlayedStation::press_on(const Aim& aim, const std::string& cook) const {
    return {aim.order->id(),
            station_,
            aim.ticket->generation,
            aim.order->revision(),
            offline_ ? seen_ : kitchen_.kitchen().seq,
            0,
            cook};
}

void PlayedStation::lose_hub_for(DurationMs real_ms) {
    if (offline_) return;
    offline_ = true;
    seen_ = kitchen_.kitchen().seq;
    kitchen_.after(real_ms, [this] { come_back(); });
}

void PlayedStation::come_back() {
    offline_ = false;
    for (auto& send : std::exchange(outbox_, {})) send();
    draw();
    look();
}

}  // namespace brigade

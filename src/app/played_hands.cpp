// The hands of a played station: what they take, how long they need, and what they press. Beside
// played_station.cpp.
#include <algorithm>

#include "app/played_rhythm.h"
#include "app/played_station.h"

namespace brigade {
namespace {

// How often, of 1.
constexpr double begins_by_key = 0.55;
constexpr double bumps_alone = 0.4;  // a line, while others of its ticket are being cooked
constexpr double bumps_a_part = 0.2;
constexpr double recalls = 0.012;
constexpr double sends_elsewhere = 0.002;
constexpr double forgets = 0.004;  // to bump

}  // namespace

void PlayedStation::take(Share share) {
    Aim aim = find(share);
    if (!aim.active() || send_elsewhere(aim)) return;
    taken_.insert(share);
    --free_;
    const std::string cook = cook_at(station_, hands_ - free_, kitchen_.local_time(), kitchen_.chance());
    const DurationMs long_ms = work_ms(aim);
    begin(aim, share, cook);
    kitchen_.at(kitchen_.now() + long_ms, [this, share, cook] { finish(share, cook); });
}

void PlayedStation::begin(const Aim& aim, Share share, const std::string& cook) {
    const Line& line = *aim.order->lines[share.second].content;
    const bool a_part = line.quantity > 1 && kitchen_.chance().chance(bumps_a_part);
    const DurationMs half_ms = work_ms(aim) / 2;
    if (kitchen_.chance().chance(begins_by_key)) press(StartLine{press_on(aim, cook), line.id});
    if (!a_part) return;
    kitchen_.at(kitchen_.now() + half_ms, [this, share, cook] {
        Aim now = find(share);
        if (!now.active() || now.line->done > 0 || !taken_.contains(share)) return;
        const Line& content = *now.order->lines[share.second].content;
        if (content.quantity > 1) press(BumpLine{press_on(now, cook), content.id, content.quantity / 2});
    });
}

// Every time is the line's own; a second portion beside the first takes a little longer, a line that comes
// back less.
DurationMs PlayedStation::work_ms(const Aim& aim) const {
    const Line& line = *aim.order->lines[aim.line->line].content;
    double time_s = aim.line->prep_s * 0.46 * (1 + 0.12 * std::min(line.quantity - 1, 6));
    time_s *= item_pace(line.item) * cooks_pace(kitchen_.local_time());
    if (aim.ticket->generation > 1) time_s *= 0.4;
    return static_cast<DurationMs>(std::max(1.0, kitchen_.chance().about(time_s, 0.32)) * 1000);
}

void PlayedStation::finish(Share share, const std::string& cook) {
    ++free_;
    Aim aim = find(share);
    look_soon();
    if (!aim.active()) {
        taken_.erase(share);
        return;
    }
    finished_.insert(share);
    if (bump_when_whole(share.first, cook) || !kitchen_.chance().chance(bumps_alone)) return;
    const std::string& id = aim.order->lines[share.second].content->id;
    press(BumpLine{press_on(aim, cook), id, std::nullopt}, [this, share] { let_go({share}); });
}

// Whether all that the screen shows of the ticket is cooked, so that it leaves now or when somebody thinks of
// it.
bool PlayedStation::bump_when_whole(Seq order, const std::string& cook) {
    const Aim aim = find({order, 0});
    std::vector<Share> whole;
    for (const TicketLine& line : aim.ticket->lines) {
        if (!line.active() || !sees(line)) continue;
        if (!finished_.contains({order, line.line})) return false;
        whole.emplace_back(order, line.line);
    }
    if (whole.empty() || !bumps_due_.insert(order).second) return true;
    const bool forgotten = kitchen_.chance().chance(forgets);
    auto bump_now = [this, order, cook, whole] { bump(order, cook, whole); };
    if (forgotten)
        kitchen_.after(kitchen_.chance().seconds(120, 1'500), bump_now);
    else
        bump_now();
    return true;
}

void PlayedStation::bump(Seq order, const std::string& cook, const std::vector<Share>& whole) {
    auto leaves = [this, order, whole] {
        bumps_due_.erase(order);
        let_go(whole);
    };
    const Aim aim = find({order, 0});
    if (!aim.ticket || aim.ticket->lines.empty()) return leaves();
    press(BumpTicket{press_on(aim, cook)}, [this, id = aim.order->id(), cook, leaves] {
        leaves();
        recall_perhaps(id, cook);
    });
}

void PlayedStation::let_go(const std::vector<Share>& shares) {
    for (const Share& share : shares) taken_.erase(share), finished_.erase(share);
}

bool PlayedStation::send_elsewhere(const Aim& aim) {
    if (offline_ || !kitchen_.chance().chance(sends_elsewhere)) return false;
    std::vector<std::string> others;
    for (const Station& each : kitchen_.kitchen().config.stations)
        if (each.kind == StationKind::prep && each.id != station_) others.push_back(each.id);
    if (others.empty()) return false;
    const auto to = kitchen_.chance().between(0, static_cast<std::int64_t>(others.size()) - 1);
    return kitchen_.ask(TransferTicket{press_on(aim, ""), others[static_cast<std::size_t>(to)]});
}

void PlayedStation::recall_perhaps(const std::string& order_id, const std::string& cook) {
    if (offline_ || !kitchen_.chance().chance(recalls)) return;
    kitchen_.after(kitchen_.chance().seconds(10, 240), [this, order_id, cook] {
        const OrderState* order = kitchen_.kitchen().find(order_id);
        const Ticket* ticket = order ? order->find_ticket(station_) : nullptr;
        if (!ticket || ticket->lines.empty()) return;
        RecallTicket recall{press_on({order, ticket}, cook), {}, {}};
        const TicketLine& first = ticket->lines.front();
        if (kitchen_.chance().chance(0.3) && first.finished())
            recall.lines = {order->lines[first.line].content->id};
        press(std::move(recall));
    });
}

}  // namespace brigade

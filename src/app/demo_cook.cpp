#include "app/demo_cook.h"

#include "app/json_words.h"
#include "core/board.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::size_t hands = 14;          // tickets worked on at once
constexpr DurationMs patience_ms = 5'000;  // before a press that did not help is repeated

bool unconfirmed(const Ticket& ticket) {
    for (const TicketLine& line : ticket.lines)
        if (line.change != Change::none && line.revision > ticket.confirmed) return true;
    return false;
}

}  // namespace

DemoCook::DemoCook(net::EventLoop& loop, const std::string& url, std::string station, DemoGuests& chance,
                   DemoCounts& counts, double speed)
    : loop_(loop),
      station_(std::move(station)),
      chance_(chance),
      counts_(counts),
      speed_(speed),
      link_(loop, {{url}, "station", "cook-" + station_, station_, ""},
            {[this](std::uint64_t, const json::object& answer, DurationMs) {
                 if (text_in(answer, "type") == "error") ++counts_.refusals[text_in(answer, "code")];
             },
             {},
             {},
             {}}) {}

json::object DemoCook::press(const char* type, const Kitchen& kitchen, const OrderState& order,
                             std::uint32_t generation) const {
    return {{"type", type},
            {"order_id", order.id()},
            {"station", station_},
            {"generation", generation},
            {"revision", order.revision()},
            {"seen", kitchen.seq}};
}

void DemoCook::step(const Kitchen& kitchen) {
    agenda_.run_due(loop_.now_ms());
    auto entries = board(kitchen, station_);
    std::set<std::string> here;
    for (const BoardEntry& entry : entries) {
        if (!entry.ticket) continue;
        here.insert(entry.order->id());
        bool taken = in_hand_.count(entry.order->id()) > 0;
        if (!taken && in_hand_.size() >= hands) continue;
        Work& work = in_hand_[entry.order->id()];
        if (!taken)
            work.pace =
                chance_.chance(0.1) ? chance_.between(150, 350) / 100.0 : chance_.between(15, 45) / 100.0;
        work_on(kitchen, *entry.order, *entry.ticket, work);
    }
    std::erase_if(in_hand_, [&](const auto& work) { return here.count(work.first) == 0; });
}

void DemoCook::work_on(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket, Work& work) {
    DurationMs now = loop_.now_ms();
    confirm(kitchen, order, ticket, work);
    std::size_t cooking = 0;
    for (const TicketLine& line : ticket.lines) {
        if (!line.active()) continue;
        auto [done_ms, fresh] = work.done_ms.try_emplace(
            line.line, now + static_cast<DurationMs>(line.prep_s * 1000 * work.pace));
        json::object request = press(fresh ? "line.start" : "line.bump", kitchen, order, ticket.generation);
        request["line_id"] = order.lines[line.line].content->id;
        if (fresh) link_.ask(std::move(request));
        if (fresh || now < done_ms->second)
            ++cooking;
        else if (work.told_done.count(line.line) == 0 && ticket.lines.size() > 1 && work.bumped_ms == 0 &&
                 chance_.chance(
                     0.02)) {  // a cook with a free hand bumps one line before the others are ready
            work.told_done.insert(line.line);
            link_.ask(std::move(request));
        }
    }
    if (cooking == 0 && ticket.has_active()) bump(kitchen, order, ticket, work);
}

void DemoCook::confirm(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket, Work& work) {
    DurationMs now = loop_.now_ms();
    if (!unconfirmed(ticket) || (work.confirmed_ms > 0 && now - work.confirmed_ms < patience_ms)) return;
    work.confirmed_ms = now;
    if (!chance_.chance(0.5)) return;  // looks again a little later
    link_.ask(press("ticket.confirm", kitchen, order, ticket.generation));
}

void DemoCook::bump(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket, Work& work) {
    DurationMs now = loop_.now_ms();
    if (work.bumped_ms > 0 && now - work.bumped_ms < patience_ms) return;
    work.bumped_ms = now;
    link_.ask(press("ticket.bump", kitchen, order, ticket.generation));
    if (!chance_.chance(0.02)) return;
    json::object recall = press("ticket.recall", kitchen, order, ticket.generation);
    auto pause_ms = static_cast<DurationMs>(20'000 / speed_);
    agenda_.at(now + pause_ms, [this, recall] { link_.ask(recall); });
}

}  // namespace brigade

#include "app/demo_expo.h"

#include <algorithm>
#include <set>

#include "app/json_words.h"
#include "core/board.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

struct Pass {
    bool cooking = false;  // something fired is not done
    bool done = false;     // something waits to be served
    int next_course = 0;   // held; 0: none
};

Pass pass_of(const OrderState& order) {
    Pass pass;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) {
            if (order.lines[line.line].voided) continue;
            int course = order.lines[line.line].content->course;
            if (!line.fired && (pass.next_course == 0 || course < pass.next_course))
                pass.next_course = course;
            pass.cooking |= line.active();
            pass.done |= line.state == LineState::done;
        }
    return pass;
}

}  // namespace

DemoExpo::DemoExpo(net::EventLoop& loop, const std::string& url, std::string station, DemoGuests& chance,
                   DemoCounts& counts, double speed)
    : loop_(loop),
      station_(std::move(station)),
      chance_(chance),
      counts_(counts),
      speed_(speed),
      link_(loop, {{url}, "station", "expo-" + station_, station_, ""},
            {[this](std::uint64_t, const json::object& answer, DurationMs) {
                 if (text_in(answer, "type") == "error") ++counts_.refusals[text_in(answer, "code")];
             },
             {},
             {},
             {}}) {}

void DemoExpo::step(const Kitchen& kitchen) {
    std::set<std::string> here;
    for (const BoardEntry& entry : board(kitchen, station_)) {
        here.insert(entry.order->id());
        look_at(kitchen, *entry.order);
    }
    std::erase_if(act_ms_, [&](const auto& act) { return here.count(act.first) == 0; });
}

void DemoExpo::look_at(const Kitchen& kitchen, const OrderState& order) {
    Pass pass = pass_of(order);
    bool course_held = pass.next_course > 0 && !order.fire_at && !order.parked;
    if (pass.cooking || (!pass.done && !course_held)) {
        act_ms_.erase(order.id());
        return;
    }
    DurationMs now = loop_.now_ms();
    auto pause_ms = static_cast<DurationMs>(chance_.between(10'000, 50'000) / speed_);
    auto [act_ms, fresh] = act_ms_.try_emplace(order.id(), now + pause_ms);
    if (fresh || now < act_ms->second) return;
    act_ms->second = now + std::max<DurationMs>(pause_ms, 2'000);
    if (course_held)
        link_.ask({{"type", "order.fire"}, {"order_id", order.id()}, {"course", pass.next_course}});
    if (pass.done)
        link_.ask({{"type", "ticket.bump"},
                   {"order_id", order.id()},
                   {"station", station_},
                   {"generation", order.expo_generation},
                   {"revision", order.revision()},
                   {"seen", kitchen.seq}});
}

}  // namespace brigade

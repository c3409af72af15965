#include "app/played_pass.h"

#include "app/played_rhythm.h"

namespace brigade {
namespace {

constexpr double serves_too_early = 0.006;
constexpr double takes_it_back = 0.004;

struct AtPass {
    bool cooking = false;  // something fired is not done
    bool done = false;     // something waits to be served
    int next_course = 0;   // held; 0: none
};

AtPass at_pass(const OrderState& order) {
    AtPass pass;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) {
            if (order.lines[line.line].voided) continue;
            const int course = order.lines[line.line].content->course;
            if (!line.fired && line.cooking() && (pass.next_course == 0 || course < pass.next_course))
                pass.next_course = course;
            pass.cooking |= line.active();
            pass.done |= line.state == LineState::done;
        }
    return pass;
}

}  // namespace

void PlayedPass::notice(const Event& event, const OrderState& order) {
    PlayedChance& chance = kitchen_.chance();
    if (!expo_.empty() && std::holds_alternative<OrderAccepted>(event.body) &&
        chance.chance(serves_too_early))
        kitchen_.after(chance.seconds(240, 720), [this, id = order.id()] {
            const OrderState* now = kitchen_.kitchen().find(id);
            if (now && !now->closed()) kitchen_.ask(BumpTicket{press_on(*now)});
        });
    const AtPass pass = at_pass(order);
    if (pass.cooking || order.closed()) return;
    if (pass.done && !expo_.empty())
        later(Act::serve, order, static_cast<DurationMs>(chance.about(42'000, 0.7)));
    if (pass.next_course > 0 && !order.fire_at && !order.parked)
        later(Act::fire, order, static_cast<DurationMs>(chance.about(420'000, 0.4)));
}

void PlayedPass::later(Act act, const OrderState& order, DurationMs real_ms) {
    if (!intended_.insert({act, order.seq}).second) return;
    kitchen_.after(real_ms, [this, act, seq = order.seq, id = order.id()] {
        intended_.erase({act, seq});
        act == Act::serve ? serve(id) : fire_next(id);
    });
}

void PlayedPass::serve(const std::string& order_id) {
    const OrderState* order = kitchen_.kitchen().find(order_id);
    if (!order || order->closed()) return;
    const AtPass pass = at_pass(*order);
    if (pass.cooking || !pass.done || !kitchen_.ask(BumpTicket{press_on(*order)})) return;
    if (!kitchen_.chance().chance(takes_it_back)) return;
    kitchen_.after(kitchen_.chance().seconds(10, 120), [this, order_id] {
        if (const OrderState* served = kitchen_.kitchen().find(order_id))
            kitchen_.ask(RecallTicket{press_on(*served), {}, {}});
    });
}

void PlayedPass::fire_next(const std::string& order_id) {
    const OrderState* order = kitchen_.kitchen().find(order_id);
    if (!order || order->closed() || order->parked) return;
    if (const AtPass pass = at_pass(*order); pass.next_course > 0 && !pass.cooking)
        kitchen_.ask(FireCourse{order_id, pass.next_course});
}

Press PlayedPass::press_on(const OrderState& order) const {
    return {order.id(),
            expo_,
            order.expo_generation,
            order.revision(),
            kitchen_.kitchen().seq,
            0,
            cook_at(expo_, 0, kitchen_.local_time(), kitchen_.chance())};
}

}  // namespace brigade

#include "station/ahead.h"

#include <algorithm>

#include "core/apply.h"

namespace brigade {

// One kitchen for many presses: to copy it is what costs.
void Ahead::begin() {
    kitchen_ = replica_.kitchen();
    own_ = presses_.own();
    marks_.clear();
}

const Kitchen& Ahead::kitchen() {
    if (presses_.all().empty()) {
        kitchen_.reset();
        own_ = presses_.own();
        marks_.clear();
        return replica_.kitchen();
    }
    if (kitchen_) return *kitchen_;
    begin();
    for (const PendingPress& press : presses_.all())
        pressed(press.command,
                decide_here(*kitchen_, press.command, std::max(press.pressed_at, kitchen_->at)));
    return *kitchen_;
}

Decision Ahead::decide_here(const Kitchen& kitchen, const Command& command, TimeMs now) const {
    return decide(kitchen, own_.as_known(kitchen, command), {now, no_rules_, nullptr, nullptr});
}

Decision Ahead::decide_on(const Command& command, TimeMs now) { return decide_here(kitchen(), command, now); }

void Ahead::pressed(const Command& command, const Decision& decision) {
    if (!kitchen_) begin();
    for (const Event& event : decision.events) {
        apply(*kitchen_, event);
        if (const auto* started = std::get_if<LineStarted>(&event.body))
            marks_.insert({event.order_id, started->line});
        if (const auto* bumped = std::get_if<LinesBumped>(&event.body))
            for (const LineDone& line : bumped->lines) marks_.insert({event.order_id, line.line});
        marks_.insert({event.order_id, ""});
    }
    const std::string thing = decision.events.empty() ? std::string() : thing_set_by(command);
    if (!thing.empty()) own_.note(thing, set_at(*kitchen_, command));
}

}  // namespace brigade

#include "station/ahead.h"

#include <algorithm>

#include "core/apply.h"

namespace brigade {

const Kitchen& Ahead::kitchen() {
    if (presses_.all().empty()) {
        marks_.clear();
        return replica_.kitchen();
    }
    if (kitchen_) return *kitchen_;
    kitchen_ = replica_.kitchen();
    marks_.clear();
    for (const PendingPress& press : presses_.all()) {
        Decision decision = decide(*kitchen_, press.command,
                                   {std::max(press.pressed_at, kitchen_->at), no_rules_, nullptr, nullptr});
        for (const Event& event : decision.events) {
            apply(*kitchen_, event);
            if (const auto* started = std::get_if<LineStarted>(&event.body))
                marks_.insert({event.order_id, started->line});
            if (const auto* bumped = std::get_if<LinesBumped>(&event.body))
                for (const LineDone& line : bumped->lines) marks_.insert({event.order_id, line.line});
            marks_.insert({event.order_id, ""});
        }
    }
    return *kitchen_;
}

Decision Ahead::decide_on(const Command& command, TimeMs now) {
    return decide(kitchen(), command, {now, no_rules_, nullptr, nullptr});
}

}  // namespace brigade

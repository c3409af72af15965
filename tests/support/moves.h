// Invariant I4 as a question about one order before and after an event: within a generation of its ticket a
// line only moves open, started, done, then served or void. Pure.
#pragma once

#include <string>

#include "core/kitchen.h"

namespace brigade::test {

inline bool may_move(LineState from, LineState to) {
    if (from == LineState::served || from == LineState::voided) return to == from;
    return from <= to;
}

// A sentence about the first move that must not be; empty if all is well.
inline std::string wrong_move(const OrderState& before, const OrderState& after) {
    bool back_at_pass = after.expo_generation > before.expo_generation;
    for (const Ticket& old : before.tickets) {
        const Ticket* ticket = after.find_ticket(old.station);
        if (!ticket || ticket->generation < old.generation)
            return "a ticket at " + old.station + " went back to an earlier generation";
        if (ticket->generation > old.generation) continue;
        for (const TicketLine& line : old.lines) {
            const TicketLine* now = find_ticket_line(*ticket, line.line);
            if (!now) return "a line left " + old.station + " without a new generation";
            bool waits_again =
                back_at_pass && line.state == LineState::served && now->state == LineState::done;
            if (!may_move(line.state, now->state) && !waits_again)
                return "a line at " + old.station + " went from " + std::string(word(line.state)) + " to " +
                       std::string(word(now->state));
        }
    }
    return {};
}

}  // namespace brigade::test

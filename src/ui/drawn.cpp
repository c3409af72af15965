#include "ui/drawn.h"

#include <algorithm>

namespace brigade::ui {

std::vector<Drawn> DrawnLog::note(const Frame& frame, const Placement& placement) {
    std::vector<Drawn> drawn;
    if (!frame.model) return drawn;
    std::erase_if(entries_, [&](const auto& entry) { return frame.ticket(entry.first) == nullptr; });
    if (frame.covered) return drawn;
    const bool board = frame.parts.empty();
    for (std::size_t i = 0; i < frame.part_of.size(); ++i) {
        const ScreenTicket* ticket = frame.ticket(frame.part_of[i]);
        if (!ticket) continue;
        Entry& entry = entries_[ticket->order_id];
        if (entry.version != ticket->version()) entry = {ticket->version(), {}, false};
        if (entry.reported || ticket->pending) continue;
        if (!board) entry.rows_seen.insert(frame.parts[i].from);
        const Place* place = placement.find(ticket->order_id);
        const bool whole =
            board || (place && std::all_of(place->parts.begin(), place->parts.end(), [&](const Part& part) {
                          return entry.rows_seen.contains(part.from);
                      }));
        if (!whole) continue;
        entry.reported = true;
        drawn.push_back({ticket->order_id, ticket->revision, ticket->generation});
    }
    return drawn;
}

}  // namespace brigade::ui

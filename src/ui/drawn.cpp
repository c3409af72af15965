#include "ui/drawn.h"

#include <algorithm>

namespace brigade::ui {

// A board shows numbers only; what is on it is there whole.
bool DrawnLog::is_whole(const Frame& frame, const Placement& placement, const ScreenTicket& ticket,
                        const Entry& entry) const {
    if (!frame.batches.empty())
        return !has_unseen_change(ticket) &&
               std::all_of(ticket.lines.begin(), ticket.lines.end(), [&](const ScreenLine& line) {
                   return line.held || is_finished(line) || entry.lines_seen.contains(line.id);
               });
    if (frame.parts.empty()) return true;
    const Place* place = placement.find(ticket.order_id);
    return place && std::all_of(place->parts.begin(), place->parts.end(),
                                [&](const Part& part) { return entry.rows_seen.contains(part.from); });
}

std::vector<Drawn> DrawnLog::report(const Frame& frame, const Placement& placement,
                                    const std::set<std::string>& orders) {
    std::vector<Drawn> drawn;
    for (const std::string& order_id : orders) {
        const ScreenTicket* ticket = frame.ticket(order_id);
        if (!ticket) continue;
        Entry& entry = entries_[order_id];
        if (entry.reported || ticket->pending || !is_whole(frame, placement, *ticket, entry)) continue;
        entry.reported = true;
        drawn.push_back({ticket->order_id, ticket->revision, ticket->generation});
    }
    return drawn;
}

std::vector<Drawn> DrawnLog::note(const Frame& frame, const Placement& placement) {
    if (!frame.model) return {};
    std::erase_if(entries_, [&](const auto& entry) { return frame.ticket(entry.first) == nullptr; });
    if (frame.covered) return {};
    std::set<std::string> orders;
    const auto entry_of = [&](const std::string& order_id) -> Entry* {
        const ScreenTicket* ticket = frame.ticket(order_id);
        if (!ticket) return nullptr;
        orders.insert(order_id);
        Entry& entry = entries_[order_id];
        if (entry.version != ticket->version()) entry = {ticket->version(), {}, {}, false};
        return ticket->pending ? nullptr : &entry;
    };
    for (std::size_t i = 0; i < frame.part_of.size(); ++i)
        if (Entry* entry = entry_of(frame.part_of[i]); entry && !frame.parts.empty())
            entry->rows_seen.insert(frame.parts[i].from);
    for (const ActionLine& line : frame.batch_lines)
        if (Entry* entry = entry_of(line.order_id)) entry->lines_seen.insert(line.line_id);
    return report(frame, placement, orders);
}

}  // namespace brigade::ui

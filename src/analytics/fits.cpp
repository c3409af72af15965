#include "analytics/fits.h"

#include <algorithm>

namespace brigade {
namespace {

// One overload for each kind of event that names tickets or lines.
struct FitsState {
    const OrderState& order;

    bool has_lines(const std::vector<std::string>& ids) const {
        return std::all_of(ids.begin(), ids.end(),
                           [&](const std::string& id) { return order.find_line(id).has_value(); });
    }
    bool has_ticket(const std::string& station) const { return order.find_ticket(station) != nullptr; }
    bool has_on_ticket(const std::string& station, const std::string& id) const {
        const Ticket* ticket = order.find_ticket(station);
        const auto line = order.find_line(id);
        return ticket && line && find_ticket_line(*ticket, *line);
    }
    bool has_on_ticket(const std::string& station, const std::vector<std::string>& ids) const {
        return has_ticket(station) && std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
                   return has_on_ticket(station, id);
               });
    }
    bool has_parts(const std::vector<StationLines>& parts) const {
        return std::all_of(parts.begin(), parts.end(),
                           [&](const StationLines& part) { return has_on_ticket(part.station, part.lines); });
    }

    bool operator()(const OrderAmended& amended) const {
        const auto is_there = [&](const Placement& one) {
            return one.change == Change::added || order.find_line(one.line).has_value();
        };
        const bool placed = std::all_of(amended.placements.begin(), amended.placements.end(), is_there);
        const bool reopened = std::all_of(amended.reopened.begin(), amended.reopened.end(),
                                          [&](const std::string& station) { return has_ticket(station); });
        return placed && reopened && has_lines(amended.removed);
    }
    bool operator()(const OrderVoided& voided) const { return has_lines(voided.lines); }
    bool operator()(const LineStarted& started) const { return has_on_ticket(started.station, started.line); }
    bool operator()(const LinesBumped& bumped) const {
        return has_ticket(bumped.station) &&
               std::all_of(bumped.lines.begin(), bumped.lines.end(),
                           [&](const LineDone& done) { return has_on_ticket(bumped.station, done.line); });
    }
    bool operator()(const LinesServed& served) const { return has_parts(served.lines); }
    bool operator()(const TicketRecalled& recalled) const {
        return has_on_ticket(recalled.station, recalled.lines);
    }
    bool operator()(const ServeRecalled& recalled) const { return has_parts(recalled.lines); }
    bool operator()(const TicketTransferred& moved) const {
        return has_on_ticket(moved.station, moved.lines);
    }
    bool operator()(const ChangesConfirmed& confirmed) const { return has_ticket(confirmed.station); }
    bool operator()(const TicketShown& shown) const { return has_ticket(shown.station); }
    bool operator()(const StatusReached& reached) const {
        return reached.station.empty() || has_ticket(reached.station);
    }
    bool operator()(const LinesFired&) const { return true; }
    bool operator()(const OrderHeld&) const { return true; }
    bool operator()(const OrderReleased&) const { return true; }
    bool operator()(const PrioritySet&) const { return true; }
    template <class Other>
    bool operator()(const Other&) const {
        return false;  // changes no order
    }
};

}  // namespace

bool fits(const OrderState& order, const Event& event) { return std::visit(FitsState{order}, event.body); }

}  // namespace brigade

#include <algorithm>

#include "base/check.h"
#include "core/apply.h"

namespace brigade {
namespace {

Ticket& ticket_at(OrderState& order, const std::string& station) {
    if (Ticket* ticket = order.find_ticket(station)) return *ticket;
    order.tickets.push_back({});
    order.tickets.back().station = station;
    return order.tickets.back();
}

Ticket& existing_ticket(OrderState& order, const std::string& station) {
    Ticket* ticket = order.find_ticket(station);
    BRIGADE_CHECK(ticket, "an event about a ticket that is not there");
    return *ticket;
}

std::uint16_t existing_line(const OrderState& order, const std::string& id) {
    auto index = order.find_line(id);
    BRIGADE_CHECK(index.has_value(), "an event about a line that is not there");
    return *index;
}

TicketLine& existing_ticket_line(OrderState& order, Ticket& ticket, const std::string& id) {
    auto* line = const_cast<TicketLine*>(find_ticket_line(ticket, existing_line(order, id)));
    BRIGADE_CHECK(line, "an event about a line that is not on the ticket");
    return *line;
}

template <class Change>
void each_ticket_line(OrderState& order, Change change) {
    for (Ticket& ticket : order.tickets)
        for (TicketLine& line : ticket.lines) change(ticket, line);
}

// A ticket that asks for work again is neither ready nor known to have arrived.
void reopen_ticket(Ticket& ticket) {
    ticket.ready = false;
    ticket.undelivered = false;
    ticket.bumped_at = 0;
}

// A cook has to look at the line (again).
void touch(TicketLine& line, const Event& event) {
    line.active_seq = event.seq;
    line.active_at = event.at;
}

// A cook has seen the ticket's changes up to the revision.
void confirm(Ticket& ticket, std::uint32_t revision, const Event& event) {
    bool news = revision > ticket.confirmed;
    for (TicketLine& line : ticket.lines) {
        if (line.change == Change::none || line.revision > revision) continue;
        line.change = Change::none;
        news = true;
    }
    if (!news) return;
    ticket.confirmed = std::max(ticket.confirmed, revision);
    ticket.confirmed_seq = event.request_last;
}

// The line is sent to be cooked: its age counts from here.
void fire(TicketLine& line, const Event& event) {
    touch(line, event);
    line.fired = true;
    line.parked = false;
    line.fired_at = event.at;
}

void next_generation(Ticket& ticket, const Event& event) {
    ++ticket.generation;
    ticket.generation_seq = event.request_last;
}

void add_to_ticket(OrderState& order, std::uint16_t index, const Placement& placement, std::size_t at,
                   std::uint32_t revision, const Event& event) {
    Ticket& ticket = ticket_at(order, placement.stations[at]);
    TicketLine line;
    line.line = index;
    line.prep_s = placement.prep_s[at];
    line.fired = placement.fired;
    line.parked = order.parked;
    line.revision = revision;
    line.change = revision > 0 ? Change::added : Change::none;
    touch(line, event);
    line.fired_at = placement.fired ? event.at : 0;
    if (at < placement.from.size()) line.from = placement.from[at];
    ticket.lines.push_back(line);
    if (line.active()) reopen_ticket(ticket);
}

// The ack's list: what each station was given, in the order of the tickets.
void put_in_mark(RevisionMark& mark, const Placement& placement) {
    for (const std::string& station : placement.stations) {
        auto same = [&](const StationLines& entry) { return entry.station == station; };
        auto found = std::find_if(mark.tickets.begin(), mark.tickets.end(), same);
        if (found == mark.tickets.end()) found = mark.tickets.insert(found, StationLines{station, {}});
        found->lines.push_back(placement.line);
    }
    if (placement.unavailable) mark.unavailable.push_back(placement.line);
}

RevisionMark mark_of(const Event& event, const Hash& content, const std::vector<Placement>& placements) {
    RevisionMark mark{event.request_last, true, content, {}, {}, false};
    for (const Placement& placement : placements) put_in_mark(mark, placement);
    return mark;
}

// A voided line leaves its tickets; where a cook could see it, it stays marked until confirmed.
void void_line(OrderState& order, std::uint16_t index, std::uint32_t revision, const Event& event) {
    order.lines[index].voided = true;
    for (Ticket& ticket : order.tickets) {
        bool was_on_board = ticket.on_board();
        for (TicketLine& line : ticket.lines) {
            if (line.line != index || line.state == LineState::voided) continue;
            line.change = was_on_board && !line.held() ? Change::removed : Change::none;
            line.state = LineState::voided;
            line.revision = revision;
            line.state_seq = event.seq;
        }
    }
}

// --- amendment ---------------------------------------------------------------------------------------

// A finished share is cooked again only if the line's own words changed: a new allergy warns those who are
// still cooking.
void change_ticket_line(Ticket& ticket, TicketLine& line, const Placement& placement, std::size_t at,
                        int quantity, bool reworded, const OrderAmended& amended, const Event& event) {
    if (line.finished() && !reworded) return;
    line.prep_s = placement.prep_s[at];
    line.change = Change::changed;
    line.revision = amended.revision;
    touch(line, event);
    if (line.finished()) {
        line.state = LineState::open;
        line.done = 0;
        line.started_at = line.done_at = 0;
        line.completed_by_expo = false;
    }
    line.done = std::min(line.done, quantity - 1);
    if (placement.fired && !line.fired) {
        line.fired = true;
        line.fired_at = event.at;
    }
    if (line.active()) reopen_ticket(ticket);
}

void change_line(OrderState& order, std::uint16_t index, const Placement& placement, bool reworded,
                 const OrderAmended& amended, const Event& event) {
    int quantity = order.lines[index].content->quantity;
    for (Ticket& ticket : order.tickets) {
        auto* line = const_cast<TicketLine*>(find_ticket_line(ticket, index));
        if (!line || line->state == LineState::voided) continue;
        auto stays = std::find(placement.stations.begin(), placement.stations.end(), ticket.station);
        if (stays != placement.stations.end()) {
            auto at = static_cast<std::size_t>(stays - placement.stations.begin());
            change_ticket_line(ticket, *line, placement, at, quantity, reworded, amended, event);
        } else {
            line->change = ticket.on_board() && !line->held() ? Change::removed : Change::none;
            line->state = LineState::voided;
            line->revision = amended.revision;
            line->state_seq = event.seq;
        }
    }
    for (std::size_t at = 0; at < placement.stations.size(); ++at) {
        Ticket* ticket = order.find_ticket(placement.stations[at]);
        const TicketLine* there = ticket ? find_ticket_line(*ticket, index) : nullptr;
        if (there && there->state != LineState::voided) continue;
        if (there) std::erase_if(ticket->lines, [&](const TicketLine& line) { return line.line == index; });
        add_to_ticket(order, index, placement, at, amended.revision, event);
    }
}

void on(OrderState& order, const OrderAmended& amended, const Event& event) {
    for (const std::string& station : amended.reopened)
        next_generation(existing_ticket(order, station), event);
    if (amended.order->priority != order.content->priority) {
        order.priority = amended.order->priority;
        order.priority_seq = event.request_last;
    }
    order.content = amended.order;
    order.fire_at = amended.fire_at;
    for (std::size_t i = 0; i < amended.placements.size(); ++i) {
        const Placement& placement = amended.placements[i];
        LinePtr content = line_of(amended.order, i);
        if (placement.change == Change::added) {
            order.lines.push_back({content, placement.unavailable, false});
            auto index = static_cast<std::uint16_t>(order.lines.size() - 1);
            for (std::size_t at = 0; at < placement.stations.size(); ++at)
                add_to_ticket(order, index, placement, at, amended.revision, event);
            continue;
        }
        std::uint16_t index = existing_line(order, placement.line);
        bool reworded = *order.lines[index].content != *content;
        order.lines[index].content = content;
        order.lines[index].unavailable = placement.unavailable;
        if (placement.change == Change::changed)
            change_line(order, index, placement, reworded, amended, event);
    }
    for (const std::string& id : amended.removed)
        void_line(order, existing_line(order, id), amended.revision, event);
    order.ready = order.ready && order.all_done();
    order.revisions.push_back(mark_of(event, amended.content, amended.placements));
}

// --- the rest, in the order of core/event.h ------------------------------------------------------------

void on(OrderState& order, const OrderVoided& voided, const Event& event) {
    for (const std::string& id : voided.lines)
        void_line(order, existing_line(order, id), voided.revision, event);
    order.voided = order.voided || voided.whole;
    order.revisions.push_back({event.request_last, false, {}, {}, {}, voided.rest});
}

void on(OrderState& order, const LinesFired& fired, const Event& event) {
    order.fire_at.reset();
    each_ticket_line(order, [&](Ticket& ticket, TicketLine& line) {
        const std::string& id = order.lines[line.line].content->id;
        if (!line.cooking() || std::find(fired.lines.begin(), fired.lines.end(), id) == fired.lines.end())
            return;
        line.state_seq = event.request_last;
        fire(line, event);
        reopen_ticket(ticket);
    });
}

void on(OrderState& order, const OrderHeld&, const Event& event) {
    order.parked = true;
    order.parked_seq = event.request_last;
    each_ticket_line(order, [](Ticket&, TicketLine& line) {
        if (line.state == LineState::open && line.done == 0) line.parked = true;
    });
}

void on(OrderState& order, const OrderReleased&, const Event& event) {
    order.parked = false;
    order.parked_seq = event.request_last;
    each_ticket_line(order, [&](Ticket& ticket, TicketLine& line) {
        if (!line.parked) return;
        line.parked = false;
        if (!line.active()) return;
        fire(line, event);
        reopen_ticket(ticket);
    });
}

void on(OrderState& order, const PrioritySet& set, const Event& event) {
    order.priority = set.priority;
    order.priority_seq = event.request_last;
}

void on(OrderState& order, const LineStarted& started, const Event& event) {
    Ticket& ticket = existing_ticket(order, started.station);
    TicketLine& line = existing_ticket_line(order, ticket, started.line);
    line.state = LineState::started;
    line.started_at = started.pressed_at;
    line.state_seq = event.request_last;
}

void on(OrderState& order, const LinesBumped& bumped, const Event& event) {
    Ticket& ticket = existing_ticket(order, bumped.station);
    for (const LineDone& entry : bumped.lines) {
        TicketLine& line = existing_ticket_line(order, ticket, entry.line);
        line.done = entry.done;
        line.state_seq = event.request_last;
        if (entry.done < order.lines[line.line].content->quantity) continue;
        line.state = LineState::done;
        line.done_at = bumped.pressed_at;
    }
    if (bumped.confirmed) confirm(ticket, *bumped.confirmed, event);
    ticket.bumped_seq = event.request_last;
    if (!ticket.has_active()) ticket.bumped_at = bumped.pressed_at;
}

void on(OrderState& order, const LinesServed& served, const Event& event) {
    order.served_seq = event.request_last;
    for (const StationLines& part : served.lines) {
        Ticket& ticket = existing_ticket(order, part.station);
        for (const std::string& id : part.lines) {
            TicketLine& line = existing_ticket_line(order, ticket, id);
            if (line.cooking()) {
                line.completed_by_expo = true;
                line.done = order.lines[line.line].content->quantity;
                line.done_at = served.pressed_at;
                line.change = Change::none;
            }
            line.state = LineState::served;
            line.state_seq = event.request_last;
        }
        if (!ticket.has_active() && ticket.bumped_at == 0) ticket.bumped_at = served.pressed_at;
    }
    if (event.status == OrderStatus::served) {
        order.served = true;
        order.served_at = served.pressed_at;
    }
}

void on(OrderState& order, const TicketRecalled& recalled, const Event& event) {
    Ticket& ticket = existing_ticket(order, recalled.station);
    next_generation(ticket, event);
    reopen_ticket(ticket);
    for (std::size_t i = 0; i < recalled.lines.size(); ++i) {
        TicketLine& line = existing_ticket_line(order, ticket, recalled.lines[i]);
        if (line.finished()) {
            line.state = LineState::open;
            line.started_at = line.done_at = 0;
            line.completed_by_expo = false;
        }
        line.done = i < recalled.done.size() ? recalled.done[i] : 0;
        touch(line, event);
        line.state_seq = event.request_last;
    }
    order.ready = order.served = false;
    order.served_at = 0;
}

void on(OrderState& order, const ServeRecalled& recalled, const Event& event) {
    ++order.expo_generation;
    order.expo_generation_seq = event.request_last;
    for (const StationLines& part : recalled.lines) {
        Ticket& ticket = existing_ticket(order, part.station);
        for (const std::string& id : part.lines)
            existing_ticket_line(order, ticket, id).state = LineState::done;
    }
    order.served = false;
    order.served_at = 0;
}

// What no cook had seen may leave a ticket that a cook is working on. That ticket goes on in its generation:
// a bump of it that is still under way must count.
bool keeps_work(const OrderState& order, const Ticket& ticket, const TicketTransferred& transferred) {
    if (transferred.reason == TransferReason::pressed) return false;
    auto leaves = [&](const TicketLine& line) {
        const std::string& id = order.lines[line.line].content->id;
        return std::find(transferred.lines.begin(), transferred.lines.end(), id) != transferred.lines.end();
    };
    return std::any_of(ticket.lines.begin(), ticket.lines.end(), [&](const TicketLine& line) {
        return line.state != LineState::voided && !leaves(line);
    });
}

void mark_origin(TicketLine& line, const TicketTransferred& transferred) {
    if (transferred.reason == TransferReason::covered)
        line.from = transferred.station;
    else if (transferred.reason == TransferReason::returned || line.from == transferred.to)
        line.from.clear();
}

void on(OrderState& order, const TicketTransferred& transferred, const Event& event) {
    ticket_at(order, transferred.to);  // before the reference below: it may move the tickets
    Ticket& from = existing_ticket(order, transferred.station);
    Ticket& to = existing_ticket(order, transferred.to);
    bool stays_open = keeps_work(order, from, transferred);
    if (!stays_open) next_generation(from, event);
    bool came_back = false;
    for (const std::string& id : transferred.lines) {
        TicketLine& left = existing_ticket_line(order, from, id);
        TicketLine moved = left;
        if (stays_open)
            left.state = LineState::voided, left.change = Change::none, left.state_seq = event.seq;
        else
            std::erase_if(from.lines, [&](const TicketLine& line) { return line.line == moved.line; });
        const TicketLine* there = find_ticket_line(to, moved.line);
        if (there && there->state != LineState::voided) continue;  // cooked in both places: one less
        if (there) {  // it was here before: no old press may reach it
            std::erase_if(to.lines, [&](const TicketLine& line) { return line.line == moved.line; });
            came_back = true;
        }
        mark_origin(moved, transferred);
        touch(moved, event);
        to.lines.push_back(moved);
    }
    if (came_back) next_generation(to, event);
    if (to.has_active()) reopen_ticket(to);
}

void on(OrderState& order, const ChangesConfirmed& confirmed, const Event& event) {
    confirm(existing_ticket(order, confirmed.station), confirmed.revision, event);
}

void on(OrderState& order, const TicketShown& shown, const Event& event) {
    Ticket& ticket = existing_ticket(order, shown.station);
    ticket.shown_seq = std::max(ticket.shown_seq, shown.drawn_seq);
    ticket.undelivered = false;
    if (ticket.shown_at == 0) ticket.shown_at = event.at;
}

void on(OrderState& order, const StatusReached& reached, const Event& event) {
    if (reached.station.empty()) {
        order.ready = order.ready || event.status == OrderStatus::ready;
        return;
    }
    Ticket& ticket = existing_ticket(order, reached.station);
    ticket.ready = ticket.ready || event.status == OrderStatus::ready;
    ticket.late = ticket.late || event.status == OrderStatus::late;
    ticket.undelivered = ticket.undelivered || event.status == OrderStatus::undelivered;
}

template <class Other>
void on(OrderState&, const Other&, const Event&) {
    BRIGADE_CHECK(false, "an event of this kind does not change an order");
}

void remember_status(OrderState& order, const Event& event) {
    if (!event.status) return;
    ToldStatus told{*event.status, event.seq, event.at};
    std::string_view station = station_of(event.body);
    Ticket* ticket = station.empty() ? nullptr : order.find_ticket(station);
    (ticket ? ticket->told : order.told) = told;
}

}  // namespace

OrderState accepted_order(const Event& event) {
    const auto* accepted = std::get_if<OrderAccepted>(&event.body);
    BRIGADE_CHECK(accepted, "an order begins with its acceptance");
    OrderState order;
    order.seq = event.seq;
    order.accepted_at = event.at;
    order.terminal = event.terminal;
    order.content = accepted->order;
    order.priority = accepted->order->priority;
    order.fire_at = accepted->fire_at;
    order.revisions.push_back(mark_of(event, accepted->content, accepted->placements));
    for (std::size_t i = 0; i < accepted->placements.size(); ++i) {
        const Placement& placement = accepted->placements[i];
        order.lines.push_back({line_of(accepted->order, i), placement.unavailable, false});
        for (std::size_t at = 0; at < placement.stations.size(); ++at)
            add_to_ticket(order, static_cast<std::uint16_t>(i), placement, at, 0, event);
    }
    remember_status(order, event);
    return order;
}

void apply_to_order(OrderState& order, const Event& event) {
    std::visit([&](const auto& body) { on(order, body, event); }, event.body);
    remember_status(order, event);
}

}  // namespace brigade

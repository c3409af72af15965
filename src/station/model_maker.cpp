#include "station/model_maker.h"

#include <algorithm>

#include "base/isolate.h"
#include "core/board.h"
#include "core/due.h"

namespace brigade {
namespace {

ScreenLine screen_line(const OrderState& order, const TicketLine& line, const PendingMarks& pending) {
    const OrderLine& entry = order.lines[line.line];
    ScreenLine out;
    out.id = entry.content->id;
    out.item = entry.content->item;
    out.category = entry.content->category;
    out.name = entry.content->name;
    out.quantity = entry.content->quantity;
    out.done = line.done;
    out.course = entry.content->course;
    out.seat = entry.content->seat;
    out.state = line.state;
    out.held = line.cooking() && line.held();
    out.unavailable = entry.unavailable;
    out.change = line.change;
    out.modifiers = entry.content->modifiers;
    out.notes = entry.content->notes;
    out.prep_s = line.prep_s;
    out.started_at = line.started_at;
    out.pending = pending.contains({order.id(), out.id});
    return out;
}

// A voided line is shown while a cook has to confirm it, and not after.
bool on_screen(const TicketLine& line) {
    return line.state != LineState::voided || line.change == Change::removed;
}

std::string name_of(const KitchenConfig& config, const std::string& station) {
    const Station* found = config.find(station);
    return found ? found->name : station;
}

// Work that a silent station would have: its cook may have begun it all the same, so it is marked, the ticket
// as a whole or, where it has work of this station too, line by line.
void mark_covered(const Ticket& ticket, const KitchenConfig& config, ScreenTicket& out) {
    bool all = true;
    for (const TicketLine& line : ticket.lines) {
        if (!on_screen(line)) continue;
        if (line.from.empty()) {
            all = false;
            continue;
        }
        std::string name = name_of(config, line.from);
        if (std::find(out.from.begin(), out.from.end(), name) == out.from.end())
            out.from.push_back(std::move(name));
    }
    if (all) return;
    std::size_t shown = 0;
    for (const TicketLine& line : ticket.lines)
        if (on_screen(line)) out.lines[shown++].from = line.from.empty() ? "" : name_of(config, line.from);
}

StationProgress progress_of(const Ticket& ticket, const KitchenConfig& config) {
    StationProgress progress;
    progress.station = ticket.station;
    progress.name = name_of(config, ticket.station);
    for (const TicketLine& line : ticket.lines) {
        if (line.state == LineState::voided) continue;
        ++progress.total;
        if (line.finished()) ++progress.done;
    }
    progress.held = ticket.state() == TicketState::held;
    return progress;
}

ScreenTicket head_of(const OrderState& order, const Kitchen& kitchen, const PendingMarks& pending) {
    ScreenTicket out;
    out.order_id = order.id();
    out.number = order.content->number;
    out.revision = order.revision();
    out.priority = order.priority;
    out.parked = order.parked;
    out.service = order.content->service;
    out.channel = order.content->channel;
    out.reference = order.content->reference;
    out.table = order.content->table;
    out.guest = order.content->guest;
    out.server = order.content->server;
    out.covers = order.content->covers;
    out.allergies = order.content->allergies;
    out.notes = order.content->notes;
    if (order.content->promised_at) out.promised_at = *order.content->promised_at - kitchen.wall_offset_ms;
    out.pending = pending.contains({order.id(), ""});
    return out;
}

// When what is still to be cooked no longer fits into the time left to the promise: an unstarted line needs
// all of its prep time, a started one the rest.
TimeMs short_of_time_at(const ScreenTicket& ticket) {
    TimeMs at = *ticket.promised_at;
    for (const ScreenLine& line : ticket.lines) {
        const DurationMs prep_ms = DurationMs{line.prep_s} * 1000;
        if (line.held) continue;
        if (line.state == LineState::open) at = std::min(at, *ticket.promised_at - prep_ms);
        if (line.state == LineState::started && line.started_at + prep_ms > *ticket.promised_at)
            at = std::min(at, line.started_at);
    }
    return std::max(at, ticket.fired_at);
}

void set_limits(ScreenTicket& ticket, const KitchenConfig& config, const std::string& station) {
    const Station* found = config.find(station);
    const ServiceLimits limits = (found ? *found : Station{}).limits_for(ticket.service);
    ticket.late_at = late_at(limits, ticket.fired_at, ticket.promised_at);
    ticket.warn_at = counts_down(ticket.fired_at, ticket.promised_at)
                         ? short_of_time_at(ticket)
                         : ticket.fired_at + DurationMs{limits.warn_s} * 1000;
}

ScreenTicket prep_ticket(const OrderState& order, const Ticket& ticket, const Kitchen& kitchen,
                         const PendingMarks& pending) {
    ScreenTicket out = head_of(order, kitchen, pending);
    out.generation = ticket.generation;
    out.opened_seq = ticket.opened_seq();
    out.state = ticket.state();
    out.fired_at = ticket.fired_at();
    for (const TicketLine& line : ticket.lines)
        if (on_screen(line)) out.lines.push_back(screen_line(order, line, pending));
    mark_covered(ticket, kitchen.config, out);
    std::stable_sort(out.lines.begin(), out.lines.end(),
                     [](const ScreenLine& a, const ScreenLine& b) { return a.course < b.course; });
    for (const Ticket& other : order.tickets)
        if (&other != &ticket && !other.lines.empty()) {
            StationProgress progress = progress_of(other, kitchen.config);
            if (progress.total > 0) out.progress.push_back(std::move(progress));
        }
    return out;
}

ScreenTicket expo_ticket(const OrderState& order, const Kitchen& kitchen, const PendingMarks& pending) {
    ScreenTicket out = head_of(order, kitchen, pending);
    out.generation = order.expo_generation;
    out.fired_at = pass_key(order).fired_at;
    bool open = false;
    for (const Ticket& ticket : order.tickets) {
        StationProgress progress = progress_of(ticket, kitchen.config);
        if (ticket.undelivered && ticket.has_active()) out.undelivered.push_back(progress.name);
        if (progress.total > 0) out.progress.push_back(std::move(progress));
        for (const TicketLine& line : ticket.lines) {
            if (line.state == LineState::voided) continue;
            out.lines.push_back(screen_line(order, line, pending));
            open = open || line.active();
            if (line.state == LineState::done) out.ready_at = std::max(out.ready_at, line.done_at);
            if (!line.cooking() || !line.held()) continue;
            ++out.held_lines;
            int course = order.lines[line.line].content->course;
            if (!line.fired) out.next_course = std::min(out.next_course.value_or(course), course);
        }
    }
    out.ready = !open && out.ready_at != 0;
    return out;
}

// What of the order is at the station, or all of it. What went to another station is its business.
std::string summary_of(const OrderState& order, const Ticket* ticket) {
    std::string text;
    auto add = [&](const OrderLine& line) {
        if (line.voided) return;
        if (!text.empty()) text += ", ";
        text += std::to_string(line.content->quantity) + " " + isolated_if_it_turns(line.content->name);
    };
    if (ticket) {
        for (const TicketLine& line : ticket->lines)
            if (line.state != LineState::voided) add(order.lines[line.line]);
    } else {
        for (const OrderLine& line : order.lines) add(line);
    }
    return text;
}

const std::string& summary_of(const OrderState& order, const Ticket* ticket, ModelMemory& memory) {
    ModelMemory::Left now{ticket ? ticket->generation : order.expo_generation,
                          order.revision(),
                          ticket ? ticket->bumped_seq : order.served_seq,
                          ticket ? ticket->lines.size() : order.lines.size(),
                          {}};
    ModelMemory::Left& left = memory.left[order.id()];
    if (left.generation != now.generation || left.revision != now.revision ||
        left.bumped_seq != now.bumped_seq || left.lines != now.lines) {
        now.summary = summary_of(order, ticket);
        left = std::move(now);
    }
    return left.summary;
}

struct Left {
    TimeMs bumped_at = 0;
    const OrderState* order = nullptr;
    const Ticket* ticket = nullptr;  // null where whole orders are shown
};

// All that left the station in the service day, newest first.
void fill_bumped(ScreenModel& model, const Kitchen& kitchen, const std::string& station, bool prep,
                 ModelMemory& memory) {
    std::vector<Left> left;
    for (const auto& [seq, order] : kitchen.orders) {
        const Ticket* ticket = prep ? order.find_ticket(station) : nullptr;
        if (prep && (!ticket || ticket->state() != TicketState::bumped)) continue;
        if (!prep && !order.served) continue;
        left.push_back({prep ? ticket->bumped_at : order.served_at, &order, ticket});
    }
    std::stable_sort(left.begin(), left.end(),
                     [](const Left& a, const Left& b) { return a.bumped_at > b.bumped_at; });
    if (memory.left.size() > 2 * left.size() + 100) memory.left.clear();  // of days gone by
    model.bumped.reserve(left.size());
    for (const Left& one : left)
        model.bumped.push_back({one.order->id(), one.order->content->number,
                                one.ticket ? one.ticket->generation : one.order->expo_generation,
                                one.bumped_at, summary_of(*one.order, one.ticket, memory)});
}

bool has_parked(const Ticket& ticket) {
    return std::any_of(ticket.lines.begin(), ticket.lines.end(),
                       [](const TicketLine& line) { return line.cooking() && line.parked; });
}

void fill_parked(ScreenModel& model, const Kitchen& kitchen, const std::string& station, bool prep) {
    for (const Seq seq : kitchen.index.open) {
        const OrderState& order = kitchen.orders.at(seq);
        const Ticket* ticket = prep ? order.find_ticket(station) : nullptr;
        if (!order.parked || (prep && (!ticket || !has_parked(*ticket)))) continue;
        model.parked.push_back({order.id(), order.content->number, summary_of(order, ticket)});
    }
}

// As the newest order of this day that was looked at calls it.
const std::string& name_of_item(const Kitchen& kitchen, const std::string& item, ModelMemory& memory) {
    ModelMemory::ItemName& known = memory.items[item];
    const Seq newest = kitchen.orders.empty() ? 0 : kitchen.orders.rbegin()->first;
    if (newest < known.searched) known.searched = 0;  // another history
    for (auto order = kitchen.orders.rbegin();
         known.name.empty() && order != kitchen.orders.rend() && order->first > known.searched; ++order)
        for (const OrderLine& line : order->second.lines)
            if (line.content->item == item) known.name = line.content->name;
    known.searched = newest;
    return known.name.empty() ? item : known.name;
}

void fill_unavailable(ScreenModel& model, const Kitchen& kitchen, ModelMemory& memory) {
    for (const auto& [item, availability] : kitchen.items)
        if (!availability.available) model.unavailable.push_back({item, name_of_item(kitchen, item, memory)});
}

void fill_others(ScreenModel& model, const KitchenConfig& config, const std::string& station) {
    for (const Station& other : config.stations)
        if (other.kind == StationKind::prep && other.id != station)
            model.others.push_back({other.id, other.name});
}

}  // namespace

void fill_from_kitchen(ScreenModel& model, const Kitchen& kitchen, const std::string& station,
                       const PendingMarks& pending, ModelMemory& memory) {
    model.kitchen = kitchen.config.name;
    model.day = kitchen.day;
    model.wall_offset_ms = kitchen.wall_offset_ms;
    if (const Station* config = kitchen.config.find(station)) model.station = *config;
    const std::vector<BoardEntry> entries = board(kitchen, station);
    model.tickets.reserve(entries.size());
    for (const BoardEntry& entry : entries) {
        model.tickets.push_back(entry.ticket ? prep_ticket(*entry.order, *entry.ticket, kitchen, pending)
                                             : expo_ticket(*entry.order, kitchen, pending));
        set_limits(model.tickets.back(), kitchen.config, station);
    }
    if (model.station.kind != StationKind::board)  // where nobody recalls
        fill_bumped(model, kitchen, station, model.station.kind == StationKind::prep, memory);
    if (const std::string_view by = kitchen.covered_by(station); !by.empty())
        model.covered_by = name_of(kitchen.config, std::string(by));
    fill_parked(model, kitchen, station, model.station.kind == StationKind::prep);
    fill_unavailable(model, kitchen, memory);
    fill_others(model, kitchen.config, station);
}

}  // namespace brigade

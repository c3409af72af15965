#include "station/model_maker.h"

#include <algorithm>

#include "core/board.h"

namespace brigade {
namespace {

constexpr std::size_t bumped_max = 500;
constexpr DurationMs pace_window_ms = 3600 * 1000;

ScreenLine screen_line(const OrderState& order, const TicketLine& line, const PendingMarks& pending) {
    const OrderLine& entry = order.lines[line.line];
    ScreenLine out;
    out.id = entry.content->id;
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

std::string summary_of(const OrderState& order, const Ticket* ticket) {
    std::string text;
    auto add = [&](const OrderLine& line) {
        if (line.voided) return;
        if (!text.empty()) text += ", ";
        text += std::to_string(line.content->quantity) + " " + line.content->name;
    };
    if (ticket)
        for (const TicketLine& line : ticket->lines) add(order.lines[line.line]);
    else
        for (const OrderLine& line : order.lines) add(line);
    return text;
}

std::optional<DurationMs> median(std::vector<DurationMs> values) {
    if (values.empty()) return std::nullopt;
    auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct Left {
    TimeMs bumped_at = 0;
    const OrderState* order = nullptr;
    const Ticket* ticket = nullptr;  // null where whole orders are shown
};

// All that left the station in the service day, newest first as far as the list goes.
void fill_bumped(ScreenModel& model, const Kitchen& kitchen, const std::string& station, bool prep,
                 TimeMs now) {
    std::vector<DurationMs> times;
    std::vector<Left> left;
    for (const auto& [seq, order] : kitchen.orders) {
        const Ticket* ticket = prep ? order.find_ticket(station) : nullptr;
        if (prep && (!ticket || ticket->state() != TicketState::bumped)) continue;
        if (!prep && !order.served) continue;
        TimeMs fired_at = prep ? ticket->fired_at() : pass_key(order).fired_at;
        TimeMs bumped_at = prep ? ticket->bumped_at : order.served_at;
        left.push_back({bumped_at, &order, ticket});
        if (now - bumped_at <= pace_window_ms) times.push_back(std::max<DurationMs>(0, bumped_at - fired_at));
    }
    auto end = left.begin() + static_cast<std::ptrdiff_t>(std::min(left.size(), bumped_max));
    std::partial_sort(left.begin(), end, left.end(),
                      [](const Left& a, const Left& b) { return a.bumped_at > b.bumped_at; });
    for (auto one = left.begin(); one != end; ++one)
        model.bumped.push_back({one->order->id(), one->order->content->number,
                                one->ticket ? one->ticket->generation : one->order->expo_generation,
                                one->bumped_at, summary_of(*one->order, one->ticket)});
    model.median_ms = median(std::move(times));
}

}  // namespace

void fill_from_kitchen(ScreenModel& model, const Kitchen& kitchen, const std::string& station, TimeMs now,
                       const PendingMarks& pending) {
    model.kitchen = kitchen.config.name;
    model.wall_offset_ms = kitchen.wall_offset_ms;
    if (const Station* config = kitchen.config.find(station)) model.station = *config;
    const std::vector<BoardEntry> entries = board(kitchen, station);
    model.tickets.reserve(entries.size());
    for (const BoardEntry& entry : entries)
        model.tickets.push_back(entry.ticket ? prep_ticket(*entry.order, *entry.ticket, kitchen, pending)
                                             : expo_ticket(*entry.order, kitchen, pending));
    fill_bumped(model, kitchen, station, model.station.kind == StationKind::prep, now);
    if (const std::string_view by = kitchen.covered_by(station); !by.empty())
        model.covered_by = name_of(kitchen.config, std::string(by));
    for (const auto& [item, availability] : kitchen.items)
        if (!availability.available) model.unavailable.push_back(item);
}

}  // namespace brigade

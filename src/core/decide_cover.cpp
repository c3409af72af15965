// A station that has fallen silent while work waits there is covered by its backup: new work goes there, and
// of the old what no cook can have seen. Nothing may be cooked twice, so every doubt leaves a ticket where it
// is; that nobody has seen it there is told as undelivered. A station without work is not covered, however
// long it is dark: kitchens open and close. A station that comes back stays covered until a person says that
// it is back, or the next service day opens.
#include <algorithm>
#include <limits>

#include "core/draft.h"

namespace brigade {
namespace {

TimeMs heard(const Delivery& delivery, const std::string& station) {
    auto found = delivery.heard.find(station);
    return found == delivery.heard.end() ? 0 : found->second;
}

// A frame of the station's screens may have held all that it was asked for up to this seq: it was sent to one
// by this hub or reported by one to it, or the journal has it from hubs before.
Seq presented(const Kitchen& kitchen, const std::string& station, const Context& context) {
    Seq seq = 0;
    if (context.delivery)
        for (const auto* known : {&context.delivery->reported, &context.delivery->sent})
            if (auto found = known->find(station); found != known->end()) seq = std::max(seq, found->second);
    for (const auto& [accepted, order] : kitchen.orders)
        if (const Ticket* ticket = order.find_ticket(station)) seq = std::max(seq, ticket->shown_seq);
    return seq;
}

constexpr DurationMs look_again_ms = 5'000;  // whether the backup has come
constexpr Seq never = std::numeric_limits<Seq>::max();

// No screen can have held the line before; where something happened to it since it came, it may have been
// there as long as its order.
Seq seen_from(const OrderState& order, const Ticket& ticket, const TicketLine& line) {
    if (!line.fired) return never;
    bool touched_since = line.change == Change::changed || order.parked_seq != 0 || ticket.generation > 1;
    return touched_since ? order.seq : line.active_seq;
}

bool begun(const TicketLine& line) {
    return line.finished() || line.state == LineState::started || line.started_at != 0 || line.done > 0;
}

// Since when something at the station asks for a cook's hands that no screen has confirmed to show.
std::optional<TimeMs> waiting_since(const Kitchen& kitchen, const std::string& station) {
    std::optional<TimeMs> since;
    auto index = kitchen.index.stations.find(station);
    if (index == kitchen.index.stations.end()) return since;
    for (const DisplayKey& key : index->second.board) {
        const Ticket& ticket = *kitchen.orders.at(key.order).find_ticket(station);
        for (const TicketLine& line : ticket.lines)
            if (line.active() && line.active_seq > ticket.shown_seq)
                since = std::min(since.value_or(line.active_at), line.active_at);
    }
    return since;
}

// Since when the station is not there, as far as the hub can tell.
TimeMs silent_since(const Kitchen& kitchen, const std::string& station, const Context& context) {
    TimeMs since = std::max(heard(*context.delivery, station), context.delivery->serving_since);
    if (!context.delivery->heard.contains(station)) since += context.rules.undelivered_grace_ms;
    // Who said that it is back gives it time to come.
    auto back = kitchen.covers.find(station);
    return back == kitchen.covers.end() ? since : std::max(since, back->second.at);
}

// Whether a cook of the station may know any of the ticket: it was presented, or somebody worked on it.
bool known_to_cooks(const OrderState& order, const Ticket& ticket, Seq presented_seq) {
    if (ticket.shown_seq != 0 || ticket.bumped_seq != 0 || ticket.confirmed_seq != 0) return true;
    return std::any_of(ticket.lines.begin(), ticket.lines.end(), [&](const TicketLine& line) {
        return begun(line) || seen_from(order, ticket, line) <= presented_seq;
    });
}

std::vector<std::string> lines_to_cover(const OrderState& order, const Station& station, Seq presented_seq) {
    std::vector<std::string> lines;
    const Ticket* ticket = order.find_ticket(station.id);
    if (!ticket || known_to_cooks(order, *ticket, presented_seq)) return lines;
    for (const TicketLine& line : ticket->lines)
        if (line.cooking() && may_join(order.find_ticket(station.backup), line.line))
            lines.push_back(order.lines[line.line].content->id);
    return lines;
}

// What was moved from the station and no cook of the other has seen.
std::vector<std::string> lines_to_return(const OrderState& order, const std::string& station,
                                         const std::string& by, Seq presented_seq) {
    std::vector<std::string> lines;
    const Ticket* ticket = order.find_ticket(by);
    if (!ticket) return lines;
    for (const TicketLine& line : ticket->lines) {
        if (line.from != station || !line.cooking() || begun(line)) continue;
        bool confirmed = line.revision > 0 && line.change == Change::none;
        bool seen =
            confirmed || seen_from(order, *ticket, line) <= std::max(presented_seq, ticket->shown_seq);
        if (!seen && may_join(order.find_ticket(station), line.line))
            lines.push_back(order.lines[line.line].content->id);
    }
    return lines;
}

// `choose` says what leaves `from` of an order, `then` writes what follows of it.
template <class Choose, class Then>
void move_lines(std::vector<Event>& events, const Kitchen& kitchen, TimeMs now, TicketTransferred move,
                Choose choose, Then then) {
    for (Seq seq : kitchen.index.open) {
        const OrderState& order = kitchen.orders.at(seq);
        if (!order.find_ticket(move.station)) continue;
        move.lines = choose(order);
        Draft draft(kitchen, order, now, std::move(events));
        if (!move.lines.empty()) {
            draft.emit(move);
            draft.settle(kitchen.config);
        }
        then(draft);
        events = draft.take_events();
    }
}

// Also what was sent to a screen of the station and so stays: it is silent, and nobody confirmed it.
void tell_undelivered(Draft& draft, const std::string& station) {
    const Ticket& ticket = *draft.order().find_ticket(station);
    if (ticket.has_active() && ticket.shown_seq < ticket.opened_seq() && !ticket.undelivered)
        draft.emit(StatusReached{station}, OrderStatus::undelivered);
}

}  // namespace

void Delivery::hear(const std::string& station, TimeMs now) {
    auto before = heard.find(station);
    if (before == heard.end() || before->second + station_there_ms <= now) there_since[station] = now;
    heard[station] = now;
}

bool may_cover(const KitchenConfig& config, std::string_view station, std::string_view by) {
    const Station* covered = config.find(station);
    const Station* stands_in = config.find(by);
    return covered && stands_in && covered != stands_in && covered->backup == by &&
           covered->kind == StationKind::prep && stands_in->kind == StationKind::prep;
}

bool may_join(const Ticket* ticket, std::uint16_t line) {
    const TicketLine* there = ticket ? find_ticket_line(*ticket, line) : nullptr;
    if (!there || there->state != LineState::voided) return true;
    return std::all_of(ticket->lines.begin(), ticket->lines.end(),
                       [](const TicketLine& each) { return each.state == LineState::voided; });
}

std::optional<TimeMs> cover_at(const Kitchen& kitchen, const Station& station, const Context& context) {
    if (!context.delivery || !may_cover(kitchen.config, station.id, station.backup)) return std::nullopt;
    if (!kitchen.covered_by(station.id).empty()) return std::nullopt;
    if (!kitchen.covered_by(station.backup).empty()) return std::nullopt;
    auto index = kitchen.index.stations.find(station.id);
    if (index == kitchen.index.stations.end() || index->second.board.empty()) return std::nullopt;
    const DurationMs after_ms = DurationMs{station.backup_after_s} * 1000;
    TimeMs since = silent_since(kitchen, station.id, context);
    // Not silent for long: what waits there is looked at when it is, and not with every order.
    if (since + after_ms > context.now) return since + after_ms;
    auto waiting = waiting_since(kitchen, station.id);
    if (!waiting) return std::nullopt;
    // Where both come back, one of them comes first: the other has as long to follow.
    auto there = context.delivery->there_since.find(station.backup);
    if (there != context.delivery->there_since.end()) since = std::max(since, there->second);
    TimeMs due = std::max(since, *waiting) + after_ms;
    if (due > context.now) return due;
    // At a backup where nobody is either, the work would be just as hidden: it stays, and is undelivered.
    bool is_there = heard(*context.delivery, station.backup) + station_there_ms > context.now;
    return is_there ? due : context.now + look_again_ms;
}

std::vector<Event> cover(const Kitchen& kitchen, const Station& station, const Context& context) {
    std::vector<Event> events{next_event(kitchen, context.now, {})};
    events.back().body = StationCovered{station.id, station.backup};
    const Seq presented_seq = presented(kitchen, station.id, context);
    move_lines(
        events, kitchen, context.now, {station.id, station.backup, {}, {}, TransferReason::covered},
        [&](const OrderState& order) { return lines_to_cover(order, station, presented_seq); },
        [&](Draft& draft) { tell_undelivered(draft, station.id); });
    return events;
}

Decision decide_on(const Kitchen& kitchen, const ReturnStation& command, const Context& context) {
    if (!kitchen.config.find(command.station))
        return refuse(ErrorCode::unknown_station, "/station", "there is no station " + command.station);
    auto found = kitchen.covers.find(command.station);
    Ack ack;
    if (found == kitchen.covers.end() || found->second.by.empty()) {
        ack.seq = found == kitchen.covers.end() ? 0 : found->second.seq;
        ack.duplicate = true;
        return {{}, std::move(ack)};
    }
    const std::string& by = found->second.by;
    std::vector<Event> events{next_event(kitchen, context.now, {})};
    events.back().body = StationReturned{command.station};
    const Seq presented_seq = presented(kitchen, by, context);
    move_lines(
        events, kitchen, context.now, {by, command.station, {}, {}, TransferReason::returned},
        [&](const OrderState& order) { return lines_to_return(order, command.station, by, presented_seq); },
        [](Draft&) {});
    mark_last(events);
    ack.seq = events.back().seq;
    return {std::move(events), std::move(ack)};
}

}  // namespace brigade

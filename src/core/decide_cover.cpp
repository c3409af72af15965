// A station that has fallen silent is covered by its backup: new work goes there, and of the old what no cook
// can have seen. Nothing may be cooked twice, so every doubt leaves a ticket where it is; that nobody has
// seen it there is told as undelivered. A station that comes back stays covered until a person says that it
// is back.
#include <algorithm>
#include <limits>

#include "core/draft.h"

namespace brigade {
namespace {

TimeMs heard(const Delivery& delivery, const std::string& station) {
    auto found = delivery.heard.find(station);
    return found == delivery.heard.end() ? 0 : found->second;
}

// A frame of the station's screens has held all that it was asked for up to this seq: as they reported to
// this hub, or as the journal has it from hubs before.
Seq presented(const Kitchen& kitchen, const std::string& station, const Context& context) {
    Seq seq = 0;
    if (context.delivery)
        if (auto found = context.delivery->reported.find(station); found != context.delivery->reported.end())
            seq = found->second;
    for (const auto& [accepted, order] : kitchen.orders)
        if (const Ticket* ticket = order.find_ticket(station)) seq = std::max(seq, ticket->shown_seq);
    return seq;
}

constexpr DurationMs backup_there_ms = 25'000;  // two of its reports may be late, a third not
constexpr DurationMs look_again_ms = 5'000;     // whether the backup has come
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

// Whether a cook of the station may know any of the ticket: it was presented, or somebody worked on it.
bool known_to_cooks(const OrderState& order, const Ticket& ticket, Seq presented_seq) {
    if (ticket.shown_seq != 0 || ticket.bumped_seq != 0 || ticket.confirmed_seq != 0) return true;
    return std::any_of(ticket.lines.begin(), ticket.lines.end(), [&](const TicketLine& line) {
        return begun(line) || seen_from(order, ticket, line) <= presented_seq;
    });
}

std::vector<std::string> lines_to_cover(const OrderState& order, const std::string& station,
                                        Seq presented_seq) {
    std::vector<std::string> lines;
    const Ticket* ticket = order.find_ticket(station);
    if (!ticket || known_to_cooks(order, *ticket, presented_seq)) return lines;
    for (const TicketLine& line : ticket->lines)
        if (line.cooking()) lines.push_back(order.lines[line.line].content->id);
    return lines;
}

// A line that was there before could come back in a new generation only, and that would undo a bump of the
// ticket that is still under way: then it stays.
bool may_go_home(const Ticket* home, const TicketLine& line) {
    if (!home || !find_ticket_line(*home, line.line)) return true;
    return std::all_of(home->lines.begin(), home->lines.end(),
                       [](const TicketLine& each) { return each.state == LineState::voided; });
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
        if (!seen && may_go_home(order.find_ticket(station), line))
            lines.push_back(order.lines[line.line].content->id);
    }
    return lines;
}

// `choose` says what leaves `from` of an order.
template <class Choose>
void move_lines(std::vector<Event>& events, const Kitchen& kitchen, TimeMs now, TicketTransferred move,
                Choose choose) {
    for (Seq seq : kitchen.index.open) {
        const OrderState& order = kitchen.orders.at(seq);
        move.lines = choose(order);
        if (move.lines.empty()) continue;
        Draft draft(kitchen, order, now, std::move(events));
        draft.emit(move);
        draft.settle(kitchen.config);
        events = draft.take_events();
    }
}

}  // namespace

bool may_cover(const KitchenConfig& config, std::string_view station, std::string_view by) {
    const Station* covered = config.find(station);
    const Station* stands_in = config.find(by);
    return covered && stands_in && covered != stands_in && covered->backup == by &&
           covered->kind == StationKind::prep && stands_in->kind == StationKind::prep;
}

std::optional<TimeMs> cover_at(const Kitchen& kitchen, const Station& station, const Context& context) {
    if (!context.delivery || !may_cover(kitchen.config, station.id, station.backup)) return std::nullopt;
    if (!kitchen.covered_by(station.id).empty()) return std::nullopt;
    if (!kitchen.covered_by(station.backup).empty()) return std::nullopt;
    TimeMs since = std::max(heard(*context.delivery, station.id), context.delivery->serving_since);
    if (!context.delivery->heard.contains(station.id)) since += context.rules.undelivered_grace_ms;
    // Who said that it is back gives it time to come.
    if (auto back = kitchen.covers.find(station.id); back != kitchen.covers.end())
        since = std::max(since, back->second.at);
    TimeMs due = since + DurationMs{station.backup_after_s} * 1000;
    if (due > context.now) return due;
    // At a backup where nobody is either, the work would be just as hidden: it stays, and is undelivered.
    bool there = heard(*context.delivery, station.backup) + backup_there_ms > context.now;
    return there ? due : context.now + look_again_ms;
}

std::vector<Event> cover(const Kitchen& kitchen, const Station& station, const Context& context) {
    std::vector<Event> events{next_event(kitchen, context.now, {})};
    events.back().body = StationCovered{station.id, station.backup};
    const Seq presented_seq = presented(kitchen, station.id, context);
    move_lines(events, kitchen, context.now, {station.id, station.backup, {}, {}, TransferReason::covered},
               [&](const OrderState& order) { return lines_to_cover(order, station.id, presented_seq); });
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
        [&](const OrderState& order) { return lines_to_return(order, command.station, by, presented_seq); });
    mark_last(events);
    ack.seq = events.back().seq;
    return {std::move(events), std::move(ack)};
}

}  // namespace brigade

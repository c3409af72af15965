// What cooks press: start, bump a line, bump the ticket, recall, transfer, confirm. Every one names the
// ticket as its screen showed it; what the screen had not shown yet stays as it is.
#include <algorithm>

#include "core/draft.h"

namespace brigade {
namespace {

struct Target {
    const OrderState* order = nullptr;
    const Ticket* ticket = nullptr;
};
using Aimed = std::variant<Target, Decision>;

// The order and, unless the station is an expo, its ticket there, in the generation that was pressed on.
Aimed aim(const Kitchen& kitchen, const Press& press, const Context& context, bool expo_allowed) {
    auto found = find_order(kitchen, press.order_id, context);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return Decision{{}, *refusal};
    Target target{std::get<const OrderState*>(found), nullptr};
    const Station* station = kitchen.config.find(press.station);
    target.ticket = target.order->find_ticket(press.station);
    if (!station && !target.ticket)
        return refuse(ErrorCode::unknown_station, "/station", "there is no station " + press.station);
    if (station && station->kind != StationKind::prep) {
        if (expo_allowed && station->kind == StationKind::expo) return Target{target.order, nullptr};
        return refuse(ErrorCode::not_allowed, "/station", press.station + " holds no tickets of its own");
    }
    if (!target.ticket || target.ticket->lines.empty()) {
        bool moved_away = target.ticket && press.generation.value_or(0) < target.ticket->generation;
        if (moved_away && press.generation) return duplicate_of(target.ticket->generation_seq, *target.order);
        return refuse(ErrorCode::not_allowed, "/station",
                      "order " + press.order_id + " has no ticket at " + press.station);
    }
    std::uint32_t current = target.ticket->generation;
    std::uint32_t pressed_on = press.generation.value_or(current);
    if (pressed_on < current) return duplicate_of(target.ticket->generation_seq, *target.order);
    if (pressed_on > current)
        return refuse(ErrorCode::not_allowed, "/generation",
                      "the ticket is at generation " + std::to_string(current));
    return target;
}

// Who names the generation that a recall began knows of that recall, also one who made it while the hub was
// away and so has seen no event of it.
bool seen_by(const Press& press, const Ticket& ticket, const TicketLine& line) {
    if (press.revision && line.revision > *press.revision) return false;
    if (press.generation && line.active_seq == ticket.generation_seq) return true;
    return !press.seen || line.active_seq <= *press.seen;
}

// `had_come` tells of a line that is void by now whether it had got as far as the press wants before.
template <class HadCome>
std::variant<const TicketLine*, Decision> aim_line(const Target& target, const std::string& line_id,
                                                   HadCome had_come) {
    auto index = target.order->find_line(line_id);
    const TicketLine* line = index ? find_ticket_line(*target.ticket, *index) : nullptr;
    if (!line)
        return refuse(ErrorCode::unknown_line, "/line_id",
                      "the ticket at " + target.ticket->station + " has no line " + line_id);
    if (line->state == LineState::voided && had_come(*line))
        return duplicate_of(line->state_seq, *target.order);
    if (line->state == LineState::voided)
        return refuse(ErrorCode::not_allowed, "/line_id", "line " + line_id + " was voided");
    if (line->cooking() && line->held())
        return refuse(ErrorCode::not_allowed, "/line_id",
                      "line " + line_id + " is held; fire or release it first");
    return line;
}

const std::string& id_of(const OrderState& order, const TicketLine& line) {
    return order.lines[line.line].content->id;
}

bool any_finished_line(const Ticket& ticket) {
    return std::any_of(ticket.lines.begin(), ticket.lines.end(),
                       [](const TicketLine& l) { return l.finished(); });
}

// The newest revision that the screen showed, by what it says of itself.
std::uint32_t revision_seen(const Press& press, const OrderState& order) {
    std::uint32_t revision = std::min(press.revision.value_or(order.revision()), order.revision());
    while (press.seen && revision > 0 && order.revisions[revision].seq > *press.seen) --revision;
    return revision;
}

// A bump of the ticket: what its screen showed as open is done.
LinesBumped bump_of(const Target& target, const Press& press, const Context& context) {
    LinesBumped bumped;
    bumped.station = target.ticket->station;
    TimeMs not_before = 0;
    for (const TicketLine& line : target.ticket->lines) {
        if (!line.active() || !seen_by(press, *target.ticket, line)) continue;
        not_before = std::max(not_before, line.fired_at);
        bumped.lines.push_back(
            {id_of(*target.order, line), target.order->lines[line.line].content->quantity});
    }
    bumped.confirmed = revision_seen(press, *target.order);
    bumped.pressed_at = pressed_at(press, context, not_before);
    bumped.cook = press.cook;
    return bumped;
}

// Whether the ticket shows changes of up to the revision (a transfer may bring some that are long confirmed
// here).
bool confirms_something(const Ticket& ticket, std::uint32_t revision) {
    return std::any_of(ticket.lines.begin(), ticket.lines.end(), [&](const TicketLine& line) {
        return line.change != Change::none && line.revision <= revision;
    });
}

// What a recall without lines brings back: what waits to be served or, if nothing does, what was served.
std::vector<std::string> recallable(const Target& target) {
    for (LineState state : {LineState::done, LineState::served}) {
        std::vector<std::string> lines;
        for (const TicketLine& line : target.ticket->lines)
            if (line.state == state) lines.push_back(id_of(*target.order, line));
        if (!lines.empty()) return lines;
    }
    return {};
}

// What is wrong with recalling the line so that so much of it stays done; nothing if it can be.
std::optional<Decision> cannot_recall(const Target& target, const TicketLine* line, const std::string& id,
                                      int done, const std::string& index) {
    if (!line)
        return refuse(ErrorCode::unknown_line, "/lines/" + index,
                      "the ticket at " + target.ticket->station + " has no line " + id);
    const bool partly = line->cooking() && line->done > 0;
    if (!line->finished() && !partly)
        return refuse(ErrorCode::not_allowed, "/lines/" + index, "line " + id + " has not been bumped");
    if (done >= line->done)
        return refuse(ErrorCode::not_allowed, "/done/" + index,
                      "only " + std::to_string(line->done) + " of line " + id + " are done");
    return std::nullopt;
}

std::variant<TicketRecalled, Decision> what_to_recall(const Target& target, const RecallTicket& command) {
    TicketRecalled recalled{target.ticket->station, {}, command.press.cook};
    if (!command.lines) {
        if (target.ticket->has_active())
            return refuse(ErrorCode::not_allowed, "/order_id", "the ticket is still open");
        recalled.lines = recallable(target);
        if (recalled.lines.empty())
            return refuse(ErrorCode::not_allowed, "/order_id", "nothing of the ticket has been bumped");
        return recalled;
    }
    if (!command.done.empty() && command.done.size() != command.lines->size())
        return refuse(ErrorCode::invalid_message, "/done", "done must have a number for each of the lines");
    bool any_stays = false;
    for (std::size_t i = 0; i < command.lines->size(); ++i) {
        const std::string& id = (*command.lines)[i];
        const int done = command.done.empty() ? 0 : command.done[i];
        auto index = target.order->find_line(id);
        const TicketLine* line = index ? find_ticket_line(*target.ticket, *index) : nullptr;
        if (auto refused = cannot_recall(target, line, id, done, std::to_string(i)))
            return std::move(*refused);
        if (std::find(recalled.lines.begin(), recalled.lines.end(), id) != recalled.lines.end()) continue;
        recalled.lines.push_back(id);
        recalled.done.push_back(done);
        any_stays = any_stays || done > 0;
    }
    if (recalled.lines.empty())
        return refuse(ErrorCode::not_allowed, "/lines", "lines must name at least one line");
    if (!any_stays) recalled.done.clear();
    return recalled;
}

}  // namespace

Decision decide_on(const Kitchen& kitchen, const StartLine& command, const Context& context) {
    auto aimed = aim(kitchen, command.press, context, false);
    if (auto* answered = std::get_if<Decision>(&aimed)) return std::move(*answered);
    const Target& target = std::get<Target>(aimed);
    auto line_aimed = aim_line(target, command.line_id,
                               [](const TicketLine& l) { return l.started_at != 0 || l.done > 0; });
    if (auto* answered = std::get_if<Decision>(&line_aimed)) return std::move(*answered);
    const TicketLine& line = *std::get<const TicketLine*>(line_aimed);
    if (line.state != LineState::open) return duplicate_of(line.state_seq, *target.order);

    bool first = std::none_of(target.ticket->lines.begin(), target.ticket->lines.end(),
                              [](const TicketLine& other) { return other.state == LineState::started; }) &&
                 !any_finished_line(*target.ticket);
    Draft draft(kitchen, *target.order, context.now);
    LineStarted started{target.ticket->station, command.line_id,
                        pressed_at(command.press, context, line.fired_at), command.press.cook};
    draft.emit(std::move(started), first ? std::optional(OrderStatus::started) : std::nullopt);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const BumpLine& command, const Context& context) {
    auto aimed = aim(kitchen, command.press, context, false);
    if (auto* answered = std::get_if<Decision>(&aimed)) return std::move(*answered);
    const Target& target = std::get<Target>(aimed);
    auto quantity_of = [&](const TicketLine& l) { return target.order->lines[l.line].content->quantity; };
    auto line_aimed = aim_line(target, command.line_id, [&](const TicketLine& l) {
        return l.done > 0 && command.done.value_or(quantity_of(l)) <= l.done;
    });
    if (auto* answered = std::get_if<Decision>(&line_aimed)) return std::move(*answered);
    const TicketLine& line = *std::get<const TicketLine*>(line_aimed);
    int quantity = quantity_of(line);
    int done = command.done.value_or(quantity);
    if (line.finished() || done <= line.done || !seen_by(command.press, *target.ticket, line))
        return duplicate_of(line.state_seq != 0 ? line.state_seq : target.order->revisions.back().seq,
                            *target.order);
    if (done > quantity)
        return refuse(ErrorCode::invalid_message, "/done", "done must be 1 to " + std::to_string(quantity));

    Draft draft(kitchen, *target.order, context.now);
    draft.emit(LinesBumped{target.ticket->station,
                           {{command.line_id, done}},
                           std::nullopt,
                           pressed_at(command.press, context, line.fired_at),
                           command.press.cook});
    draft.settle(kitchen.config);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const BumpTicket& command, const Context& context) {
    auto aimed = aim(kitchen, command.press, context, true);
    if (auto* answered = std::get_if<Decision>(&aimed)) return std::move(*answered);
    const Target& target = std::get<Target>(aimed);
    if (!target.ticket) return serve(kitchen, *target.order, command, context);

    LinesBumped bumped = bump_of(target, command.press, context);
    if (bumped.lines.empty() && !confirms_something(*target.ticket, *bumped.confirmed)) {
        bool never_bumped = target.ticket->bumped_seq == 0;
        if (never_bumped && target.ticket->state() == TicketState::held && !any_finished_line(*target.ticket))
            return refuse(ErrorCode::not_allowed, "/order_id",
                          "the ticket is held; fire or release it first");
        Seq first = std::max(target.ticket->bumped_seq, target.order->revisions.front().seq);
        return duplicate_of(first, *target.order);
    }
    Draft draft(kitchen, *target.order, context.now);
    draft.emit(std::move(bumped));
    draft.settle(kitchen.config);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const RecallTicket& command, const Context& context) {
    auto aimed = aim(kitchen, command.press, context, true);
    if (auto* answered = std::get_if<Decision>(&aimed)) return std::move(*answered);
    const Target& target = std::get<Target>(aimed);
    if (target.order->voided) return refuse(ErrorCode::not_allowed, "/order_id", "the order is void");
    if (!target.ticket) return recall_serve(kitchen, *target.order, command, context);
    if (!kitchen.config.find(target.ticket->station))  // it would be open where nobody cooks any more
        return refuse(ErrorCode::unknown_station, "/station",
                      "there is no station " + target.ticket->station + " any more");

    auto recalled = what_to_recall(target, command);
    if (auto* answered = std::get_if<Decision>(&recalled)) return std::move(*answered);
    Draft draft(kitchen, *target.order, context.now);
    draft.emit(std::get<TicketRecalled>(std::move(recalled)), OrderStatus::recalled);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const TransferTicket& command, const Context& context) {
    auto aimed = aim(kitchen, command.press, context, false);
    if (auto* answered = std::get_if<Decision>(&aimed)) return std::move(*answered);
    const Target& target = std::get<Target>(aimed);
    const Station* to = kitchen.config.find(command.to);
    if (!to) return refuse(ErrorCode::unknown_station, "/to", "there is no station " + command.to);
    if (to->kind != StationKind::prep || command.to == target.ticket->station)
        return refuse(ErrorCode::not_allowed, "/to",
                      "a ticket can be transferred to another prep station only");
    if (std::string by(kitchen.covered_by(command.to)); !by.empty())
        return refuse(ErrorCode::not_allowed, "/to",
                      command.to + " has fallen silent and " + by +
                          " stands in for it; transfer the ticket there, or say first that " + command.to +
                          " is back");
    TicketTransferred transferred{target.ticket->station, command.to, {}, command.press.cook};
    for (const TicketLine& line : target.ticket->lines)
        if (line.cooking()) transferred.lines.push_back(id_of(*target.order, line));
    if (transferred.lines.empty())
        return refuse(ErrorCode::not_allowed, "/order_id", "the ticket has no open lines to transfer");
    Draft draft(kitchen, *target.order, context.now);
    draft.emit(std::move(transferred));
    draft.settle(kitchen.config);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const ConfirmChanges& command, const Context& context) {
    auto aimed = aim(kitchen, command.press, context, false);
    if (auto* answered = std::get_if<Decision>(&aimed)) return std::move(*answered);
    const Target& target = std::get<Target>(aimed);
    std::uint32_t revision = command.press.revision.value_or(target.order->revision());
    if (revision > target.order->revision())
        return refuse(ErrorCode::not_allowed, "/revision",
                      "the order is at revision " + std::to_string(target.order->revision()));
    if (revision <= target.ticket->confirmed && !confirms_something(*target.ticket, revision))
        return duplicate_of(std::max(target.ticket->confirmed_seq, target.order->revisions.front().seq),
                            *target.order);
    Draft draft(kitchen, *target.order, context.now);
    draft.emit(ChangesConfirmed{target.ticket->station, revision, command.press.cook});
    return draft.finish();
}

}  // namespace brigade

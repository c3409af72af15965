#include "analytics/fold_ticket.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace brigade {
namespace {

std::string words_of(const std::vector<Modifier>& modifiers) {
    std::string text;
    for (const Modifier& modifier : modifiers) {
        if (!text.empty()) text += ", ";
        if (modifier.kind != ModifierKind::option) text.append(word(modifier.kind)) += ' ';
        text += modifier.name;
    }
    return text;
}

// What the order says of the line.
void take_content(LineFacts& facts, const Line& content) {
    facts.id = content.id;
    facts.item = content.item;
    facts.name = content.name;
    facts.category = content.category;
    facts.modifiers = words_of(content.modifiers);
    facts.quantity = content.quantity;
    facts.course = content.course;
}

// The earlier of two instants of which either may never have been.
TimeMs first_of(TimeMs one, TimeMs other) {
    return one == 0 ? other : other == 0 ? one : std::min(one, other);
}

LineFacts& place_for(TicketFacts& ticket, int line) {
    auto at = std::find_if(ticket.lines.begin(), ticket.lines.end(),
                           [&](const LineFacts& each) { return each.line >= line; });
    if (at == ticket.lines.end() || at->line != line) {
        at = ticket.lines.insert(at, LineFacts{});
        at->line = line;
    }
    return *at;
}

void leave(LineFacts& facts) {
    facts.gone = true;
    facts.held_since = facts.held_till = 0;
}

// Void on this ticket, but not because the order's line was voided while it was here: another station has it.
bool went_elsewhere(const OrderState& order, const TicketLine& line, const LineFacts& facts) {
    return line.state == LineState::voided && (facts.gone || !order.lines[line.line].voided);
}

// A line that a cook had not begun waits for its release or its course, without being cooked.
void fold_held(LineFacts& facts, const TicketLine& line, TimeMs at) {
    const bool held = line.fired && line.parked && line.cooking();
    if (held && !facts.is_parked()) {
        facts.held_since = at;
        facts.held_till = 0;
    }
    if (held || !facts.is_parked()) return;
    facts.held_ms += at - facts.held_since;
    facts.held_till = at;
}

void fold_done(LineFacts& facts, const TicketLine& line, const Event& event) {
    if (line.cooking()) {
        facts.done_at = 0;
        facts.done_by.clear();
    } else if (line.finished() && facts.done_at == 0) {
        facts.done_at = std::max(line.done_at, facts.fired_at);
        facts.done_by = pressed_by(event);
    }
}

void fold_line(LineFacts& facts, const OrderState& order, const TicketLine& line, const Event& event) {
    const auto* amended = std::get_if<OrderAmended>(&event.body);
    if (facts.id.empty() || amended) take_content(facts, *order.lines[line.line].content);
    facts.amended =
        facts.amended || (amended && line.revision == amended->revision && line.state != LineState::voided);
    facts.state = line.state;
    facts.prep_s = line.prep_s;
    facts.unavailable = order.lines[line.line].unavailable;
    facts.by_expo = line.completed_by_expo;
    if (line.fired && facts.fired_at == 0) facts.fired_at = line.fired_at;
    if (line.started_at != 0 && facts.started_at == 0) {
        facts.started_at = std::max(line.started_at, facts.fired_at);
        facts.started_by = pressed_by(event);
    }
    if (line.state == LineState::voided && facts.voided_at == 0) facts.voided_at = event.at;
    fold_done(facts, line, event);
    fold_held(facts, line, event.at);
}

void fold_lines(TicketFacts& facts, const OrderState& order, const Ticket& ticket, const Event& event) {
    for (LineFacts& line : facts.lines)
        if (!find_ticket_line(ticket, static_cast<std::uint16_t>(line.line))) leave(line);
    for (const TicketLine& line : ticket.lines) {
        LineFacts& there = place_for(facts, line.line);
        if (went_elsewhere(order, line, there)) {
            leave(there);
            continue;
        }
        if (there.gone)
            (there = LineFacts{}).line = line.line;  // an amendment has brought it back: it is cooked anew
        if (there.added_at == 0) there.added_at = event.at;
        fold_line(there, order, line, event);
    }
}

struct Sight {
    bool cooking = false, active = false;
    const LineFacts* last_done = nullptr;
    TimeMs all_held_since = 0;  // of what is to be cooked, when the last of it came to wait
};

Sight sight_of(TicketFacts& facts, const Ticket& ticket) {
    Sight sight;
    for (const TicketLine& line : ticket.lines) {
        const LineFacts* there = find_line(facts, line.line);
        if (!there || there->gone) continue;
        sight.active = sight.active || line.active();
        sight.cooking = sight.cooking || line.cooking();
        if (line.cooking())
            sight.all_held_since =
                std::max(sight.all_held_since, there->is_parked() ? there->held_since : there->added_at);
        if (line.finished() && (!sight.last_done || there->done_at >= sight.last_done->done_at))
            sight.last_done = there;
    }
    return sight;
}

// A bump that is told late ends what was cooked when it was pressed: if nothing else could be cooked until
// the next line fired, the ticket was held in between, though nobody knew it then.
void fold_late_press(TicketFacts& facts, const Ticket& ticket, const Event& event) {
    const TimeMs pressed = done_when(event);
    const bool done_now = std::any_of(ticket.lines.begin(), ticket.lines.end(), [&](const TicketLine& line) {
        return line.finished() && line.state_seq == event.request_last && line.done_at == pressed;
    });
    if (pressed >= event.at || !done_now) return;
    TimeMs next = 0, from = 0;
    for (const TicketLine& line : ticket.lines) {
        const LineFacts* there = find_line(facts, line.line);
        if (!there || there->gone || line.state == LineState::voided || line.held()) continue;
        const TimeMs done = line.cooking() ? event.at : there->done_at;
        if (line.fired_at <= pressed && pressed < done) return;
        if (line.fired_at <= pressed || (next != 0 && line.fired_at >= next)) continue;
        next = line.fired_at;
        from = std::max(pressed, there->added_at);
    }
    if (next > from) facts.held_lately_ms += next - from;
}

// Whether what had been done is to be done once more: all of that time is what the guest waits.
bool cooks_again(const Event& event, const std::string& station) {
    if (std::holds_alternative<TicketRecalled>(event.body)) return true;
    const auto* amended = std::get_if<OrderAmended>(&event.body);
    return amended &&
           std::find(amended->reopened.begin(), amended->reopened.end(), station) != amended->reopened.end();
}

// How long, from then to now, nothing of what is to be cooked could be: not fired yet, or parked, of which each
// line remembers the last time.
DurationMs nothing_cooked_ms(TicketFacts& facts, const Ticket& ticket, TimeMs since, TimeMs now) {
    std::vector<std::pair<TimeMs, TimeMs>> cooked;
    for (const TicketLine& line : ticket.lines) {
        const LineFacts* there = find_line(facts, line.line);
        if (!there || there->gone || !line.cooking() || there->fired_at == 0) continue;
        cooked.emplace_back(there->fired_at, there->held_since != 0 ? there->held_since : now);
        if (there->held_till != 0) cooked.emplace_back(there->held_till, now);
    }
    std::sort(cooked.begin(), cooked.end());
    DurationMs nothing = 0;
    for (const auto& [from, till] : cooked) {
        nothing += std::max<DurationMs>(0, from - since);
        since = std::max(since, till);
    }
    return nothing + std::max<DurationMs>(0, now - since);
}

// A ticket that had left, or had not begun, gets another line, added or from another station: while that could
// not be cooked, nobody waited.
void fold_more_to_cook(TicketFacts& facts, const Ticket& ticket, const Sight& sight, bool had_begun,
                       const Event& event) {
    if (facts.bumped_at == 0 && (had_begun || facts.fired_at == 0)) return;
    if (!sight.cooking || cooks_again(event, facts.station)) return;
    const TimeMs since = facts.bumped_at != 0 ? facts.bumped_at : facts.fired_at;
    facts.held_lately_ms += nothing_cooked_ms(facts, ticket, since, event.at);
}

// What is held counts once something is done after it: who waits for what is never cooked has not been kept
// waiting.
void fold_ticket_held(TicketFacts& facts, const Ticket& ticket, const Sight& sight, bool done_now,
                      const Event& event) {
    const bool held = facts.fired_at != 0 && sight.cooking && !sight.active;
    if (!held && facts.held_since != 0) {
        facts.held_lately_ms += event.at - facts.held_since;
        facts.held_since = 0;
    }
    if (done_now) facts.held_ms += std::exchange(facts.held_lately_ms, 0);
    fold_late_press(facts, ticket, event);
    if (held && facts.held_since == 0) facts.held_since = std::max(done_when(event), sight.all_held_since);
    if (!sight.cooking) facts.held_lately_ms = 0;
}

std::ptrdiff_t lines_done(const TicketFacts& facts) {
    return std::count_if(facts.lines.begin(), facts.lines.end(),
                         [](const LineFacts& line) { return !line.gone && line.done_at != 0; });
}

void fold_bumped(TicketFacts& facts, const Sight& sight) {
    if (sight.cooking) {
        facts.bumped_at = 0;
        facts.bumped_by.clear();
    } else if (sight.last_done && sight.last_done->done_at > facts.bumped_at) {
        facts.bumped_at = sight.last_done->done_at;
        facts.bumped_by = sight.last_done->done_by;
    }
}

void fold_fired(TicketFacts& facts, const OrderState& order, const Kitchen& frame) {
    const bool fired_before = facts.fired_at != 0;
    for (const LineFacts& line : facts.lines) {
        if (line.gone) continue;
        facts.fired_at = first_of(facts.fired_at, line.fired_at);
        facts.started_at = first_of(facts.started_at, line.started_at);
    }
    if (fired_before || facts.fired_at == 0) return;
    const Station* found = frame.config.find(facts.station);
    const ServiceLimits limits = (found ? *found : Station{}).limits_for(order.content->service);
    facts.target_s = limits.warn_s;
    facts.late_s = limits.late_s;
}

}  // namespace

TimeMs done_when(const Event& event) {
    if (const auto* started = std::get_if<LineStarted>(&event.body)) return started->pressed_at;
    if (const auto* bumped = std::get_if<LinesBumped>(&event.body)) return bumped->pressed_at;
    if (const auto* served = std::get_if<LinesServed>(&event.body)) return served->pressed_at;
    return event.at;
}

const std::string& pressed_by(const Event& event) {
    static const std::string nobody;
    if (const auto* started = std::get_if<LineStarted>(&event.body)) return started->cook;
    if (const auto* bumped = std::get_if<LinesBumped>(&event.body)) return bumped->cook;
    if (const auto* served = std::get_if<LinesServed>(&event.body)) return served->cook;
    return nobody;
}

TicketFacts* find_ticket(OrderFacts& facts, std::string_view station) {
    for (TicketFacts& ticket : facts.tickets)
        if (ticket.station == station) return &ticket;
    return nullptr;
}

LineFacts* find_line(TicketFacts& ticket, int line) {
    for (LineFacts& each : ticket.lines)
        if (each.line == line) return &each;
    return nullptr;
}

void fold_ticket(TicketFacts& facts, const OrderState& order, const Ticket& ticket, const Event& event,
                 const Kitchen& frame) {
    const auto done_before = lines_done(facts);
    const bool had_begun = facts.fired_at != 0;
    fold_lines(facts, order, ticket, event);
    fold_fired(facts, order, frame);
    facts.shown_at = ticket.shown_at;
    const Sight sight = sight_of(facts, ticket);
    fold_more_to_cook(facts, ticket, sight, had_begun, event);
    fold_bumped(facts, sight);
    fold_ticket_held(facts, ticket, sight, lines_done(facts) > done_before, event);
}

void fold_transfer(OrderFacts& facts, const OrderState& after, const TicketTransferred& transferred) {
    if (!find_ticket(facts, transferred.to)) facts.tickets.emplace_back().station = transferred.to;
    TicketFacts* from = find_ticket(facts, transferred.station);
    TicketFacts& to = *find_ticket(facts, transferred.to);
    if (!from) return;
    ++from->transfers;
    for (const std::string& id : transferred.lines) {
        const int index = after.find_line(id).value_or(0);
        const LineFacts* left = find_line(*from, index);
        const LineFacts* there = find_line(to, index);
        if (!left || (there && !there->gone)) continue;  // both cooked it: now one does
        const bool is_back = there != nullptr;
        LineFacts moved = *left;
        moved.from = is_back ? "" : transferred.station;
        place_for(to, index) = std::move(moved);
    }
}

}  // namespace brigade

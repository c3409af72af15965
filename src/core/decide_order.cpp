// What a POS or an expo asks of a whole order: void, fire, hold, release, priority; and of an item: 86.
#include <algorithm>

#include "base/limits.h"
#include "core/draft.h"

namespace brigade {
namespace {

std::string closed_text(const OrderState& order) {
    return "order " + order.id() + (order.voided ? " is void" : " has been served");
}

// The request that voided the last of these lines or, without any, of the order.
Seq voided_by(const OrderState& order, const std::optional<std::vector<std::string>>& ids) {
    std::uint32_t revision = 0;
    for (const std::string& id : ids.value_or(std::vector<std::string>{}))
        for (const Ticket& ticket : order.tickets)
            if (const TicketLine* line = find_ticket_line(ticket, *order.find_line(id)))
                revision = std::max(revision, line->revision);
    if (revision > 0) return order.revisions.at(revision).seq;
    for (auto mark = order.revisions.rbegin(); mark != order.revisions.rend(); ++mark)
        if (!mark->amended) return mark->seq;
    return order.revisions.front().seq;
}

// The lines that a void names and that are not void yet.
std::variant<std::vector<std::string>, Refusal> lines_to_void(const OrderState& order,
                                                              const VoidOrder& command) {
    std::vector<std::string> targets;
    if (!command.lines) {
        for (std::size_t i = 0; i < order.lines.size(); ++i)
            if (!order.lines[i].voided && !line_served(order, static_cast<std::uint16_t>(i)))
                targets.push_back(order.lines[i].content->id);
        return targets;
    }
    for (std::size_t i = 0; i < command.lines->size(); ++i) {
        const std::string& id = (*command.lines)[i];
        std::string path = "/lines/" + std::to_string(i);
        auto index = order.find_line(id);
        if (!index)
            return Refusal{ErrorCode::unknown_line, path, "order " + order.id() + " has no line " + id};
        if (order.lines[*index].voided || std::find(targets.begin(), targets.end(), id) != targets.end())
            continue;
        if (line_served(order, *index))
            return Refusal{ErrorCode::not_allowed, path, "line " + id + " has been served"};
        targets.push_back(id);
    }
    return targets;
}

bool voids_everything(const OrderState& order, const std::vector<std::string>& targets) {
    return std::all_of(order.lines.begin(), order.lines.end(), [&](const OrderLine& line) {
        return line.voided || std::find(targets.begin(), targets.end(), line.content->id) != targets.end();
    });
}

// The lines of a course that are still to be cooked, and whether the order has the course at all.
struct Course {
    bool exists = false;
    Seq fired_seq = 0;
    std::vector<std::string> waiting;
};

Course course_of(const OrderState& order, int course) {
    Course result;
    for (const OrderLine& line : order.lines) {
        if (line.voided || line.content->course != course) continue;
        result.exists = true;
        auto index = static_cast<std::uint16_t>(&line - order.lines.data());
        bool waits = false;
        for (const Ticket& ticket : order.tickets)
            if (const TicketLine* share = find_ticket_line(ticket, index)) {
                waits = waits || (share->cooking() && share->held());
                result.fired_seq = std::max(result.fired_seq, share->state_seq);
            }
        if (waits) result.waiting.push_back(line.content->id);
    }
    return result;
}

// A setter that is already so, or was set by somebody after its sender last looked, changes nothing.
bool set_since(const std::optional<Seq>& seen, Seq last_set) { return seen && last_set > *seen; }

// A closed order takes nothing new, but what was set before it closed stays known: its answer may have been
// lost.
Decision refuse_closed(const OrderState& order) {
    return refuse(ErrorCode::not_allowed, "/order_id", closed_text(order));
}

}  // namespace

Decision decide_on(const Kitchen& kitchen, const VoidOrder& command, const Context& context) {
    auto found = find_order(kitchen, command.order_id, context);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return {{}, *refusal};
    const OrderState& order = *std::get<const OrderState*>(found);
    auto targets = lines_to_void(order, command);
    if (const auto* refusal = std::get_if<Refusal>(&targets)) return {{}, *refusal};
    auto& lines = std::get<std::vector<std::string>>(targets);
    // What cooks have brought back since is not what the POS meant: it may only be asking again.
    bool asked_before = command.lines ? lines.empty() : order.revisions.back().rest;
    if (order.voided || asked_before) return duplicate_of(voided_by(order, command.lines), order);
    if (order.served) return refuse(ErrorCode::not_allowed, "/order_id", closed_text(order));
    if (lines.empty())
        return refuse(ErrorCode::not_allowed, "/order_id",
                      "every line of order " + order.id() + " has been served somewhere");
    if (order.revisions.size() >= 2 * limits::revisions)
        return refuse(ErrorCode::not_allowed, "/order_id", "the order has been changed too often");

    OrderVoided voided{order.revision() + 1, std::move(lines), false, !command.lines};
    voided.whole = voids_everything(order, voided.lines);
    Draft draft(kitchen, order, context.now);
    draft.emit(std::move(voided), OrderStatus::voided);
    draft.settle(kitchen.config);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const FireCourse& command, const Context& context) {
    auto found = find_order(kitchen, command.order_id, context);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return {{}, *refusal};
    const OrderState& order = *std::get<const OrderState*>(found);
    if (order.voided) return refuse(ErrorCode::not_allowed, "/order_id", closed_text(order));
    Course course = course_of(order, command.course);
    if (!course.exists)
        return refuse(ErrorCode::not_allowed, "/course",
                      "order " + order.id() + " has no course " + std::to_string(command.course));
    if (course.waiting.empty())
        return duplicate_of(std::max(course.fired_seq, order.revisions.front().seq), order);
    if (order.fire_at)  // fired by hand before its time: the rest of its first course goes with it
        for (std::string& line : lines_due(order))
            if (std::find(course.waiting.begin(), course.waiting.end(), line) == course.waiting.end())
                course.waiting.push_back(std::move(line));
    Draft draft(kitchen, order, context.now);
    draft.fire(std::move(course.waiting));
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const HoldOrder& command, const Context& context) {
    auto found = find_order(kitchen, command.order_id, context);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return {{}, *refusal};
    const OrderState& order = *std::get<const OrderState*>(found);
    if (order.parked || set_since(command.seen, order.parked_seq))
        return duplicate_of(order.parked_seq, order);
    if (order.closed()) return refuse_closed(order);
    Draft draft(kitchen, order, context.now);
    draft.emit(OrderHeld{});
    draft.settle(kitchen.config);
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const ReleaseOrder& command, const Context& context) {
    auto found = find_order(kitchen, command.order_id, context);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return {{}, *refusal};
    const OrderState& order = *std::get<const OrderState*>(found);
    bool nothing_held = !order.parked && !order.fire_at && (!order.closed() || order.parked_seq != 0);
    if (nothing_held || set_since(command.seen, order.parked_seq))
        return duplicate_of(std::max(order.parked_seq, order.revisions.front().seq), order);
    if (order.closed()) return refuse_closed(order);
    Draft draft(kitchen, order, context.now);
    draft.emit(OrderReleased{});
    if (auto due = lines_due(draft.order()); !due.empty()) draft.fire(std::move(due));
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const SetPriority& command, const Context& context) {
    auto found = find_order(kitchen, command.order_id, context);
    if (const auto* refusal = std::get_if<Refusal>(&found)) return {{}, *refusal};
    const OrderState& order = *std::get<const OrderState*>(found);
    if (order.priority == command.priority || set_since(command.seen, order.priority_seq))
        return duplicate_of(std::max(order.priority_seq, order.revisions.front().seq), order);
    if (order.closed()) return refuse_closed(order);
    Draft draft(kitchen, order, context.now);
    draft.emit(PrioritySet{command.priority});
    return draft.finish();
}

Decision decide_on(const Kitchen& kitchen, const SetAvailability& command, const Context& context) {
    auto found = kitchen.items.find(command.item);
    bool known = found != kitchen.items.end();
    bool now = known ? found->second.available : true;
    if (now == command.available || (known && set_since(command.seen, found->second.seq))) {
        Ack ack;
        ack.seq = known ? found->second.seq : 0;
        ack.duplicate = true;
        return {{}, std::move(ack)};
    }
    if (!known && kitchen.items.size() >= limits::items_86)
        return refuse(ErrorCode::not_allowed, "/item",
                      "too many different items have been marked; is this one real?");
    Event event = next_event(kitchen, context.now, {});
    event.body = AvailabilitySet{command.item, command.available};
    Ack ack;
    ack.seq = event.seq;
    return {{std::move(event)}, std::move(ack)};
}

}  // namespace brigade

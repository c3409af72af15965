// What a press means in the batch view: it is about all that a card shows at once, on however many tickets.
#include <algorithm>

#include "ui/controls.h"

namespace brigade::ui {
namespace {

bool same_share(const CookBatchPart& a, const CookBatchPart& b) {
    return a.order_id == b.order_id && a.line_id == b.line_id && a.generation == b.generation;
}

// The shares that the finger saw and that are still to be made, with what was to be seen of their orders
// then.
std::vector<CookBatchPart> still_there(const CookBatch& then, const CookBatch& now) {
    std::vector<CookBatchPart> parts;
    for (const CookBatchPart& part : now.parts)
        if (std::any_of(then.parts.begin(), then.parts.end(),
                        [&](const CookBatchPart& seen) { return same_share(seen, part); }))
            parts.push_back(part);
    return parts;
}

ActionLine line_for(const CookBatchPart& part, const Frame& then) {
    const ScreenTicket* ticket = then.ticket(part.order_id);
    return {part.order_id, part.line_id, part.generation, ticket ? ticket->revision : 0};
}

std::vector<ActionLine> lines_for(const std::vector<CookBatchPart>& parts, const Frame& then,
                                  bool only_waiting) {
    std::vector<ActionLine> lines;
    for (const CookBatchPart& part : parts)
        if (!only_waiting || part.state == LineState::open) lines.push_back(line_for(part, then));
    return lines;
}

Action about_lines(Action::Kind kind, std::vector<ActionLine> lines, const Frame& then) {
    Action action;
    action.kind = kind;
    action.seen = then.model->seq;
    action.lines = std::move(lines);
    return action;
}

bool all_wait(const std::vector<CookBatchPart>& parts) {
    return std::all_of(parts.begin(), parts.end(),
                       [](const CookBatchPart& part) { return part.state == LineState::open; });
}

// Of the ticket that has waited longest: one more of it, where it is the share that the finger saw first, as
// far as it was then.
std::optional<Action> one_of(const CookBatchPart& part, const CookBatchPart& before, const Frame& then,
                             const Frame& now) {
    const ScreenLine* line = line_of(before, *then.model);
    const ScreenLine* newest = line_of(part, *now.model);
    const bool same = line && newest && line->done == newest->done && line->quantity == newest->quantity;
    if (!same || !same_share(part, before)) return std::nullopt;
    Action action = about_lines(Action::Kind::bump_line, {}, then);
    const ActionLine share = line_for(part, then);
    action.order_id = share.order_id;
    action.line_id = share.line_id;
    action.generation = share.generation;
    action.revision = share.revision;
    if (line->done + 1 < line->quantity) action.done = line->done + 1;
    return action;
}

}  // namespace

// A share that joined after the finger set out is left for the next press.
std::optional<Action> Controls::act_on_batch(Function function, TimeMs now_ms) {
    const Frame& then = seen(now_ms);
    const BatchCard* card = frames_.back().batch(view_.order_id);
    const BatchCard* before = then.batch(view_.order_id);
    if (!card || !before) return std::nullopt;
    const bool by_hand = chosen_at_ms_ > now_ms - sight_ms;
    if (!by_hand && then.selected != view_.order_id) return std::nullopt;
    const std::vector<CookBatchPart> parts = still_there(before->batch, card->batch);
    if (parts.empty()) return std::nullopt;
    switch (function) {
        case Function::bump:
        case Function::bump_line:
            return bump_batch(parts, before->batch.parts, now_ms);
        case Function::start: {
            std::vector<ActionLine> lines = lines_for(parts, then, true);
            if (lines.empty()) return std::nullopt;
            return about_lines(Action::Kind::start_lines, std::move(lines), then);
        }
        case Function::one_done:
            return one_of(parts.front(), before->batch.parts.front(), then, frames_.back());
        default:
            return std::nullopt;
    }
}

// In two steps as a ticket is: the first bump says that somebody has begun. Which of the two it is must not
// have changed under the finger.
std::optional<Action> Controls::bump_batch(const std::vector<CookBatchPart>& parts,
                                           const std::vector<CookBatchPart>& before, TimeMs now_ms) {
    const Frame& then = seen(now_ms);
    const bool waits = all_wait(parts);
    if (then.model->station.two_step && waits != all_wait(before)) return std::nullopt;
    if (then.model->station.two_step && waits)
        return about_lines(Action::Kind::start_lines, lines_for(parts, then, true), then);
    return about_lines(Action::Kind::bump_lines, lines_for(parts, then, false), then);
}

}  // namespace brigade::ui

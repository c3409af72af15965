#include "sim/cook.h"

namespace brigade::sim {
namespace {

const ScreenTicket* find(const ScreenModel& model, const std::string& order_id) {
    for (const ScreenTicket& ticket : model.tickets)
        if (ticket.order_id == order_id) return &ticket;
    return nullptr;
}

}  // namespace

void Cook::look() {
    Mailbox* mailbox = screen_.running() ? screen_.mailbox() : nullptr;
    if (start_seen_ != screen_.starts) {  // a new program has drawn nothing yet
        start_seen_ = screen_.starts;
        frame_.reset();
        reported_.clear();
        reported_seq_ = 0;
    }
    if (!mailbox || !mailbox->newest()) return;
    frame_ = mailbox->newest();
    std::erase_if(reported_, [&](const auto& entry) { return !find(*frame_, entry.first); });
    Presented presented{frame_->seq, {}};
    for (const ScreenTicket& ticket : frame_->tickets) {
        auto [reported, is_new] = reported_.try_emplace(ticket.order_id);
        if (is_new) reported->second.generation = 0;  // no ticket's
        if (ticket.pending || reported->second == ticket.version()) continue;
        reported->second = ticket.version();
        presented.drawn.push_back({ticket.order_id, ticket.revision, ticket.generation});
    }
    if (presented.drawn.empty() && (!frame_->known || frame_->seq == reported_seq_)) return;
    reported_seq_ = frame_->seq;
    mailbox->post(std::move(presented));
}

Action Cook::on_ticket(const ScreenTicket& ticket) {
    Action action;
    action.order_id = ticket.order_id;
    action.generation = ticket.generation;
    action.revision = ticket.revision;
    action.seen = frame_->seq;
    const ScreenLine* line =
        ticket.lines.empty() ? nullptr : &ticket.lines[random_.below(ticket.lines.size())];
    std::uint64_t kind = random_.below(10);
    action.kind = Action::Kind::bump_ticket;
    if (line && kind < 2) action.kind = Action::Kind::start_line;
    if (line && kind >= 2 && kind < 5) action.kind = Action::Kind::bump_line;
    if (line && kind < 5) action.line_id = line->id;
    if (kind == 5) action.kind = Action::Kind::confirm;
    if (kind == 6 && ticket.next_course) {
        action.kind = Action::Kind::fire_course;
        action.course = *ticket.next_course;
    }
    return action;
}

void Cook::press() {
    Mailbox* mailbox = screen_.running() ? screen_.mailbox() : nullptr;
    if (!mailbox || !frame_ || start_seen_ != screen_.starts) return;
    std::uint64_t kind = random_.below(10);
    Action action;
    if (kind == 0) {
        action.kind = Action::Kind::undo;
        action.undoes = frame_->undoable.number;
    } else if (kind == 1 && !frame_->bumped.empty()) {
        const BumpedTicket& bumped = frame_->bumped[random_.below(frame_->bumped.size())];
        action.kind = Action::Kind::recall;
        action.order_id = bumped.order_id;
        action.generation = bumped.generation;
        action.seen = frame_->seq;
    } else if (!frame_->tickets.empty()) {
        action = on_ticket(frame_->tickets[random_.below(std::min<std::size_t>(6, frame_->tickets.size()))]);
    } else {
        return;
    }
    mailbox->post(action);
}

}  // namespace brigade::sim

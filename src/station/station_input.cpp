// From the UI: what was pressed and what was presented.
#include "base/limits.h"
#include "station/station.h"

namespace brigade {
namespace {

constexpr std::size_t undo_max = 50;

bool of_devices(Action::Kind kind) {
    return kind >= Action::Kind::devices_open && kind <= Action::Kind::device_revoke;
}

}  // namespace

void StationScreen::take_mail() {
    for (const Action& action : mailbox_.take_actions()) act(action);
    for (const Presented& presented : mailbox_.take_presented()) report(presented);
}

std::optional<Command> StationScreen::command_of(const Action& action) {
    Press press{action.order_id, options_.station, action.generation, action.revision, action.seen, 0};
    press.cook = sign_in_.press(loop_.now_ms());
    switch (action.kind) {
        case Action::Kind::start_line:
            return StartLine{press, action.line_id};
        case Action::Kind::bump_line:
            return BumpLine{press, action.line_id, std::nullopt};
        case Action::Kind::bump_ticket:
            return BumpTicket{press};
        case Action::Kind::confirm:
            return ConfirmChanges{press};
        case Action::Kind::fire_course:
            return FireCourse{action.order_id, action.course};
        case Action::Kind::recall:
            return RecallTicket{press, std::nullopt};
        default:
            break;
    }
    if (action.kind != Action::Kind::undo || undo_.empty()) return std::nullopt;
    RecallTicket undo = std::move(undo_.back());
    undo_.pop_back();
    undo.press.cook = std::move(press.cook);
    return undo;
}

// Guests look at a board, and nobody bumps there.
bool StationScreen::shows_who_bumps() const {
    const Station* station = replica_->kitchen().config.find(options_.station);
    return !station || station->kind != StationKind::board;
}

void StationScreen::act(const Action& action) {
    if (action.kind == Action::Kind::devices_close)
        sign_in_.left_devices(!shows_who_bumps());
    else if (of_devices(action.kind))
        sign_in_.press(loop_.now_ms());  // whoever looks after devices has not left
    if (devices_.act(action)) return;
    if (sign_in_.act(action)) return publish_soon();
    if (auto command = command_of(action)) press(std::move(*command));
}

// Shown first, then kept, then sent: the cook waits for none of the three.
void StationScreen::press(Command command) {
    if (presses_->waiting() >= limits::outbox_requests) {
        say("too many presses wait for the hub; this one was not taken");
        return;
    }
    Decision decision = ahead_.decide_on(command, now());
    if (const Refusal* refusal = decision.refusal()) {
        say(refusal->message);
        publish();
        return;
    }
    if (decision.events.empty()) return;  // nothing to do: it is so already
    remember_for_undo(command, decision);
    const PendingPress& pending = presses_->add(std::move(command), now());
    ahead_.changed();
    publish();
    if (auto saved = presses_->save(pending); !saved)
        say("presses cannot be stored here (" + saved.error().message + "); they are sent all the same");
    send_waiting();
}

void StationScreen::remember_for_undo(const Command& command, const Decision& decision) {
    RecallTicket undo;
    for (const Event& event : decision.events) {
        undo.press.order_id = event.order_id;
        if (const auto* bumped = std::get_if<LinesBumped>(&event.body)) {
            undo.lines.emplace();
            for (const LineDone& line : bumped->lines) undo.lines->push_back(line.line);
        }
    }
    bool bump = std::holds_alternative<BumpLine>(command) || std::holds_alternative<BumpTicket>(command);
    if (!bump || (undo.lines && undo.lines->empty())) return;
    undo.press.station = options_.station;
    undo_.push_back(std::move(undo));
    if (undo_.size() > undo_max) undo_.erase(undo_.begin());
}

void StationScreen::report(const Presented& presented) {
    reports_.note(presented);
    if (live_) hub_.send(ShownReports::text_of(presented));
}

}  // namespace brigade

// From the UI: what was pressed and what was presented.
#include <algorithm>

#include "base/limits.h"
#include "station/bar_device.h"
#include "station/station.h"

namespace brigade {
namespace {

constexpr std::size_t undo_max = 50;

bool of_devices(Action::Kind kind) {
    return kind >= Action::Kind::devices_open && kind <= Action::Kind::device_revoke;
}

// An older binding by the end of its id goes, unless another bar that is plugged in lives by it.
ScreenSettings with_bar(ScreenSettings settings, BoundBar bar, const std::vector<BarFound>& plugged_in) {
    std::erase_if(settings.bars, [&](const BoundBar& one) {
        const auto meant = [&](const BarFound& found) { return names_bar(one.device, found.id); };
        const bool alone = std::ranges::count_if(plugged_in, meant) < 2;
        return one.device == bar.device || (alone && names_bar(one.device, bar.device));
    });
    settings.bars.insert(settings.bars.begin(), std::move(bar));
    return settings;
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
            return BumpLine{press, action.line_id, action.done};
        case Action::Kind::bump_ticket:
            return BumpTicket{press};
        case Action::Kind::confirm:
            return ConfirmChanges{press};
        case Action::Kind::fire_course:
            return FireCourse{action.order_id, action.course};
        case Action::Kind::hold:
            return HoldOrder{action.order_id, action.seen};
        case Action::Kind::release:
            return ReleaseOrder{action.order_id, action.seen};
        case Action::Kind::set_priority:
            return SetPriority{action.order_id, action.priority, action.seen};
        case Action::Kind::transfer:
            return TransferTicket{press, action.to};
        case Action::Kind::set_availability:
            return SetAvailability{action.item, action.available, action.seen};
        case Action::Kind::recall:
            return RecallTicket{press, std::nullopt};
        default:
            break;
    }
    return std::nullopt;
}

// All that the newest press has taken, the last of it first; if that is still what the cook was shown.
void StationScreen::undo(const Action& action) {
    if (undo_.empty() || undo_.back().press != action.undoes) return;
    std::vector<Command> recalls;
    for (; !undo_.empty() && undo_.back().press == action.undoes; undo_.pop_back()) {
        undo_.back().recall.press.cook = sign_in_.press(loop_.now_ms());
        recalls.emplace_back(std::move(undo_.back().recall));
    }
    press(std::move(recalls));
}

NewestPress StationScreen::undoable() const {
    if (undo_.empty()) return {};
    const Undoable& last = undo_.back();
    int count = 0;
    bool of_one = true, alike = true;
    for (auto one = undo_.rbegin(); one != undo_.rend() && one->press == last.press; ++one) {
        count += one->count;
        of_one = of_one && one->number == last.number;
        alike = alike && one->line == last.line;
    }
    if (of_one && (last.line.empty() || !alike)) return {last.press, last.number};
    const std::string lines = std::to_string(count) + " × " + last.line + (alike ? "" : " …");
    return {last.press, of_one ? last.number + ": " + lines : lines};
}

void StationScreen::forget_undo(const std::string& request) {
    std::erase_if(undo_, [&](const Undoable& one) { return one.request == request; });
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
    ++undo_press_;
    if (action.kind == Action::Kind::undo) return undo(action);
    if (action.kind == Action::Kind::start_ticket) return start_all(action);
    if (action.kind == Action::Kind::start_lines || action.kind == Action::Kind::bump_lines)
        return press_lines(action);
    if (action.kind == Action::Kind::change_settings) return change(*action.settings);
    if (action.kind == Action::Kind::learn_bar && options_.learn_bar) return options_.learn_bar(true);
    if (action.kind == Action::Kind::bar_learned) return learned(action);
    if (action.kind == Action::Kind::restart_screen && options_.restart) return options_.restart();
    if (devices_.act(action)) return;
    if (sign_in_.act(action)) return publish_soon();
    if (auto command = command_of(action)) press({std::move(*command)});
}

// As many presses as the ticket has lines that nobody has begun.
void StationScreen::start_all(const Action& action) {
    const OrderState* order = ahead_.kitchen().find(action.order_id);
    const Ticket* ticket = order ? order->find_ticket(options_.station) : nullptr;
    if (!ticket || ticket->generation != action.generation) return;
    std::vector<std::string> lines;
    for (const TicketLine& line : ticket->lines)
        if (line.active() && line.state == LineState::open)
            lines.push_back(order->lines[line.line].content->id);
    std::vector<Command> starts;
    for (std::string& line : lines) {
        Action start = action;
        start.kind = Action::Kind::start_line;
        start.line_id = std::move(line);
        if (auto command = command_of(start)) starts.push_back(std::move(*command));
    }
    press(std::move(starts));
}

// Each line is a request of its own: what came of one ticket meanwhile stops none of the others.
void StationScreen::press_lines(const Action& action) {
    std::vector<Command> presses;
    Action one = action;
    one.lines.clear();
    one.kind = action.kind == Action::Kind::bump_lines ? Action::Kind::bump_line : Action::Kind::start_line;
    for (const ActionLine& line : action.lines) {
        one.order_id = line.order_id;
        one.line_id = line.line_id;
        one.generation = line.generation;
        one.revision = line.revision;
        if (auto command = command_of(one)) presses.push_back(std::move(*command));
    }
    press(std::move(presses));
}

// They count even where they cannot be kept; the next start then knows nothing of them.
void StationScreen::change(const ScreenSettings& settings) {
    options_.settings = settings;
    if (options_.keep_settings)
        if (Status kept = options_.keep_settings(settings); !kept)
            say("the settings of this screen cannot be kept (" + kept.error().message + ")");
    publish();
}

// The bar is bound before its keys press again: what it learned counts at once.
void StationScreen::learned(const Action& action) {
    if (action.profile && options_.keep_bar_profile) {
        const auto name = options_.keep_bar_profile(action.device, *action.profile);
        if (name) {
            machine_.reset();  // from now on it can be chosen
            change(with_bar(options_.settings, {action.device, *name}, bars_));
        } else {
            say("the bump bar's profile cannot be kept (" + name.error().message + ")");
        }
    }
    if (options_.learn_bar) options_.learn_bar(false);
}

// Shown first, then kept, then sent: the cook waits for none of the three. However many requests one press
// is, it is one picture and one write.
void StationScreen::press(std::vector<Command> commands) {
    if (presses_->waiting() + commands.size() > limits::outbox_requests) {
        say("too many presses wait for the hub; this one was not taken");
        return;
    }
    std::size_t taken = 0;
    for (Command& command : commands)
        if (press_one(command)) ++taken;
    publish();
    if (taken == 0) return;
    if (auto saved = presses_->save(taken); !saved)
        say("presses cannot be stored here (" + saved.error().message + "); they are sent all the same");
    send_waiting();
}

// Whether anything is to be sent.
bool StationScreen::press_one(Command& command) {
    const Decision decision = ahead_.decide_on(command, now());
    if (const Refusal* refusal = decision.refusal()) {
        say(refusal->message);
        return false;
    }
    if (decision.events.empty()) {  // nothing to do: it is so already, or somebody else has decided
        if (!thing_set_by(command).empty() && !is_set(ahead_.kitchen(), command)) say_overruled(command);
        return false;
    }
    auto undo = undoing(command, decision);
    const auto* recall = std::get_if<RecallTicket>(&command);
    if (recall && !recall->lines)  // whole: no bump of it is left to be taken back
        std::erase_if(
            undo_, [&](const Undoable& one) { return one.recall.press.order_id == recall->press.order_id; });
    const PendingPress& pending = presses_->add(std::move(command), now());
    ahead_.pressed(pending.command, decision);
    if (!undo) return true;
    undo->request = pending.id;
    remember_for_undo(std::move(*undo));
    return true;
}

// Of the line's quantity, as this screen shows it: what a press is about to change.
int StationScreen::done_so_far(const std::string& order_id, const std::string& station,
                               const std::string& line_id) {
    const OrderState* order = ahead_.kitchen().find(order_id);
    const Ticket* ticket = order ? order->find_ticket(station) : nullptr;
    const auto index = order ? order->find_line(line_id) : std::nullopt;
    const TicketLine* line = ticket && index ? find_ticket_line(*ticket, *index) : nullptr;
    return line ? line->done : 0;
}

// What takes the bump back; nothing if it is none, or has ended nothing.
std::optional<StationScreen::Undoable> StationScreen::undoing(const Command& command,
                                                              const Decision& decision) {
    const bool of_line = std::holds_alternative<BumpLine>(command);
    const OrderState* order = ahead_.kitchen().find(order_id_of(command));
    if (!order || (!of_line && !std::holds_alternative<BumpTicket>(command))) return std::nullopt;
    Undoable undo;
    undo.number = order->content->number;
    RecallTicket& recall = undo.recall;
    recall.press.order_id = order->id();
    recall.press.station = options_.station;
    for (const Event& event : decision.events) {
        const auto* bumped = std::get_if<LinesBumped>(&event.body);
        if (!bumped) continue;
        recall.lines.emplace();
        for (const LineDone& line : bumped->lines) {
            const int before = done_so_far(event.order_id, bumped->station, line.line);
            recall.lines->push_back(line.line);
            recall.done.push_back(before);
            if (!of_line) continue;
            undo.line = order->lines[*order->find_line(line.line)].content->name;
            undo.count = line.done - before;
        }
    }
    if (recall.lines && recall.lines->empty()) return std::nullopt;
    return undo;
}

void StationScreen::remember_for_undo(Undoable undo) {
    undo.press = undo_press_;
    undo_.push_back(std::move(undo));
    const std::uint64_t oldest = undo_.front().press;
    if (undo_.size() > undo_max && oldest != undo_press_)
        std::erase_if(undo_, [&](const Undoable& one) { return one.press == oldest; });
}

void StationScreen::report(const Presented& presented) {
    reports_.note(presented);
    if (live_) hub_.send(ShownReports::text_of(presented));
}

}  // namespace brigade

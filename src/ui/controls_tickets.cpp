// What a press means where nothing lies over the tickets.
#include <algorithm>

#include "ui/controls.h"

namespace brigade::ui {
namespace {

// Something waits to be begun, and nothing has been.
bool nothing_begun(const ScreenTicket& ticket) {
    const auto waits = [](const ScreenLine& line) {
        return !line.held && line.state == LineState::open && line.done == 0;
    };
    return std::any_of(ticket.lines.begin(), ticket.lines.end(), waits) &&
           std::all_of(ticket.lines.begin(), ticket.lines.end(), [&](const ScreenLine& line) {
               return line.held || line.state == LineState::voided || waits(line);
           });
}

Action about(Action::Kind kind, const ScreenTicket& ticket, const ScreenModel& model) {
    Action action;
    action.kind = kind;
    action.order_id = ticket.order_id;
    action.generation = ticket.generation;
    action.revision = ticket.revision;
    action.seen = model.seq;
    return action;
}

// Where a station works in two steps, the first bump says that somebody has begun.
Action bump_of(const ScreenTicket& ticket, const ScreenModel& model) {
    const bool begins =
        model.station.kind == StationKind::prep && model.station.two_step && nothing_begun(ticket);
    return about(begins ? Action::Kind::start_ticket : Action::Kind::bump_ticket, ticket, model);
}

std::optional<Action> on_line(const ScreenTicket& ticket, const ScreenModel& model, Function function,
                              const std::string& line_id) {
    if (model.station.kind != StationKind::prep) return std::nullopt;
    const bool starts = function == Function::start;
    int index = chosen_line(ticket, line_id);
    if (starts && line_id.empty())
        while (index >= 0 && static_cast<std::size_t>(index) < ticket.lines.size() &&
               (ticket.lines[static_cast<std::size_t>(index)].state != LineState::open ||
                ticket.lines[static_cast<std::size_t>(index)].held))
            ++index;
    if (index < 0 || static_cast<std::size_t>(index) >= ticket.lines.size()) return std::nullopt;
    const ScreenLine& line = ticket.lines[static_cast<std::size_t>(index)];
    if (is_finished(line) || (starts && line.state != LineState::open)) return std::nullopt;
    Action action = about(starts ? Action::Kind::start_line : Action::Kind::bump_line, ticket, model);
    action.line_id = line.id;
    if (function == Function::one_done && line.done + 1 < line.quantity) action.done = line.done + 1;
    return action;
}

// What the press means for the ticket as this model has it.
std::optional<Action> meaning(const ScreenTicket& ticket, const ScreenModel& model, Function function,
                              const std::string& line_id) {
    switch (function) {
        case Function::bump:
            return bump_of(ticket, model);
        case Function::bump_line:
        case Function::one_done:
        case Function::start:
            return on_line(ticket, model, function, line_id);
        case Function::confirm:
            return about(Action::Kind::confirm, ticket, model);
        case Function::hold:
            return about(ticket.parked ? Action::Kind::release : Action::Kind::hold, ticket, model);
        case Function::rush: {
            Action action = about(Action::Kind::set_priority, ticket, model);
            action.priority = ticket.priority == Priority::normal ? Priority::rush : Priority::normal;
            return action;
        }
        case Function::fire_course: {
            if (!ticket.next_course) return std::nullopt;
            Action action = about(Action::Kind::fire_course, ticket, model);
            action.course = *ticket.next_course;
            return action;
        }
        default:
            return std::nullopt;
    }
}

bool same_meaning(const Action& a, const Action& b) {
    return a.kind == b.kind && a.generation == b.generation && a.line_id == b.line_id && a.done == b.done &&
           a.priority == b.priority && a.course == b.course;
}

// It says how all of the order is to be from now on.
bool is_setting(const Action& action) {
    return action.kind == Action::Kind::hold || action.kind == Action::Kind::release ||
           action.kind == Action::Kind::set_priority;
}

}  // namespace

std::optional<Action> Controls::act(Function function, TimeMs now_ms) {
    if (const int key = key_of(function)) {
        const Slot* then = seen(now_ms).slot(key);
        const Slot* now = frames_.back().slot(key);
        if (then && frames_.back().slot(then->order_id)) now = then;
        if (now) choose(now->order_id, now_ms);
        return std::nullopt;
    }
    switch (function) {
        case Function::left:
        case Function::right:
        case Function::up:
        case Function::down:
        case Function::page_next:
        case Function::page_previous:
            move_choice(function, now_ms);
            return std::nullopt;
        case Function::undo: {
            toast_until_ms_ = now_ms;
            Action undo;
            undo.kind = Action::Kind::undo;
            undo.seen = frames_.back().model ? frames_.back().model->seq : 0;
            undo.undoes = frames_.back().model ? frames_.back().model->undoable.number : 0;
            return undo;
        }
        case Function::recall:
        case Function::menu:
        case Function::transfer:
        case Function::unavailable:
        case Function::filter:
        case Function::all_day:
        case Function::view:
        case Function::figures:
        case Function::lock:
            return open_page(function, now_ms);
        default:
            return act_on_ticket(function, now_ms);
    }
}

void Controls::move_choice(Function function, TimeMs now_ms) {
    switch (function) {
        case Function::left:
            return step_ticket(-1, now_ms);
        case Function::right:
            return step_ticket(1, now_ms);
        case Function::up:
            return step_line(-1);
        case Function::down:
            return step_line(1);
        case Function::page_next:
            return turn_page(1, now_ms);
        default:
            return turn_page(-1, now_ms);
    }
}

// Boards are for guests: there nothing is done to a ticket.
std::optional<Action> Controls::open_page(Function function, TimeMs now_ms) {
    const ScreenModel& model = *frames_.back().model;
    const bool board = model.station.kind == StationKind::board;
    switch (function) {
        case Function::lock:
            view_.locked_until_ms = now_ms + wipe_ms;
            break;
        case Function::menu:
            ask(MenuView::Level::root);
            break;
        case Function::filter:
            if (!board) ask(MenuView::Level::filter);
            break;
        case Function::transfer:
            if (model.station.kind == StationKind::prep && frames_.back().ticket(view_.order_id))
                ask(MenuView::Level::transfer);
            break;
        case Function::unavailable:
            if (!board) ask(MenuView::Level::unavailable);
            break;
        case Function::recall:
            if (!board) open_recall(view_.recall, model);
            break;
        case Function::all_day:
            view_.all_day = !board;
            view_.all_day_page = 0;
            break;
        case Function::figures:
            view_.figures.open = !view_.figures.open && may_show_figures(model);
            break;
        case Function::view:
            view_.figures.open = view_.figures.lasts;
            show_batches(model.station.kind == StationKind::prep && !view_.batches, now_ms);
            break;
        default:
            break;
    }
    return std::nullopt;
}

// Other cards, other pages: what was chosen on the ones before means nothing on them.
void Controls::show_batches(bool shown, TimeMs now_ms) {
    if (view_.batches == shown) return;
    view_.batches = shown;
    view_.page = 0;
    view_.order_id.clear();
    view_.line_id.clear();
    chosen_at_ms_ = now_ms - sight_ms;
}

void Controls::ask(MenuView::Level level) {
    const bool unseen = frames_.back().model->station.kind == StationKind::board || view_.figures.open;
    const ScreenTicket* ticket = unseen ? nullptr : frames_.back().ticket(view_.order_id);
    open_menu(view_.menu, level, ticket, view_.line_id);
}

// A selection that a person made counts at once; one that came by itself (because the ticket before it left)
// counts only after it has been in view long enough.
std::optional<Action> Controls::act_on_ticket(Function function, TimeMs now_ms) {
    if (seen(now_ms).covered || seen(now_ms).figures) return std::nullopt;  // it was meant for what lay there
    if (view_.batches) return act_on_batch(function, now_ms);
    const ScreenTicket* ticket = frames_.back().ticket(view_.order_id);
    const bool parked = frames_.back().model && !frames_.back().model->parked.empty();
    if (!ticket && function == Function::hold && parked)
        open_menu(view_.menu, MenuView::Level::parked, nullptr, {});
    if (!ticket || !frames_.back().slot(view_.order_id)) return std::nullopt;
    const bool by_hand = chosen_at_ms_ > now_ms - sight_ms;
    if (!by_hand && seen(now_ms).selected != view_.order_id) return std::nullopt;
    return do_to(*ticket, function, now_ms);
}

// The press is what it was for the finger, about the lines and changes that were there to be seen; where it
// would mean something else by now, the ticket only stays chosen.
std::optional<Action> Controls::do_to(const ScreenTicket& ticket, Function function, TimeMs now_ms) {
    const Frame& then = seen(now_ms);
    const ScreenTicket* before = then.ticket(ticket.order_id);
    if (!before) return std::nullopt;
    auto action = meaning(*before, *then.model, function, view_.line_id);
    const auto now = meaning(ticket, *frames_.back().model, function, view_.line_id);
    if (!action || !now || !same_meaning(*action, *now)) return std::nullopt;
    // Then and now it is set the same way: our own press before, confirmed meanwhile, is no news to this one.
    if (is_setting(*action)) action->seen = now->seen;
    if (action->kind == Action::Kind::bump_line && !action->done) view_.line_id.clear();
    return action;
}

void Controls::choose(const std::string& order_id, TimeMs now_ms) {
    if (view_.order_id != order_id) view_.line_id.clear();
    view_.order_id = order_id;
    chosen_at_ms_ = now_ms;
}

void Controls::step_ticket(int by, TimeMs now_ms) {
    const std::vector<Slot>& slots = frames_.back().slots;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].order_id != view_.order_id) continue;
        const auto next = static_cast<std::size_t>(static_cast<int>(i) + by);
        if (next < slots.size()) choose(slots[next].order_id, now_ms);
        return;
    }
}

void Controls::step_line(int by) {
    const ScreenTicket* ticket = frames_.back().ticket(view_.order_id);
    if (!ticket) return;
    const int last = static_cast<int>(ticket->lines.size()) - 1;
    for (int i = chosen_line(*ticket, view_.line_id) + by; i >= 0 && i <= last; i += by) {
        if (is_finished(ticket->lines[static_cast<std::size_t>(i)])) continue;
        view_.line_id = ticket->lines[static_cast<std::size_t>(i)].id;
        return;
    }
}

void Controls::turn_page(int by, TimeMs now_ms) {
    const int page = std::clamp(view_.page + by, 0, std::max(0, frames_.back().pages - 1));
    if (page == view_.page) return;
    view_.page = page;
    view_.order_id.clear();
    chosen_at_ms_ = now_ms - sight_ms;
}

}  // namespace brigade::ui

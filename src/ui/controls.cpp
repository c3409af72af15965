#include "ui/controls.h"

#include <algorithm>

namespace brigade::ui {
namespace {

const Frame nothing_presented{};

// Moving the choice about is harmless: only what acts is debounced.
// What is pressed on the device page, once it is open.
bool may_type(Function function) {
    const bool position = function >= Function::position_1 && function <= Function::position_9;
    const bool moves = function >= Function::up && function <= Function::right;
    return position || moves || function == Function::zero || function == Function::bump ||
           function == Function::cancel;
}

bool only_moves(Function function) {
    switch (function) {
        case Function::up:
        case Function::down:
        case Function::left:
        case Function::right:
        case Function::page_next:
        case Function::page_previous:
        case Function::zero:
            return true;
        default:
            return key_of(function) > 0;
    }
}

std::string selected_after(const Frame& before, const std::string& gone,
                           const std::vector<std::string>& there) {
    const auto is_there = [&](const std::string& id) {
        return std::find(there.begin(), there.end(), id) != there.end();
    };
    bool passed = false;
    for (const Slot& slot : before.slots) {
        if (passed && is_there(slot.order_id)) return slot.order_id;
        passed = passed || slot.order_id == gone;
    }
    return there.empty() ? std::string() : there.front();
}

}  // namespace

std::optional<Action> Controls::settle(const ScreenModel& model, const Placement& placement, TimeMs now_ms) {
    view_.page = std::clamp(view_.page, 0, std::max(0, placement.pages() - 1));
    if (now_ms >= toast_until_ms_) view_.toast.clear();
    if (now_ms >= unheard_until_ms_) view_.unheard = false;
    follow_recalled(model);
    std::optional<Action> closed = close_what_rests(model, now_ms);
    auto goes_on = settle_sign_in(model, now_ms);
    if (!closed) closed = std::move(goes_on);  // with the device page all that it asked for ends
    std::vector<std::string> there;
    for (const Place& place : placement.places)
        for (const Part& part : place.parts)
            if (part.page == view_.page && !place.gone && (there.empty() || there.back() != place.order_id))
                there.push_back(place.order_id);
    if (std::find(there.begin(), there.end(), view_.order_id) != there.end()) return closed;
    const Frame& before = frames_.empty() ? nothing_presented : frames_.back();
    view_.order_id = selected_after(before, view_.order_id, there);
    view_.line_id.clear();
    chosen_at_ms_ = -1'000'000;
    return closed;
}

std::optional<Action> Controls::close_what_rests(const ScreenModel& model, TimeMs now_ms) {
    const TimeMs until = model.identify.until;
    bool uncovered = !frames_.empty() && frames_.back().identifies &&
                     (until == view_.identify_seen || until <= now_ms + model.clock_offset_ms);
    if (view_.recall && now_ms - pressed_at_ms_ >= page_rest_ms) {
        view_.recall = false;
        uncovered = true;
    }
    auto closed = settle_devices(view_.devices, model.devices, model.cook.manages, now_ms);
    if (closed) devices_gone_at_ms_ = typed_at_ms_ = now_ms;
    if (uncovered || closed) deaf_until_ms_ = std::max(deaf_until_ms_, now_ms + sight_ms);
    return closed;
}

// The device page opens the keypad when it needs a manager, and goes on where it was once there is one.
std::optional<Action> Controls::settle_sign_in(const ScreenModel& model, TimeMs now_ms) {
    DeviceView& devices = view_.devices;
    std::optional<Action> action;
    const SignInView before = sign_in_.view();
    if (before.for_devices && !devices.needs_pin) sign_in_.close();
    const bool asked = sign_in_.view().for_devices;
    const bool known = sign_in_.settle(model.cook, now_ms);
    if (asked && known) action = go_on(devices, model.devices);
    if (sign_in_.view().attempt == 0 && !action) action = given_up(before, model.cook);
    if (asked && !known && !sign_in_.view().open) give_up(devices);
    if (devices.needs_pin && !asked) {
        sign_in_.open_for_devices(now_ms);
        devices.pressed_at_ms = now_ms;
    }
    view_.sign_in = sign_in_.view();
    return action;
}

// The list grows at its top while it is open: what was chosen stays chosen.
void Controls::follow_recalled(const ScreenModel& model) {
    const Frame& before = frames_.empty() ? nothing_presented : frames_.back();
    if (!view_.recall || !before.model || before.model.get() == &model) return;
    const auto& old = before.model->bumped;
    if (view_.recalled >= old.size()) return;
    for (std::size_t i = 0; i < model.bumped.size(); ++i)
        if (model.bumped[i].order_id == old[view_.recalled].order_id) {
            view_.recalled = i;
            return;
        }
    view_.recalled = 0;
}

void Controls::presented(Frame frame, TimeMs now_ms) {
    frame.presented_at_ms = now_ms;
    frames_.push_back(std::move(frame));
    while (frames_.size() > 2 && frames_[1].presented_at_ms <= now_ms - sight_ms) frames_.pop_front();
}

// The frame that was in view `sight_ms` ago; the first one ever counts as that.
const Frame& Controls::seen(TimeMs now_ms) const {
    const Frame* seen = frames_.empty() ? &nothing_presented : &frames_.front();
    for (const Frame& frame : frames_)
        if (frame.presented_at_ms <= now_ms - sight_ms) seen = &frame;
    return *seen;
}

bool Controls::bounces(Function function, TimeMs now_ms) {
    TimeMs& last = last_press_ms_[static_cast<std::size_t>(function)];
    const bool bounced = !only_moves(function) && now_ms - last < debounce_ms;
    if (!bounced) last = now_ms;
    return bounced;
}

std::optional<Action> Controls::press(Function function, TimeMs now_ms) {
    if (function == Function::none || frames_.empty() || bounces(function, now_ms)) return std::nullopt;
    // The keypad that has just closed by itself was still in view: the press was meant for it.
    if (now_ms - sign_in_.closed_itself_at_ms() < sight_ms) return std::nullopt;
    if (ends_identify(now_ms) || now_ms < deaf_until_ms_) return std::nullopt;
    if (!may_type(function)) devices_gone_at_ms_.reset();
    if (types_on(now_ms)) return std::nullopt;
    pressed_at_ms_ = now_ms;
    if (view_.sign_in.open || (function == Function::cook && !view_.devices.open))
        return on_sign_in(function, now_ms);
    if (view_.devices.open || function == Function::devices) return on_devices(function, now_ms);
    return view_.recall ? in_recall(function, now_ms) : act(function, now_ms);
}

// Whoever presses anything has found the screen. Half of a "3, BUMP" may still be to come.
bool Controls::ends_identify(TimeMs now_ms) {
    if (!frames_.back().identifies) return false;
    view_.identify_seen = frames_.back().model->identify.until;
    deaf_until_ms_ = now_ms + found_ms;
    return true;
}

// The first press, and what follows it without a pause.
bool Controls::types_on(TimeMs now_ms) {
    if (!devices_gone_at_ms_) return false;
    const bool first = typed_at_ms_ == *devices_gone_at_ms_;
    if (first) typed_from_ms_ = now_ms;
    const bool meant = first ? now_ms - *devices_gone_at_ms_ < back_ms
                             : now_ms - typed_at_ms_ < found_ms && now_ms - typed_from_ms_ < typed_ms;
    typed_at_ms_ = now_ms;
    if (!meant) devices_gone_at_ms_.reset();
    if (meant) unheard_until_ms_ = now_ms + unheard_ms;
    view_.unheard = meant;
    return meant;
}

std::optional<Action> Controls::on_devices(Function function, TimeMs now_ms) {
    view_.recall = false;
    return press_on_devices(view_.devices, function, frames_.back().model->devices, now_ms);
}

// A board takes no presses, and a screen that is one cook's alone asks nobody; but for the device page.
std::optional<Action> Controls::on_sign_in(Function function, TimeMs now_ms) {
    const ScreenModel& model = *frames_.back().model;
    const bool asks = model.station.kind != StationKind::board && !model.cook.owned;
    if (!asks && !view_.sign_in.for_devices) return std::nullopt;
    view_.recall = false;
    if (view_.sign_in.for_devices) view_.devices.pressed_at_ms = now_ms;
    auto action = sign_in_.press(function, model.cook, now_ms);
    if (view_.sign_in.for_devices && !sign_in_.view().open) give_up(view_.devices);
    view_.sign_in = sign_in_.view();
    return action;
}

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
            step_ticket(-1, now_ms);
            return std::nullopt;
        case Function::right:
            step_ticket(1, now_ms);
            return std::nullopt;
        case Function::up:
            step_line(-1);
            return std::nullopt;
        case Function::down:
            step_line(1);
            return std::nullopt;
        case Function::page_next:
            turn_page(1, now_ms);
            return std::nullopt;
        case Function::page_previous:
            turn_page(-1, now_ms);
            return std::nullopt;
        case Function::recall:
            view_.recall = true;
            view_.recalled = 0;
            return std::nullopt;
        case Function::undo: {
            view_.toast.clear();
            Action undo;
            undo.kind = Action::Kind::undo;
            undo.seen = frames_.back().model ? frames_.back().model->seq : 0;
            return undo;
        }
        default:
            return act_on_ticket(function, now_ms);
    }
}

// A selection that a person made counts at once; one that came by itself (because the ticket before it left)
// counts only after it has been in view long enough.
std::optional<Action> Controls::act_on_ticket(Function function, TimeMs now_ms) {
    const ScreenTicket* ticket = frames_.back().ticket(view_.order_id);
    if (!ticket || !frames_.back().slot(view_.order_id)) return std::nullopt;
    const bool by_hand = chosen_at_ms_ > now_ms - sight_ms;
    if (!by_hand && seen(now_ms).selected != view_.order_id) return std::nullopt;
    switch (function) {
        case Function::bump:
            view_.toast = ticket->number;
            toast_until_ms_ = now_ms + toast_ms;
            return about(Action::Kind::bump_ticket, *ticket);
        case Function::bump_line:
            return act_on_line(Action::Kind::bump_line, *ticket);
        case Function::start:
            return act_on_line(Action::Kind::start_line, *ticket);
        case Function::confirm:
            return about(Action::Kind::confirm, *ticket);
        case Function::fire_course: {
            if (!ticket->next_course) return std::nullopt;
            Action action = about(Action::Kind::fire_course, *ticket);
            action.course = *ticket->next_course;
            return action;
        }
        default:
            return std::nullopt;
    }
}

std::optional<Action> Controls::act_on_line(Action::Kind kind, const ScreenTicket& ticket) {
    if (frames_.back().model->station.kind != StationKind::prep) return std::nullopt;
    int index = chosen_line(ticket, view_.line_id);
    if (kind == Action::Kind::start_line && view_.line_id.empty())
        while (index >= 0 && static_cast<std::size_t>(index) < ticket.lines.size() &&
               (ticket.lines[static_cast<std::size_t>(index)].state != LineState::open ||
                ticket.lines[static_cast<std::size_t>(index)].held))
            ++index;
    if (index < 0 || static_cast<std::size_t>(index) >= ticket.lines.size()) return std::nullopt;
    const ScreenLine& line = ticket.lines[static_cast<std::size_t>(index)];
    if (is_finished(line) || (kind == Action::Kind::start_line && line.state != LineState::open))
        return std::nullopt;
    Action action = about(kind, ticket);
    action.line_id = line.id;
    if (kind == Action::Kind::bump_line) view_.line_id.clear();
    return action;
}

std::optional<Action> Controls::in_recall(Function function, TimeMs now_ms) {
    const auto& bumped = frames_.back().model->bumped;
    const std::size_t first = view_.recalled / keys_max * keys_max;
    std::optional<Action> action;
    if (const int key = key_of(function)) {
        if (first + static_cast<std::size_t>(key) <= bumped.size())
            view_.recalled = first + static_cast<std::size_t>(key) - 1;
        return action;
    }
    const auto move = [&](std::ptrdiff_t by) {
        const auto last = static_cast<std::ptrdiff_t>(bumped.size()) - 1;
        view_.recalled = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
            static_cast<std::ptrdiff_t>(view_.recalled) + by, 0, std::max<std::ptrdiff_t>(last, 0)));
    };
    switch (function) {
        case Function::up:
            move(-1);
            break;
        case Function::down:
            move(1);
            break;
        case Function::page_previous:
            move(-keys_max);
            break;
        case Function::page_next:
            move(keys_max);
            break;
        case Function::recall:
        case Function::cancel:
            view_.recall = false;
            break;
        case Function::undo:
            view_.recall = false;
            return act(function, now_ms);
        case Function::bump:
            if (view_.recalled < bumped.size()) {
                action = Action{};
                action->kind = Action::Kind::recall;
                action->order_id = bumped[view_.recalled].order_id;
                action->generation = bumped[view_.recalled].generation;
                action->seen = frames_.back().model->seq;
                if (view_.toast == bumped[view_.recalled].number) view_.toast.clear();
            }
            view_.recall = false;
            break;
        default:
            break;
    }
    return action;
}

Action Controls::about(Action::Kind kind, const ScreenTicket& ticket) const {
    Action action;
    action.kind = kind;
    action.order_id = ticket.order_id;
    action.generation = ticket.generation;
    action.revision = ticket.revision;
    action.seen = frames_.back().model->seq;
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

std::optional<TimeMs> Controls::due_ms(TimeMs now_ms) const {
    std::optional<TimeMs> due;
    const auto consider = [&](TimeMs at) {
        if (at > now_ms && (!due || at < *due)) due = at;
    };
    if (!view_.toast.empty()) consider(toast_until_ms_);
    if (view_.unheard) consider(unheard_until_ms_);
    consider(pressed_at_ms_ + refill_ms);
    return due;
}

}  // namespace brigade::ui

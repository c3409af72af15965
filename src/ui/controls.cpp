#include "ui/controls.h"

#include <algorithm>
#include <utility>

namespace brigade::ui {
namespace {

const Frame nothing_presented{};

constexpr std::size_t name_letters_max = 60, search_letters_max = 40;

// What the menu offers to do to its ticket, be that on another page by now.
bool about_ticket(Function function) {
    switch (function) {
        case Function::start:
        case Function::bump_line:
        case Function::one_done:
        case Function::fire_course:
        case Function::confirm:
        case Function::rush:
        case Function::hold:
            return true;
        default:
            return false;
    }
}

// What is pressed on the device page, once it is open.
bool may_type(Function function) {
    const bool position = function >= Function::position_1 && function <= Function::position_9;
    const bool moves = function >= Function::up && function <= Function::right;
    return position || moves || function == Function::zero || function == Function::bump ||
           function == Function::cancel;
}

// Moving the choice about is harmless: only what acts is debounced.
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
    settle_toast(model.undoable, now_ms);
    view_.unheard = comes_back_.unheard(now_ms);
    if (now_ms >= view_.locked_until_ms) view_.locked_until_ms = 0;
    rest_finger(now_ms);
    std::optional<Action> closed = close_what_rests(model, now_ms);
    auto goes_on = settle_sign_in(model, now_ms);
    if (!closed) closed = settle_lesson(now_ms);
    if (!closed) closed = std::move(goes_on);  // with the device page all that it asked for ends
    // Its ticket has left: a press at that moment was meant for the menu, and for nothing under it.
    if (settle_menu(view_.menu, model)) deaf_until_ms_ = std::max(deaf_until_ms_, now_ms + sight_ms);
    if (model.station.kind != StationKind::prep && view_.batches) show_batches(false, now_ms);
    settle_entry();
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

// It names what UNDO takes back: the station says what that is, once the press has really taken something.
void Controls::settle_toast(const NewestPress& newest, TimeMs now_ms) {
    if (newest.number > toast_press_) toast_until_ms_ = now_ms + toast_ms;
    toast_press_ = std::max(toast_press_, newest.number);
    const bool fresh = newest.number == toast_press_ && now_ms < toast_until_ms_;
    view_.toast = fresh ? newest.name : std::string();
}

std::optional<Action> Controls::close_what_rests(const ScreenModel& model, TimeMs now_ms) {
    const TimeMs until = model.identify.until;
    bool uncovered = !frames_.empty() && frames_.back().identifies &&
                     (until == view_.identify_seen || until <= now_ms + model.clock_offset_ms);
    const bool overlays = view_.recall.open || view_.menu.open() || view_.all_day || view_.figures.lie_over();
    if (overlays && now_ms - pressed_at_ms_ >= page_rest_ms) {
        close_overlays();
        uncovered = true;
    }
    settle_figures(view_.figures, model, now_ms - pressed_at_ms_);
    auto closed = settle_devices(view_.devices, model.devices, model.cook.manages, now_ms);
    if (closed) comes_back_.page_closed_itself(now_ms);
    settle_setup_page(model, now_ms, closed);
    if (uncovered || closed) deaf_until_ms_ = std::max(deaf_until_ms_, now_ms + sight_ms);
    return closed;
}

// The device page opens the keypad when it needs a manager, and goes on where it was once there is one.
std::optional<Action> Controls::settle_sign_in(const ScreenModel& model, TimeMs now_ms) {
    DeviceView& devices = view_.devices;
    std::optional<Action> action;
    const SignInView before = sign_in_.view();
    const auto waits = [&] { return devices.needs_pin || view_.setup.needs_pin; };
    if (before.for_devices && !waits()) sign_in_.close();
    const bool asked = sign_in_.view().for_devices;
    const bool known = sign_in_.settle(model.cook, now_ms);
    if (asked && known) action = view_.setup.needs_pin ? go_on(view_.setup) : go_on(devices, model.devices);
    begin_lesson(action, now_ms);
    if (sign_in_.view().attempt == 0 && !action) action = given_up(before, model.cook);
    if (asked && !known && !sign_in_.view().open) stop_asking();
    if (waits() && !asked) {
        sign_in_.open_for_devices(now_ms);
        devices.pressed_at_ms = view_.setup.pressed_at_ms = now_ms;
    }
    view_.sign_in = sign_in_.view();
    return action;
}

// Nobody types a PIN any more.
void Controls::stop_asking() {
    give_up(view_.devices);
    give_up(view_.setup);
}

void Controls::close_overlays() {
    view_.recall = {};
    view_.menu = {};
    view_.all_day = false;
    view_.all_day_page = 0;
    if (view_.figures.lie_over()) view_.figures.open = false;
}

// Where they stand in place of the tickets, what else one can look at is opened over them.
std::optional<Action> Controls::on_figures(Function function, TimeMs now_ms) {
    switch (function) {
        case Function::figures:
        case Function::view:
        case Function::cancel:
            view_.figures.open = false;
            break;
        case Function::menu:
        case Function::recall:
        case Function::all_day:
        case Function::filter:
        case Function::unavailable:
        case Function::lock:
            return view_.figures.lasts ? open_page(function, now_ms) : std::nullopt;
        default:
            break;
    }
    return std::nullopt;
}

std::optional<Action> Controls::on_all_day(Function function) {
    const std::size_t last = frames_.back().all_day_pages - 1;
    std::size_t& page = view_.all_day_page;
    switch (function) {
        case Function::all_day:
        case Function::cancel:
            close_overlays();
            break;
        case Function::page_next:
        case Function::right:
        case Function::down:
            page = std::min(page + 1, last);
            break;
        case Function::page_previous:
        case Function::left:
        case Function::up:
            page = page > 0 ? std::min(page, last + 1) - 1 : 0;
            break;
        default:
            break;
    }
    return std::nullopt;
}

// The keyboard is there as long as the page that asks for its text.
void Controls::settle_entry() {
    const bool naming = view_.devices.naming, for_name = view_.entry.what == EntryFor::device_name;
    const bool wanted = for_name ? naming : view_.recall.open;
    if (view_.entry.open && !wanted) view_.entry = {};
    if (!naming || view_.entry.open || frames_.empty()) return;
    const std::vector<DeviceRow> rows = device_rows(frames_.back().model->devices);
    const auto chosen = chosen_device(view_.devices, rows);
    open_entry(view_.entry, EntryFor::device_name, chosen ? rows[*chosen].name() : std::string(),
               name_letters_max);
    if (chosen) view_.entry.about = rows[*chosen].name();
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
    if (now_ms < view_.locked_until_ms) {
        lock_until(0, now_ms);
        return std::nullopt;
    }
    if (!may_type(function)) comes_back_.forget();
    if (comes_back_.types_on(now_ms)) {
        view_.unheard = true;
        return std::nullopt;
    }
    pressed_at_ms_ = now_ms;
    if (view_.learn.open) {
        const bool ends = function == Function::cancel;
        return ends ? after_lesson(touch_learn(view_.learn, LearnKey::give_up, now_ms)) : std::nullopt;
    }
    if (view_.entry.open) return on_entry(press_on_entry(view_.entry, function), now_ms);
    if (view_.sign_in.open || (function == Function::cook && !view_.devices.open))
        return on_sign_in(function, now_ms);
    if (view_.setup.open) return on_setup(function, now_ms);
    if (view_.devices.open || function == Function::devices) return on_devices(function, now_ms);
    if (function == Function::setup) return on_setup(function, now_ms);
    if (view_.menu.open()) {
        const MenuView before = view_.menu;
        const Frame& then = seen(now_ms);
        return on_menu(before,
                       press_on_menu(view_.menu, function, *frames_.back().model, {then.menu, *then.model}),
                       now_ms);
    }
    if (view_.all_day) return on_all_day(function);
    if (view_.recall.open) return on_recall(function, now_ms);
    return view_.figures.open ? on_figures(function, now_ms) : act(function, now_ms);
}

void Controls::lock_until(TimeMs until_ms, TimeMs now_ms) {
    if (until_ms == 0 && now_ms < view_.locked_until_ms) deaf_until_ms_ = now_ms + sight_ms;
    view_.locked_until_ms = until_ms;
}

void Controls::type(std::string_view text, TimeMs now_ms) {
    if (!view_.entry.open) return;
    pressed_at_ms_ = now_ms;
    type_on_entry(view_.entry, text);
    view_.devices.pressed_at_ms = now_ms;
}

std::optional<Action> Controls::on_entry(std::optional<EntryEnd> end, TimeMs now_ms) {
    view_.devices.pressed_at_ms = now_ms;
    if (!end) return std::nullopt;
    const bool done = *end == EntryEnd::done;
    const EntryView entry = std::exchange(view_.entry, {});
    const ScreenModel& model = *frames_.back().model;
    switch (entry.what) {
        case EntryFor::device_name:
            if (done) return named(view_.devices, model.devices, entry.text, now_ms);
            stop_naming(view_.devices);
            break;
        case EntryFor::recall_search:
            if (done) search_recall(view_.recall, model, entry.text);
            break;
    }
    return std::nullopt;
}

std::optional<Action> Controls::on_recall(Function function, TimeMs now_ms) {
    const ScreenModel& model = *frames_.back().model;
    if (function == Function::menu) {
        open_entry(view_.entry, EntryFor::recall_search, view_.recall.search, search_letters_max);
        return std::nullopt;
    }
    if (function == Function::undo) {
        view_.recall = {};
        return act(function, now_ms);
    }
    const Frame& then = seen(now_ms);
    return press_on_recall(view_.recall, function, model, {then.recall, *then.model});
}

// What was picked in the menu is meant for the ticket that was chosen as it opened, whatever is chosen now.
std::optional<Action> Controls::on_menu(const MenuView& before, MenuAnswer answer, TimeMs now_ms) {
    if (answer.action || answer.function == Function::none) return answer.action;
    if (answer.function == Function::cook) return on_sign_in(answer.function, now_ms);
    if (answer.function == Function::devices) return on_devices(answer.function, now_ms);
    if (answer.function == Function::setup) return on_setup(answer.function, now_ms);
    const ScreenTicket* ticket = menu_ticket(before, *frames_.back().model);
    if (!ticket) return act(answer.function, now_ms);
    view_.order_id = before.order_id;
    view_.line_id = before.line_id;
    chosen_at_ms_ = now_ms;
    return about_ticket(answer.function) ? do_to(*ticket, answer.function, now_ms)
                                         : act(answer.function, now_ms);
}

// Whoever presses anything has found the screen. Half of a "3, BUMP" may still be to come.
bool Controls::ends_identify(TimeMs now_ms) {
    if (!frames_.back().identifies) return false;
    view_.identify_seen = frames_.back().model->identify.until;
    deaf_until_ms_ = now_ms + found_ms;
    return true;
}

std::optional<Action> Controls::on_devices(Function function, TimeMs now_ms) {
    close_overlays();
    return press_on_devices(view_.devices, function, frames_.back().model->devices, now_ms);
}

// A board takes no presses, and a screen that is one cook's alone asks nobody; but for the device page.
std::optional<Action> Controls::on_sign_in(Function function, TimeMs now_ms) {
    const ScreenModel& model = *frames_.back().model;
    const bool asks = model.station.kind != StationKind::board && !model.cook.owned;
    if (!asks && !view_.sign_in.for_devices) return std::nullopt;
    close_overlays();
    if (view_.sign_in.for_devices) view_.devices.pressed_at_ms = view_.setup.pressed_at_ms = now_ms;
    auto action = sign_in_.press(function, model.cook, now_ms);
    if (view_.sign_in.for_devices && !sign_in_.view().open) stop_asking();
    view_.sign_in = sign_in_.view();
    return action;
}

std::optional<TimeMs> Controls::due_ms(TimeMs now_ms) const {
    std::optional<TimeMs> due;
    const auto consider = [&](TimeMs at) {
        if (at > now_ms && (!due || at < *due)) due = at;
    };
    if (!view_.toast.empty()) consider(toast_until_ms_);
    if (view_.unheard) consider(comes_back_.unheard_until_ms());
    if (view_.locked_until_ms != 0) consider(view_.locked_until_ms);
    if (finger_ && finger_->on) consider(finger_->down_ms + long_press_ms);
    consider(pressed_at_ms_ + refill_ms);
    return due;
}

}  // namespace brigade::ui

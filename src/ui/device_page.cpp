#include "ui/device_page.h"

#include <algorithm>
#include <utility>

#include "ui/digits.h"
#include "ui/layout.h"

namespace brigade::ui {
namespace {

bool asks_twice(DeviceKey key) { return key == DeviceKey::restart || key == DeviceKey::revoke; }

// Never the chosen key by itself: a cook who does not see that the page is open would type on the keyboard
// too.
bool only_by_hand(DeviceKey key) { return asks_twice(key) || key == DeviceKey::rename; }

Action about(Action::Kind kind, const DeviceRow& row) {
    Action action;
    action.kind = kind;
    action.device = row.waiting ? row.waiting->id : row.device->id;
    if (row.device && row.device->id.empty()) action.screen = row.device->screen;
    action.name = row.name();
    return action;
}

Action::Kind kind_of(DeviceKey key) {
    switch (key) {
        case DeviceKey::pair:
            return Action::Kind::device_pair;
        case DeviceKey::identify:
            return Action::Kind::device_identify;
        case DeviceKey::restart:
            return Action::Kind::device_restart;
        case DeviceKey::rename:
            return Action::Kind::device_rename;
        case DeviceKey::revoke:
            break;
    }
    return Action::Kind::device_revoke;
}

bool offers(const DeviceRow& row, DeviceKey key) {
    const std::vector<DeviceKey> keys = device_keys(row);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// With its first key, unless that is one to be chosen by hand.
void choose(DeviceView& view, const DeviceRow& row) {
    if (view.row == row.key) return;
    view.row = row.key;
    view.key.reset();
    view.armed = false;
    const std::vector<DeviceKey> keys = device_keys(row);
    if (!keys.empty() && !only_by_hand(keys.front())) view.key = keys.front();
}

void stop_typing(DeviceView& view) {
    view.typing = view.naming = false;
    view.code.clear();
}

// What was asked for on the page before is answered to nobody.
void begin_anew(DeviceView& view) {
    const std::uint64_t last = view.wanted_last;
    view = {};
    view.wanted_last = last;
}

// Asked of the hub, or kept until a manager has signed in.
std::optional<Action> want(DeviceView& view, const DevicePage& page, Action action) {
    action.attempt = ++view.wanted_last;
    view.wanted = action;
    view.needs_pin = page.list && page.list->needs_pin;
    if (view.needs_pin) return std::nullopt;
    return action;
}

std::optional<Action> close(DeviceView& view) {
    begin_anew(view);
    Action action;
    action.kind = Action::Kind::devices_close;
    return action;
}

// `again`: it has just been pressed once.
std::optional<Action> press_key(DeviceView& view, const DeviceRow& row, const DevicePage& page, bool again) {
    if (!view.key || !offers(row, *view.key)) return std::nullopt;
    if (*view.key == DeviceKey::pair) {
        if (page.list->needs_pin) return want(view, page, about(Action::Kind::device_pair, row));
        view.typing = true;
        view.code.clear();
        return std::nullopt;
    }
    if (*view.key == DeviceKey::rename) {
        if (page.list->needs_pin) return want(view, page, about(Action::Kind::device_rename, row));
        view.naming = true;
        return std::nullopt;
    }
    view.armed = asks_twice(*view.key) && !again;
    if (view.armed) return std::nullopt;
    Action action = about(kind_of(*view.key), row);
    if (*view.key == DeviceKey::identify) return action;
    return want(view, page, std::move(action));
}

bool rests(const DeviceView& view, TimeMs now_ms) {
    if (now_ms - view.pressed_at_ms >= page_attended_ms) return true;
    return now_ms - std::max(view.pressed_at_ms, view.attended_at_ms) >= page_rest_ms;
}

// Something is pressed: true if that may be the second press of a key that asks twice.
bool press_begins(DeviceView& view, TimeMs now_ms) {
    const bool in_time = now_ms - view.pressed_at_ms < armed_ms;
    view.pressed_at_ms = now_ms;
    view.follows.clear();
    return std::exchange(view.armed, false) && in_time;
}

std::optional<Action> press_while_typing(DeviceView& view, Function function, const DeviceRow& row,
                                         const DevicePage& page) {
    if (type_digit(view.code, function, code_digits)) return std::nullopt;
    switch (function) {
        case Function::cancel:
        case Function::devices:
            stop_typing(view);
            break;
        case Function::bump: {
            if (view.code.size() < code_digits) break;
            Action action = about(Action::Kind::device_pair, row);
            action.code = view.code;
            view.follows = row.name();
            stop_typing(view);
            return want(view, page, std::move(action));
        }
        default:
            break;
    }
    return std::nullopt;
}

void move(DeviceView& view, std::ptrdiff_t by, std::size_t from, const std::vector<DeviceRow>& rows) {
    const auto last = static_cast<std::ptrdiff_t>(rows.size()) - 1;
    choose(view, rows[static_cast<std::size_t>(
                     std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(from) + by, 0, last))]);
}

void move_key(DeviceView& view, int by, const DeviceRow& row) {
    const std::vector<DeviceKey> keys = device_keys(row);
    std::ptrdiff_t next = by;
    if (view.key)
        next += std::find(keys.begin(), keys.end(), *view.key) - keys.begin();
    else if (by > 0)
        next = 0;
    if (next >= 0 && next < std::ssize(keys)) view.key = keys[static_cast<std::size_t>(next)];
}

// For a bar without arrows to the side.
void next_key(DeviceView& view, const DeviceRow& row) {
    const std::vector<DeviceKey> keys = device_keys(row);
    const auto at = view.key ? std::find(keys.begin(), keys.end(), *view.key) : keys.end();
    if (keys.empty()) return;
    view.key = at == keys.end() || at + 1 == keys.end() ? keys.front() : *(at + 1);
}

// After a code was typed the device is in another row: it waits anew, with another code, or it is paired, and
// then whoever else waits comes first.
const DeviceRow& next_row(const DeviceView& view, const std::vector<DeviceRow>& rows) {
    if (rows.front().waiting || view.follows.empty()) return rows.front();
    const auto paired = std::find_if(rows.rbegin(), rows.rend(), [&](const DeviceRow& row) {
        return row.name() == view.follows && !row.device->id.empty();
    });
    return paired == rows.rend() ? rows.front() : *paired;
}

const DeviceRow* waits_anew(const DeviceView& view, const std::vector<DeviceRow>& rows) {
    if (view.follows.empty()) return nullptr;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const DeviceRow& one) {
        return one.waiting && one.name() == view.follows;
    });
    return row == rows.end() ? nullptr : &*row;
}

// What is chosen is there. A key that has gone leaves none chosen: the one in its place was not meant.
void follow_list(DeviceView& view, const std::vector<DeviceRow>& rows) {
    const auto chosen = chosen_device(view, rows);
    if (const DeviceRow* anew = waits_anew(view, rows); anew && !(chosen && rows[*chosen].waiting))
        return choose(view, *anew);
    if (chosen) {
        if (!view.key || offers(rows[*chosen], *view.key)) return;
        view.key.reset();
        view.armed = false;
        return;
    }
    stop_typing(view);
    view.row.clear();
    view.key.reset();
    view.armed = false;
    if (!rows.empty()) choose(view, next_row(view, rows));
}

}  // namespace

std::vector<DeviceRow> device_rows(const DevicePage& page) {
    std::vector<DeviceRow> rows;
    if (!page.list) return rows;
    for (const ListedWaiting& waiting : page.list->waiting)
        rows.push_back({"waits " + waiting.id, &waiting, nullptr});
    std::size_t place = 0;
    for (const ListedDevice& device : page.list->devices) {
        const std::string& known_by = !device.id.empty() ? device.id : device.screen;
        ++place;
        rows.push_back(
            {known_by.empty() ? "place " + std::to_string(place) : "is " + known_by, nullptr, &device});
    }
    return rows;
}

std::vector<DeviceKey> device_keys(const DeviceRow& row) {
    if (row.waiting) return {DeviceKey::pair};
    std::vector<DeviceKey> keys;
    if (!row.device->screen.empty() && row.device->connected)
        keys = {DeviceKey::identify, DeviceKey::restart};
    if (!row.device->id.empty()) keys.insert(keys.end(), {DeviceKey::rename, DeviceKey::revoke});
    return keys;
}

std::optional<std::size_t> chosen_device(const DeviceView& view, const std::vector<DeviceRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].key == view.row) return i;
    return std::nullopt;
}

std::optional<Action> settle_devices(DeviceView& view, const DevicePage& page, bool manager, TimeMs now_ms) {
    if (!view.open) return std::nullopt;
    if (manager || (page.list && !page.list->waiting.empty())) view.attended_at_ms = now_ms;
    if (rests(view, now_ms)) return close(view);
    if (now_ms - view.pressed_at_ms >= armed_ms) view.armed = false;
    follow_list(view, device_rows(page));
    const bool refused =
        page.answer == DevicePage::Answer::needs_pin && view.wanted && page.attempt == view.wanted->attempt;
    if (refused) view.needs_pin = true;
    if (!page.list) give_up(view);
    return std::nullopt;
}

// Who waited may be gone meanwhile: a code or a name is typed for nobody else.
std::optional<Action> go_on(DeviceView& view, const DevicePage& page) {
    std::optional<Action> action = std::exchange(view.wanted, std::nullopt);
    view.needs_pin = false;
    if (!action) return std::nullopt;
    const bool pairs = action->kind == Action::Kind::device_pair && action->code.empty();
    const bool renames = action->kind == Action::Kind::device_rename && action->new_name.empty();
    if (pairs || renames) {
        const std::vector<DeviceRow> rows = device_rows(page);
        const auto chosen = chosen_device(view, rows);
        view.typing = pairs && chosen && rows[*chosen].waiting && rows[*chosen].waiting->id == action->device;
        view.naming = renames && chosen && rows[*chosen].device && rows[*chosen].device->id == action->device;
        return std::nullopt;
    }
    action->attempt = ++view.wanted_last;
    view.wanted = action;
    return action;
}

std::string pin_sentence(const DeviceView& view, const Words& words) {
    if (!view.wanted) return words(Say::pin_title);
    const Action& wanted = *view.wanted;
    const Say says = wanted.kind == Action::Kind::device_pair      ? Say::pin_to_pair
                     : wanted.kind == Action::Kind::device_restart ? Say::pin_to_restart
                     : wanted.kind == Action::Kind::device_rename  ? Say::pin_to_rename
                                                                   : Say::pin_to_revoke;
    const std::string& known_by = !wanted.device.empty() ? wanted.device : wanted.screen;
    return words.fill(says, {wanted.name.empty() ? known_by : wanted.name});
}

void give_up(DeviceView& view) {
    view.wanted.reset();
    view.needs_pin = false;
}

std::optional<Action> press_on_devices(DeviceView& view, Function function, const DevicePage& page,
                                       TimeMs now_ms) {
    if (!view.open) {
        begin_anew(view);
        view.open = true;
        view.pressed_at_ms = now_ms;
        Action action;
        action.kind = Action::Kind::devices_open;
        return action;
    }
    const std::vector<DeviceRow> rows = device_rows(page);
    follow_list(view, rows);
    const bool again = press_begins(view, now_ms);
    const auto chosen = chosen_device(view, rows);
    if (view.typing && chosen) return press_while_typing(view, function, rows[*chosen], page);
    if (function == Function::cancel && again) return std::nullopt;
    if (function == Function::cancel || function == Function::devices) return close(view);
    if (!chosen) return std::nullopt;
    if (const int key = key_of(function)) {
        const std::size_t place = *chosen / keys_max * keys_max + static_cast<std::size_t>(key) - 1;
        if (place < rows.size()) choose(view, rows[place]);
        return std::nullopt;
    }
    switch (function) {
        case Function::up:
            move(view, -1, *chosen, rows);
            break;
        case Function::down:
            move(view, 1, *chosen, rows);
            break;
        case Function::page_previous:
            move(view, -keys_max, *chosen, rows);
            break;
        case Function::page_next:
            move(view, keys_max, *chosen, rows);
            break;
        case Function::left:
            move_key(view, -1, rows[*chosen]);
            break;
        case Function::right:
            move_key(view, 1, rows[*chosen]);
            break;
        case Function::start:
            next_key(view, rows[*chosen]);
            break;
        case Function::bump:
            return press_key(view, rows[*chosen], page, again);
        default:
            break;
    }
    return std::nullopt;
}

std::optional<Action> named(DeviceView& view, const DevicePage& page, std::string name, TimeMs now_ms) {
    view.pressed_at_ms = now_ms;
    const std::vector<DeviceRow> rows = device_rows(page);
    const auto chosen = chosen_device(view, rows);
    const bool meant = std::exchange(view.naming, false) && chosen && rows[*chosen].device;
    while (name.ends_with(' ')) name.pop_back();
    if (!meant || name.empty() || name == rows[*chosen].name()) return std::nullopt;
    Action action = about(Action::Kind::device_rename, rows[*chosen]);
    action.new_name = std::move(name);
    return want(view, page, std::move(action));
}

void stop_naming(DeviceView& view) { view.naming = false; }

void touch_device(DeviceView& view, const std::string& row, const DevicePage& page, TimeMs now_ms) {
    press_begins(view, now_ms);
    for (const DeviceRow& one : device_rows(page))
        if (one.key == row) choose(view, one);
}

std::optional<Action> touch_device_key(DeviceView& view, DeviceKey key, const DevicePage& page,
                                       TimeMs now_ms) {
    const std::vector<DeviceRow> rows = device_rows(page);
    follow_list(view, rows);
    const bool again = press_begins(view, now_ms) && view.key == key;
    const auto chosen = chosen_device(view, rows);
    if (!chosen) return std::nullopt;
    view.key = key;
    return press_key(view, rows[*chosen], page, again);
}

}  // namespace brigade::ui

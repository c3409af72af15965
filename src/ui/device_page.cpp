#include "ui/device_page.h"

#include <algorithm>

#include "ui/layout.h"

namespace brigade::ui {
namespace {

bool asks_twice(DeviceKey key) { return key == DeviceKey::restart || key == DeviceKey::revoke; }

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
        case DeviceKey::revoke:
            break;
    }
    return Action::Kind::device_revoke;
}

void choose(DeviceView& view, const DeviceRow& row) {
    if (view.row == row.key) return;
    view.row = row.key;
    view.key = 0;
    view.armed = false;
}

void stop_typing(DeviceView& view) {
    view.typing = false;
    view.code.clear();
}

std::optional<Action> close(DeviceView& view) {
    view = {};
    Action action;
    action.kind = Action::Kind::devices_close;
    return action;
}

std::optional<Action> press_key(DeviceView& view, const DeviceRow& row) {
    const std::vector<DeviceKey> keys = device_keys(row);
    if (view.key >= keys.size()) return std::nullopt;
    const DeviceKey key = keys[view.key];
    if (key == DeviceKey::pair) {
        view.typing = true;
        view.code.clear();
        return std::nullopt;
    }
    if (asks_twice(key) && !view.armed) {
        view.armed = true;
        return std::nullopt;
    }
    view.armed = false;
    return about(kind_of(key), row);
}

void add_digit(DeviceView& view, int digit) {
    if (view.code.size() < code_digits) view.code += static_cast<char>('0' + digit);
}

void turn_digit(DeviceView& view, int by) {
    if (view.code.empty()) return add_digit(view, by > 0 ? 0 : 9);
    const int digit = (view.code.back() - '0' + by + 10) % 10;
    view.code.back() = static_cast<char>('0' + digit);
}

std::optional<Action> press_while_typing(DeviceView& view, Function function, const DeviceRow& row) {
    if (const int digit = key_of(function)) add_digit(view, digit);
    switch (function) {
        case Function::zero:
        case Function::right:
            add_digit(view, 0);
            break;
        case Function::left:
            if (!view.code.empty()) view.code.pop_back();
            break;
        case Function::up:
            turn_digit(view, 1);
            break;
        case Function::down:
            turn_digit(view, -1);
            break;
        case Function::cancel:
        case Function::devices:
            stop_typing(view);
            break;
        case Function::bump: {
            if (view.code.size() < code_digits) break;
            Action action = about(Action::Kind::device_pair, row);
            action.code = view.code;
            stop_typing(view);
            return action;
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
    const std::size_t count = device_keys(row).size();
    const std::size_t next = view.key + static_cast<std::size_t>(by);  // below 0 it is larger than any
    if (next >= count) return;
    view.key = next;
    view.armed = false;
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
        rows.push_back({known_by.empty() ? "place " + std::to_string(place) : "is " + known_by, nullptr,
                        &device});
    }
    return rows;
}

std::vector<DeviceKey> device_keys(const DeviceRow& row) {
    if (row.waiting) return {DeviceKey::pair};
    std::vector<DeviceKey> keys;
    if (!row.device->screen.empty() && row.device->connected)
        keys = {DeviceKey::identify, DeviceKey::restart};
    if (!row.device->id.empty()) keys.push_back(DeviceKey::revoke);
    return keys;
}

std::optional<std::size_t> chosen_device(const DeviceView& view, const std::vector<DeviceRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].key == view.row) return i;
    return std::nullopt;
}

void settle_devices(DeviceView& view, const DevicePage& page) {
    if (!view.open) return;
    const std::vector<DeviceRow> rows = device_rows(page);
    const auto chosen = chosen_device(view, rows);
    if (!chosen) {
        stop_typing(view);
        view.row.clear();
        view.key = 0;
        view.armed = false;
        if (!rows.empty()) view.row = rows.front().key;
        return;
    }
    const std::size_t keys = device_keys(rows[*chosen]).size();
    if (view.key < keys || view.key == 0) return;
    view.key = 0;
    view.armed = false;
}

std::optional<Action> press_on_devices(DeviceView& view, Function function, const DevicePage& page) {
    if (!view.open) {
        view = {};
        view.open = true;
        Action action;
        action.kind = Action::Kind::devices_open;
        return action;
    }
    settle_devices(view, page);
    const std::vector<DeviceRow> rows = device_rows(page);
    const auto chosen = chosen_device(view, rows);
    if (view.typing && chosen) return press_while_typing(view, function, rows[*chosen]);
    if (function == Function::cancel && view.armed) {
        view.armed = false;
        return std::nullopt;
    }
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
        case Function::bump:
            return press_key(view, rows[*chosen]);
        default:
            break;
    }
    return std::nullopt;
}

void touch_device(DeviceView& view, const std::string& row, const DevicePage& page) {
    for (const DeviceRow& one : device_rows(page))
        if (one.key == row) choose(view, one);
}

std::optional<Action> touch_device_key(DeviceView& view, std::size_t key, const DevicePage& page) {
    const std::vector<DeviceRow> rows = device_rows(page);
    const auto chosen = chosen_device(view, rows);
    if (!chosen) return std::nullopt;
    if (view.key != key) view.armed = false;
    view.key = key;
    return press_key(view, rows[*chosen]);
}

}  // namespace brigade::ui

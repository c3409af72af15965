// What a person does on the device page: which terminal or screen is chosen, which of its keys, and the code
// that is being typed for one that waits. All of it works with the arrows and one key to press with, with the
// digits besides, or by touch. Whoever looked after a device forgets to close the page, and a cook who does
// not look presses on: so it closes when it is left alone (later while somebody waits with a code, or a
// manager has signed in), a key that asks twice soon forgets the first press, and none of those is ever
// chosen but by hand. Where the hub wants a manager's PIN first, what was asked for waits for it. The list
// comes from the model. UI thread; time as in Controls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "station/mailbox.h"
#include "ui/function.h"
#include "ui/words.h"

namespace brigade::ui {

inline constexpr std::size_t code_digits = 6;
inline constexpr DurationMs page_rest_ms = 30'000;  // without a press
// While somebody has to walk to a device and back. A stranger who asks to be paired holds it no longer than
// that.
inline constexpr DurationMs page_attended_ms = 5 * 60'000;
inline constexpr DurationMs armed_ms = 5'000;  // for the second press

enum class DeviceKey { pair, identify, restart, rename, revoke };

// One row of the list: those that wait stand first. Points into the list.
struct DeviceRow {
    std::string key;  // stays the same while the list is asked for anew
    const ListedWaiting* waiting = nullptr;
    const ListedDevice* device = nullptr;

    const std::string& name() const { return waiting ? waiting->name : device->name; }
};
std::vector<DeviceRow> device_rows(const DevicePage& page);
// What can be asked of it. Identify and restart are for screens, revoking for what has been paired.
std::vector<DeviceKey> device_keys(const DeviceRow& row);

struct DeviceView {
    bool open = false;
    std::string row;               // the chosen one's key
    std::optional<DeviceKey> key;  // chosen among device_keys(); nothing: none
    bool armed = false;            // the chosen key has been pressed once and asks for the second press
    bool typing = false;           // a code, for the chosen one
    std::string code;
    bool naming = false;        // a new name for the chosen one, on the keyboard of entry_page.h
    std::string follows;        // the name of whom a code was typed for last, until the next press
    TimeMs pressed_at_ms = 0;   // anything on the page
    TimeMs attended_at_ms = 0;  // somebody waited with a code, or a manager was signed in
    std::optional<Action>
        wanted;  // that would change a device, last; to pair or rename, without a code or a name: to type one
    std::uint64_t wanted_last = 0;  // Action::attempt
    bool needs_pin = false;         // it waits for a manager's PIN
};

// The chosen row, and its place; nothing where the list is empty.
std::optional<std::size_t> chosen_device(const DeviceView& view, const std::vector<DeviceRow>& rows);

// Before a picture is made: what is chosen is there. The action is that of a page that closes by itself.
std::optional<Action> settle_devices(DeviceView& view, const DevicePage& page, bool manager, TimeMs now_ms);
// A manager has signed in: what waited for it. Or nobody has, and it is forgotten.
std::optional<Action> go_on(DeviceView& view, const DevicePage& page);
void give_up(DeviceView& view);
// What a manager's PIN will do, and to which device: nobody types it for something else than they think.
std::string pin_sentence(const DeviceView& view, const Words& words);
// A press while the page is open, and the one that opens it.
std::optional<Action> press_on_devices(DeviceView& view, Function function, const DevicePage& page,
                                       TimeMs now_ms);
// The new name has been typed, or nobody types one any more.
std::optional<Action> named(DeviceView& view, const DevicePage& page, std::string name, TimeMs now_ms);
void stop_naming(DeviceView& view);
// A touch on a row, or on one of the chosen row's keys.
void touch_device(DeviceView& view, const std::string& row, const DevicePage& page, TimeMs now_ms);
std::optional<Action> touch_device_key(DeviceView& view, DeviceKey key, const DevicePage& page,
                                       TimeMs now_ms);

}  // namespace brigade::ui

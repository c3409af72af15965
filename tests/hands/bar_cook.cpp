// Nothing but keys that go down and up.
#include <linux/input-event-codes.h>

#include <catch2/catch_test_macros.hpp>

#include "hands/cook.h"

namespace brigade::hands {
namespace {

constexpr DurationMs key_down_ms = 60;
constexpr int steps_max = 60;

struct Reached {
    KeyCode held = 0, key = 0;  // held: 0 for none
};

std::optional<Reached> reached(const BarProfile& profile, Function function) {
    for (const auto& [key, meaning] : profile.keys)
        if (meaning == function) return Reached{0, key};
    for (const auto& [held, keys] : profile.chords)
        for (const auto& [key, meaning] : keys)
            if (meaning == function) return Reached{held, key};
    return std::nullopt;
}

}  // namespace

BarCook::BarCook(net::EventLoop& loop, Mailbox& mailbox, const BarProfile& profile)
    : Cook(loop, mailbox),
      profile_(profile),
      keys_(profile),
      letters_(profile) {}

bool BarCook::has(Function function) const { return reached(profile_, function).has_value(); }

void BarCook::change(KeyCode key, KeyChange change) {
    keys_.change(key, change);
    for (const Function function : keys_.end_frame(now_ms_)) post(controls_.press(function, now_ms_));
    now_ms_ += key_down_ms;
}

void BarCook::strike(Function function) {
    INFO("key for " << word(function));
    const auto keys = reached(profile_, function);
    REQUIRE(keys);
    now_ms_ += 1'000;  // no second press of a pair
    if (profile_.letters) {
        for (const KeyCode letter : {keys->held, keys->key}) {
            if (letter == 0) continue;
            now_ms_ += 300;
            post(controls_.press(letters_.letter(letter, now_ms_), now_ms_));
        }
        return look();
    }
    if (keys->held) change(keys->held, KeyChange::pressed);
    change(keys->key, KeyChange::pressed);
    change(keys->key, KeyChange::released);
    if (keys->held) change(keys->held, KeyChange::released);
    look();
}

void BarCook::strike_one_of(Function function, Function otherwise) {
    strike(has(function) ? function : otherwise);
}

void BarCook::choose(const std::string& order) {
    const ui::Slot* slot = frame().slot(order);
    REQUIRE(slot);
    if (has(ui::position(slot->key))) return strike(ui::position(slot->key));
    for (int i = 0; i < steps_max && view().order_id != order; ++i) strike(Function::right);
    REQUIRE(view().order_id == order);
}

void BarCook::choose_line(const std::string& order, const std::string& line) {
    choose(order);
    const auto at = [&] {
        const int index = ui::chosen_line(ticket(order), view().line_id);
        return index >= 0 && ticket(order).lines[static_cast<std::size_t>(index)].id == line;
    };
    for (int i = 0; i < steps_max && !at(); ++i) strike(Function::down);
    REQUIRE(at());
}

void BarCook::move_to(std::size_t place) {
    for (int i = 0; i < steps_max && view().menu.chosen != place; ++i)
        strike(view().menu.chosen < place ? Function::down : Function::up);
    REQUIRE(view().menu.chosen == place);
    strike(Function::bump);
}

void BarCook::use(Function function) {
    INFO("use " << word(function));
    if (has(function)) return strike(function);
    strike(Function::menu);
    move_to(place_in_menu(function));
}

void BarCook::leave() { strike(Function::cancel); }

void BarCook::pick(const std::string& id) { move_to(place_in_menu(id)); }

void BarCook::pick(Function function, bool of_screen) { move_to(place_in_menu(function, of_screen)); }

void BarCook::type(const std::string& text) {
    REQUIRE(view().entry.open);
    const auto go_to = [&](auto wanted) {
        for (int i = 0; i < steps_max; ++i) {
            const ui::EntryRows rows = ui::entry_rows(view().entry);
            for (std::size_t row = 0; row < rows.size(); ++row)
                for (std::size_t key = 0; key < rows[row].size(); ++key) {
                    if (!wanted(rows[row][key])) continue;
                    if (row == view().entry.row && key == view().entry.key) return strike(Function::bump);
                    if (row != view().entry.row)
                        strike(row < view().entry.row ? Function::up : Function::down);
                    else
                        strike_one_of(key < view().entry.key ? Function::left : Function::right,
                                      key < view().entry.key ? Function::page_previous : Function::page_next);
                    goto next;
                }
            FAIL("no such key on the keyboard");
        next:;
        }
        FAIL("the key was not reached");
    };
    for (const char letter : text)
        go_to([&](const ui::EntryKey& key) { return key.letter == std::string(1, letter); });
    go_to([](const ui::EntryKey& key) { return key.kind == ui::EntryKey::Kind::done; });
}

void BarCook::use_device_key(const std::string& row, ui::DeviceKey key) {
    const auto& devices = view().devices;
    for (int i = 0; i < steps_max && devices.row != row; ++i) strike(Function::down);
    REQUIRE(devices.row == row);
    for (int i = 0; i < steps_max && devices.key != key; ++i) strike_one_of(Function::right, Function::start);
    REQUIRE(devices.key == key);
    strike(Function::bump);
}

void BarCook::open_lesson() {
    use(Function::setup);
    for (int i = 0; i < steps_max && view().setup.stop.setting != ui::Setting::learn; ++i)
        strike(Function::down);
    strike(Function::bump);
}

// Waits out what it has no key for; any key keeps the rest.
void BarCook::keep_lesson() {
    for (std::size_t i = 0; i < BarLearning::steps() && !view().learn.keeping; ++i) {
        now_ms_ += learn_rest_ms;
        look();
    }
    teach(KEY_B);
}

void BarCook::digits(const std::string& pin) {
    for (const char digit : pin) strike(digit == '0' ? Function::zero : ui::position(digit - '0'));
    strike(Function::bump);
}

}  // namespace brigade::hands

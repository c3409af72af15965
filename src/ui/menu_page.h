// Everything that can be done here, for whoever has no key for it: a finger, or a bump bar with few keys. The
// root names functions, those about the chosen ticket first; some of them ask further: to which station,
// which item, which of those held by hand, which services. What cannot be done now is not offered. UI thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "station/function.h"
#include "station/mailbox.h"

namespace brigade::ui {

struct MenuItem {
    Function function = Function::none;  // root: what it does
    std::string id;                      // station, item, held order, or service ("": all)
    std::string name;                    // as people call that; filter: none
    bool on = false;                     // it is so already: held, in a rush, 86'd, shown
    bool of_screen = false;              // root: not about the ticket

    bool same(const MenuItem& other) const {
        return function == other.function && id == other.id && of_screen == other.of_screen;
    }
    bool operator==(const MenuItem&) const = default;
};

// What is chosen is an item, not a place: another screen may change the list meanwhile.
struct MenuView {
    enum class Level { closed, root, transfer, unavailable, parked, filter };
    Level level = Level::closed;
    std::string order_id, line_id;  // what was chosen as it opened; no order: nothing was
    std::uint32_t generation = 1;
    std::size_t chosen = 0;        // the place of `item` among menu_items(), or where it was
    std::optional<MenuItem> item;  // the chosen one; nothing: none yet, or it has gone
    bool fresh = true;             // none yet: the first will be
    bool from_root = false;        // cancel leads back there

    bool open() const { return level != Level::closed; }
};

std::vector<MenuItem> menu_items(const MenuView& view, const ScreenModel& model);
// Those that 1 to 9 choose now: of the two columns the one with the chosen item, else nine rows.
struct MenuRows {
    std::size_t first = 0, end = 0;
};
MenuRows numbered_items(const MenuView& view, const std::vector<MenuItem>& items);
// The ticket that it is about; nullptr: none, or it has left.
const ScreenTicket* menu_ticket(const MenuView& view, const ScreenModel& model);

void open_menu(MenuView& view, MenuView::Level level, const ScreenTicket* ticket, const std::string& line_id);
// Before a picture is made: finds the chosen item again. It closes when its ticket has left: true.
bool settle_menu(MenuView& view, const ScreenModel& model);

// What was picked: a function still to be done on the tickets, or what to ask for.
struct MenuAnswer {
    Function function = Function::none;
    std::optional<Action> action;
};
// What the finger saw: a number is looked up there, and BUMP picks what was chosen there already and would do
// the same, or what was chosen since where the list is still as it was.
struct MenuSight {
    const MenuView& view;
    const ScreenModel& model;
};
MenuAnswer press_on_menu(MenuView& view, Function function, const ScreenModel& model, const MenuSight& then);
// A touch picks at once. The place held the same item then.
MenuAnswer touch_menu_item(MenuView& view, std::size_t place, const ScreenModel& model,
                           const MenuSight& then);

}  // namespace brigade::ui

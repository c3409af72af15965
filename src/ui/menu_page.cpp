#include "ui/menu_page.h"

#include <algorithm>

#include "base/isolate.h"
#include "ui/figures_page.h"
#include "ui/frame.h"
#include "ui/layout.h"

namespace brigade::ui {
namespace {

using Level = MenuView::Level;

const ScreenLine* menu_line(const MenuView& view, const ScreenTicket& ticket) {
    const int line = chosen_line(ticket, view.line_id);
    return line < 0 ? nullptr : &ticket.lines[static_cast<std::size_t>(line)];
}

bool asks_for_confirmation(const ScreenTicket& ticket) {
    return std::any_of(ticket.lines.begin(), ticket.lines.end(),
                       [](const ScreenLine& line) { return line.change != Change::none; });
}

bool is_unavailable(const ScreenModel& model, const std::string& item) {
    return std::any_of(model.unavailable.begin(), model.unavailable.end(),
                       [&](const UnavailableItem& one) { return one.id == item; });
}

void add_ticket_items(std::vector<MenuItem>& items, const MenuView& view, const ScreenTicket& ticket,
                      const ScreenModel& model) {
    const bool expo = model.station.kind == StationKind::expo;
    const auto add = [&](Function function, bool on = false) {
        items.push_back({function, {}, {}, on, false});
    };
    const ScreenLine* line = menu_line(view, ticket);
    if (!expo && line && line->state == LineState::open && !line->held) add(Function::start);
    if (!expo && line) add(Function::bump_line);
    if (!expo && line && line->quantity - line->done > 1) add(Function::one_done);
    if (expo && ticket.next_course) add(Function::fire_course);
    if (asks_for_confirmation(ticket)) add(Function::confirm);
    add(Function::rush, ticket.priority != Priority::normal);
    add(Function::hold, ticket.parked);
    if (!expo && !model.others.empty()) add(Function::transfer);
    add(Function::unavailable);
}

void add_screen_items(std::vector<MenuItem>& items, const ScreenModel& model) {
    const auto add = [&](Function function, bool on = false) {
        items.push_back({function, {}, {}, on, true});
    };
    add(Function::recall);
    if (model.station.kind != StationKind::board) add(Function::undo);
    if (!model.parked.empty()) add(Function::hold);
    add(Function::all_day);
    if (may_show_figures(model)) add(Function::figures);
    if (model.station.kind == StationKind::prep) add(Function::view);
    if (model.station.kind != StationKind::board) add(Function::filter, !model.settings.services.empty());
    add(Function::unavailable);
    if (!model.cook.owned) add(Function::cook);
    add(Function::lock);
    add(Function::devices);
    add(Function::setup);
}

std::vector<MenuItem> root_items(const MenuView& view, const ScreenModel& model) {
    std::vector<MenuItem> items;
    const ScreenTicket* ticket = menu_ticket(view, model);
    if (ticket) add_ticket_items(items, view, *ticket, model);
    add_screen_items(items, model);
    if (ticket)  // once is enough
        std::erase_if(items, [](const MenuItem& item) {
            return item.of_screen && item.function == Function::unavailable;
        });
    return items;
}

// Those of the chosen ticket first, then what is 86'd already.
std::vector<MenuItem> item_items(const MenuView& view, const ScreenModel& model) {
    std::vector<MenuItem> items;
    const auto add = [&](const std::string& id, const std::string& name) {
        const bool known = id.empty() || std::any_of(items.begin(), items.end(),
                                                     [&](const MenuItem& one) { return one.id == id; });
        if (!known)
            items.push_back({Function::none, id, name.empty() ? id : name, is_unavailable(model, id), false});
    };
    if (const ScreenTicket* ticket = menu_ticket(view, model)) {
        if (const ScreenLine* line = menu_line(view, *ticket)) add(line->item, line->name);
        for (const ScreenLine& line : ticket->lines) add(line.item, line.name);
    }
    for (const UnavailableItem& item : model.unavailable) add(item.id, item.name);
    return items;
}

std::vector<MenuItem> service_items(const ScreenModel& model) {
    const std::vector<Service>& shown = model.settings.services;
    std::vector<MenuItem> items{{Function::none, {}, {}, shown.empty(), false}};
    for (const std::string_view service : words::of<Service>) {
        const bool on = std::find(shown.begin(), shown.end(), from_word<Service>(service)) != shown.end();
        items.push_back({Function::none, std::string(service), {}, on, false});
    }
    return items;
}

// All of them is the same as no filter.
Action toggled(const ScreenModel& model, const MenuItem& item) {
    auto settings = std::make_shared<ScreenSettings>(model.settings);
    const auto service = from_word<Service>(item.id);
    std::vector<Service>& shown = settings->services;
    if (!service)
        shown.clear();
    else if (item.on)
        std::erase(shown, *service);
    else
        shown.push_back(*service);
    if (shown.size() == words::of<Service>.size()) shown.clear();
    std::sort(shown.begin(), shown.end());
    Action action;
    action.kind = Action::Kind::change_settings;
    action.settings = std::move(settings);
    return action;
}

MenuAnswer close_with(MenuView& view, MenuAnswer answer) {
    view = {};
    return answer;
}

Level asked_for(const MenuItem& item) {
    if (item.function == Function::transfer) return Level::transfer;
    if (item.function == Function::unavailable) return Level::unavailable;
    if (item.function == Function::filter) return Level::filter;
    return item.function == Function::hold && item.of_screen ? Level::parked : Level::root;
}

void go_to(MenuView& view, Level level) {
    view.level = level;
    view.chosen = 0;
    view.item.reset();
    view.fresh = true;
}

void choose(MenuView& view, const std::vector<MenuItem>& items, std::size_t place) {
    view.chosen = place;
    view.item = items[place];
    view.fresh = false;
}

std::optional<std::size_t> place_of(const MenuItem& item, const std::vector<MenuItem>& items) {
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].same(item)) return i;
    return std::nullopt;
}

bool same_list(const MenuView& a, const MenuView& b) {
    return a.level == b.level && a.order_id == b.order_id && a.generation == b.generation &&
           a.line_id == b.line_id;
}

bool was_seen(const MenuView& view, const std::vector<MenuItem>& items, const MenuSight& then) {
    if (!same_list(view, then.view)) return false;
    const std::optional<MenuItem>& before = then.view.item;
    if (before && before->same(*view.item)) return before->on == view.item->on;
    return menu_items(then.view, then.model) == items;
}

MenuAnswer pick_in_root(MenuView& view, const MenuItem& item) {
    const Level level = asked_for(item);
    if (level == Level::root) return close_with(view, {item.function, std::nullopt});
    view.from_root = true;
    go_to(view, level);
    return {};
}

MenuAnswer pick(MenuView& view, const ScreenModel& model, const ScreenModel& seen) {
    const MenuItem item = *view.item;
    const ScreenTicket* ticket = menu_ticket(view, seen);
    Action action;
    action.seen = seen.seq;
    switch (view.level) {
        case Level::root:
            return pick_in_root(view, item);
        case Level::transfer:
            if (!ticket) return close_with(view, {});
            action.kind = Action::Kind::transfer;
            action.order_id = ticket->order_id;
            action.generation = ticket->generation;
            action.revision = ticket->revision;
            action.to = item.id;
            return close_with(view, {Function::none, action});
        case Level::unavailable:
            action.kind = Action::Kind::set_availability;
            action.item = item.id;
            action.available = item.on;
            return close_with(view, {Function::none, action});
        case Level::parked:
            action.kind = Action::Kind::release;
            action.order_id = item.id;
            return close_with(view, {Function::none, action});
        case Level::filter:
            return {Function::none, toggled(model, item)};
        case Level::closed:
            break;
    }
    return {};
}

// From where the chosen one was when it went, the first step only chooses again.
void move(MenuView& view, std::ptrdiff_t by, const std::vector<MenuItem>& items) {
    if (items.empty()) return;
    const auto from = static_cast<std::ptrdiff_t>(view.chosen) + (view.item ? by : 0);
    const auto last = static_cast<std::ptrdiff_t>(items.size()) - 1;
    choose(view, items, static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from, 0, last)));
}

// A number means what stood beside it in front of the finger.
void choose_by_key(MenuView& view, int key, const std::vector<MenuItem>& items, const MenuSight& then) {
    const bool seen = same_list(view, then.view);
    const std::vector<MenuItem> shown = seen ? menu_items(then.view, then.model) : items;
    const MenuRows rows = numbered_items(seen ? then.view : view, shown);
    const std::size_t place = rows.first + static_cast<std::size_t>(key) - 1;
    if (place >= rows.end) return;
    if (const auto now = place_of(shown[place], items)) choose(view, items, *now);
}

// The ticket's items and the screen's stand side by side.
void cross(MenuView& view, const std::vector<MenuItem>& items) {
    if (view.chosen >= items.size()) return;
    const auto first =
        std::find_if(items.begin(), items.end(), [](const MenuItem& item) { return item.of_screen; });
    const auto left = first - items.begin(), right = items.end() - first;
    const auto chosen = static_cast<std::ptrdiff_t>(view.chosen);
    if (left == 0 || right == 0) return;
    choose(view, items,
           static_cast<std::size_t>(chosen < left ? left + std::min(chosen, right - 1)
                                                  : std::min(chosen - left, left - 1)));
}

}  // namespace

const ScreenTicket* menu_ticket(const MenuView& view, const ScreenModel& model) {
    if (view.order_id.empty()) return nullptr;
    for (const ScreenTicket& ticket : model.tickets)
        if (ticket.order_id == view.order_id && ticket.generation == view.generation) return &ticket;
    return nullptr;
}

std::vector<MenuItem> menu_items(const MenuView& view, const ScreenModel& model) {
    switch (view.level) {
        case Level::root:
            return root_items(view, model);
        case Level::transfer: {
            std::vector<MenuItem> items;
            for (const OtherStation& station : model.others)
                items.push_back({Function::none, station.id, station.name, false, false});
            return items;
        }
        case Level::unavailable:
            return item_items(view, model);
        case Level::parked: {
            std::vector<MenuItem> items;
            for (const ParkedOrder& order : model.parked)
                items.push_back({Function::none, order.order_id,
                                 isolated_if_it_turns(order.number) + "  " + order.summary, true, false});
            return items;
        }
        case Level::filter:
            return service_items(model);
        case Level::closed:
            break;
    }
    return {};
}

MenuRows numbered_items(const MenuView& view, const std::vector<MenuItem>& items) {
    const auto screen =
        std::find_if(items.begin(), items.end(), [](const MenuItem& item) { return item.of_screen; });
    const auto left = static_cast<std::size_t>(screen - items.begin());
    MenuRows rows{0, items.size()};
    if (view.level == Level::root && left > 0)
        rows = view.chosen < left ? MenuRows{0, left} : MenuRows{left, items.size()};
    rows.first += (view.chosen - rows.first) / keys_max * keys_max;
    rows.end = std::min<std::size_t>(rows.end, rows.first + keys_max);
    return rows;
}

void open_menu(MenuView& view, Level level, const ScreenTicket* ticket, const std::string& line_id) {
    view = {};
    view.level = level;
    if (!ticket) return;
    view.order_id = ticket->order_id;
    view.generation = ticket->generation;
    view.line_id = line_id;
}

bool settle_menu(MenuView& view, const ScreenModel& model) {
    if (!view.open()) return false;
    if (!view.order_id.empty() && !menu_ticket(view, model)) {
        view = {};
        return true;
    }
    const std::vector<MenuItem> items = menu_items(view, model);
    if (view.fresh && !items.empty()) choose(view, items, 0);
    const auto place = view.item ? place_of(*view.item, items) : std::nullopt;
    if (place) {
        choose(view, items, *place);
    } else {
        view.item.reset();
        view.chosen = std::min(view.chosen, items.empty() ? 0 : items.size() - 1);
    }
    return false;
}

MenuAnswer press_on_menu(MenuView& view, Function function, const ScreenModel& model, const MenuSight& then) {
    if (settle_menu(view, model)) return {};
    const std::vector<MenuItem> items = menu_items(view, model);
    if (const int key = key_of(function)) {
        choose_by_key(view, key, items, then);
        return {};
    }
    switch (function) {
        case Function::up:
            move(view, -1, items);
            break;
        case Function::down:
            move(view, 1, items);
            break;
        case Function::left:
        case Function::right:
            if (view.level == Level::root) cross(view, items);
            break;
        case Function::page_previous:
            move(view, -keys_max, items);
            break;
        case Function::page_next:
            move(view, keys_max, items);
            break;
        case Function::bump:
            return view.item && was_seen(view, items, then) ? pick(view, model, then.model) : MenuAnswer{};
        case Function::cancel:
            if (view.from_root && view.level != Level::root)
                go_to(view, Level::root);
            else
                view = {};
            break;
        case Function::menu:
            view = {};
            break;
        default:
            break;
    }
    return {};
}

MenuAnswer touch_menu_item(MenuView& view, std::size_t place, const ScreenModel& model,
                           const MenuSight& then) {
    const std::vector<MenuItem> items = menu_items(view, model);
    if (place >= items.size()) return {};
    choose(view, items, place);
    return pick(view, model, then.model);
}

}  // namespace brigade::ui

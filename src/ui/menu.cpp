// The menu, and what it asks further (menu_page.h).
#include <algorithm>

#include "base/isolate.h"
#include "ui/draw_parts.h"
#include "ui/filter.h"

namespace brigade::ui {
namespace {

using Level = MenuView::Level;

Say word_of(const MenuItem& item, const ScreenModel& model, const View& view) {
    const bool expo = model.station.kind == StationKind::expo;
    switch (item.function) {
        case Function::start:
            return Say::menu_start;
        case Function::bump_line:
            return Say::menu_line;
        case Function::one_done:
            return Say::menu_one;
        case Function::fire_course:
            return Say::menu_fire;
        case Function::confirm:
            return Say::menu_confirm;
        case Function::rush:
            return item.on ? Say::menu_no_rush : Say::menu_rush;
        case Function::hold:
            return item.of_screen ? Say::menu_parked : item.on ? Say::menu_release : Say::menu_hold;
        case Function::transfer:
            return Say::menu_transfer;
        case Function::unavailable:
            return Say::menu_unavailable;
        case Function::recall:
            return Say::menu_recall;
        case Function::undo:
            return Say::menu_undo;
        case Function::all_day:
            return Say::menu_all_day;
        case Function::figures:
            return view.figures.stand() ? Say::menu_tickets : Say::menu_figures;
        case Function::view:
            return view.batches && !expo ? Say::menu_tickets : Say::menu_batches;
        case Function::filter:
            return Say::menu_filter;
        case Function::cook:
            return Say::menu_cook;
        case Function::lock:
            return Say::menu_lock;
        case Function::devices:
            return Say::menu_devices;
        default:
            return Say::menu_setup;
    }
}

std::string text_of(const Scene& scene, const MenuItem& item) {
    const Level level = scene.view.menu.level;
    if (level == Level::root) return scene.words(word_of(item, scene.model, scene.view));
    if (level != Level::filter) return item.name;
    const auto service = from_word<Service>(item.id);
    return scene.words(service ? service_word(*service) : Say::all_services);
}

// What is so already stands at the right, in words.
std::string state_of(const Scene& scene, const MenuItem& item) {
    if (!item.on) return {};
    if (scene.view.menu.level == Level::unavailable) return scene.words(Say::back_on_menu);
    return scene.view.menu.level == Level::filter ? scene.words(Say::filter_on) : std::string();
}

std::string ticket_words(const Scene& scene) {
    const ScreenTicket* ticket = menu_ticket(scene.view.menu, scene.model);
    if (!ticket) return {};
    if (ticket->table.empty()) return ticket->number;
    return isolated_if_it_turns(ticket->number) + " · " + scene.words.fill(Say::table, {ticket->table});
}

std::string title_of(const Scene& scene) {
    switch (scene.view.menu.level) {
        case Level::transfer:
            return scene.words.fill(Say::transfer_title, {ticket_words(scene)});
        case Level::unavailable:
            return scene.words(Say::unavailable_title);
        case Level::parked:
            return scene.words(Say::parked_title);
        case Level::filter:
            return scene.words(Say::filter_title);
        default:
            break;
    }
    const std::string ticket = ticket_words(scene);
    return ticket.empty() ? scene.words(Say::menu_title) : ticket;
}

// No key: 1 to 9 do not choose it now.
void draw_item(const Scene& scene, const MenuItem& item, std::size_t place, std::size_t number,
               const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const bool chosen = scene.view.menu.item && place == scene.view.menu.chosen;
    if (chosen) canvas.fill(area, colour.focus.ground, size.key_radius);
    const Colour text = chosen ? colour.focus.text : colour.text;
    const Rect key{area.x + size.pad, area.y + (area.height - size.key_box) / 2, size.key_box, size.key_box};
    if (number > 0) {
        canvas.fill(key, colour.keycap.ground, size.key_radius);
        canvas.text_centred(key, Style::timer, colour.keycap.text, std::to_string(number));
    }
    const float left = key.right() + size.pad, right = area.right() - size.pad;
    const std::string state = state_of(scene, item);
    canvas.text_right(right, canvas.middle(Style::small_strong, area.y, area.height), Style::small_strong,
                      text, state);
    const float room = right - canvas.width(Style::small_strong, state) - size.pad - left;
    const std::string words = cut(canvas, Style::sentence, text_of(scene, item), room);
    canvas.text(left, canvas.middle(Style::sentence, area.y, area.height), Style::sentence, text, words);
    Hit hit{area, Hit::Kind::menu_item, item.id, {}, 1, item.function};
    hit.place = place;
    hit.on = item.on;
    scene.hits.push_back(hit);
}

// Where each item stands: those of the ticket on the left and the screen's on the right, or one below the
// other.
struct MenuColumns {
    std::size_t left = 0;  // so many
    std::size_t first = 0, end = 0;
    std::size_t rows = 1;
    bool two = false;
};

MenuColumns columns_of(const MenuView& menu, const std::vector<MenuItem>& items) {
    MenuColumns columns;
    const auto screen =
        std::find_if(items.begin(), items.end(), [](const MenuItem& item) { return item.of_screen; });
    columns.left = static_cast<std::size_t>(screen - items.begin());
    columns.two = menu.level == Level::root && columns.left > 0;
    columns.first = columns.two ? 0 : menu.chosen / keys_max * keys_max;
    columns.end = columns.two ? items.size() : std::min<std::size_t>(items.size(), columns.first + keys_max);
    columns.rows =
        columns.two ? std::max(columns.left, items.size() - columns.left) : columns.end - columns.first;
    columns.rows = std::max<std::size_t>(1, columns.rows);
    return columns;
}

void draw_items(const Scene& scene, const Rect& area, const std::vector<MenuItem>& items,
                const MenuColumns& columns) {
    const Sizes& size = scene.look.size;
    const float height = area.height / static_cast<float>(columns.rows);
    const float width = columns.two ? (area.width - size.gap) / 2 : area.width;
    const MenuRows keys = numbered_items(scene.view.menu, items);
    for (std::size_t i = columns.first; i < columns.end; ++i) {
        const bool right = columns.two && i >= columns.left;
        const std::size_t row = right ? i - columns.left : i - columns.first;
        const bool numbered = i >= keys.first && i < keys.end;
        draw_item(scene, items[i], i, numbered ? i - keys.first + 1 : 0,
                  {area.x + (right ? width + size.gap : 0), area.y + height * static_cast<float>(row), width,
                   height});
    }
}

}  // namespace

void draw_menu(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const std::vector<MenuItem> items = menu_items(scene.view.menu, scene.model);
    const MenuColumns columns = columns_of(scene.view.menu, items);
    const float title = size.strip * 1.3F, rows = size.overlay_row * static_cast<float>(columns.rows);
    const Rect panel = draw_panel(scene, area, columns.two ? size.devices_width : size.overlay_width,
                                  title + rows + size.strip, Function::cancel);
    const Rect inner{panel.x + size.pad, panel.y + title, panel.width - 2 * size.pad,
                     panel.height - title - size.strip};
    const std::string words = cut(canvas, Style::title, title_of(scene), inner.width - 2 * size.pad);
    canvas.text(panel.x + size.between, canvas.middle(Style::title, panel.y, title), Style::title,
                colour.text, words);
    if (items.empty())
        canvas.text_centred(inner, Style::sentence, colour.quiet, scene.words(Say::unavailable_none));
    draw_items(scene, inner, items, columns);
    const Rect foot{panel.x, panel.bottom() - size.strip, panel.width, size.strip};
    canvas.text_centred(foot, Style::small, colour.quiet, scene.words(Say::menu_hint));
}

}  // namespace brigade::ui

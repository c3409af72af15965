// What is open in all (station/all_day.h), over the tickets: read from further away than a ticket, so how
// many and of what come first and large, and the ways to make it below. It counts every ticket here, also
// those that the screen's filter hides: what is to be cooked in all does not depend on who looks.
#include <algorithm>

#include "base/isolate.h"
#include "station/all_day.h"
#include "ui/draw_parts.h"
#include "ui/filter.h"

namespace brigade::ui {
namespace {

// One item, with the rows below its name.
struct Block {
    AllDayCount count;
    std::vector<std::string> name;       // beside the number, on as many rows as it needs
    std::vector<std::string> ways;       // "7 plain · 3 – onion"
    std::vector<std::string> allergies;  // never among the others
    float height = 0;
};

std::string way_text(const Words& words, const AllDayWay& way) {
    std::string text = std::to_string(way.quantity);
    if (way.plain()) return text + " " + words(Say::plain);
    for (const Modifier& modifier : way.modifiers) {
        const char* sign = modifier.kind == ModifierKind::without      ? " – "
                           : modifier.kind == ModifierKind::extra      ? " + "
                           : modifier.kind == ModifierKind::substitute ? " → "
                                                                       : " ";
        text += sign + isolated_if_it_turns(modifier.name);
    }
    return way.notes.empty() ? text : text + " “" + isolated_if_it_turns(way.notes) + "”";
}

std::string allergy_text(const Words& words, const AllDayWay& way) {
    AllDayWay rest = way;
    std::string names;
    std::erase_if(rest.modifiers, [&](const Modifier& modifier) {
        if (modifier.kind != ModifierKind::allergy) return false;
        names += (names.empty() ? "" : ", ") + isolated_if_it_turns(capitals(modifier.name));
        return true;
    });
    const std::string plain = rest.plain() ? std::to_string(way.quantity) : way_text(words, rest);
    return plain + "  " + words(Say::allergy) + " · " + names;
}

bool has_allergy(const AllDayWay& way) {
    return std::any_of(way.modifiers.begin(), way.modifiers.end(),
                       [](const Modifier& modifier) { return modifier.kind == ModifierKind::allergy; });
}

float head_height(const Sizes& size) { return size.head_first; }

// Where the names begin: behind the widest number.
float name_left(const Scene& scene) { return scene.canvas.width(Style::number, "000") + scene.look.size.pad; }

std::string held_text(const Scene& scene, const AllDayCount& count) {
    return count.held > 0 ? scene.words.fill(Say::all_day_held, {std::to_string(count.held)}) : std::string();
}

// What stands at the right end: the age of the oldest, and what is held.
float right_width(const Scene& scene, const AllDayCount& count) {
    const Sizes& size = scene.look.size;
    float width = 0;
    if (count.oldest_fired_at > 0)
        width += scene.canvas.width(Style::number_small, "00:00") + size.row_gap + size.shape + size.pad;
    if (count.held > 0) width += scene.canvas.width(Style::sentence, held_text(scene, count)) + size.pad;
    return width;
}

Block make_block(const Scene& scene, AllDayCount count, float width) {
    const Sizes& size = scene.look.size;
    const Measure measure = [&](Style style, std::string_view text) {
        return scene.canvas.width(style, text);
    };
    Block block;
    const float room = width - name_left(scene);
    std::string plain;
    const bool only_plain = count.ways.size() == 1 && count.ways[0].plain();
    for (const AllDayWay& way : count.ways) {
        if (has_allergy(way)) {
            for (std::string& row :
                 wrap(measure, Style::band, allergy_text(scene.words, way), room - 2 * size.pad))
                block.allergies.push_back(std::move(row));
        } else if (!only_plain) {
            plain += (plain.empty() ? "" : " · ") + way_text(scene.words, way);
        }
    }
    if (!plain.empty()) block.ways = wrap(measure, Style::modifier, plain, room);
    block.name = wrap(measure, Style::number_small, count.name, room - right_width(scene, count));
    block.height = head_height(size) * static_cast<float>(block.name.size()) +
                   size.modifier_row * static_cast<float>(block.ways.size()) +
                   size.allergy_row * static_cast<float>(block.allergies.size()) + size.row_gap * 3;
    block.count = std::move(count);
    return block;
}

Age age_of_item(const Scene& scene, const AllDayCount& count) {
    Age age = Age::fresh;
    for (const ScreenTicket& ticket : scene.model.tickets)
        for (const ScreenLine& line : ticket.lines)
            if (!is_finished(line) && !line.held && line.item == count.item && line.name == count.name)
                age = std::max(age, age_of(ticket, scene.kitchen_now));
    return age;
}

// The minutes of the oldest at the right end, and what is held beside them.
void draw_right(const Scene& scene, const AllDayCount& count, const Rect& head) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    float right = head.right();
    if (count.oldest_fired_at > 0) {
        const Age age = age_of_item(scene, count);
        const Colour alert = colour.alert[static_cast<std::size_t>(age)];
        const std::string time = minutes(scene.kitchen_now - count.oldest_fired_at);
        canvas.text_right(right, canvas.middle(Style::number_small, head.y, head.height), Style::number_small,
                          alert, time);
        right -= canvas.width(Style::number_small, time) + size.row_gap + size.shape;
        draw_age(canvas, age, right + size.shape / 2, head.y + head.height / 2, size.shape, alert);
        right -= size.pad;
    }
    canvas.text_right(right, canvas.middle(Style::sentence, head.y, head.height), Style::sentence,
                      colour.quiet, held_text(scene, count));
}

void draw_block(const Scene& scene, const Block& block, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const Rect head{area.x, area.y, area.width, head_height(size)};
    const float left = area.x + name_left(scene);
    draw_right(scene, block.count, head);
    canvas.text_right(left - size.pad, canvas.middle(Style::number, head.y, head.height), Style::number,
                      block.count.quantity > 0 ? colour.text : colour.dim,
                      std::to_string(block.count.quantity));
    float y = head.y;
    for (const std::string& row : block.name) {
        canvas.text(left, canvas.middle(Style::number_small, y, head.height), Style::number_small,
                    colour.text, row);
        y += head.height;
    }
    for (const std::string& row : block.ways) {
        canvas.text(left, canvas.middle(Style::modifier, y, size.modifier_row), Style::modifier, colour.text,
                    row);
        y += size.modifier_row;
    }
    for (const std::string& row : block.allergies) {
        const Rect bar{left - size.row_gap, y + size.row_gap / 2,
                       canvas.width(Style::band, row) + 2 * size.pad, size.allergy_row - size.row_gap};
        canvas.fill(bar, colour.allergy.ground, size.key_radius * 0.75F);
        canvas.text(bar.x + size.row_gap, canvas.middle(Style::band, bar.y, bar.height), Style::band,
                    colour.allergy.text, row);
        y += size.allergy_row;
    }
    canvas.fill({area.x, area.y + block.height - size.row_gap, area.width, size.card_frame}, colour.rule);
}

std::vector<Block> make_blocks(const Scene& scene, float width) {
    std::vector<Block> blocks;
    for (AllDayCount& count : all_day(scene.model.tickets))
        blocks.push_back(make_block(scene, std::move(count), width));
    return blocks;
}

float height_of(const std::vector<Block>& blocks) {
    float height = 0;
    for (const Block& block : blocks) height += block.height;
    return height;
}

// Down the columns, then on the next page; returns how many pages there are.
std::size_t draw_blocks(const Scene& scene, const std::vector<Block>& blocks, const Rect& area,
                        std::size_t columns, float width) {
    std::vector<std::pair<std::size_t, float>> spots;  // column of all pages, height
    std::size_t column = 0;
    float y = 0;
    for (const Block& block : blocks) {
        if (y > 0 && y + block.height > area.height) ++column, y = 0;
        spots.emplace_back(column, y);
        y += block.height;
    }
    const std::size_t pages = column / columns + 1;
    const std::size_t page = std::min(scene.view.all_day_page, pages - 1);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (spots[i].first / columns != page) continue;
        const float x =
            area.x + static_cast<float>(spots[i].first % columns) * (width + scene.look.size.between);
        draw_block(scene, blocks[i], {x, area.y + spots[i].second, width, 0});
    }
    if (blocks.empty())
        scene.canvas.text_centred(area, Style::sentence, scene.look.colour.quiet,
                                  scene.words(Say::all_day_empty));
    return pages;
}

std::string heading(const Scene& scene) {
    int quantity = 0;
    for (const AllDayCount& count : all_day(scene.model.tickets)) quantity += count.quantity;
    return scene.words(Say::all_day_title) + " · " +
           scene.words.fill(Say::all_day_items, {std::to_string(quantity)});
}

}  // namespace

std::size_t draw_all_day(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const float title = size.strip * 1.2F, foot = size.strip, sides = 2 * size.between;
    const float most_wide = area.width - 2 * size.margin - sides,
                most_high = area.height - title - foot - 2 * size.row_gap;
    const bool wide = most_wide >= 3 * size.column;
    const float width = wide ? (most_wide - size.between) / 2 : most_wide;
    // Few items hide no more of the tickets than they need.
    const std::vector<Block> blocks = make_blocks(scene, width);
    const float height = std::max(height_of(blocks), 2 * size.overlay_row);
    const std::size_t columns = wide && height > most_high ? 2 : 1;
    const Rect panel = draw_panel(scene, area, columns == 2 ? area.width : width + sides,
                                  std::min(height, most_high) + title + foot, Function::all_day);
    const Rect inner{panel.x + size.between, panel.y + title, panel.width - sides,
                     panel.height - title - foot};
    const std::size_t pages = draw_blocks(scene, blocks, inner, columns, width);
    const std::string page = scene.words.fill(
        Say::all_day_page,
        {std::to_string(std::min(scene.view.all_day_page, pages - 1) + 1), std::to_string(pages)});
    const float right = panel.right() - size.between, y = canvas.middle(Style::title, panel.y, title);
    if (pages > 1) canvas.text_right(right, y, Style::strip_strong, colour.text, page);
    const float room = inner.width - (pages > 1 ? canvas.width(Style::strip_strong, page) + size.pad : 0);
    canvas.text(inner.x, y, Style::title, colour.text, cut(canvas, Style::title, heading(scene), room));
    const bool filtered = filters(scene.model);
    const std::string hint = (filtered ? scene.words(Say::all_day_filter) + " · " : std::string()) +
                             scene.words(Say::all_day_hint);
    canvas.text_centred({panel.x, panel.bottom() - foot, panel.width, foot}, Style::small, colour.quiet,
                        cut(canvas, Style::small, hint, inner.width));
    return pages;
}

}  // namespace brigade::ui

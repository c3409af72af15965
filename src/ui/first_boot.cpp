#include "ui/first_boot.h"

#include <algorithm>

#include "ui/draw_parts.h"
#include "ui/which_box.h"

namespace brigade::ui {
namespace {

constexpr std::size_t first_problems_shown = 5;

FirstSay question_of(FirstStep step) {
    switch (step) {
        case FirstStep::problems:
            return FirstSay::problems;
        case FirstStep::language:
            return FirstSay::ask_language;
        case FirstStep::role:
            return FirstSay::ask_role;
        case FirstStep::kitchen:
            return FirstSay::ask_kitchen;
        case FirstStep::hub:
            return FirstSay::ask_hub;
        case FirstStep::station:
            return FirstSay::ask_station;
        case FirstStep::region:
            return FirstSay::ask_region;
        case FirstStep::zone:
            return FirstSay::ask_zone;
        case FirstStep::good:
            return FirstSay::ask_good;
        case FirstStep::done:
            break;
    }
    return FirstSay::starting;
}

// How large what stands above the rows is written, from the calmest on: a small panel that is seen from afar
// has room for little, and rows come first.
struct FirstLetters {
    Style head, text;
};
constexpr FirstLetters first_letters[] = {
    {Style::calm, Style::sentence}, {Style::title, Style::sentence}, {Style::title, Style::small}};

// Writes above the rows, or only finds out how far down it would come.
struct FirstPen {
    const FirstScene& scene;
    FirstLetters letters;
    bool writes;

    float line_height(Style style) const { return scene.look.font(style).em_px * 1.35F; }
    std::vector<std::string> lines(Style style, const std::string& text, float width) const {
        const Measure measure = [&](Style of, std::string_view part) { return scene.canvas.width(of, part); };
        return wrap(measure, style, text, width);
    }
    float height(Style style, const std::string& text, float width) const {
        return static_cast<float>(lines(style, text, width).size()) * line_height(style);
    }
    // From `y` on, wrapped; returns where it ends.
    float write(Rect area, Style style, Colour colour, const std::string& text) const {
        for (const std::string& one : lines(style, text, area.width)) {
            if (writes)
                scene.canvas.text(area.x, scene.canvas.middle(style, area.y, line_height(style)), style,
                                  colour, one);
            area.y += line_height(style);
        }
        return area.y;
    }
};

std::string this_box(const FirstScene& scene) {
    const MachineFacts& machine = scene.facts.machine;
    return which_box(machine, machine.serial.empty() ? std::string()
                                                     : scene.says.fill(FirstSay::serial, {machine.serial}));
}

void draw_first_foot(const FirstScene& scene, const Rect& area) {
    const Look& look = scene.look;
    const float half = area.height / 2;
    scene.canvas.text(area.x, scene.canvas.middle(Style::small, area.y, half), Style::small, look.colour.text,
                      cut(scene.canvas, Style::small, this_box(scene), area.width));
    scene.canvas.text(area.x, scene.canvas.middle(Style::small, area.y + half, half), Style::small,
                      look.colour.quiet,
                      cut(scene.canvas, Style::small, scene.says(FirstSay::hint), area.width));
}

// The mistakes of a settings file, the first ones, as many as leave room for what to do about them; returns
// where they end.
float write_first_problems(const FirstPen& pen, Rect area) {
    const FirstScene& scene = pen.scene;
    const Sizes& size = scene.look.size;
    const Style style = pen.letters.text;
    const Colour colour = scene.look.colour.alert[1];
    const std::string& what_to_do = scene.says(FirstSay::problems_do);
    const float bottom = area.bottom() - pen.height(style, what_to_do, area.width) - pen.line_height(style) -
                         2 * size.gap - size.overlay_row;
    const auto& problems = scene.facts.problems;
    std::size_t shown = 0;
    for (; shown < std::min(problems.size(), first_problems_shown); ++shown) {
        const auto& [line, sentence] = problems[shown];
        const std::string text =
            line == 0 ? sentence : scene.says.fill(FirstSay::problem_line, {std::to_string(line), sentence});
        if (shown > 0 && area.y + pen.height(style, text, area.width) > bottom) break;
        area.y = pen.write(area, style, colour, text) + size.row_gap;
    }
    if (problems.size() > shown)
        area.y = pen.write(area, style, colour, "+ " + std::to_string(problems.size() - shown));
    area.y += size.gap;
    return pen.write(area, style, scene.look.colour.text, what_to_do) + size.gap;
}

// What has been answered, to be looked at once more; returns where it ends.
float write_first_answers(const FirstPen& pen, Rect area) {
    const FirstScene& scene = pen.scene;
    const FirstAnswers& answers = scene.view.answers;
    const Style style = pen.letters.text;
    const bool hub = answers.role != "station";
    const auto fact = [&](FirstSay name, const std::string& value) {
        const float row = pen.line_height(style);
        const float x = area.x + area.width * 0.3F, y = scene.canvas.middle(style, area.y, row);
        if (pen.writes) {
            scene.canvas.text(area.x, y, style, scene.look.colour.quiet, scene.says(name));
            scene.canvas.text(x, y, style, scene.look.colour.text,
                              cut(scene.canvas, style, value, area.right() - x));
        }
        area.y += row;
    };
    const FirstSay role = answers.role == "both"  ? FirstSay::role_both
                          : answers.role == "hub" ? FirstSay::role_hub
                                                  : FirstSay::role_station;
    fact(FirstSay::says_role, scene.says(role));
    if (hub) fact(FirstSay::says_kitchen, answers.kitchen);
    if (!hub) fact(FirstSay::says_hub, answers.hub.empty() ? scene.says(FirstSay::any_hub) : answers.hub);
    if (answers.role != "hub") fact(FirstSay::says_station, answers.station);
    if (hub) fact(FirstSay::says_zone, answers.zone);
    return area.y + scene.look.size.gap;
}

// The question and what stands between it and its rows; returns where the rows begin.
float write_above_rows(const FirstPen& pen, Rect area) {
    const FirstScene& scene = pen.scene;
    const auto& colour = scene.look.colour;
    const float gap = scene.look.size.gap, bottom = area.bottom();
    area.y = pen.write(area, pen.letters.head, colour.text, scene.says(question_of(scene.view.step))) + gap;
    area.height = bottom - area.y;
    switch (scene.view.step) {
        case FirstStep::problems:
            return write_first_problems(pen, area);
        case FirstStep::good:
            return write_first_answers(pen, area);
        case FirstStep::language:
            return pen.write(area, pen.letters.text, colour.quiet, scene.says(FirstSay::welcome)) + gap;
        case FirstStep::hub:
            if (!scene.facts.hubs.empty()) break;
            return pen.write(area, pen.letters.text, colour.alert[1], scene.says(FirstSay::no_hub_yet)) + gap;
        default:
            break;
    }
    return area.y;
}

// In the largest letters that leave the rows their height.
float write_above_rows(const FirstScene& scene, const Rect& area) {
    const std::size_t rows =
        std::min(first_rows(scene.view, scene.facts, scene.says).size(), first_rows_on_page);
    const float needed = static_cast<float>(rows) * scene.look.size.overlay_row;
    FirstLetters letters = first_letters[0];
    for (const FirstLetters& smaller : first_letters) {
        letters = smaller;
        if (area.bottom() - write_above_rows({scene, letters, false}, area) >= needed) break;
    }
    return write_above_rows({scene, letters, true}, area);
}

void draw_first_row(const FirstScene& scene, const Rect& area, std::size_t digit, const std::string& text,
                    bool chosen) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    const Pair& ground = chosen ? look.colour.focus : Pair{look.colour.text, look.colour.card};
    scene.canvas.fill(area, ground.ground, size.key_radius);
    const float box = std::min(size.key_box, area.height - size.row_gap);
    const Rect key{area.x + size.pad, area.y + (area.height - box) / 2, box, box};
    scene.canvas.fill(key, look.colour.keycap.ground, size.key_radius);
    scene.canvas.text_centred(key, Style::timer, look.colour.keycap.text, std::to_string(digit));
    const float x = key.right() + size.between;
    scene.canvas.text(x, scene.canvas.middle(Style::title, area.y, area.height), Style::title, ground.text,
                      cut(scene.canvas, Style::title, text, area.right() - x - size.pad));
}

void draw_first_rows(const FirstScene& scene, const Rect& area, std::vector<FirstHit>& hits) {
    const std::vector<FirstRow> rows = first_rows(scene.view, scene.facts, scene.says);
    const Sizes& size = scene.look.size;
    const std::size_t page = scene.view.row / first_rows_on_page * first_rows_on_page;
    const std::size_t end = std::min(rows.size(), page + first_rows_on_page);
    const auto on_page = static_cast<float>(std::min<std::size_t>(rows.size(), first_rows_on_page));
    const float height = std::min(size.overlay_row, area.height / on_page);
    for (std::size_t row = page; row < end; ++row) {
        const Rect place{area.x, area.y + height * static_cast<float>(row - page), area.width,
                         height - size.row_gap};
        draw_first_row(scene, place, row - page + 1, rows[row].text, row == scene.view.row);
        hits.push_back({place, false, false, row, 0});
    }
    if (rows.size() <= first_rows_on_page) return;
    const std::size_t pages = (rows.size() + first_rows_on_page - 1) / first_rows_on_page;
    const std::string where =
        std::to_string(page / first_rows_on_page + 1) + " / " + std::to_string(pages) + "  ›";
    const float top = area.y - size.strip;
    scene.canvas.text_right(area.right(), scene.canvas.middle(Style::title, top, size.strip), Style::title,
                            scene.look.colour.quiet, where);
    hits.push_back({{area.right() - size.strip * 3, top, size.strip * 3, size.strip},
                    false,
                    true,
                    end % rows.size(),
                    0});
}

// The keyboard is the stations' own, so it is drawn from a scene of theirs that holds nothing else.
void draw_keyboard(const FirstScene& scene, const Rect& area, std::vector<FirstHit>& hits) {
    const ScreenModel model;
    const Placement placement;
    const Measure measure = [&](Style of, std::string_view part) { return scene.canvas.width(of, part); };
    const Composer composer{scene.look, scene.words, measure, 0};
    std::vector<Hit> keys;
    View view;
    view.entry = scene.view.entry;
    view.entry.about =
        scene.says(scene.view.step == FirstStep::kitchen ? FirstSay::kitchen_entry : FirstSay::station_entry);
    draw_entry({scene.canvas, scene.look, scene.words, model, view, placement, composer, scene.width,
                scene.height, 0, keys},
               area);
    for (const Hit& key : keys)
        if (key.kind == Hit::Kind::entry_key) hits.push_back({key.area, true, false, key.row, key.place});
}

}  // namespace

std::vector<FirstHit> draw_first_boot(const FirstScene& scene) {
    const Sizes& size = scene.look.size;
    std::vector<FirstHit> hits;
    scene.canvas.fill({0, 0, scene.width, scene.height}, scene.look.colour.ground);
    const float side = std::max(size.margin * 2, scene.width * 0.12F), foot = size.strip * 1.6F;
    Rect area{side, size.strip, scene.width - 2 * side, scene.height - size.strip - foot - size.margin};
    draw_first_foot(scene, {side, scene.height - foot, area.width, foot - size.pad});
    if (scene.view.entry.open) {
        draw_keyboard(scene, {0, 0, scene.width, scene.height - foot}, hits);
        return hits;
    }
    const float bottom = area.bottom();
    area.y = write_above_rows(scene, area);
    area.height = bottom - area.y;
    draw_first_rows(scene, area, hits);
    return hits;
}

}  // namespace brigade::ui

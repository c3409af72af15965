// The page on which a bump bar is learned (learn_page.h): what to press now, what came of the key before, how
// much is left.
#include <array>

#include "ui/draw_parts.h"
#include "ui/text.h"

namespace brigade::ui {
namespace {

using Said = BarLearning::Said;

std::string name_of(const Words& words, Function function) {
    if (const int key = key_of(function)) return words.fill(Say::learn_position, {std::to_string(key)});
    switch (function) {
        case Function::bump:
            return words(Say::learn_bump);
        case Function::recall:
            return words(Say::menu_recall);
        case Function::up:
            return words(Say::learn_up);
        case Function::down:
            return words(Say::learn_down);
        case Function::left:
            return words(Say::learn_left);
        case Function::right:
            return words(Say::learn_right);
        case Function::start:
            return words(Say::menu_start);
        case Function::bump_line:
            return words(Say::learn_line);
        case Function::page_next:
            return words(Say::learn_page_next);
        case Function::page_previous:
            return words(Say::learn_page_previous);
        case Function::all_day:
            return words(Say::menu_all_day);
        case Function::menu:
            return words(Say::menu_title);
        case Function::cancel:
            return words(Say::learn_cancel);
        case Function::undo:
            return words(Say::learn_undo);
        case Function::hold:
            return words(Say::menu_hold);
        case Function::fire_course:
            return words(Say::menu_fire);
        case Function::rush:
            return words(Say::learn_rush);
        case Function::transfer:
            return words(Say::learn_transfer);
        case Function::confirm:
            return words(Say::menu_confirm);
        case Function::unavailable:
            return words(Say::learn_unavailable);
        case Function::view:
            return words(Say::menu_batches);
        case Function::one_done:
            return words(Say::learn_one);
        case Function::filter:
            return words(Say::learn_filter);
        default:
            return words(Say::learn_zero);
    }
}

// "LEFTCTRL + 1": the kernel's names without what all of them begin with.
std::string name_of(const Stroke& stroke) {
    const auto bare = [](KeyCode key) {
        const std::string name = key_code_name(key);
        return name.starts_with("KEY_") ? name.substr(4) : name;
    };
    return (stroke.held == 0 ? "" : bare(stroke.held) + " + ") + bare(stroke.key);
}

struct Remark {
    std::string text;
    bool wrong = false;
};

Remark remark(const Scene& scene) {
    const LearnView& view = scene.view.learn;
    const Words& words = scene.words;
    const std::string key = name_of(view.said.stroke);
    switch (view.said.said) {
        case Said::taken:
            return {words.fill(Say::learn_taken, {key, name_of(words, view.said.function)})};
        case Said::taken_before:
            return {words.fill(Say::learn_taken_before, {key, name_of(words, view.said.function)}), true};
        case Said::bounces:
            return {words.fill(Say::learn_bounces, {key}), true};
        case Said::nothing:
            break;
    }
    return {view.device.empty() ? words(Say::learn_first) : words.fill(Say::learn_of, {view.name})};
}

// Shrinks before it is cut.
void draw_fitting(const Scene& scene, const Rect& area, std::initializer_list<Style> styles, Colour colour,
                  const std::string& text) {
    Style style = *styles.begin();
    for (const Style smaller : styles)
        if (scene.canvas.width(style, text) > area.width) style = smaller;
    scene.canvas.text_centred(area, style, colour, cut(scene.canvas, style, text, area.width));
}

// A box for each function: it has a key, it has none, it is being asked for, or its turn is to come.
void draw_progress(const Scene& scene, const Rect& area) {
    const Palette& colour = scene.look.colour;
    const BarLearning& learning = scene.view.learn.learning;
    const float width = area.width / static_cast<float>(BarLearning::steps()),
                gap = scene.look.size.row_gap / 2;
    const std::vector<bool> keys = learning.with_key();
    for (std::size_t i = 0; i < BarLearning::steps(); ++i) {
        const Rect box{area.x + width * static_cast<float>(i), area.y, width - gap, area.height};
        if (i < learning.step() && keys[i])
            scene.canvas.fill(box, colour.extra);
        else if (i < learning.step())
            scene.canvas.outline(box, colour.alert[1], scene.look.size.card_frame, 0);
        else
            scene.canvas.fill(box, i == learning.step() ? colour.focus.ground : colour.bar_empty);
    }
}

std::string listed(const Words& words, const std::vector<Function>& functions) {
    std::string text;
    for (const Function function : functions) text += (text.empty() ? "" : ", ") + name_of(words, function);
    return text;
}

void draw_wrapped(const Scene& scene, Rect& area, Colour colour, const std::string& text) {
    const Measure measure = [&](Style style, std::string_view part) {
        return scene.canvas.width(style, part);
    };
    const float height = scene.look.size.small_row;
    for (const std::string& row : wrap(measure, Style::small, text, area.width)) {
        if (area.height < height) return;
        scene.canvas.text(area.x, scene.canvas.middle(Style::small, area.y, height), Style::small, colour,
                          row);
        area.y += height;
        area.height -= height;
    }
    area.y += scene.look.size.row_gap;
    area.height -= scene.look.size.row_gap;
}

// All have been asked for: what has no key, and which contacts are worn.
void draw_end(const Scene& scene, Rect area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const BarLearning& learning = scene.view.learn.learning;
    const Rect head{area.x, area.y, area.width, size.overlay_row * 1.4F};
    const Say says = learning.empty() ? Say::learn_nothing : Say::learn_keep;
    draw_fitting(scene, head, {Style::calm, Style::title, Style::sentence}, colour.text, scene.words(says));
    Rect rest{area.x, head.bottom(), area.width, area.height - head.height};
    const auto missing = learning.without_key();
    if (!missing.empty() && !learning.empty())
        draw_wrapped(scene, rest, colour.quiet,
                     scene.words.fill(Say::learn_missing, {listed(scene.words, missing)}));
    for (const Stroke& stroke : learning.bouncing())
        draw_wrapped(scene, rest, colour.alert[1], scene.words.fill(Say::learn_bounces, {name_of(stroke)}));
}

void draw_question(const Scene& scene, const Rect& area, Function asked) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const LearnView& view = scene.view.learn;
    const float line = size.banner_row, large = std::min(size.overlay_row * 2, area.height - 3 * line);
    const float y = area.y + (area.height - 3 * line - large) / 2;
    scene.canvas.text_centred({area.x, y, area.width, line}, Style::sentence, colour.quiet,
                              scene.words(Say::learn_press));
    draw_fitting(scene, {area.x, y + line, area.width, large},
                 {Style::board_number, Style::calm, Style::title}, colour.text, name_of(scene.words, asked));
    const Remark says = remark(scene);
    draw_fitting(scene, {area.x, y + line + large, area.width, line}, {Style::sentence, Style::small},
                 says.wrong                      ? colour.alert[1]
                 : view.said.said == Said::taken ? colour.extra
                                                 : colour.quiet,
                 says.text);
    if (view.device.empty()) return;
    const TimeMs now_ms = scene.kitchen_now - scene.model.clock_offset_ms;
    const std::string left = std::to_string((view.learning.left_ms(now_ms) + 999) / 1000);
    scene.canvas.text_centred({area.x, y + 2 * line + large, area.width, line}, Style::small, colour.quiet,
                              scene.words.fill(Say::learn_wait, {left}));
}

void draw_keys(const Scene& scene, const Rect& row) {
    const LearnView& view = scene.view.learn;
    struct Key {
        LearnKey key;
        Say says;
        bool offered;
    };
    const std::array keys{Key{LearnKey::leave_out, Say::learn_skip, !view.keeping},
                          Key{LearnKey::back, Say::learn_back, view.learning.step() > 0},
                          Key{LearnKey::keep, Say::learn_finish, !view.learning.empty()},
                          Key{LearnKey::give_up, Say::key_cancel, true}};
    float width = -scene.look.size.pad;
    for (const Key& key : keys)
        if (key.offered) width += button_width(scene, scene.words(key.says)) + scene.look.size.pad;
    float x = row.x + (row.width - width) / 2;
    for (const Key& key : keys) {
        if (!key.offered) continue;
        const Rect box = draw_button(scene, x, row, scene.words(key.says),
                                     key.key == LearnKey::keep && view.keeping, false);
        Hit hit{box, Hit::Kind::learn_key, {}, {}, 1, Function::none};
        hit.place = static_cast<std::size_t>(key.key);
        scene.hits.push_back(hit);
        x = box.right() + scene.look.size.pad;
    }
}

}  // namespace

void draw_learn(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const LearnView& view = scene.view.learn;
    const Rect panel =
        draw_panel(scene, area, size.devices_width, size.strip + size.overlay_row * 8, Function::none);
    const Rect head{panel.x + size.between, panel.y, panel.width - 2 * size.between, size.strip};
    const std::size_t step = std::min(view.learning.step() + 1, BarLearning::steps());
    const std::string count = std::to_string(step) + " / " + std::to_string(BarLearning::steps());
    scene.canvas.text_right(head.right(), scene.canvas.middle(Style::title, head.y, head.height),
                            Style::title, colour.quiet, count);
    scene.canvas.text(head.x, scene.canvas.middle(Style::title, head.y, head.height), Style::title,
                      colour.text,
                      cut(scene.canvas, Style::title, scene.words(Say::learn_title),
                          head.width - scene.canvas.width(Style::title, count) - size.pad));
    const Rect bar{head.x, head.bottom(), head.width, size.bar * 2};
    draw_progress(scene, bar);
    const Rect keys{panel.x, panel.bottom() - size.overlay_row - size.banner_row, panel.width,
                    size.overlay_row};
    draw_keys(scene, keys);
    scene.canvas.text_centred({head.x, keys.bottom(), head.width, size.banner_row}, Style::small,
                              colour.quiet,
                              cut(scene.canvas, Style::small, scene.words(Say::learn_hint), head.width));
    const Rect middle{head.x, bar.bottom() + size.pad, head.width, keys.y - bar.bottom() - 2 * size.pad};
    if (const auto asked = view.learning.asked())
        draw_question(scene, middle, *asked);
    else
        draw_end(scene, middle);
}

}  // namespace brigade::ui

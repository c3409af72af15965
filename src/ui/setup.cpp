// The setup page: its sections at the left, the one in view at the right (setup_page.h).
#include <algorithm>

#include "ui/setup_parts.h"

namespace brigade::ui {
namespace {

constexpr Say section_names[setup_sections] = {Say::setup_wrong,   Say::setup_display, Say::setup_sound,
                                               Say::setup_bars,    Say::setup_hub,     Say::setup_network,
                                               Say::setup_software};

std::size_t stop_place(const SetupStop& stop, const std::vector<SetupStop>& stops) {
    return static_cast<std::size_t>(std::find(stops.begin(), stops.end(), stop) - stops.begin());
}

const SetupStop* first_of(SetupSection section, const std::vector<SetupStop>& stops) {
    const auto found = std::find_if(stops.begin(), stops.end(),
                                    [&](const SetupStop& stop) { return stop.section == section; });
    return found == stops.end() ? nullptr : &*found;
}

void draw_ground(const Scene& scene, const Rect& area, bool in_view, bool chosen) {
    const Palette& colour = scene.look.colour;
    if (chosen)
        scene.canvas.fill(area, colour.focus.ground, scene.look.size.key_radius);
    else if (in_view)
        scene.canvas.outline(area, colour.focus.ground, scene.look.size.card_frame,
                             scene.look.size.key_radius);
}

// Its digit, its name, and at what is wrong how much that is.
void draw_section(const Scene& scene, int section, const Rect& area, const std::vector<SetupStop>& stops) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const SetupStop& at = scene.view.setup.stop;
    const bool in_view = static_cast<int>(at.section) == section && at.setting != Setting::close;
    const bool chosen = in_view && at.setting == Setting::nothing;
    draw_ground(scene, area, in_view, chosen);
    const float box = std::min(size.key_box, area.height - size.row_gap);
    const Rect key{area.x + size.pad, area.y + (area.height - box) / 2, box, box};
    scene.canvas.fill(key, colour.keycap.ground, size.key_radius);
    scene.canvas.text_centred(key, Style::timer, colour.keycap.text, std::to_string(section + 1));
    const Colour text = chosen ? colour.focus.text : colour.text;
    float right = area.right() - size.pad;
    if (section == 0) {
        const auto serious = troubles_of(scene);
        const auto count = std::count_if(serious.begin(), serious.end(), [](const Trouble& one) {
            return one.severity != Trouble::Severity::note;
        });
        if (count > 0) {
            const std::string number = std::to_string(count);
            scene.canvas.text_right(right, scene.canvas.middle(Style::timer, area.y, area.height),
                                    Style::timer, text, number);
            right -= scene.canvas.width(Style::timer, number) + size.shape;
            scene.canvas.triangle_up(right, area.y + area.height / 2, size.shape,
                                     chosen ? text : colour.alert[2]);
            right -= size.shape;
        }
    }
    const float left = key.right() + size.pad;
    const std::string name = scene.words(section_names[section]);
    const Style style =
        scene.canvas.width(Style::sentence, name) > right - left ? Style::small : Style::sentence;
    scene.canvas.text(left, scene.canvas.middle(style, area.y, area.height), style, text,
                      cut(scene.canvas, style, name, right - left));
    if (const SetupStop* first = first_of(static_cast<SetupSection>(section), stops)) {
        Hit hit{area, Hit::Kind::setup_stop, first->id, {}, 1, Function::none};
        hit.place = stop_place(*first, stops);
        scene.hits.push_back(hit);
    }
}

void draw_sections(const Scene& scene, Rect area, const std::vector<SetupStop>& stops) {
    const Sizes& size = scene.look.size;
    Rect row{area.x, area.y, area.width, std::min(size.overlay_row, area.height / (setup_sections + 1))};
    for (int section = 0; section < setup_sections; ++section, row.y += row.height)
        draw_section(scene, section, {row.x, row.y, row.width, row.height - size.row_gap / 2}, stops);
    row.y = area.bottom() - row.height;
    const bool chosen = scene.view.setup.stop.setting == Setting::close;
    const Rect box = draw_button(scene, area.x, row, scene.words(Say::key_close), chosen, false);
    Hit hit{box, Hit::Kind::setup_key, {}, {}, 1, Function::none};
    hit.place = stops.size() - 1;
    hit.row = 1;
    scene.hits.push_back(hit);
}

void draw_settings(SetupColumn& column, SetupSection section) {
    for (const SetupStop& stop : column.stops)
        if (stop.section == section && stop.setting != Setting::nothing && stop.setting != Setting::close)
            draw_setting(column, stop);
}

void draw_sound_state(SetupColumn& column) {
    const Scene& scene = column.scene;
    const Words& words = scene.words;
    const TimeMs until = scene.model.settings.quiet_until_min * TimeMs{60'000};
    const bool on = scene.sound == SoundState::on;
    std::string text = words(Say::setup_sound_on);
    if (scene.sound == SoundState::no_speaker) text = words(Say::no_sound_text);
    if (scene.sound == SoundState::muted) text = words(Say::setup_sound_muted);
    if (scene.sound == SoundState::quiet_hours)
        text = words.fill(Say::setup_sound_quiet, {clock_time(until, false)});
    column.y += scene.look.size.row_gap;
    draw_sentence(column, Style::small, on ? scene.look.colour.quiet : scene.look.colour.alert[1], text);
}

void draw_view(SetupColumn& column) {
    const Scene& scene = column.scene;
    const SetupSection section = scene.view.setup.stop.section;
    switch (section) {
        case SetupSection::wrong:
            return draw_setup_wrong(column);
        case SetupSection::display:
            draw_settings(column, section);
            column.y += scene.look.size.row_gap;
            draw_sentence(column, Style::small,
                          scene.legible.enough() ? scene.look.colour.quiet : scene.look.colour.alert[1],
                          legible_sentence(scene.words, scene.legible));
            return;
        case SetupSection::sound:
            draw_settings(column, section);
            return draw_sound_state(column);
        case SetupSection::bars:
            return draw_setup_bars(column);
        case SetupSection::hub:
            draw_setup_hub(column);
            return draw_settings(column, section);
        case SetupSection::network:
            return draw_setup_network(column);
        default:
            return draw_setup_software(column);
    }
}

}  // namespace

std::vector<Trouble> troubles_of(const Scene& scene) {
    const bool small = scene.legible.known && !scene.legible.enough();
    return troubles(scene.model, {scene.sound == SoundState::no_speaker, small}, scene.kitchen_now);
}

void draw_setup(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const float foot = size.strip * 0.75F;
    const Rect panel = draw_panel(scene, area, size.devices_width * 1.25F,
                                  size.strip + size.overlay_row * 9 + foot, Function::none);
    scene.canvas.text(panel.x + size.between, scene.canvas.middle(Style::title, panel.y, size.strip),
                      Style::title, colour.text, scene.words(Say::setup_title));
    const std::vector<SetupStop> stops = setup_stops(scene.model, troubles_of(scene).size());
    const Rect inner{panel.x + size.pad, panel.y + size.strip, panel.width - 2 * size.pad,
                     panel.height - size.strip - foot};
    const float sections = std::min(inner.width * 0.32F, size.overlay_row * 6.5F);
    draw_sections(scene, {inner.x, inner.y, sections, inner.height}, stops);
    const float x = inner.x + sections + size.pad;
    scene.canvas.fill({x - size.pad / 2, inner.y, size.card_frame, inner.height}, colour.rule);
    SetupColumn column{
        scene, stops, {x + size.pad / 2, inner.y, inner.right() - x - size.pad / 2, inner.height}};
    column.row = std::min(size.overlay_row, inner.height / (setup_sections + 1));
    column.y = inner.y;
    draw_view(column);
    const Rect hint{panel.x + size.pad, panel.bottom() - foot, panel.width - 2 * size.pad, foot};
    scene.canvas.text_centred(hint, Style::small, colour.quiet,
                              cut(scene.canvas, Style::small, scene.words(Say::setup_hint), hint.width));
}

}  // namespace brigade::ui

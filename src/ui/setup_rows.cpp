// One setting of the setup page: its name, its value, and the keys that change it.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "ui/filter.h"
#include "ui/setup_parts.h"

namespace brigade::ui {
namespace {

std::string time_of_day(int minutes) { return clock_time(minutes * TimeMs{60'000}, false); }

Say say_of(Theme theme) { return theme == Theme::dark ? Say::setup_dark : Say::setup_light; }

Say say_of(Density density) {
    static constexpr Say says[] = {Say::setup_roomy, Say::setup_normal, Say::setup_dense};
    return says[static_cast<std::size_t>(density)];
}

std::string services_of(const Words& words, const ScreenModel& model) {
    return model.settings.services.empty() ? words(Say::all_services) : services_shown(model, words);
}

const BarFound* found_bar(const ScreenModel& model, const std::string& device) {
    for (const BarFound& bar : model.bars)
        if (bar.id == device || bar.id.ends_with(device)) return &bar;
    return nullptr;
}

std::string bar_name(const Scene& scene, const std::string& device) {
    const BarFound* bar = found_bar(scene.model, device);
    if (!bar) return device + " · " + scene.words(Say::setup_bar_away);
    return bar->name.empty() ? device : bar->name;
}

std::string name_of(const Scene& scene, const SetupStop& stop) {
    switch (stop.setting) {
        case Setting::language:
            return scene.words(Say::setup_language);
        case Setting::theme:
            return scene.words(Say::setup_theme);
        case Setting::density:
            return scene.words(Say::setup_density);
        case Setting::distance:
            return scene.words(Say::setup_distance);
        case Setting::diagonal:
            return scene.words(Say::setup_diagonal);
        case Setting::services:
            return scene.words(Say::setup_services);
        case Setting::shows:
            return scene.words(Say::setup_shows);
        case Setting::volume:
            return scene.words(Say::setup_volume);
        case Setting::quiet_from:
            return scene.words(Say::setup_quiet_from);
        case Setting::quiet_until:
            return scene.words(Say::setup_quiet_until);
        case Setting::test_sound:
            return scene.words(Say::setup_test);
        case Setting::bar:
            return bar_name(scene, stop.id);
        case Setting::learn:
            return scene.words(Say::setup_learn);
        case Setting::restart:
            return scene.words(Say::setup_restart);
        default:
            return {};
    }
}

// On keys that do something it is what they are called.
std::string value_of(const Scene& scene, const SetupStop& stop) {
    const ScreenSettings& settings = scene.model.settings;
    const Words& words = scene.words;
    switch (stop.setting) {
        case Setting::language:
            return words(Say::language_name);
        case Setting::theme:
            return words(say_of(settings.theme));
        case Setting::density:
            return words(say_of(settings.density));
        case Setting::distance:
            return fmt::format("{:g} m", std::round(settings.distance_m * 10) / 10);
        case Setting::diagonal:
            return settings.diagonal_in <= 0
                       ? words(Say::setup_diagonal_auto)
                       : fmt::format("{:g}″", std::round(settings.diagonal_in * 10) / 10);
        case Setting::services:
            return services_of(words, scene.model);
        case Setting::shows:
            return words(settings.shows == WallView::figures ? Say::setup_figures : Say::menu_tickets);
        case Setting::volume:
            return settings.volume_percent == 0 ? words(Say::setup_silent)
                                                : fmt::format("{} %", settings.volume_percent);
        case Setting::quiet_from:
        case Setting::quiet_until:
            if (settings.quiet_from_min == settings.quiet_until_min && stop.setting == Setting::quiet_until)
                return words(Say::setup_quiet_never);
            return time_of_day(stop.setting == Setting::quiet_from ? settings.quiet_from_min
                                                                   : settings.quiet_until_min);
        case Setting::test_sound:
            return words(Say::setup_play);
        case Setting::bar: {
            const std::string profile = profile_of(settings, stop.id);
            return profile.empty() ? words(Say::setup_bar_none) : profile;
        }
        case Setting::learn:
            return words(Say::setup_learn_key);
        case Setting::restart:
            return words(Say::key_restart) + (scene.view.setup.armed ? " – " + words(Say::key_again) : "");
        default:
            return {};
    }
}

struct SettingAt {
    const Scene& scene;
    const SetupStop& stop;
    std::size_t place;

    // by: -1 less, 1 more, 0 as BUMP does
    void touched(const Rect& area, Hit::Kind kind, int by = 0) const {
        Hit hit{area, kind, stop.id, {}, 1, Function::none};
        hit.place = place;
        hit.row = static_cast<std::size_t>(by + 1);
        scene.hits.push_back(hit);
    }
};

void draw_key(const SettingAt& at, const Rect& box, const std::string& cap, int by) {
    const Palette& colour = at.scene.look.colour;
    at.scene.canvas.fill(box, colour.keycap.ground, at.scene.look.size.key_radius);
    at.scene.canvas.text_centred(box, Style::title, colour.keycap.text, cap);
    at.touched(box, Hit::Kind::setup_key, by);
}

// ‹ value ›; returns where it begins.
float draw_value(const SettingAt& at, const Rect& area, Colour text) {
    const Scene& scene = at.scene;
    const Sizes& size = scene.look.size;
    const float high = area.height - size.row_gap, wide = std::min(area.width * 0.56F, size.overlay_row * 8);
    const Rect more{area.right() - high * 1.25F - size.row_gap / 2, area.y + size.row_gap / 2, high * 1.25F,
                    high};
    const Rect less{area.right() - wide, more.y, more.width, high};
    draw_key(at, less, "‹", -1);
    draw_key(at, more, "›", 1);
    const Rect middle{less.right(), area.y, more.x - less.right(), area.height};
    const std::string value = value_of(scene, at.stop);
    const Style style = scene.canvas.width(Style::strip_strong, value) > middle.width - size.pad
                            ? Style::small_strong
                            : Style::strip_strong;
    scene.canvas.text_centred(middle, style, text, cut(scene.canvas, style, value, middle.width));
    return less.x;
}

// A key that does something, with what is so now beside it where that is not on it.
float draw_act(const SettingAt& at, const Rect& area, Colour text) {
    const Scene& scene = at.scene;
    const Sizes& size = scene.look.size;
    const bool asks = at.stop.setting == Setting::services;
    const bool armed =
        at.stop.setting == Setting::restart && scene.view.setup.armed && at.stop == scene.view.setup.stop;
    const std::string cap = asks ? "…" : value_of(scene, at.stop);
    const float width = button_width(scene, cap);
    const Rect box = draw_button(scene, area.right() - width - size.row_gap / 2, area, cap, false, armed);
    at.touched(box, Hit::Kind::setup_key);
    if (!asks) return box.x;
    const std::string value =
        cut(scene.canvas, Style::small_strong, value_of(scene, at.stop), area.width * 0.5F);
    scene.canvas.text_right(box.x - size.pad, scene.canvas.middle(Style::small_strong, area.y, area.height),
                            Style::small_strong, text, value);
    return box.x - size.pad - scene.canvas.width(Style::small_strong, value);
}

}  // namespace

void draw_setting(SetupColumn& column, const SetupStop& stop) {
    const Scene& scene = column.scene;
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const bool chosen = stop == scene.view.setup.stop;
    const Rect area{column.area.x, column.y, column.area.width, column.row - size.row_gap / 2};
    column.y += column.row;
    if (chosen) scene.canvas.fill(area, colour.focus.ground, size.key_radius);
    const auto place = std::find(column.stops.begin(), column.stops.end(), stop) - column.stops.begin();
    const SettingAt at{scene, stop, static_cast<std::size_t>(place)};
    at.touched(area, Hit::Kind::setup_stop);
    const Colour text = chosen ? colour.focus.text : colour.text;
    float right = has_values(stop.setting) ? draw_value(at, area, text) : draw_act(at, area, text);
    right -= size.pad;
    if (asks_pin(stop.setting, scene.model)) {
        const std::string& pin = scene.words(Say::setup_pin);
        scene.canvas.text_right(right, scene.canvas.middle(Style::small_strong, area.y, area.height),
                                Style::small_strong, chosen ? text : colour.quiet, pin);
        right -= scene.canvas.width(Style::small_strong, pin) + size.pad;
    }
    const float left = area.x + size.pad;
    scene.canvas.text(left, scene.canvas.middle(Style::sentence, area.y, area.height), Style::sentence, text,
                      cut(scene.canvas, Style::sentence, name_of(scene, stop), right - left));
}

bool draw_sentence(SetupColumn& column, Style style, Colour colour, const std::string& text, float indent) {
    const Scene& scene = column.scene;
    const Sizes& size = scene.look.size;
    const Measure measure = [&](Style of, std::string_view part) { return scene.canvas.width(of, part); };
    const float left = column.area.x + size.pad + indent,
                height = style == Style::small ? size.small_row : size.banner_row;
    const std::vector<std::string> rows = wrap(measure, style, text, column.area.right() - left - size.pad);
    if (column.left() < height * static_cast<float>(rows.size())) return false;
    for (const std::string& row : rows) {
        scene.canvas.text(left, scene.canvas.middle(style, column.y, height), style, colour, row);
        column.y += height;
    }
    return true;
}

void draw_fact(SetupColumn& column, const std::string& name, const std::string& value) {
    const Scene& scene = column.scene;
    const Sizes& size = scene.look.size;
    const float height = std::min(column.row * 0.8F, size.banner_row * 1.15F),
                left = column.area.x + size.pad;
    const float middle = left + column.area.width * 0.38F;
    scene.canvas.text(left, scene.canvas.middle(Style::small, column.y, height), Style::small,
                      scene.look.colour.quiet,
                      cut(scene.canvas, Style::small, name, middle - left - size.pad));
    const float room = column.area.right() - middle - size.pad;
    const Style style = scene.canvas.width(Style::sentence, value) > room ? Style::small : Style::sentence;
    scene.canvas.text(middle, scene.canvas.middle(style, column.y, height), style, scene.look.colour.text,
                      cut(scene.canvas, style, value, room));
    column.y += height;
}

}  // namespace brigade::ui

#include <fmt/core.h>

#include <algorithm>

#include "base/isolate.h"
#include "ui/draw.h"
#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

struct Panel {
    Rect area, rows, keys, said, foot;
    float row_height = 0;
};

Panel panel_in(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    Panel panel;
    const float width = std::min(size.devices_width, area.width - 2 * size.margin);
    const float around = size.strip * 2.5F + size.overlay_row;
    const float rows =
        std::min(size.overlay_row * static_cast<float>(keys_max), area.height - around - 2 * size.row_gap);
    const float height = rows + around;
    panel.area = {area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height};
    panel.row_height = rows / static_cast<float>(keys_max);
    const float left = panel.area.x + size.pad, inner = width - 2 * size.pad;
    panel.rows = {left, panel.area.y + size.strip, inner, rows};
    panel.said = {left, panel.rows.bottom(), inner, size.strip * 0.75F};
    panel.keys = {left, panel.said.bottom(), inner, size.overlay_row};
    panel.foot = {left, panel.keys.bottom(), inner, size.strip * 0.75F};
    return panel;
}

std::string role_of(const Scene& scene, const std::string& role) {
    if (role == "pos") return scene.words(Say::role_pos);
    if (role == "kitchen") return scene.words(Say::role_kitchen);
    if (role == "manager") return scene.words(Say::role_manager);
    if (role == "installer") return scene.words(Say::role_installer);
    return role;
}

// What the answer said counts down until the next one.
DurationMs left_ms(const Scene& scene, int seconds) {
    return std::max<DurationMs>(0,
                                scene.model.devices.list_at + seconds * DurationMs{1000} - scene.kitchen_now);
}

std::string seconds_left(const Scene& scene, int seconds) {
    return std::to_string((left_ms(scene, seconds) + 999) / 1000);
}

void add(std::string& text, const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " · ") + isolated_if_it_turns(part);
}

// What is known of it beside its name and whether it is there.
std::string details_of(const Scene& scene, const DeviceRow& row) {
    std::string text;
    if (row.device && !row.device->fault.empty()) return row.device->fault;
    add(text, role_of(scene, row.waiting ? row.waiting->role : row.device->role));
    if (row.waiting) {
        add(text, row.waiting->address);
        return text;
    }
    const ListedDevice& device = *row.device;
    add(text, device.station);
    add(text, device.address);
    if (!device.version.empty()) add(text, scene.words.fill(Say::device_version, {device.version}));
    if (device.screen.empty() || !device.connected) return text;
    if (device.lag > 0) add(text, scene.words.fill(Say::device_lag, {std::to_string(device.lag)}));
    if (device.frames > 0) add(text, scene.words.fill(Say::device_frames, {std::to_string(device.frames)}));
    return text;
}

std::string state_of(const Scene& scene, const DeviceRow& row) {
    if (row.waiting)
        return scene.words.fill(Say::device_waits, {seconds_left(scene, row.waiting->expires_s)});
    if (row.device->connected) return scene.words(Say::device_connected);
    if (row.device->seen_at == 0) return scene.words(Say::device_never);
    const TimeMs now = scene.kitchen_now + scene.model.wall_offset_ms;
    return scene.words.fill(Say::device_seen, {rough_age(now - row.device->seen_at)});
}

// Filled: connected. A ring: not. A triangle: somebody has to do something.
void draw_state(const Scene& scene, const DeviceRow& row, float x, float y, bool chosen) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const Colour plain = colour.focus.text;
    if (row.waiting)
        scene.canvas.triangle_up(x, y, size.shape, chosen ? plain : colour.alert[1]);
    else if (row.device->connected)
        scene.canvas.dot(x, y, size.shape * 0.75F, chosen ? plain : colour.live);
    else
        scene.canvas.ring(x, y, size.shape * 0.75F, chosen ? plain : colour.quiet, size.stroke);
}

void draw_device(const Scene& scene, const DeviceRow& row, std::size_t place, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const bool chosen = row.key == scene.view.devices.row;
    if (chosen) canvas.fill(area, colour.focus.ground, size.key_radius);
    const Colour text = chosen ? colour.focus.text : colour.text,
                 quiet = chosen ? colour.focus.text : colour.quiet;
    const Rect key{area.x + size.pad, area.y + (area.height - size.key_box) / 2, size.key_box, size.key_box};
    canvas.fill(key, colour.keycap.ground, size.key_radius);
    canvas.text_centred(key, Style::timer, colour.keycap.text, std::to_string(place % keys_max + 1));
    const float mark = key.right() + size.pad + size.shape / 2, left = mark + size.shape / 2 + size.pad;
    draw_state(scene, row, mark, area.y + area.height / 2, chosen);
    const float right = area.right() - size.pad, half = area.height / 2;
    const std::string state = state_of(scene, row);
    const Style style = row.waiting ? Style::small_strong : Style::small;
    const bool there = row.waiting || row.device->connected;
    canvas.text_right(right, canvas.middle(style, area.y, half), style, there ? text : quiet, state);
    const float room = right - canvas.width(style, state) - size.pad - left;
    canvas.text(left, canvas.middle(Style::timer, area.y, half), Style::timer, text,
                cut(canvas, Style::timer, row.name(), room));
    canvas.text(left, canvas.middle(Style::small, area.y + half, half), Style::small, quiet,
                cut(canvas, Style::small, details_of(scene, row), right - left));
    scene.hits.push_back({area, Hit::Kind::device, row.key, {}, 1, Function::none});
}

// In place of the list, in the middle.
void draw_why_none(const Scene& scene, const Rect& area, const std::string& text) {
    const Measure measure = [&](Style style, std::string_view part) {
        return scene.canvas.width(style, part);
    };
    const float row = scene.look.size.banner_row * 1.4F;
    const std::vector<std::string> rows =
        wrap(measure, Style::title, text, area.width - 2 * scene.look.size.between);
    float y = area.y + (area.height - row * static_cast<float>(rows.size())) / 2;
    for (const std::string& one : rows) {
        scene.canvas.text_centred({area.x, y, area.width, row}, Style::title, scene.look.colour.text, one);
        y += row;
    }
}

void draw_rows(const Scene& scene, const Panel& panel, const std::vector<DeviceRow>& rows) {
    if (rows.empty()) {
        const DevicePage& page = scene.model.devices;
        const bool away = scene.model.link != Link::live;
        if (away || page.elsewhere)
            draw_why_none(scene, panel.rows, scene.words(away ? Say::devices_away : Say::devices_elsewhere));
        else if (page.refusal.empty())
            draw_why_none(scene, panel.rows, scene.words(Say::devices_asking));
        return;
    }
    const std::size_t chosen = chosen_device(scene.view.devices, rows).value_or(0);
    const std::size_t first = chosen / keys_max * keys_max;
    Rect area{panel.rows.x, panel.rows.y, panel.rows.width, panel.row_height};
    for (std::size_t i = first; i < std::min(rows.size(), first + keys_max); ++i, area.y += area.height)
        draw_device(scene, rows[i], i, area);
}

// One sentence: what the last request came to, or why nothing can be asked.
void draw_said(const Scene& scene, const Rect& area) {
    const DevicePage& page = scene.model.devices;
    const Palette& colour = scene.look.colour;
    static constexpr Say says[] = {Say::devices_title,    Say::device_paired,    Say::device_identified,
                                   Say::device_restarted, Say::device_renamed,   Say::device_revoked,
                                   Say::pin_title,        Say::device_wrong_code};
    std::string text;
    Colour tint = colour.text;
    if (!page.refusal.empty()) {
        text = page.refusal;
        tint = colour.alert[1];
    } else if (page.list && left_ms(scene, page.list->locked_s) > 0) {
        text = scene.words.fill(Say::devices_locked, {seconds_left(scene, page.list->locked_s)});
        tint = colour.alert[1];
    } else if (page.answer != DevicePage::Answer::none) {
        text = scene.words.fill(says[static_cast<std::size_t>(page.answer)], {page.about});
        if (page.answer == DevicePage::Answer::wrong_code) tint = colour.alert[1];
    }
    const Style style =
        scene.canvas.width(Style::sentence, text) > area.width ? Style::small : Style::sentence;
    scene.canvas.text_centred(area, style, tint, cut(scene.canvas, style, text, area.width));
}

Say word_of(DeviceKey key) {
    switch (key) {
        case DeviceKey::pair:
            return Say::key_pair;
        case DeviceKey::identify:
            return Say::key_identify;
        case DeviceKey::restart:
            return Say::key_restart;
        case DeviceKey::rename:
            return Say::key_rename;
        case DeviceKey::revoke:
            break;
    }
    return Say::key_revoke;
}

void draw_keys(const Scene& scene, const Panel& panel, const std::vector<DeviceRow>& rows) {
    const Sizes& size = scene.look.size;
    const auto chosen = chosen_device(scene.view.devices, rows);
    float x = panel.keys.x;
    const std::vector<DeviceKey> keys = chosen ? device_keys(rows[*chosen]) : std::vector<DeviceKey>{};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool focused = keys[i] == scene.view.devices.key, armed = focused && scene.view.devices.armed;
        std::string text = scene.words(word_of(keys[i]));
        if (armed) text += " – " + scene.words(Say::key_again);
        const Rect box = draw_button(scene, x, panel.keys, text, focused, armed);
        scene.hits.push_back({box, Hit::Kind::device_key, rows[*chosen].key, {}, 1, Function::none, keys[i]});
        x = box.right() + size.gap;
    }
    const std::string& close = scene.words(Say::key_close);
    const float width = button_width(scene, close);
    const Rect box = draw_button(scene, panel.keys.right() - width, panel.keys, close, false, false);
    scene.hits.push_back({box, Hit::Kind::function, {}, {}, 1, Function::devices});
}

void draw_title(const Scene& scene, const Panel& panel, const std::vector<DeviceRow>& rows) {
    const Sizes& size = scene.look.size;
    const float title = scene.canvas.middle(Style::title, panel.area.y, size.strip);
    scene.canvas.text(panel.area.x + size.between, title, Style::title, scene.look.colour.text,
                      scene.words(Say::devices_title));
    if (rows.empty()) return;
    const auto connected = std::count_if(
        rows.begin(), rows.end(), [](const DeviceRow& row) { return row.device && row.device->connected; });
    std::string text = scene.words.fill(Say::devices_count, {std::to_string(connected)});
    const std::size_t pages = (rows.size() + keys_max - 1) / keys_max;
    if (pages > 1)
        text += fmt::format(" · {} {} / {}", scene.words(Say::page),
                            chosen_device(scene.view.devices, rows).value_or(0) / keys_max + 1, pages);
    scene.canvas.text_right(panel.area.right() - size.between, title, Style::small, scene.look.colour.quiet,
                            text);
}

Keypad keypad_for(const Scene& scene, const DeviceRow& row) {
    Keypad keypad;
    keypad.title = scene.words.fill(Say::type_code, {row.name()});
    keypad.hint = scene.words(Say::type_hint);
    keypad.sends = scene.words(Say::key_pair);
    keypad.code = scene.view.devices.code;
    keypad.ready = keypad.code->size() == code_digits;
    return keypad;
}

}  // namespace

void draw_devices(const Scene& scene, const Rect& area) {
    const Palette& colour = scene.look.colour;
    const Panel panel = panel_in(scene, area);
    draw_panel(scene, area, panel.area.width, panel.area.height, Function::none);
    const std::vector<DeviceRow> rows = device_rows(scene.model.devices);
    const auto chosen = chosen_device(scene.view.devices, rows);
    if (scene.view.devices.typing && chosen) {
        draw_keypad(scene, panel.area, keypad_for(scene, rows[*chosen]));
        return;
    }
    draw_title(scene, panel, rows);
    draw_rows(scene, panel, rows);
    draw_said(scene, panel.said);
    draw_keys(scene, panel, rows);
    if (scene.model.devices.elsewhere) return;
    scene.canvas.text_centred(
        panel.foot, Style::small, colour.quiet,
        cut(scene.canvas, Style::small, scene.words(Say::devices_hint), panel.foot.width));
}

}  // namespace brigade::ui

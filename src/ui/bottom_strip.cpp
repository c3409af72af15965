#include "ui/draw.h"

namespace brigade::ui {
namespace {

struct Key {
    std::string cap, hint;
    Function function;
};

// The most wanted first: what finds no room stands in the menu.
std::vector<Key> keys_of(const Scene& scene) {
    const Words& words = scene.words;
    const bool expo = scene.model.station.kind == StationKind::expo, batches = scene.view.batches;
    std::vector<Key> keys;
    const Key leave{words(Say::key_view), words(Say::key_view_hint), Function::view};
    if (scene.view.figures.stand()) return {leave};
    if (batches) keys.push_back(leave);
    keys.push_back({"1–9", words(Say::key_choose), Function::none});
    const Say bump_hint = expo ? Say::key_serve_hint : batches ? Say::key_batch_hint : Say::key_bump_hint;
    keys.push_back({words(Say::key_bump), words(bump_hint), Function::bump});
    if (expo) {
        keys.push_back({words(Say::key_fire), words(Say::key_fire_hint), Function::fire_course});
    } else {
        keys.push_back({words(Say::key_start), words(batches ? Say::key_batch_hint : Say::key_start_hint),
                        Function::start});
        if (!batches) keys.push_back({words(Say::key_line), words(Say::key_line_hint), Function::bump_line});
    }
    if (!batches) keys.push_back({words(Say::key_confirm), words(Say::key_confirm_hint), Function::confirm});
    keys.push_back({words(Say::key_recall), "", Function::recall});
    keys.push_back({words(Say::key_all_day), "", Function::all_day});
    // Pressed seldom: where they are on a keyboard stands beside them.
    keys.push_back({words(Say::key_devices), "F9", Function::devices});
    if (!scene.model.cook.owned) keys.push_back({words(Say::key_cook), "F10", Function::cook});
    return keys;
}

// What is not in view is counted, always; a touch turns the page. Returns where it begins.
float draw_hidden(const Scene& scene, float right, const Rect& strip) {
    const std::size_t hidden = hidden_on(scene.placement, scene.view.page);
    if (hidden == 0 || scene.view.figures.stand()) return right;
    const int pages = scene.placement.pages(), page = scene.view.page;
    const std::string count = std::to_string(hidden);
    const std::string text =
        pages == 2 ? scene.words.fill(scene.view.batches ? Say::more_batches : Say::more_on_page,
                                      {count, std::to_string(page == 0 ? 2 : 1)})
                   : scene.words.fill(scene.view.batches ? Say::batches_on_pages : Say::tickets_on_pages,
                                      {count, std::to_string(pages - 1)});
    const float left = right - scene.canvas.width(Style::strip_strong, text);
    scene.canvas.text(left, scene.canvas.middle(Style::strip_strong, strip.y, strip.height),
                      Style::strip_strong, scene.look.colour.text, text);
    const Function turn = page + 1 < pages ? Function::page_next : Function::page_previous;
    scene.hits.push_back({{left, strip.y, right - left, strip.height}, Hit::Kind::function, {}, {}, 1, turn});
    return left - scene.look.size.between;
}

// In the strip so that it covers no ticket.
Rect draw_box(const Scene& scene, float right, const Rect& strip, const std::string& text) {
    const Sizes& size = scene.look.size;
    const Pair& pair = scene.look.colour.toast;
    const float width = scene.canvas.width(Style::strip_strong, text) + 2 * size.pad;
    const Rect box{right - width, strip.y + size.row_gap, width, strip.height - 2 * size.row_gap};
    scene.canvas.fill(box, pair.ground, size.key_radius);
    scene.canvas.text_centred(box, Style::strip_strong, pair.text, text);
    return box;
}

// "Bumped 42 — UNDO".
float draw_toast(const Scene& scene, float right, const Rect& strip) {
    const bool unheard = scene.view.unheard;
    if (scene.view.toast.empty() && !unheard) return right;
    const std::string bumped =
        scene.words.fill(Say::bumped, {scene.view.toast}) + " — " + scene.words(Say::undo);
    const Rect box = draw_box(scene, right, strip, unheard ? scene.words(Say::unheard) : bumped);
    if (!unheard)
        scene.hits.push_back(
            {{box.x, strip.y, box.width, strip.height}, Hit::Kind::function, {}, {}, 1, Function::undo});
    return box.x - scene.look.size.between;
}

// How wide a key is; without its hint where that has no room.
float width_of(const Scene& scene, const Key& key, bool with_hint) {
    const Sizes& size = scene.look.size;
    const float cap = scene.canvas.width(Style::keycap, key.cap) + 2 * size.keycap_pad;
    if (!with_hint || key.hint.empty()) return cap;
    return cap + size.row_gap * 1.5F + scene.canvas.width(Style::hint, key.hint);
}

void draw_strip_key(const Scene& scene, const Key& key, bool with_hint, float x, const Rect& strip) {
    const Sizes& size = scene.look.size;
    const Rect box{x, strip.y + size.row_gap * 2, width_of(scene, key, false),
                   strip.height - 4 * size.row_gap};
    scene.canvas.fill(box, scene.look.colour.keycap.ground, size.key_radius * 0.75F);
    scene.canvas.text_centred(box, Style::keycap, scene.look.colour.keycap.text, key.cap);
    if (with_hint && !key.hint.empty())
        scene.canvas.text(box.right() + size.row_gap * 1.5F,
                          scene.canvas.middle(Style::hint, strip.y, strip.height), Style::hint,
                          scene.look.colour.quiet, key.hint);
    if (key.function == Function::none) return;
    const Rect area{x - size.row_gap, strip.y, width_of(scene, key, with_hint) + 2 * size.row_gap,
                    strip.height};
    scene.hits.push_back({area, Hit::Kind::function, {}, {}, 1, key.function});
}

// As many keys as have room, and hints for the first of them: a key says more than a hint.
void draw_keys(const Scene& scene, float x, float end, const Rect& strip) {
    const std::vector<Key> keys = keys_of(scene);
    const float between = scene.look.size.between * 0.8F;
    std::size_t count = 0;
    float used = 0;
    for (; count < keys.size(); ++count) {
        const float width = width_of(scene, keys[count], false);
        if (x + used + width > end) break;
        used += width + between;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const float hint = width_of(scene, keys[i], true) - width_of(scene, keys[i], false);
        const bool with_hint = x + used - between + hint <= end;
        draw_strip_key(scene, keys[i], with_hint, x, strip);
        const float width = width_of(scene, keys[i], with_hint) + between;
        used += with_hint ? hint : 0;
        used -= width;
        x += width;
    }
}

}  // namespace

void draw_bottom_strip(const Scene& scene) {
    const Sizes& size = scene.look.size;
    const Rect strip{0, scene.height - size.keys, scene.width, size.keys};
    scene.canvas.fill(strip, scene.look.colour.strip);
    float end = draw_hidden(scene, scene.width - size.margin - size.row_gap, strip);
    end = draw_toast(scene, end, strip);
    // Everything else is behind this one: it never yields.
    const float x = size.margin + size.row_gap;
    const Key menu{scene.words(Say::key_menu), "", Function::menu};
    const float wide = width_of(scene, menu, false);
    draw_strip_key(scene, menu, false, x, strip);
    draw_keys(scene, x + wide + size.between * 0.8F, end, strip);
}

}  // namespace brigade::ui

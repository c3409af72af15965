#include "ui/draw.h"

namespace brigade::ui {
namespace {

struct Key {
    std::string cap, hint;
    Function function;
};

std::vector<Key> keys_of(const Scene& scene) {
    const Words& words = scene.words;
    const bool expo = scene.model.station.kind == StationKind::expo;
    std::vector<Key> keys{
        {"1–9", words(Say::key_choose), Function::none},
        {words(Say::key_bump), words(expo ? Say::key_serve_hint : Say::key_bump_hint), Function::bump}};
    if (expo) {
        keys.push_back({words(Say::key_fire), words(Say::key_fire_hint), Function::fire_course});
    } else {
        keys.push_back({words(Say::key_start), words(Say::key_start_hint), Function::start});
        keys.push_back({words(Say::key_line), words(Say::key_line_hint), Function::bump_line});
    }
    keys.push_back({words(Say::key_confirm), words(Say::key_confirm_hint), Function::confirm});
    keys.push_back({words(Say::key_recall), "", Function::recall});
    // Pressed seldom: where they are on a keyboard stands beside them.
    keys.push_back({words(Say::key_devices), "F9", Function::devices});
    if (!scene.model.cook.owned) keys.push_back({words(Say::key_cook), "F10", Function::cook});
    return keys;
}

// What is not in view is counted, always; a touch turns the page. Returns where it begins.
float draw_hidden(const Scene& scene, float right, const Rect& strip) {
    const std::size_t hidden = hidden_on(scene.placement, scene.view.page);
    if (hidden == 0) return right;
    const int pages = scene.placement.pages(), page = scene.view.page;
    const std::string count = std::to_string(hidden);
    const std::string text =
        pages == 2 ? scene.words.fill(Say::more_on_page, {count, std::to_string(page == 0 ? 2 : 1)})
                   : scene.words.fill(Say::tickets_on_pages, {count, std::to_string(pages - 1)});
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

}  // namespace

void draw_bottom_strip(const Scene& scene) {
    const Sizes& size = scene.look.size;
    const Rect strip{0, scene.height - size.keys, scene.width, size.keys};
    scene.canvas.fill(strip, scene.look.colour.strip);
    float end = draw_hidden(scene, scene.width - size.margin - size.row_gap, strip);
    end = draw_toast(scene, end, strip);
    float x = size.margin + size.row_gap;
    for (const Key& key : keys_of(scene)) {
        const float cap = scene.canvas.width(Style::keycap, key.cap) + 2 * size.keycap_pad;
        const float hint =
            key.hint.empty() ? 0 : size.row_gap * 1.5F + scene.canvas.width(Style::hint, key.hint);
        if (x + cap > end) break;
        const Rect box{x, strip.y + size.row_gap * 2, cap, strip.height - 4 * size.row_gap};
        scene.canvas.fill(box, scene.look.colour.keycap.ground, size.key_radius * 0.75F);
        scene.canvas.text_centred(box, Style::keycap, scene.look.colour.keycap.text, key.cap);
        const bool both = x + cap + hint <= end;
        if (both && hint > 0)
            scene.canvas.text(box.right() + size.row_gap * 1.5F,
                              scene.canvas.middle(Style::hint, strip.y, strip.height), Style::hint,
                              scene.look.colour.quiet, key.hint);
        if (key.function != Function::none)
            scene.hits.push_back(
                {{x - size.row_gap, strip.y, cap + (both ? hint : 0) + 2 * size.row_gap, strip.height},
                 Hit::Kind::function,
                 {},
                 {},
                 1,
                 key.function});
        x += cap + (both ? hint : 0) + size.between * 0.8F;
    }
}

}  // namespace brigade::ui

#include <cmath>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

// Once a second, lit and dark for half of it each: seen from across the kitchen, and hurts nobody.
constexpr DurationMs flash_ms = 500;

}  // namespace

bool lit(TimeMs kitchen_now) { return kitchen_now / flash_ms % 2 == 0; }

TimeMs next_flash_ms(TimeMs kitchen_now) { return kitchen_now + flash_ms - kitchen_now % flash_ms; }

bool alarms(const Scene& scene) {
    for (const ScreenTicket& ticket : scene.model.tickets)
        if (!ticket.undelivered.empty()) return true;
    return false;
}

bool identifies(const Scene& scene) {
    const TimeMs until = scene.model.identify.until;
    return until > scene.kitchen_now && until != scene.view.identify_seen;
}

void draw_identify(const Scene& scene, const Rect& area) {
    const Look& look = scene.look;
    const std::string& name = scene.model.identify.name;
    const Pair& bright = look.colour.band;
    const Pair pair = lit(scene.kitchen_now) ? bright : Pair{bright.ground, bright.text};
    const float height = std::round(area.height * 0.5F);
    const Rect band{area.x, area.y + (area.height - height) / 2, area.width, height};
    scene.hits.push_back({area, Hit::Kind::function, {}, {}, 1, Function::none});
    scene.canvas.fill(band, pair.ground);
    const float room = area.width - 2 * look.size.between;
    Style style = Style::board_number;
    for (const Style smaller : {Style::calm, Style::title})
        if (scene.canvas.width(style, name) > room) style = smaller;
    const float em = look.font(style).em_px, small = look.size.head_first * 1.5F;
    const float y = band.y + (band.height - em - small) / 2;
    scene.canvas.text_centred({band.x, y, band.width, em}, style, pair.text, name);
    scene.canvas.text_centred({band.x, y + em, band.width, small}, Style::title, pair.text,
                              scene.words.fill(Say::identify, {name}));
}

}  // namespace brigade::ui

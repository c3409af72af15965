// The panel is being wiped: touches count for nothing, and how much longer.
#include "ui/draw_parts.h"

namespace brigade::ui {

void draw_lock(const Scene& scene, const Rect& area, DurationMs left_ms) {
    const Sizes& size = scene.look.size;
    const Rect panel = draw_panel(scene, area, size.overlay_width, size.strip * 4, Function::none);
    const float half = panel.height / 2;
    scene.canvas.text_centred({panel.x, panel.y, panel.width, half + size.pad}, Style::calm,
                              scene.look.colour.text, scene.words(Say::wipe_title));
    const std::string left = std::to_string((left_ms + 999) / 1000);
    scene.canvas.text_centred({panel.x, panel.y + half, panel.width, half - size.pad}, Style::sentence,
                              scene.look.colour.quiet, scene.words.fill(Say::wipe_text, {left}));
}

}  // namespace brigade::ui

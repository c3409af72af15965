#include "ui/which_box.h"

#include "ui/text.h"

namespace brigade::ui {

std::string which_box(const MachineFacts& machine, const std::string& serial) {
    std::string text = machine.host.empty() ? "" : machine.host + ".local";
    const auto add = [&](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    };
    for (const std::string& address : machine.addresses) add(address);
    add(serial);
    return text;
}

std::string which_box(const Scene& scene) {
    const auto& machine = scene.model.machine;
    if (!machine) return {};
    return which_box(*machine, machine->serial.empty()
                                   ? std::string()
                                   : scene.words.fill(Say::start_serial, {machine->serial}));
}

Rect draw_box_foot(const Scene& scene, const Rect& page, const std::string& text) {
    const Sizes& size = scene.look.size;
    const Rect foot{page.x, page.bottom() - size.banner_row * 2, page.width, size.banner_row};
    scene.canvas.text_centred(foot, Style::sentence, scene.look.colour.text,
                              cut(scene.canvas, Style::sentence, text, page.width - 2 * size.margin));
    return {page.x, page.y, page.width, foot.y - page.y};
}

}  // namespace brigade::ui

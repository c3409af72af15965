// The page of a screen that cannot start. Who stands before it may speak either language and knows nothing of
// computers; who is called asks for the name, the address and the serial number.
#include <algorithm>

#include "ui/which_box.h"

namespace brigade::ui {
namespace {

struct FaultSays {
    Say what, step;
};

FaultSays says_of(StartFault::Kind kind) {
    switch (kind) {
        case StartFault::Kind::storage:
            return {Say::start_storage, Say::start_storage_step};
        case StartFault::Kind::settings:
            return {Say::start_settings, Say::start_settings_step};
        case StartFault::Kind::newer:
            return {Say::start_newer, Say::start_newer_step};
        case StartFault::Kind::ends:
            break;
    }
    return {Say::start_ends, Say::start_ends_step};
}

std::string again(const Scene& scene, const Words& words) {
    const TimeMs at = scene.model.start_fault->again_at;
    if (at == 0) return words(Say::start_again);
    const TimeMs left_s = std::max<TimeMs>(0, at - scene.kitchen_now + 999) / 1000;
    return words.fill(Say::start_again_in, {std::to_string(left_s)});
}

// What is wrong, what to do, and that it goes on by itself.
float draw_language(const Scene& scene, const Words& words, const Rect& area) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    const FaultSays says = says_of(scene.model.start_fault->kind);
    Rect rest = area;
    rest.y = draw_rows(scene, rest, Style::calm, size.head_first * 1.4F, look.colour.text,
                       words(Say::start_title));
    rest.y = draw_rows(scene, rest, Style::title, size.banner_row * 1.3F, look.colour.text, words(says.what));
    rest.y = draw_rows(scene, rest, Style::sentence, size.banner_row, look.colour.text, words(says.step));
    rest.y = draw_rows(scene, rest, Style::sentence, size.banner_row, look.colour.quiet, again(scene, words));
    return rest.y;
}

// "Grill left · brigade.local · eth0 192.168.1.12 · serial 10000000a3f2c4d1 · 1.0.0"
std::string which_screen(const Scene& scene) {
    const ScreenModel& model = scene.model;
    std::string text = model.screen.empty() ? model.station.name : model.screen;
    for (const std::string& part : {which_box(scene), model.machine ? model.machine->program : std::string()})
        if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    return text;
}

}  // namespace

void draw_start_fault(const Scene& scene, const Rect& area) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    const float room = std::min(area.width, size.devices_width);
    Rect narrow{area.x + (area.width - room) / 2, area.y + area.height * 0.1F, room, 0};
    scene.canvas.triangle_up(area.x + area.width / 2, narrow.y, size.key_box * 2, look.colour.alert[2]);
    narrow.y += size.key_box * 1.6F;
    narrow.y = draw_language(scene, scene.words, narrow) + size.gap * 2;
    if (scene.also) narrow.y = draw_language(scene, *scene.also, narrow) + size.gap * 2;
    draw_rows(scene, narrow, Style::sentence, size.banner_row, look.colour.note,
              scene.model.start_fault->sentence);
    draw_box_foot(scene, area, which_screen(scene));
}

}  // namespace brigade::ui

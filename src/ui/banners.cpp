#include <algorithm>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

struct Banner {
    std::string head;
    bool head_above = false;  // on a row of its own, where the picture is narrow
    std::vector<std::string> rows;
    const Pair* pair;
};

// The head stands before the first row, or above it; the sentence wraps and is never cut.
void add(const Scene& scene, const std::string& head, const std::string& sentence, const Pair& pair,
         std::vector<Banner>& banners) {
    const Sizes& size = scene.look.size;
    const Measure measure = [&](Style style, std::string_view text) {
        return scene.canvas.width(style, text);
    };
    const float room = scene.width - size.margin * 2 - size.row_gap - size.shape * 1.6F;
    const float beside = head.empty() ? room : room - measure(Style::strip_strong, head) - size.pad;
    const bool above = beside < room / 2;
    banners.push_back({head, above, wrap(measure, Style::sentence, sentence, above ? room : beside), &pair});
}

std::vector<Banner> banners_of(const Scene& scene) {
    const ScreenModel& model = scene.model;
    const Palette& colour = scene.look.colour;
    std::vector<Banner> banners;
    const std::string age = rough_age(scene.kitchen_now - model.as_of), kept = std::to_string(model.waiting);
    if (model.known && model.link == Link::lost)
        add(scene, scene.words(Say::hub_lost),
            scene.words.fill(Say::hub_lost_text, {model.hub_address, age, kept}), colour.lost, banners);
    if (model.known && model.link == Link::connecting)
        add(scene, "", scene.words.fill(Say::hub_connecting, {model.hub_address, age, kept}), colour.waiting,
            banners);
    if (!model.fault.empty()) add(scene, scene.words(Say::fault), model.fault, colour.fault, banners);
    return banners;
}

float height_of(const Scene& scene, const Banner& banner) {
    return scene.look.size.banner_row * static_cast<float>(banner.rows.size() + (banner.head_above ? 1 : 0)) +
           scene.look.size.row_gap * 2;
}

}  // namespace

float banners_height(const Scene& scene) {
    float height = 0;
    for (const Banner& banner : banners_of(scene)) height += height_of(scene, banner);
    return height;
}

float draw_banners(const Scene& scene, float y) {
    const Sizes& size = scene.look.size;
    const float begin = y;
    for (const Banner& banner : banners_of(scene)) {
        const float height = height_of(scene, banner);
        scene.canvas.fill({0, y, scene.width, height}, banner.pair->ground);
        float top = y + size.row_gap, x = size.margin + size.row_gap;
        scene.canvas.triangle_up(x + size.shape / 2, top + size.banner_row / 2, size.shape,
                                 banner.pair->text);
        x += size.shape * 1.6F;
        if (!banner.head.empty()) {
            const float end =
                scene.canvas.text(x, scene.canvas.middle(Style::strip_strong, top, size.banner_row),
                                  Style::strip_strong, banner.pair->text, banner.head);
            if (banner.head_above)
                top += size.banner_row;
            else
                x = end + size.pad;
        }
        for (const std::string& row : banner.rows) {
            scene.canvas.text(x, scene.canvas.middle(Style::sentence, top, size.banner_row), Style::sentence,
                              banner.pair->text, row);
            top += size.banner_row;
        }
        y += height;
    }
    return y - begin;
}

void draw_calm(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const bool waiting = !scene.model.known;
    const std::string& title = scene.words(waiting ? Say::waiting_title : Say::all_done);
    const std::string text = waiting ? scene.words.fill(Say::waiting_text, {scene.model.hub_address})
                                     : scene.words(Say::all_done_text);
    const float middle = area.x + area.width / 2, top = area.y + area.height * 0.42F;
    if (waiting)
        scene.canvas.ring(middle, top - size.head_first * 1.5F, size.key_box * 1.4F, colour.alert[1],
                          size.stroke * 1.5F);
    else
        scene.canvas.tick(middle, top - size.head_first * 1.5F, size.key_box * 1.8F, colour.extra,
                          size.stroke * 2);
    scene.canvas.text_centred({area.x, top - size.head_first / 2, area.width, size.head_first}, Style::calm,
                              colour.text, title);
    const Measure measure = [&](Style style, std::string_view part) {
        return scene.canvas.width(style, part);
    };
    float y = top + size.head_first * 0.8F;
    for (const std::string& row : wrap(measure, Style::sentence, text, area.width - 2 * size.between)) {
        scene.canvas.text_centred({area.x, y, area.width, size.banner_row}, Style::sentence, colour.quiet,
                                  row);
        y += size.banner_row;
    }
}

}  // namespace brigade::ui

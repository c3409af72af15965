#include <algorithm>

#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

struct Banner {
    std::string head;
    bool head_above = false;  // on a row of its own, where the picture is narrow
    std::vector<std::string> rows;
    const Pair* pair;
    std::string code = {};  // at the left, large
};

float code_width(const Scene& scene) {
    return scene.canvas.width(Style::board_number, "0") * (code_digits + 1) + 2 * scene.look.size.pad;
}

// The head stands before the first row, or above it; the sentence wraps and is never cut.
void add(const Scene& scene, const std::string& head, const std::string& sentence, const Pair& pair,
         std::vector<Banner>& banners, const std::string& code = {}) {
    const Sizes& size = scene.look.size;
    const Measure measure = [&](Style style, std::string_view text) {
        return scene.canvas.width(style, text);
    };
    const float room = scene.width - size.margin * 2 - size.row_gap -
                       (code.empty() ? size.shape * 1.6F : code_width(scene) + size.pad);
    const float beside = head.empty() ? room : room - measure(Style::strip_strong, head) - size.pad;
    const bool above = beside < room / 2 || !code.empty();
    banners.push_back(
        {head, above, wrap(measure, Style::sentence, sentence, above ? room : beside), &pair, code});
}

// Whom a person has to help before the hub and this screen can talk; true if it is so.
bool add_pairing(const Scene& scene, const std::string& age, const std::string& kept,
                 std::vector<Banner>& banners) {
    const PairingState& pairing = scene.model.pairing;
    const std::string& hub = scene.model.hub_address;
    const Words& words = scene.words;
    if (pairing.kind == PairingState::Kind::none) return false;
    if (pairing.kind == PairingState::Kind::foreign_key) {
        add(scene, words(Say::key_banner), words.fill(Say::key_banner_text, {hub, grouped_key(pairing.found_key)}),
            scene.look.colour.lost, banners);
        return true;
    }
    std::string text = words.fill(Say::pair_banner_next, {hub, kept});
    if (!pairing.code.empty())
        text = words.fill(Say::pair_banner_text, {grouped(pairing.code), hub, age, kept});
    if (!pairing.failure.empty()) text += " " + words.fill(Say::pair_failed, {pairing.failure});
    std::string head = words(Say::pair_banner);
    if (!pairing.code.empty() && pairing.until > 0) {
        const TimeMs left_ms = std::max<TimeMs>(0, pairing.until - scene.kitchen_now + 999);
        head += " · " + words.fill(Say::pair_left, {std::to_string(left_ms / 1000)});
    }
    add(scene, head, text, scene.look.colour.fault, banners, pairing.code);
    return true;
}

std::vector<Banner> banners_of(const Scene& scene) {
    const ScreenModel& model = scene.model;
    const Palette& colour = scene.look.colour;
    std::vector<Banner> banners;
    const std::string age = rough_age(scene.kitchen_now - model.as_of), kept = std::to_string(model.waiting);
    const bool pairing = model.known && add_pairing(scene, age, kept, banners);
    if (model.known && !pairing && model.link == Link::lost)
        add(scene, scene.words(Say::hub_lost),
            scene.words.fill(Say::hub_lost_text, {model.hub_address, age, kept}), colour.lost, banners);
    if (model.known && !pairing && model.link == Link::connecting)
        add(scene, "", scene.words.fill(Say::hub_connecting, {model.hub_address, age, kept}), colour.waiting,
            banners);
    if (!model.covered_by.empty())
        add(scene, scene.words(Say::covered), scene.words.fill(Say::covered_text, {model.covered_by}),
            colour.waiting, banners);
    if (!model.fault.empty()) add(scene, scene.words(Say::fault), model.fault, colour.fault, banners);
    return banners;
}

float height_of(const Scene& scene, const Banner& banner) {
    const float rows =
        scene.look.size.banner_row * static_cast<float>(banner.rows.size() + (banner.head_above ? 1 : 0));
    const float code = banner.code.empty() ? 0 : scene.look.font(Style::board_number).em_px;
    return std::max(rows, code) + scene.look.size.row_gap * 2;
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
        if (banner.code.empty()) {
            scene.canvas.triangle_up(x + size.shape / 2, top + size.banner_row / 2, size.shape,
                                     banner.pair->text);
            x += size.shape * 1.6F;
        } else {
            draw_code(scene, {x, y, code_width(scene), height}, banner.code, Style::board_number,
                      banner.pair->text);
            x += code_width(scene) + size.pad;
        }
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

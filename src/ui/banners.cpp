#include <algorithm>

#include "ui/draw_parts.h"
#include "ui/filter.h"
#include "ui/trouble_words.h"

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

// Red for what must be helped now, amber for what waits.
const Pair& pair_of(const Palette& colour, Trouble::Kind kind) {
    using Kind = Trouble::Kind;
    if (kind == Kind::hub_lost || kind == Kind::foreign_key) return colour.lost;
    const bool fault = kind == Kind::unpaired || kind == Kind::said || kind == Kind::disk ||
                       kind == Kind::hub_cannot_write || kind == Kind::box;
    return fault ? colour.fault : colour.waiting;
}

// How long the code on it still counts.
std::string code_left(const Scene& scene) {
    const PairingState& pairing = scene.model.pairing;
    if (pairing.code.empty() || pairing.until <= 0) return {};
    const TimeMs left_ms = std::max<TimeMs>(0, pairing.until - scene.kitchen_now + 999);
    return " · " + scene.words.fill(Say::pair_left, {std::to_string(left_ms / 1000)});
}

// Of everything that is wrong (station/troubles.h) what the people at the tickets have to know.
std::vector<Banner> banners_of(const Scene& scene) {
    std::vector<Banner> banners;
    for (const Trouble& trouble :
         troubles(scene.model, {scene.sound == SoundState::no_speaker, false}, scene.kitchen_now)) {
        if (!trouble.banner || !scene.model.known) continue;
        TroubleWords says =
            trouble_words(trouble, scene.words, scene.model, scene.legible, scene.kitchen_now);
        const bool pairs = trouble.kind == Trouble::Kind::unpaired;
        if (pairs) says.head += code_left(scene);
        if (trouble.kind == Trouble::Kind::hub_connecting) says.head.clear();
        add(scene, says.head, says.text, pair_of(scene.look.colour, trouble.kind), banners,
            pairs ? scene.model.pairing.code : "");
    }
    return banners;
}

float height_of(const Scene& scene, const Banner& banner) {
    const float rows =
        scene.look.size.banner_row * static_cast<float>(banner.rows.size() + (banner.head_above ? 1 : 0));
    const float code = banner.code.empty() ? 0 : scene.look.font(Style::board_number).em_px;
    return std::max(rows, code) + scene.look.size.row_gap * 2;
}

// Why no card is to be seen. Only where nothing is open is all done.
struct Calm {
    std::string title, text;
    bool done = false;
};

Calm calm_words(const Scene& scene) {
    const ScreenModel& model = scene.model;
    const Words& words = scene.words;
    if (!model.known) return {words(Say::waiting_title), words.fill(Say::waiting_text, {model.hub_address})};
    if (model.tickets.empty()) return {words(Say::all_done), words(Say::all_done_text), true};
    const std::size_t hidden = hidden_by_filter(model, scene.kitchen_now).all;
    if (hidden == model.tickets.size())
        return {words.fill(Say::all_hidden, {std::to_string(hidden)}),
                words.fill(Say::all_hidden_text, {services_shown(model, words)})};
    return {words(Say::batches_none),
            words.fill(Say::batches_none_text, {std::to_string(model.tickets.size() - hidden)})};
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
    const auto [title, text, done] = calm_words(scene);
    const float middle = area.x + area.width / 2, top = area.y + area.height * 0.42F;
    if (!done)
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

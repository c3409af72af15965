#include <algorithm>

#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

std::size_t count_late(const Scene& scene) {
    return static_cast<std::size_t>(std::count_if(
        scene.model.tickets.begin(), scene.model.tickets.end(), [&](const ScreenTicket& ticket) {
            return age_of(ticket, scene.model.station, scene.kitchen_now) == Age::late;
        }));
}

std::size_t count_ready(const ScreenModel& model) {
    return static_cast<std::size_t>(std::count_if(model.tickets.begin(), model.tickets.end(),
                                                  [](const ScreenTicket& ticket) { return ticket.ready; }));
}

std::size_t count_unseen(const ScreenModel& model) {
    return static_cast<std::size_t>(
        std::count_if(model.tickets.begin(), model.tickets.end(),
                      [](const ScreenTicket& ticket) { return !ticket.undelivered.empty(); }));
}

std::size_t count_from(const ScreenModel& model) {
    return static_cast<std::size_t>(std::count_if(model.tickets.begin(), model.tickets.end(),
                                                  [](const ScreenTicket& ticket) { return !ticket.from.empty(); }));
}

// Writes facts from the left, each if it still has room before `end`.
struct Facts {
    const Scene& scene;
    float x, baseline, end;

    void add(const std::string& strong, const std::string& plain, Colour colour, bool plain_first = false) {
        Canvas& canvas = scene.canvas;
        const float space = scene.look.size.row_gap * 1.3F;
        const float width =
            canvas.width(Style::strip_strong, strong) + space + canvas.width(Style::strip, plain);
        if (x + width > end) return;
        const Colour quiet = scene.look.colour.quiet;
        if (plain_first) x = canvas.text(x, baseline, Style::strip, quiet, plain) + space;
        x = canvas.text(x, baseline, Style::strip_strong, colour, strong);
        if (!plain_first && !plain.empty()) x = canvas.text(x + space, baseline, Style::strip, quiet, plain);
        x += scene.look.size.between;
    }
};

// The clock ticks, so that a screen that stands still is seen to stand still.
void add_live_mark(Facts& facts, float middle) {
    const Scene& scene = facts.scene;
    const Sizes& size = scene.look.size;
    const float dot = size.dot * 2, begin = facts.x - size.between / 2;
    if (scene.model.link == Link::live)
        scene.canvas.dot(facts.x + dot / 2, middle, dot, scene.look.colour.live);
    else
        scene.canvas.ring(facts.x + dot / 2, middle, dot * 1.1F, scene.look.colour.alert[2], size.stroke);
    facts.x += dot + size.row_gap * 1.5F;
    const std::string time = clock_time(scene.local(scene.kitchen_now), true);
    if (scene.model.clock_known)
        facts.add(time, "", scene.look.colour.text);
    else
        facts.x += scene.canvas.width(Style::strip_strong, time) + size.between;
    // Every kind of station has this place to touch; a narrow one has no room for the key in the lower strip.
    scene.hits.push_back({{begin, 0, facts.x - begin, size.strip}, Hit::Kind::function, {}, {}, 1,
                          Function::devices});
}

void add_counts(Facts& facts, float middle) {
    const Scene& scene = facts.scene;
    const ScreenModel& model = scene.model;
    const Palette& colour = scene.look.colour;
    std::string open = scene.words(Say::open);
    if (model.link != Link::live)
        open += ", " + scene.words.fill(Say::as_of, {clock_time(scene.local(model.as_of), true)});
    facts.add(std::to_string(model.tickets.size()), open, colour.text);
    if (const std::size_t late = count_late(scene)) {
        const float shape = scene.look.size.shape;
        draw_age(scene.canvas, Age::late, facts.x + shape / 2, middle, shape, colour.alert[2]);
        facts.x += shape * 1.3F;
        facts.add(std::to_string(late) + " " + scene.words(Say::late), "", colour.alert[2]);
    }
    if (const std::size_t unseen = count_unseen(model)) {
        const float shape = scene.look.size.shape;
        scene.canvas.triangle_up(facts.x + shape / 2, middle, shape, colour.alert[2]);
        facts.x += shape * 1.3F;
        facts.add(std::to_string(unseen) + " " + scene.words(Say::not_seen), "", colour.alert[2]);
    }
    if (const std::size_t from = count_from(model))
        facts.add(std::to_string(from), scene.words(Say::from_count), colour.note);
    if (model.station.kind == StationKind::expo)
        facts.add(std::to_string(count_ready(model)), scene.words(Say::ready), colour.text);
    if (model.median_ms)
        facts.add(short_minutes(*model.median_ms), scene.words(Say::this_hour), colour.text, true);
}

// A long name yields to smaller letters on two rows.
float draw_name(const Scene& scene, const std::string& name) {
    const Sizes& size = scene.look.size;
    const float room = scene.width * 0.3F;
    if (scene.canvas.width(Style::title, name) <= room)
        return scene.canvas.text(size.margin + size.row_gap, scene.canvas.middle(Style::title, 0, size.strip),
                                 Style::title, scene.look.colour.text, name);
    const Measure measure = [&](Style style, std::string_view text) {
        return scene.canvas.width(style, text);
    };
    float end = 0;
    const std::vector<std::string> rows = wrap(measure, Style::tag, name, room);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, rows.size()); ++i)
        end = std::max(
            end, scene.canvas.text(
                     size.margin,
                     scene.canvas.middle(Style::tag, size.strip / 2 * static_cast<float>(i), size.strip / 2),
                     Style::tag, scene.look.colour.text, rows[i]));
    return end;
}

// Whose presses these are, beside the station's name, where somebody has said so. A touch on the two asks who
// is there, or signs out.
float draw_cook(const Scene& scene, float x) {
    const Sizes& size = scene.look.size;
    const CookState& cook = scene.model.cook;
    if (!cook.name.empty()) {
        const Style style = Style::strip_strong;
        const float room = scene.width * 0.14F;
        std::string text = scene.words.fill(Say::cook_bumps, {cook.name});
        if (scene.canvas.width(style, text) > room) text = cut(scene.canvas, style, cook.name, room);
        x = scene.canvas.text(x + size.between, scene.canvas.middle(style, 0, size.strip), style,
                              scene.look.colour.text, text);
    }
    if (!cook.owned)
        scene.hits.push_back(
            {{0, 0, x + size.between / 2, size.strip}, Hit::Kind::function, {}, {}, 1, Function::cook});
    return x;
}

}  // namespace

void draw_top_strip(const Scene& scene) {
    const Sizes& size = scene.look.size;
    const bool board = scene.model.station.kind == StationKind::board;
    scene.canvas.fill({0, 0, scene.width, size.strip}, scene.look.colour.strip);
    const float baseline = scene.canvas.middle(Style::strip, 0, size.strip),
                right = scene.width - size.margin - size.row_gap;
    const std::string page =
        std::to_string(scene.view.page + 1) + " / " + std::to_string(std::max(1, scene.placement.pages()));
    float end = right;
    if (!board) {
        scene.canvas.text_right(right, baseline, Style::strip_strong, scene.look.colour.text, page);
        end -= scene.canvas.width(Style::strip_strong, page) + size.pad;
        scene.canvas.text_right(end, baseline, Style::strip, scene.look.colour.quiet, scene.words(Say::page));
        end -= scene.canvas.width(Style::strip, scene.words(Say::page)) + size.pad;
    }
    float x = draw_name(scene, capitals(board ? scene.model.kitchen : scene.model.station.name));
    if (!board) x = draw_cook(scene, x);
    Facts facts{scene, x + size.between, baseline, end};
    add_live_mark(facts, size.strip / 2);
    if (scene.model.known && !board) add_counts(facts, size.strip / 2);
}

}  // namespace brigade::ui

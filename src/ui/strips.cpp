#include <algorithm>

#include "ui/draw_parts.h"
#include "ui/filter.h"

namespace brigade::ui {
namespace {

std::size_t count_late(const Scene& scene) {
    return static_cast<std::size_t>(std::count_if(
        scene.model.tickets.begin(), scene.model.tickets.end(),
        [&](const ScreenTicket& ticket) { return age_of(ticket, scene.kitchen_now) == Age::late; }));
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
    return static_cast<std::size_t>(
        std::count_if(model.tickets.begin(), model.tickets.end(),
                      [](const ScreenTicket& ticket) { return !ticket.from.empty(); }));
}

// Writes facts from the left, each if it still has room before `end`.
struct Facts {
    const Scene& scene;
    float x, baseline, end;

    void add(const std::string& strong, const std::string& plain, Colour colour) {
        Canvas& canvas = scene.canvas;
        const float space = scene.look.size.row_gap * 1.3F;
        const float width =
            canvas.width(Style::strip_strong, strong) + space + canvas.width(Style::strip, plain);
        if (x + width > end) return;
        x = canvas.text(x, baseline, Style::strip_strong, colour, strong);
        if (!plain.empty())
            x = canvas.text(x + space, baseline, Style::strip, scene.look.colour.quiet, plain);
        x += scene.look.size.between;
    }
    struct Part {
        std::string text;
        bool strong = false;
    };
    // Several that make one fact: all of them, or none and false.
    bool add_parts(const std::vector<Part>& parts) {
        const float space = scene.look.size.row_gap * 1.3F;
        float width = -space;
        for (const Part& part : parts) width += space + scene.canvas.width(style_of(part), part.text);
        if (x + width > end) return false;
        for (const Part& part : parts) {
            const Colour colour = part.strong ? scene.look.colour.text : scene.look.colour.quiet;
            x = scene.canvas.text(x, baseline, style_of(part), colour, part.text) + space;
        }
        x += scene.look.size.between - space;
        return true;
    }
    static Style style_of(const Part& part) { return part.strong ? Style::strip_strong : Style::strip; }
    float marked_width(const std::string& strong) const {
        const float space = scene.look.size.row_gap * 1.3F;
        return scene.look.size.shape * 1.3F + scene.canvas.width(Style::strip_strong, strong) + space;
    }
    // With a shape before it, drawn by `draw` around a middle: both or neither.
    template <class Draw>
    void add_marked(const std::string& strong, Colour colour, Draw draw) {
        if (x + marked_width(strong) > end) return;
        const float shape = scene.look.size.shape;
        draw(x + shape / 2, shape);
        x += shape * 1.3F;
        add(strong, "", colour);
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
    scene.hits.push_back(
        {{begin, 0, facts.x - begin, size.strip}, Hit::Kind::function, {}, {}, 1, Function::devices});
}

// Why nothing is heard. Guests read a board: what its people have chosen is not told there.
void add_sound_mark(Facts& facts, float middle) {
    const Scene& scene = facts.scene;
    const bool missing = scene.sound == SoundState::no_speaker;
    if (scene.sound == SoundState::on || (scene.model.station.kind == StationKind::board && !missing)) return;
    const Colour colour = missing ? scene.look.colour.alert[2] : scene.look.colour.quiet;
    const float shape = scene.look.size.shape * 1.2F;
    scene.canvas.silent(facts.x + shape / 2, middle, shape, colour, scene.look.size.stroke);
    facts.x += shape * 1.3F;
    const TimeMs until = scene.model.settings.quiet_until_min * TimeMs{60'000};
    const std::string text = missing ? scene.words(Say::no_sound)
                             : scene.sound == SoundState::muted
                                 ? scene.words(Say::sound_muted)
                                 : scene.words.fill(Say::sound_quiet, {clock_time(until, false)});
    facts.add(text, "", colour);
}

// A touch lists them.
void add_parked(Facts& facts) {
    const Scene& scene = facts.scene;
    if (scene.model.parked.empty()) return;
    const float begin = facts.x;
    facts.add(std::to_string(scene.model.parked.size()), scene.words(Say::parked_count),
              scene.look.colour.note);
    if (facts.x > begin)
        scene.hits.push_back(
            {{begin - scene.look.size.between / 2, 0, facts.x - begin, scene.look.size.strip},
             Hit::Kind::parked,
             {},
             {},
             1,
             Function::none});
}

void add_counts(Facts& facts, float middle) {
    const Scene& scene = facts.scene;
    const ScreenModel& model = scene.model;
    const Palette& colour = scene.look.colour;
    std::string open = scene.words(Say::open);
    if (model.link != Link::live)
        open += ", " + scene.words.fill(Say::as_of, {clock_time(scene.local(model.as_of), true)});
    const std::size_t late = count_late(scene), unseen = count_unseen(model);
    const std::string late_text = std::to_string(late) + " " + scene.words(Say::late);
    const std::string unseen_text = std::to_string(unseen) + " " + scene.words(Say::not_seen);
    float kept = 0;
    if (late > 0) kept += facts.marked_width(late_text) + scene.look.size.between;
    if (unseen > 0) kept += facts.marked_width(unseen_text) + scene.look.size.between;
    facts.end -= kept;  // where there is no room for all, how many are open is the lesser news
    facts.add(std::to_string(model.tickets.size()), open, colour.text);
    facts.end += kept;
    if (late > 0)
        facts.add_marked(late_text, colour.alert[2], [&](float x, float shape) {
            draw_age(scene.canvas, Age::late, x, middle, shape, colour.alert[2]);
        });
    if (unseen > 0)
        facts.add_marked(unseen_text, colour.alert[2], [&](float x, float shape) {
            scene.canvas.triangle_up(x, middle, shape, colour.alert[2]);
        });
    add_parked(facts);
    if (const std::size_t from = count_from(model))
        facts.add(std::to_string(from), scene.words(Say::from_count), colour.note);
    if (model.station.kind == StationKind::expo)
        facts.add(std::to_string(count_ready(model)), scene.words(Say::ready), colour.text);
}

// Counted by the hub, of the last 60 minutes: as much of it as has room, the median last to go.
void add_last_hour(Facts& facts) {
    const Scene& scene = facts.scene;
    const Words& words = scene.words;
    const std::optional<LastHour> hour = last_hour(scene.model, scene.kitchen_now);
    if (!hour) return;
    using Part = Facts::Part;
    const Part head{words(Say::figures_last_hour), false};
    const std::string count = std::to_string(hour->tickets);
    const Part tickets{
        hour->tickets == 1 ? words(Say::batch_ticket) : words.fill(Say::batch_tickets, {count}), true};
    std::vector<Part> all{head, tickets}, few{head}, least{head};
    if (hour->median_ms) {
        const Part median{short_minutes(*hour->median_ms), true};
        all.insert(all.end(), {{"· " + words(Say::figures_median), false}, median});
        few.push_back(median), least.push_back(median);
    } else {
        few.push_back(tickets), least.push_back(tickets);
    }
    if (hour->late > 0)
        for (auto* parts : {&all, &few})
            parts->insert(parts->end(),
                          {{"·", false}, {std::to_string(hour->late) + " " + words(Say::late), true}});
    if (!facts.add_parts(all) && !facts.add_parts(few)) facts.add_parts(least);
}

// What people have set so that less is to be seen than there is: never overlooked, and a touch leads out of
// it.
void add_label(Facts& facts, const std::string& text, const std::string& shorter, Function leads_to) {
    const Scene& scene = facts.scene;
    const Sizes& size = scene.look.size;
    const Pair& pair = scene.look.colour.fault;
    const float room = facts.end - facts.x - 2 * size.pad;
    const bool all = scene.canvas.width(Style::strip_strong, text) <= room;
    const std::string words = all ? text : cut(scene.canvas, Style::strip_strong, shorter, room);
    const float width = scene.canvas.width(Style::strip_strong, words) + 2 * size.pad;
    const Rect box{facts.x, size.row_gap, width, size.strip - 2 * size.row_gap};
    scene.canvas.fill(box, pair.ground, size.key_radius);
    scene.canvas.text_centred(box, Style::strip_strong, pair.text, words);
    scene.hits.push_back({{box.x, 0, width, size.strip}, Hit::Kind::function, {}, {}, 1, leads_to});
    facts.x = box.right() + size.between / 2;
}

void add_filter(Facts& facts) {
    const Scene& scene = facts.scene;
    if (!filters(scene.model)) return;
    const HiddenTickets hidden = hidden_by_filter(scene.model, scene.kitchen_now);
    std::string counts;
    if (hidden.all > 0) counts = " · " + scene.words.fill(Say::filter_hidden, {std::to_string(hidden.all)});
    if (hidden.late > 0) counts += " · " + std::to_string(hidden.late) + " " + scene.words(Say::late);
    const std::string services = capitals(services_shown(scene.model, scene.words));
    add_label(facts, scene.words.fill(Say::only_services, {services}) + counts,
              scene.words(Say::filter_short) + counts, Function::filter);
}

void add_batches(Facts& facts) {
    const Scene& scene = facts.scene;
    if (!scene.view.batches) return;
    const auto changed =
        std::count_if(scene.model.tickets.begin(), scene.model.tickets.end(), has_unseen_change);
    const std::string& leave = scene.words(Say::batches_leave);
    const std::string news = changed > 0
                                 ? " · " + scene.words.fill(Say::batches_changed, {std::to_string(changed)})
                                 : std::string();
    add_label(facts, scene.words(Say::batches_label) + news + " · " + leave, leave + news, Function::view);
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
// is there, or signs out; a finger that rests there opens the setup page.
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
    float x = draw_name(scene, capitals(board ? scene.model.kitchen : scene.model.station.name));
    if (!board) x = draw_cook(scene, x);
    float end = right;
    if (!board) {
        scene.canvas.text_right(right, baseline, Style::strip_strong, scene.look.colour.text, page);
        end -= scene.canvas.width(Style::strip_strong, page) + size.pad;
        // On a narrow strip the word yields to the clock and to what is late.
        const float word = scene.canvas.width(Style::strip, scene.words(Say::page)) + size.pad;
        const float facts_room =
            scene.canvas.width(Style::strip_strong, "00:00:00 00 " + scene.words(Say::late)) +
            3 * size.between + size.dot * 2 + size.shape;
        if (x + facts_room + word <= end) {
            scene.canvas.text_right(end, baseline, Style::strip, scene.look.colour.quiet,
                                    scene.words(Say::page));
            end -= word;
        }
    }
    const bool asks = !board && !scene.model.cook.owned;
    Hit name{{0, 0, x + size.between / 2, size.strip}, Hit::Kind::function, {}, {}, 1,
             asks ? Function::cook : Function::none};
    name.rests = Function::setup;
    scene.hits.push_back(name);
    Facts facts{scene, x + size.between, baseline, end};
    add_live_mark(facts, size.strip / 2);
    if (scene.model.known && !board) {
        add_filter(facts);
        add_batches(facts);
    }
    add_sound_mark(facts, size.strip / 2);
    if (!scene.model.known || board) return;
    add_counts(facts, size.strip / 2);
    add_last_hour(facts);
}

}  // namespace brigade::ui

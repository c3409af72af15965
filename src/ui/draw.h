// The things a screen is made of. Each function draws one of them from what the scene says, and adds the
// places that can be touched; none changes anything else.
#pragma once

#include <vector>

#include "station/screen_model.h"
#include "ui/batches.h"
#include "ui/canvas.h"
#include "ui/frame.h"
#include "ui/legible.h"
#include "ui/rows.h"
#include "ui/sound_state.h"
#include "ui/words.h"

namespace brigade::ui {

struct Scene {
    Canvas& canvas;
    const Look& look;
    const Words& words;
    const ScreenModel& model;
    const View& view;
    const Placement& placement;
    const Composer& composer;
    float width, height;
    TimeMs kitchen_now;
    std::vector<Hit>& hits;
    SoundState sound = SoundState::on;
    Legible legible = {};
    const Words* also = nullptr;  // a second language, for what everybody must understand; null: none

    TimeMs local(TimeMs kitchen) const {
        return kitchen + model.wall_offset_ms + model.utc_offset_min * TimeMs{60'000};
    }
};

Age age_of(const ScreenTicket& ticket, TimeMs kitchen_now);
// How long it has been here; of one with a promise that can still be kept, how long until then ("−12:30"),
// and how long it is over ("+02:10").
std::string age_text(const ScreenTicket& ticket, TimeMs kitchen_now);

// A circle, a triangle, a diamond: age is never told by colour alone.
void draw_age(Canvas& canvas, Age age, float x, float y, float size, Colour colour);
// Presses on it that the hub has not confirmed yet.
void draw_pending(const Scene& scene, float right, float y, Colour colour);

void draw_top_strip(const Scene& scene);
void draw_bottom_strip(const Scene& scene);
// What is wrong, full width from `y` on; returns the height that it took.
float draw_banners(const Scene& scene, float y);
float banners_height(const Scene& scene);
// In place of tickets: nothing is known yet, or nothing is open.
void draw_calm(const Scene& scene, const Rect& area);
void draw_recall(const Scene& scene, const Rect& area);
void draw_devices(const Scene& scene, const Rect& area);
void draw_sign_in(const Scene& scene, const Rect& area);
void draw_setup(const Scene& scene, const Rect& area);
void draw_learn(const Scene& scene, const Rect& area);
void draw_menu(const Scene& scene, const Rect& area);
void draw_entry(const Scene& scene, const Rect& area);
// Returns how many pages it has.
std::size_t draw_all_day(const Scene& scene, const Rect& area);
// In place of the tickets, or over them.
void draw_figures(const Scene& scene, const Rect& area);
// Over everything: the panel is being wiped.
void draw_lock(const Scene& scene, const Rect& area, DurationMs left_ms);
// In place of tickets while there are none: the code to be typed at the hub, or why nothing is sent there.
void draw_pairing_page(const Scene& scene, const Rect& area);
// In place of everything: why this screen does not start, in both languages.
void draw_start_fault(const Scene& scene, const Rect& area);
// Over everything, full width: which screen this is.
bool identifies(const Scene& scene);
void draw_identify(const Scene& scene, const Rect& area);

// At an expo: an order that a station has not seen.
bool alarms(const Scene& scene);
// What flashes (identify, and an alarm) is lit or dark; and when that changes.
bool lit(TimeMs kitchen_now);
TimeMs next_flash_ms(TimeMs kitchen_now);
// Numbers for guests; returns the order ids of those that found room.
std::vector<std::string> draw_board(const Scene& scene, const Rect& area);

struct Card {
    const ScreenTicket& ticket;
    const Sheet& sheet;
    const Place& place;
    std::size_t part;
    Rect area;
};
void draw_card(const Scene& scene, const Card& card);

struct BatchPicture {
    const BatchCard& card;
    const Sheet& sheet;
    const Place& place;
    std::size_t part;
    Rect area;
};
void draw_batch(const Scene& scene, const BatchPicture& picture);

void draw_header(const Scene& scene, const Card& card);
void draw_row(const Scene& scene, const Card& card, const Row& row, const Rect& area);
// Behind every row of a line: the mark of the chosen one; the whole can be touched.
void draw_line_ground(const Scene& scene, const Card& card, const Row& row, const Rect& area);
void draw_line_row(const Scene& scene, const Card& card, const Row& row, const Rect& area);
void draw_modifier_row(const Scene& scene, const Card& card, const Row& row, const Rect& area);
// From `x` on, with the sign of its kind: "– onion", "+ cheese", "→ oat milk".
void draw_modifier(const Scene& scene, ModifierKind kind, const Row& row, float x, const Rect& area,
                   bool dimmed);
void draw_expo_row(const Scene& scene, const Card& card, const Row& row, const Rect& area);
void draw_foot_row(const Scene& scene, const Row& row, const Rect& area);

}  // namespace brigade::ui

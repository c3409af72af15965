// One whole picture: the model, the view and the time in; what was drawn and can be touched out. UI thread.
//
// From second to second only clocks differ, so two things are kept from picture to picture besides where
// tickets stand:
//   - The sheets, for as long as all that compose() is given is the same (Basis), and the words. A model
//   never changes
//     once it is published, so the very same one is the same; it is held here, so no other comes to lie in
//     its place. No time is in it: what a clock says is written when a card is drawn.
//   - That a placement has come to rest: place() was given these sheets, this room and the same answer to
//   refills(),
//     and nothing moved. It asks for nothing else, so nothing would move the next time.
#pragma once

#include <optional>

#include "ui/draw.h"
#include "ui/layout.h"

namespace brigade::ui {

class Screen {
  public:
    Screen(const Look& look, const Words& words) : look_(look), words_(words) {}

    // Puts the tickets of a model, or what is alike on them, where they belong; before the controls settle
    // and the picture is drawn.
    void arrange(Canvas& canvas, ScreenModelPtr model, float width, float height, TimeMs now_ms,
                 TimeMs pressed_at_ms, bool batches = false);
    Frame draw(Canvas& canvas, const View& view, TimeMs now_ms) const;

    const Placement& placement() const { return batches_ ? batch_placement_ : placement_; }
    void set_look(const Look& look) { look_ = look; }
    void set_sound(SoundState sound) { sound_ = sound; }
    void set_words(const Words& words) { words_ = words, composed_from_ = {}; }
    // The second language of what everybody must understand.
    void set_also(const Words& words) { also_ = words; }
    void set_legible(const Legible& legible) { legible_ = legible; }

  private:
    struct Basis {
        ScreenModelPtr model;
        ShapedPtr letters;  // Canvas::letters()
        Sizes size{};
        float card_width = 0;
        bool batches = false;

        bool operator==(const Basis&) const = default;
    };
    struct Rest {
        Area area;
        bool refill = false;

        bool operator==(const Rest&) const = default;
    };

    void compose_sheets(const Canvas& canvas);
    void place_sheets(const Area& area, TimeMs now_ms, TimeMs pressed_at_ms);
    void draw_cards(const Scene& scene, Frame& frame) const;
    void draw_batches(const Scene& scene, Frame& frame) const;
    Rect area_of(const Part& part) const;

    Look look_;
    Words words_;
    std::optional<Words> also_;
    ScreenModelPtr model_;
    SoundState sound_ = SoundState::on;
    Legible legible_;
    Basis composed_from_;        // the sheets
    std::optional<Rest> rests_;  // the placement in use
    std::vector<Sheet> sheets_;
    std::vector<BatchCard> batch_cards_;
    Placement placement_, batch_placement_;
    bool batches_ = false;
    float width_ = 0, height_ = 0, card_width_ = 0, top_ = 0;
};

}  // namespace brigade::ui

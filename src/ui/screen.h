// One whole picture: the model, the view and the time in; what was drawn and can be touched out. Only the
// placement is remembered from picture to picture. UI thread.
#pragma once

#include "ui/draw.h"
#include "ui/layout.h"

namespace brigade::ui {

class Screen {
  public:
    Screen(const Look& look, const Words& words) : look_(look), words_(words) {}

    // Puts the tickets of a model where they belong; before the controls settle and the picture is drawn.
    void arrange(Canvas& canvas, ScreenModelPtr model, float width, float height, TimeMs now_ms,
                 TimeMs pressed_at_ms);
    Frame draw(Canvas& canvas, const View& view, TimeMs now_ms) const;

    const Placement& placement() const { return placement_; }
    void set_look(const Look& look) { look_ = look; }

  private:
    void draw_cards(const Scene& scene, Frame& frame) const;

    Look look_;
    Words words_;
    ScreenModelPtr model_;
    std::vector<Sheet> sheets_;
    Placement placement_;
    float width_ = 0, height_ = 0, card_width_ = 0, top_ = 0;
};

}  // namespace brigade::ui

// A hand in front of a stage: presses and touches as people make them, at what is really drawn.
#pragma once

#include "screens/stage.h"

namespace brigade::screens {

struct RealHand {
    Stage stage;
    ModelPtr model;

    explicit RealHand(ModelPtr shown, int width = 1920, int height = 1080)
        : stage(Stage::open(width, height)),
          model(std::move(shown)) {
        stage.now_ms = 10'000;
        show();
        later(1'000);
    }

    std::vector<Drawn> show() { return stage.show(model); }
    std::vector<Drawn> later(DurationMs ms) {
        stage.now_ms += ms;
        return show();
    }
    // After what the finger looks at has been there long enough.
    std::optional<Action> press(ui::Function function) {
        later(ui::debounce_ms);
        auto action = stage.controls.press(function, stage.now_ms);
        show();
        return action;
    }
    const ui::View& view() const { return stage.controls.view(); }
    // The first place that this holds for; it must be there.
    template <class Test>
    ui::Rect place(Test test) const {
        for (auto hit = stage.frame.hits.rbegin(); hit != stage.frame.hits.rend(); ++hit)
            if (test(*hit)) return hit->area;
        return {};
    }
    ui::Rect key(ui::Function function) const {
        return place([&](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::function && hit.function == function;
        });
    }
    ui::Rect item(ui::Function function) const {
        return place([&](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::menu_item && hit.function == function;
        });
    }
    ui::Rect item(const std::string& id) const {
        return place(
            [&](const ui::Hit& hit) { return hit.kind == ui::Hit::Kind::menu_item && hit.order_id == id; });
    }
    ui::Rect header(const std::string& order_id) const {
        return place([&](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::header && hit.order_id == order_id;
        });
    }
    std::optional<Action> tap(const ui::Rect& area) {
        later(ui::debounce_ms);
        const float x = area.x + area.width / 2, y = area.y + area.height / 2;
        stage.controls.touch(x, y, stage.now_ms);
        auto action = stage.controls.release(x, y, stage.now_ms);
        show();
        return action;
    }
    std::optional<Action> swipe(float from_x, float from_y, float to_x, float to_y) {
        later(ui::debounce_ms);
        stage.controls.touch(from_x, from_y, stage.now_ms);
        auto action = stage.controls.release(to_x, to_y, stage.now_ms);
        show();
        return action;
    }
    // A finger that rests there for so long, still down.
    void rest(const ui::Rect& area, DurationMs ms) {
        later(ui::debounce_ms);
        stage.controls.touch(area.x + area.width / 2, area.y + area.height / 2, stage.now_ms);
        later(ms);
    }
    std::optional<Action> lift(const ui::Rect& area) {
        auto action = stage.controls.release(area.x + area.width / 2, area.y + area.height / 2, stage.now_ms);
        show();
        return action;
    }
    void leave(const std::string& order_id) {
        std::erase_if(model->tickets,
                      [&](const ScreenTicket& ticket) { return ticket.order_id == order_id; });
        ++model->seq;
        show();
    }
};

}  // namespace brigade::screens

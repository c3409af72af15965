#include "screens/stage.h"

#include "screens/locale.h"

namespace brigade::screens {

Stage Stage::open(int width, int height, const std::string& language) {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = width;
    options.height_px = height;
    auto window = ui::Window::open(options);
    BRIGADE_CHECK(bool(window), "a headless window opens everywhere");
    auto words = words_of(language);
    BRIGADE_CHECK(bool(words), "the locale is whole");
    const ui::Look look = (*window)->look();
    return {*std::move(window), *words, ui::Screen(look, *words), {}, {}, {}, 0};
}

std::vector<Drawn> Stage::show(const ModelPtr& model) {
    const auto shown = std::make_shared<ScreenModel>(*model);
    window->present([&](ui::Canvas& canvas) {
        screen.arrange(canvas, shown, window->width(), window->height(), now_ms, controls.pressed_at_ms());
        controls.settle(*shown, screen.placement(), now_ms);
        frame = screen.draw(canvas, controls.view(), now_ms);
    });
    std::vector<Drawn> news = drawn.note(frame, screen.placement());
    controls.presented(frame, now_ms);
    return news;
}

std::optional<Action> Stage::settle(const ModelPtr& model) {
    return controls.settle(*model, screen.placement(), now_ms);
}

std::optional<Action> Stage::press(ui::Function function, const ModelPtr& model) {
    auto action = controls.press(function, now_ms);
    show(model);
    return action;
}

}  // namespace brigade::screens

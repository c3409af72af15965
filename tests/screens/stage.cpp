#include "screens/stage.h"

#include <catch2/catch_test_macros.hpp>

#include "screens/locale.h"

namespace brigade::screens {

namespace {

ui::WindowOptions in_memory(int width, int height) {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = width;
    options.height_px = height;
    return options;
}

}  // namespace

std::unique_ptr<ui::Ui> open_ui(Mailbox& mailbox) {
    auto words = words_of("en");
    BRIGADE_CHECK(bool(words), "the locale is whole");
    auto opened = ui::Ui::open(in_memory(960, 540), {{mailbox, *words}});
    BRIGADE_CHECK(bool(opened), "a headless window opens everywhere");
    return *std::move(opened);
}

Stage Stage::open(int width, int height, const std::string& language) {
    auto window = ui::Window::open(in_memory(width, height));
    BRIGADE_CHECK(bool(window), "a headless window opens everywhere");
    (*window)->wait_for_fonts();
    auto words = words_of(language);
    BRIGADE_CHECK(bool(words), "the locale is whole");
    const ui::Look look = (*window)->look();
    Stage stage{*std::move(window), *words, ui::Screen(look, *words), {}, {}, {}, 0};
    stage.screen.set_also(*words_of(language == "en" ? "id" : "en"));
    return stage;
}

std::vector<Drawn> Stage::show(const ModelPtr& model) {
    const auto shown = std::make_shared<ScreenModel>(*model);
    window->present([&](ui::Canvas& canvas) {
        screen.arrange(canvas, shown, window->width(), window->height(), now_ms, controls.pressed_at_ms(),
                       controls.view().batches);
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

std::string Stage::picture() const {
    const auto pixels = window->picture();
    REQUIRE(bool(pixels));
    auto png = ui::png_of(*pixels);
    REQUIRE(bool(png));
    return *std::move(png);
}

}  // namespace brigade::screens

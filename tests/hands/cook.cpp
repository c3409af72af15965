#include "hands/cook.h"

#include <catch2/catch_test_macros.hpp>

#include "app/locale.h"

namespace brigade::hands {
namespace {

std::unique_ptr<ui::Window> a_window() {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = 1280;
    options.height_px = 720;
    auto window = ui::Window::open(options);
    REQUIRE(window);
    return *std::move(window);
}

ui::Words words() {
    auto loaded = load_words("en");
    REQUIRE(loaded);
    return *std::move(loaded);
}

}  // namespace

Cook::Cook(net::EventLoop& loop, Mailbox& mailbox)
    : now_ms_(loop.now_ms()),
      loop_(loop),
      mailbox_(mailbox),
      window_(a_window()),
      words_(words()),
      screen_(window_->look(), words_),
      speaker_(ui::open_sound(true)),
      sound_(speaker_) {
    look();
}

void Cook::draw() {
    const ScreenModelPtr model = mailbox_.newest();
    REQUIRE(model);
    std::optional<Action> settled;
    window_->dress(model->settings.theme, model->settings.density,
                   {model->settings.distance_m, model->settings.diagonal_in});
    screen_.set_look(window_->look());
    screen_.set_legible(window_->legible());
    screen_.set_sound(sound_.state(*model, now_ms_));
    window_->present([&](ui::Canvas& canvas) {
        screen_.arrange(canvas, model, window_->width(), window_->height(), now_ms_,
                        controls_.pressed_at_ms());
        if (auto action = controls_.settle(*model, screen_.placement(), now_ms_)) settled = std::move(action);
        frame_ = screen_.draw(canvas, controls_.view(), now_ms_);
    });
    controls_.presented(frame_, now_ms_);
    sound_.follow(*model, now_ms_);
    post(std::move(settled));
}

void Cook::look() {
    for (int i = 0; i < 2; ++i) {
        now_ms_ += 500;
        draw();
    }
    now_ms_ += 300;
}

bool Cook::wipe() {
    constexpr float step = 20;
    const ui::View before = view();
    bool acted = false;
    for (float y = step; y < frame_.height; y += step)
        for (float x = step; x < frame_.width; x += step) {
            controls_.touch(x, y, now_ms_);
            acted = controls_.release(x, y, now_ms_ + 1).has_value() || acted;
        }
    return acted || view().order_id != before.order_id || view().menu.open();
}

const ScreenTicket& Cook::ticket(const std::string& order) const {
    const ScreenTicket* found = frame_.ticket(order);
    REQUIRE(found);
    return *found;
}

std::vector<Trouble> Cook::troubles() const {
    const ui::Legible seen = window_->legible();
    const bool silent = sound_.state(*frame_.model, now_ms_) == ui::SoundState::no_speaker;
    return brigade::troubles(*frame_.model, {silent, seen.known && !seen.enough()},
                             now_ms_ + frame_.model->clock_offset_ms);
}

void Cook::post(std::optional<Action> action) {
    if (action) mailbox_.post(*std::move(action));
}

std::size_t Cook::place_in_menu(Function function, std::optional<bool> of_screen) const {
    const auto items = ui::menu_items(view().menu, *frame_.model);
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].function == function && items[i].of_screen == of_screen.value_or(items[i].of_screen))
            return i;
    FAIL("the menu does not offer " << word(function));
    return 0;
}

std::size_t Cook::place_in_menu(const std::string& id) const {
    const auto items = ui::menu_items(view().menu, *frame_.model);
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].id == id) return i;
    FAIL("the list does not offer " << id);
    return 0;
}

void Cook::teach(KeyCode key) {
    for (const KeyChange change : {KeyChange::pressed, KeyChange::released}) {
        now_ms_ += 60;
        for (const KeyCode code : {key, KeyCode{0}})
            post(controls_.raw({"usb-1.2/0461:0010", "ACME Bar", code, change, now_ms_}, now_ms_));
    }
    look();
}

}  // namespace brigade::hands

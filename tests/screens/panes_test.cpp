// Two stations on one panel: each is drawn, pressed and reported as if it had a panel to itself.
#include <SDL_events.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "screens/locale.h"
#include "screens/samples.h"
#include "ui/panes.h"
#include "ui/ui.h"

namespace brigade {
namespace {

constexpr int panel_width = 1280, panel_height = 720;

ui::WindowOptions shared_panel() {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = panel_width, options.height_px = panel_height;
    options.panes = 2;
    return options;
}

// A grill on the left, a fryer on the right.
struct TwoStations {
    Mailbox grill, fryer;
    TimeMs now_ms = 0;
    std::unique_ptr<ui::Ui> ui;

    TwoStations() {
        auto words = screens::words_of("en");
        REQUIRE(bool(words));
        auto opened = ui::Ui::open(shared_panel(), {{grill, *words}, {fryer, *words}});
        REQUIRE(bool(opened));
        ui = *std::move(opened);
        publish(grill, 4);
        publish(fryer, 3);
        turn();
        now_ms += 1'000;
    }
    static void publish(Mailbox& to, int tickets) {
        to.publish(std::make_shared<ScreenModel>(*screens::many(tickets)));
    }
    void turn() {
        ui->pane().press(ui::Function::none);  // ends the wait for the next second
        ui->turn([this] { return now_ms; });
    }
    static void finger(Uint32 kind, int x, int y) {
        SDL_Event event{};
        event.type = kind;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = x, event.button.y = y;
        SDL_PushEvent(&event);
    }
    static void key(SDL_Scancode code, SDL_Keycode symbol) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.scancode = code;
        event.key.keysym.sym = symbol;
        SDL_PushEvent(&event);
    }
    // On the right half.
    static void tap_beside_the_tickets() {
        finger(SDL_MOUSEBUTTONDOWN, panel_width - 40, panel_height / 2);
        finger(SDL_MOUSEBUTTONUP, panel_width - 40, panel_height / 2);
    }
    void press_return() {
        key(SDL_SCANCODE_RETURN, SDLK_RETURN);
        turn();
    }
};

bool is(const ui::PixelArea& area, const ui::PixelArea& expected) { return area == expected; }

TEST_CASE("a panel is halved along its longer side, with a gutter between") {
    const auto wide = ui::panes_of(1920, 1080, 2), upright = ui::panes_of(1080, 1920, 2);
    CHECK((is(wide[0], {0, 0, 958, 1080}) && is(wide[1], {962, 0, 1920, 1080})));
    CHECK((is(upright[0], {0, 0, 1080, 958}) && is(upright[1], {0, 962, 1080, 1920})));
    CHECK(is(ui::panes_of(1920, 1080, 1)[0], {0, 0, 1920, 1080}));
    CHECK(ui::pane_at(wide, 957, 500) == 0);
    CHECK(ui::pane_at(wide, 959, 500) == 0);
    CHECK(ui::pane_at(wide, 961, 500) == 1);
    CHECK(ui::pane_at(wide, 1919, -3) == 1);
}

TEST_CASE(
    "nothing that a pane draws lies beyond its border, and grounds reach it wherever the picture wanders") {
    std::vector<ui::Piece> pieces{
        {{0, 0, 100, 20}, {}, 1}, {{90, 5, 110, 15}, {40, 40, 60, 50}, 2}, {{120, 0, 130, 9}, {}, 3}};
    ui::put_on_glass(pieces, {200, 50, 300, 150}, {-2, 1});
    REQUIRE(pieces.size() == 2);
    CHECK(is(pieces[0].on, {200, 50, 300, 71}));
    CHECK(is(pieces[1].on, {288, 56, 300, 66}));
    CHECK(is(pieces[1].from, {40, 40, 52, 50}));
    std::vector<ui::Piece> before{{{-4, 0, 20, 10}, {10, 10, 34, 20}, 1}};
    ui::put_on_glass(before, {200, 50, 300, 150}, {});
    CHECK(is(before[0].on, {200, 50, 220, 60}));
    CHECK(is(before[0].from, {14, 10, 34, 20}));
}

TEST_CASE("what changes on one half of a panel changes no pixel of the other") {
    auto opened = ui::Window::open(shared_panel());
    REQUIRE(bool(opened));
    ui::Window& window = **opened;
    window.dress(Theme::light, Density::dense, {}, 1);
    const auto words = screens::words_of("en");
    std::vector<ui::Screen> screens{{window.look(0), *words}, {window.look(1), *words}};
    const auto picture = [&](const screens::ModelPtr& left, const screens::ModelPtr& right) {
        window.present([&](std::size_t pane, ui::Canvas& canvas) {
            screens[pane].arrange(canvas, pane == 0 ? left : right, window.width(pane), window.height(pane),
                                  0, 0);
            screens[pane].draw(canvas, {}, 0);
        });
        auto pixels = window.pixels();
        REQUIRE(bool(pixels));
        return *std::move(pixels);
    };
    const auto one = picture(screens::many(9), screens::grill()),
               other = picture(screens::marks(), screens::grill());
    const auto panes = ui::panes_of(panel_width, panel_height, 2);
    std::size_t left = 0, right = 0;
    for (int y = 0; y < panel_height; ++y)
        for (int x = 0; x < panel_width; ++x) {
            const auto at = static_cast<std::size_t>(y * panel_width + x) * 3;
            if (std::equal(one.begin() + static_cast<long>(at), one.begin() + static_cast<long>(at) + 3,
                           other.begin() + static_cast<long>(at)))
                continue;
            ++(x < panes[0].x2 ? left : right);
        }
    CHECK(left > 1'000);
    CHECK(right == 0);
    const auto pixel = [&](int x, int y) { return one[static_cast<std::size_t>(y * panel_width + x) * 3]; };
    CHECK(pixel(panes[0].x2, 600) == 0);
    CHECK(pixel(panes[1].x2 - 1, 600) == window.look(1).colour.ground.red);
}

TEST_CASE("two bump bars on one box: each presses on its own half, and undo is its own half's") {
    TwoStations panel;
    CHECK(panel.grill.take_presented().at(0).drawn.size() == 4);
    CHECK(panel.fryer.take_presented().at(0).drawn.size() == 3);
    panel.ui->pane(0).press(ui::position(2), 5'000);
    panel.ui->pane(1).press(ui::position(3), 5'000);
    panel.ui->pane(1).press(ui::Function::bump, 5'200);
    panel.ui->pane(0).press(ui::Function::bump, 5'200);
    panel.now_ms = 6'000;
    panel.turn();
    const auto grill = panel.grill.take_actions(), fryer = panel.fryer.take_actions();
    REQUIRE(grill.size() == 1);
    REQUIRE(fryer.size() == 1);
    CHECK(grill[0].order_id == "order-2");
    CHECK(fryer[0].order_id == "order-3");
    panel.ui->pane(1).press(ui::Function::undo, 6'500);
    panel.now_ms = 7'000;
    panel.turn();
    CHECK(panel.grill.take_actions().empty());
}

TEST_CASE("a finger means the half that it came down on, wherever it is lifted") {
    TwoStations panel;
    const int left = 100, right = panel_width / 2 + 100, y = 100;
    panel.finger(SDL_MOUSEBUTTONDOWN, right, y);
    panel.turn();
    panel.now_ms += 100;
    panel.finger(SDL_MOUSEBUTTONUP, right, y);
    panel.turn();
    CHECK(panel.grill.take_actions().empty());
    const auto bumped = panel.fryer.take_actions();
    REQUIRE(bumped.size() == 1);
    CHECK(bumped[0].order_id == "order-1");

    panel.now_ms += 1'000;
    panel.finger(SDL_MOUSEBUTTONDOWN, left, y);
    panel.turn();
    panel.now_ms += 100;
    panel.finger(SDL_MOUSEBUTTONUP, right, y);  // it has slipped off
    panel.turn();
    CHECK(panel.grill.take_actions().empty());
    CHECK(panel.fryer.take_actions().empty());
}

TEST_CASE("two cooks touch at once: a finger that rests on one half keeps nobody from the other") {
    TwoStations panel;
    const auto finger = [](Uint32 kind, SDL_FingerID id, float x) {
        SDL_Event event{};
        event.type = kind;
        event.tfinger.fingerId = id;
        event.tfinger.x = x, event.tfinger.y = 100.0F / panel_height;
        SDL_PushEvent(&event);
    };
    finger(SDL_FINGERDOWN, 7, 0.1F);
    panel.turn();
    panel.now_ms += 100;
    finger(SDL_FINGERDOWN, 8, 0.6F);
    finger(SDL_FINGERDOWN, 9, 0.2F);  // a second one on the same half means nothing
    finger(SDL_FINGERUP, 9, 0.2F);
    panel.turn();
    panel.now_ms += 100;
    finger(SDL_FINGERUP, 8, 0.6F);
    panel.turn();
    CHECK(panel.grill.take_actions().empty());
    const auto bumped = panel.fryer.take_actions();
    REQUIRE(bumped.size() == 1);
    CHECK(bumped[0].order_id == "order-1");
    panel.now_ms += 100;
    finger(SDL_FINGERUP, 7, 0.1F);
    panel.turn();
    CHECK(panel.grill.take_actions().size() == 1);
}

TEST_CASE("keys that somebody is typing stay theirs, whoever touches the other half") {
    TwoStations panel;
    panel.key(SDL_SCANCODE_F10, SDLK_F10);
    panel.key(SDL_SCANCODE_1, SDLK_1);
    panel.turn();
    panel.now_ms += 1'000;
    panel.tap_beside_the_tickets();
    panel.turn();
    panel.fryer.take_actions();
    panel.now_ms += 1'000;
    panel.key(SDL_SCANCODE_2, SDLK_2);
    panel.press_return();
    CHECK(panel.fryer.take_actions().empty());
}

TEST_CASE("the whole panel is wiped at once, and a key gives both halves back") {
    TwoStations panel;
    panel.ui->pane(0).press(ui::Function::lock, 1'000);
    panel.turn();
    panel.now_ms += 500;
    const auto touch_right = [&] {
        panel.finger(SDL_MOUSEBUTTONDOWN, panel_width / 2 + 100, 100);
        panel.turn();
        panel.now_ms += 100;
        panel.finger(SDL_MOUSEBUTTONUP, panel_width / 2 + 100, 100);
        panel.turn();
        panel.now_ms += 1'000;
        return panel.fryer.take_actions().size();
    };
    CHECK(touch_right() == 0);
    panel.ui->pane(0).press(ui::Function::up);
    panel.turn();
    panel.now_ms += 1'000;
    CHECK(touch_right() == 1);
}

TEST_CASE("a keyboard that is nobody's bump bar means the half that was touched last, or chosen") {
    TwoStations panel;
    panel.key(SDL_SCANCODE_2, SDLK_2);
    panel.press_return();
    const auto first = panel.grill.take_actions();
    panel.now_ms += 1'000;
    SECTION("by a finger") { panel.tap_beside_the_tickets(); }
    SECTION("or chosen with Tab") { panel.key(SDL_SCANCODE_TAB, SDLK_TAB); }
    panel.turn();
    panel.fryer.take_actions();
    panel.now_ms += 1'000;
    panel.key(SDL_SCANCODE_3, SDLK_3);
    panel.press_return();
    CHECK(panel.grill.take_actions().empty());
    const auto second = panel.fryer.take_actions();
    REQUIRE((first.size() == 1 && second.size() == 1));
    CHECK(first[0].order_id == "order-2");
    CHECK(second[0].order_id == "order-3");
}

TEST_CASE("one half follows its own news, and each half is written as a picture of its own") {
    TwoStations panel;
    panel.grill.take_presented();
    panel.fryer.take_presented();
    panel.publish(panel.fryer, 5);
    panel.turn();
    CHECK(panel.grill.take_presented().empty());
    CHECK(panel.fryer.take_presented().at(0).drawn.size() == 2);
    const std::filesystem::path directory = std::filesystem::path(BRIGADE_BINARY_DIR) / "screens";
    std::filesystem::create_directories(directory);
    for (std::size_t i = 0; i < 2; ++i) {
        const std::filesystem::path path = directory / ("half-" + std::to_string(i) + ".png");
        std::filesystem::remove(path);
        panel.ui->pane(i).screenshot(path.string());
        panel.turn();
        CHECK(std::filesystem::exists(path));
    }
}

}  // namespace
}  // namespace brigade

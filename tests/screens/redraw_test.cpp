// A picture of which only the changes were drawn is, pixel for pixel, the one that is drawn whole; and what a
// screen keeps from picture to picture is what one that keeps nothing would make.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <random>

#include "screens/locale.h"
#include "screens/stage.h"
#include "ui/burn_in.h"
#include "ui/closed.h"

namespace brigade {
namespace {

using Glass = std::vector<std::uint8_t>;

Glass pixels_of(ui::Window& window) {
    auto pixels = window.pixels();
    REQUIRE(bool(pixels));
    return *std::move(pixels);
}

// The first pixel that differs, to be said where pictures ought to be the same.
std::string difference(const Glass& got, const Glass& whole, int width) {
    if (got == whole) return "none";
    const auto at = std::ranges::mismatch(got, whole).in1 - got.begin();
    return "at " + std::to_string(at / 3 % width) + " " + std::to_string(at / 3 / width);
}

// Does at random what cooks, orders and hours do to a screen.
struct Busy {
    std::mt19937 random;
    screens::Stage stage = screens::Stage::open(800, 450);
    screens::ModelPtr model = screens::grill();
    ScreenSettings looks = {};
    ui::Words words = *screens::words_of("en");
    ui::View view = {};
    ui::SoundState sound = ui::SoundState::on;
    float share = 1;  // of the window's width
    bool closed = false;

    int below(int end) { return std::uniform_int_distribution(0, end - 1)(random); }

    ui::Function any_function() {
        return static_cast<ui::Function>(below(static_cast<int>(ui::Function::count_)));
    }

    screens::ModelPtr some_kitchen() {
        static constexpr std::array kitchens{
            screens::grill,   screens::lost,  screens::scripts,  screens::marks,     screens::expo,
            screens::backup,  screens::fryer, screens::troubled, screens::waiting,   screens::covered,
            screens::devices, screens::setup, screens::unpaired, screens::identified};
        return kitchens[static_cast<std::size_t>(below(static_cast<int>(kitchens.size())))]();
    }

    void happens() {
        const int what = below(15);
        if (what == 0) model = some_kitchen();
        if (what == 1) model = screens::many(1 + below(40));
        if (what == 2) stage.now_ms += 60'000;  // the picture moves
        if (what == 3) looks.theme = below(2) ? Theme::light : Theme::dark;
        if (what == 4) looks.density = static_cast<Density>(below(3));
        if (what == 5) speak(below(2) ? "en" : "id");
        if (what == 6) model = std::make_shared<ScreenModel>(*model);  // as when only a ping was answered
        if (what == 6 && model->tickets.size() > 1) model->tickets.erase(model->tickets.begin());
        closed = what == 7;
        if (what == 8) share = below(2) ? 1 : 0.6F;
        if (what == 9) sound = below(2) ? ui::SoundState::on : ui::SoundState::no_speaker;  // a banner
        if (what > 10) stage.controls.press(any_function(), stage.now_ms);
        stage.now_ms += below(4) ? 1'000 : 100;
    }

    void speak(const char* language) { stage.screen.set_words(words = *screens::words_of(language)); }

    void draw(ui::Canvas& canvas, ui::Screen& screen) {
        const ui::Window& window = *stage.window;
        screen.set_look(window.look());
        screen.set_sound(sound);
        screen.arrange(canvas, model, window.width() * share, window.height(), stage.now_ms,
                       stage.controls.pressed_at_ms(), view.batches);
        stage.frame = screen.draw(canvas, view, stage.now_ms);
        if (closed) ui::draw_closed(canvas, window.look(), window.width(), window.height(), stage.now_ms);
    }

    Glass show() {
        stage.window->dress(looks.theme, looks.density, {});
        stage.window->shift(ui::burn_in_shift(stage.now_ms, 1));
        stage.controls.settle(*model, stage.screen.placement(), stage.now_ms);
        view = stage.controls.view();
        stage.window->present([&](ui::Canvas& canvas) { draw(canvas, stage.screen); });
        Glass pixels = pixels_of(*stage.window);
        stage.controls.presented(stage.frame, stage.now_ms);
        return pixels;
    }

    Glass show_whole() { return show_whole_by(stage.screen); }

    Glass show_whole_by(ui::Screen& screen) {
        stage.window->redraw();
        stage.window->present([&](ui::Canvas& canvas) { draw(canvas, screen); });
        return pixels_of(*stage.window);
    }
};

bool same_hits(const std::vector<ui::Hit>& some, const std::vector<ui::Hit>& others) {
    return std::ranges::equal(some, others, [](const ui::Hit& one, const ui::Hit& other) {
        return one.same_target(other) && one.area.x == other.area.x && one.area.y == other.area.y &&
               one.area.width == other.area.width && one.area.height == other.area.height;
    });
}

TEST_CASE(
    "through orders, presses, pages, themes and languages, what is kept of a picture is as if drawn anew") {
    for (const unsigned seed : {1U, 2U}) {
        Busy kitchen{std::mt19937(seed)};
        for (int step = 0; step < 120; ++step) {
            kitchen.happens();
            INFO("seed " << seed << ", step " << step);
            const Glass got = kitchen.show();
            REQUIRE(difference(got, kitchen.show_whole(), 800) == "none");
        }
    }
}

// A copy that is given its words begins anew, but for where the tickets stand.
TEST_CASE("through orders, presses, pages, themes and languages, no card is one of before") {
    for (const unsigned seed : {3U, 4U}) {
        Busy kitchen{std::mt19937(seed)};
        for (int step = 0; step < 200; ++step) {
            ui::Screen before = kitchen.stage.screen;
            kitchen.happens();
            INFO("seed " << seed << ", step " << step);
            const Glass got = kitchen.show();
            const ui::Frame frame = kitchen.stage.frame;
            before.set_words(kitchen.words);
            REQUIRE(difference(got, kitchen.show_whole_by(before), 800) == "none");
            REQUIRE(before.placement() == kitchen.stage.screen.placement());
            REQUIRE(same_hits(frame.hits, kitchen.stage.frame.hits));
        }
    }
}

TEST_CASE("what stands on a card is in the screen's language and size from the next picture on") {
    screens::Stage stage = screens::Stage::open(800, 450);
    const screens::ModelPtr model = screens::many(1);
    model->tickets.front().allergies = {"peanut"};
    const auto show = [&](ui::Screen& screen) {
        stage.window->redraw();
        stage.window->present([&](ui::Canvas& canvas) {
            screen.arrange(canvas, model, 800, 450, 10'000, 0);
            (void)screen.draw(canvas, {}, 10'000);
        });
        return pixels_of(*stage.window);
    };
    const ui::Words other = *screens::words_of("id");
    ui::Look larger = stage.window->look();
    larger.size.line_row *= 1.5F;
    ui::Screen native(stage.window->look(), other), grown(larger, other);
    const Glass before = show(stage.screen);
    stage.screen.set_words(other);
    const Glass told = show(stage.screen);
    stage.screen.set_look(larger);
    const Glass enlarged = show(stage.screen);
    CHECK(difference(before, told, 800) != "none");
    CHECK(difference(told, show(native), 800) == "none");
    CHECK(difference(enlarged, told, 800) != "none");
    CHECK(difference(enlarged, show(grown), 800) == "none");
}

TEST_CASE("a card whose letters were not there yet is laid out anew once they are") {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.width_px = 800, options.height_px = 450;
    ui::WindowOptions without = options;
    without.fonts.noto = "there are none", without.fonts.ideographs.clear();
    const screens::ModelPtr model = screens::scripts();
    const ui::Words words = *screens::words_of("en");
    const auto show = [&](const ui::WindowOptions& with, ui::Screen& screen) {
        auto window = ui::Window::open(with);
        REQUIRE(bool(window));
        (*window)->wait_for_fonts();
        (*window)->present([&](ui::Canvas& canvas) {
            screen.arrange(canvas, model, 800, 450, 10'000, 0);
            (void)screen.draw(canvas, {}, 10'000);
        });
        return pixels_of(**window);
    };
    ui::Screen screen((*ui::Window::open(options))->look(), words);
    const Glass boxes = show(without, screen);
    ui::Screen anew = screen;
    anew.set_words(words);
    const Glass letters = show(options, screen);
    CHECK(difference(boxes, letters, 800) != "none");
    CHECK(difference(letters, show(options, anew), 800) == "none");
}

TEST_CASE("when letters have moved in the texture, none of before stays on the picture") {
    screens::Stage stage = screens::Stage::open(320, 180);
    ui::Window& window = *stage.window;
    const auto show = [&](const std::string& text) {
        window.present([&](ui::Canvas& canvas) {
            canvas.text(100, 100, ui::Style::number, {255, 255, 255, 255}, text);
        });
        return pixels_of(window);
    };
    Glass before(std::size_t{320} * 180 * 3);
    for (const char digit : std::string("0689352714")) {
        window.dress(Theme::dark, Density::dense, {});  // the letters begin anew,
        window.dress(Theme::dark, Density::normal, {});
        const Glass pixels = show({digit});  // each in the place of the one before
        INFO(digit);
        CHECK(difference(pixels, before, 320) != "none");
        window.redraw();
        CHECK(difference(pixels, show({digit}), 320) == "none");
        before = pixels;
    }
}

TEST_CASE("when the texture grows, what stood on the picture is still whole") {
    screens::Stage stage = screens::Stage::open(1280, 720);
    ui::Window& window = *stage.window;
    int first = 0x4E00;
    const auto show = [&] {
        window.present([&](ui::Canvas& canvas) {
            canvas.text(10, 60, ui::Style::number, {255, 255, 255, 255}, "Table 12");
            int letter = first;
            for (float y = 100; y < 700; y += 40) {
                std::string text;
                for (int i = 0; i < 30; ++i, ++letter)
                    for (const int byte :
                         {0xE0 | letter >> 12, 0x80 | (letter >> 6 & 0x3F), 0x80 | (letter & 0x3F)})
                        text += static_cast<char>(byte);
                canvas.text(10, y, ui::Style::line, {255, 255, 255, 255}, text);
            }
        });
        return pixels_of(window);
    };
    for (int i = 0; i < 4; ++i, first += 15 * 30) {
        const Glass pixels = show();
        window.redraw();
        CHECK(difference(pixels, show(), 1280) == "none");
    }
}

TEST_CASE("a black screen is drawn over tickets, and they come back whole") {
    Busy kitchen{std::mt19937(1)};
    const Glass lit = kitchen.show();
    kitchen.closed = true;
    const Glass black = kitchen.show();
    CHECK(difference(black, lit, 800) != "none");
    CHECK(difference(black, kitchen.show_whole(), 800) == "none");
    kitchen.closed = false;
    const Glass again = kitchen.show();
    CHECK(difference(again, kitchen.show_whole(), 800) == "none");
}

}  // namespace
}  // namespace brigade

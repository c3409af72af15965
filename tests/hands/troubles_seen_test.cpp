// The troubles that only a picture knows of: no loudspeaker, letters too small. At a real hub's screen, with
// SDL's own sound and a panel of a real size.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/locale.h"
#include "hands/cook.h"
#include "station/lan_kitchen.h"
#include "ui/ui.h"

using namespace brigade;
using namespace brigade::hands;
using namespace brigade::test;

namespace {

bool tells(const Cook& cook, Trouble::Kind kind) {
    for (const Trouble& trouble : cook.troubles())
        if (trouble.kind == kind) return true;
    return false;
}

// The loudspeaker has a thread of its own, which nothing else tells about.
template <class Test>
bool looks_until(Cook& cook, Test test) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!test()) {
        if (std::chrono::steady_clock::now() > end) return false;
        cook.look();
    }
    return true;
}

void hang(LineKitchen& kitchen, float distance_m, float diagonal_in) {
    Action action;
    action.kind = Action::Kind::change_settings;
    ScreenSettings settings = kitchen.model()->settings;
    settings.distance_m = distance_m;
    settings.diagonal_in = diagonal_in;
    action.settings = std::make_shared<ScreenSettings>(settings);
    kitchen.mailbox.post(std::move(action));
    REQUIRE(kitchen.until([&](const ScreenModel& model) { return model.settings.distance_m == distance_m; }));
}

// The card's upper edge: what is told over the tickets moves it down.
float top_of(const Cook& cook, const std::string& order) {
    for (const ui::Hit& hit : cook.frame().hits)
        if (hit.kind == ui::Hit::Kind::header && hit.order_id == order) return hit.area.y;
    FAIL("it is not to be seen");
    return 0;
}

// The whole of a screen, at a moment that stands still.
struct StillScreen {
    LineKitchen& kitchen;
    std::unique_ptr<ui::Ui> ui;

    explicit StillScreen(LineKitchen& at) : kitchen(at) {
        ui::WindowOptions options;
        options.mode = ui::WindowOptions::Mode::headless;
        options.width_px = 960, options.height_px = 540;
        auto words = load_words("en");
        REQUIRE(words);
        auto opened = ui::Ui::open(options, {{kitchen.mailbox, *std::move(words)}});
        REQUIRE(opened);
        ui = *std::move(opened);
    }
    std::string picture() {
        const std::string path = kitchen.directory.path() / "picture.png";
        ui->pane().screenshot(path);
        ui->pane().press(Function::none);  // ends the wait for the next second
        ui->turn([] { return TimeMs{60'000}; });
        std::ostringstream bytes;
        bytes << std::ifstream(path, std::ios::binary).rdbuf();
        return bytes.str();
    }
};

}  // namespace

TEST_CASE("the picture of a screen whose sound device cannot be opened is another one") {
    LineKitchen kitchen;
    kitchen.submit(an_order("41").line("1"));
    REQUIRE(kitchen.until_open(1));
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    const std::string well = StillScreen(kitchen).picture();
    REQUIRE(well.size() > 0);
    const bool same = StillScreen(kitchen).picture() == well;
    CHECK(same);
    setenv("SDL_AUDIODRIVER", "none-such", 1);
    StillScreen silent(kitchen);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    bool other = false;
    while (!other && std::chrono::steady_clock::now() < end) other = silent.picture() != well;
    CHECK(other);
    unsetenv("SDL_AUDIODRIVER");
}

TEST_CASE("the setup page says from how far away letters are too small, of the panel as it hangs") {
    LineKitchen kitchen;
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    const auto setup_page = [&](float distance_m) {
        hang(kitchen, distance_m, 7);
        StillScreen screen(kitchen);
        screen.picture();
        screen.ui->pane().press(Function::setup);
        return screen.picture();
    };
    const std::string at_four =
        setup_page(4);  // from here on letters grow no more: they are as large as they may be
    const bool same = setup_page(4.5F) == at_four;
    CHECK_FALSE(same);
    unsetenv("SDL_AUDIODRIVER");
}

TEST_CASE("a screen whose sound device cannot be opened says so over its tickets, until there is one") {
    LineKitchen kitchen;
    kitchen.submit(an_order("41").line("1"));
    REQUIRE(kitchen.until_open(1));
    setenv("SDL_AUDIODRIVER", "none-such", 1);
    TouchCook cook(kitchen.loop, kitchen.mailbox);
    REQUIRE(looks_until(cook, [&] { return tells(cook, Trouble::Kind::no_speaker); }));
    cook.look();
    CHECK(cook.frame().troubles == 1);
    CHECK(cook.troubles()[0].banner);
    const float under_the_banner = top_of(cook, "41");

    setenv("SDL_AUDIODRIVER", "dummy", 1);
    kitchen.submit(an_order("42").line("1"));  // its sound is where it looks again
    REQUIRE(kitchen.until_open(2));
    CHECK(looks_until(cook, [&] { return !tells(cook, Trouble::Kind::no_speaker); }));
    cook.look();
    CHECK(cook.frame().troubles == 0);
    CHECK(top_of(cook, "41") < under_the_banner);
    unsetenv("SDL_AUDIODRIVER");
}

TEST_CASE(
    "a screen that hangs too far away for its size says that its letters are too small, until it hangs "
    "nearer") {
    LineKitchen kitchen;
    kitchen.submit(an_order("41").line("1"));
    REQUIRE(kitchen.until_open(1));
    TouchCook cook(kitchen.loop, kitchen.mailbox);
    CHECK_FALSE(tells(cook, Trouble::Kind::small_letters));
    hang(kitchen, 5, 7);
    cook.look();
    REQUIRE(tells(cook, Trouble::Kind::small_letters));
    CHECK(cook.frame().troubles == 1);
    CHECK_FALSE(cook.troubles()[0].banner);  // nobody who cooks can change it
    hang(kitchen, 1, 32);
    cook.look();
    CHECK_FALSE(tells(cook, Trouble::Kind::small_letters));
    CHECK(cook.frame().troubles == 0);
}

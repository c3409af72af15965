#include "app/screen_camera.h"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "app/locale.h"
#include "net/event_loop.h"
#include "ui/ui.h"

using namespace brigade;

namespace {

constexpr DurationMs packed_within_ms = 10'000;

// A screen in memory, whose pictures are those that the test lets it make.
struct Studio {
    net::EventLoop loop;
    Mailbox mailbox;
    std::unique_ptr<ui::Ui> ui;
    ScreenCamera camera{loop};
    std::vector<Result<Screenshot>> taken;

    Studio() {
        auto words = load_words("en");
        REQUIRE(words);
        ui::WindowOptions window;
        window.mode = ui::WindowOptions::Mode::headless;
        window.width_px = 640, window.height_px = 360;
        auto opened = ui::Ui::open(window, {{mailbox, *std::move(words)}});
        REQUIRE(opened);
        ui = *std::move(opened);
    }
    ~Studio() { camera.put_away(); }

    void take() {
        camera.take([this](Result<Screenshot> picture) { taken.push_back(std::move(picture)); });
    }
    void show() {
        ui->turn([this] { return loop.now_ms(); });
    }
    bool comes(std::size_t count) {
        return loop.run_until([&] { return taken.size() == count; }, packed_within_ms);
    }
};

}  // namespace

TEST_CASE("a picture of a pane comes to the loop as a whole PNG, one after the other") {
    Studio studio;
    studio.camera.point_at(studio.ui->pane());
    for (std::size_t i = 1; i <= 2; ++i) {
        studio.take();
        studio.show();
        REQUIRE(studio.comes(i));
        REQUIRE(studio.taken.back());
        const Screenshot& picture = *studio.taken.back();
        CHECK(picture.width_px == 640);
        CHECK(picture.height_px == 360);
        CHECK(picture.png.starts_with("\x89PNG"));
        CHECK(picture.png.substr(picture.png.size() - 8, 4) == "IEND");
    }
}

TEST_CASE(
    "a display that shows nothing gathers no pictures: the second is refused until the first has come") {
    Studio studio;
    studio.take();  // there is no pane yet
    REQUIRE(studio.taken.size() == 1);
    CHECK_FALSE(studio.taken[0]);
    studio.camera.point_at(studio.ui->pane());
    studio.take();
    studio.take();
    REQUIRE(studio.taken.size() == 2);
    CHECK_FALSE(studio.taken[1]);
    studio.show();
    REQUIRE(studio.comes(3));
    CHECK(studio.taken[2]);
}

// Each screen against a small picture kept in golden/. BRIGADE_REWRITE_GOLDEN=1 rewrites them: look at them
// before they are committed.
#include <stb_image.h>
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>

#include "screens/stage.h"
#include "ui/png.h"

namespace brigade {
namespace {

using ui::Pixels;

Pixels load(const std::string& path) {
    Pixels pixels;
    int channels = 0;
    std::uint8_t* data = stbi_load(path.c_str(), &pixels.width, &pixels.height, &channels, 3);
    if (!data) return pixels;
    pixels.rgb.assign(data, data + std::ptrdiff_t{3} * pixels.width * pixels.height);
    stbi_image_free(data);
    return pixels;
}

// Font rasterizers differ by version in the edges of letters: a pixel counts as different only when it is far
// off, and a picture when many are.
constexpr int far_off = 96;
constexpr double share_allowed = 0.004;

double share_different(const Pixels& got, const Pixels& golden, std::vector<std::uint8_t>& difference) {
    if (got.width != golden.width || got.height != golden.height) return 1;
    std::size_t different = 0;
    difference.assign(got.rgb.size(), 0);
    for (std::size_t i = 0; i < got.rgb.size(); i += 3) {
        int worst = 0;
        for (std::size_t c = 0; c < 3; ++c)
            worst = std::max(worst, std::abs(got.rgb[i + c] - golden.rgb[i + c]));
        for (std::size_t c = 0; c < 3; ++c)
            difference[i + c] = static_cast<std::uint8_t>(worst > far_off ? 255 : worst / 2);
        if (worst > far_off) ++different;
    }
    return static_cast<double>(different) * 3 / static_cast<double>(got.rgb.size());
}

void check_picture(const std::string& name, const screens::ModelPtr& model,
                   const std::vector<ui::Function>& presses = {}) {
    screens::Stage stage = screens::Stage::open();
    stage.show(model);
    for (const ui::Function function : presses) stage.press(function, model);
    const std::string golden = std::string(BRIGADE_SOURCE_DIR) + "/tests/screens/golden/" + name + ".png";
    const std::string directory = std::string(BRIGADE_BINARY_DIR) + "/screens";
    std::filesystem::create_directories(directory);
    const std::string got = directory + "/" + name + ".got.png", diff = directory + "/" + name + ".diff.png";
    REQUIRE(bool(stage.window->screenshot(got)));
    if (std::getenv("BRIGADE_REWRITE_GOLDEN"))
        std::filesystem::copy_file(got, golden, std::filesystem::copy_options::overwrite_existing);
    const Pixels now = load(got);
    std::vector<std::uint8_t> difference;
    const double share = share_different(now, load(golden), difference);
    if (share > share_allowed && !difference.empty())
        REQUIRE(bool(ui::write_png(diff, {now.width, now.height, difference})));
    INFO("compare " << got << " with " << golden << ", differences in " << diff);
    CHECK(share <= share_allowed);
}

TEST_CASE("the grill in a rush looks as it should") {
    check_picture("grill", screens::grill(), {ui::position(2)});
}
TEST_CASE("the expo looks as it should") { check_picture("expo", screens::expo()); }
TEST_CASE("the screen without its hub looks as it should") { check_picture("lost", screens::lost()); }
TEST_CASE("before anything was received it waits, and never says that all is done") {
    check_picture("waiting", screens::waiting());
}
TEST_CASE("the code to be typed at the hub looks as it should") {
    check_picture("pairing", screens::unpaired());
}
TEST_CASE("the device page looks as it should") {
    check_picture("devices", screens::devices(), {ui::Function::devices});
}

TEST_CASE("a screen that cannot start says why in both languages, whose it is and that it tries again") {
    check_picture("cannot-start", screens::cannot_start());
}

TEST_CASE("the figures on a wall look as they should") { check_picture("figures", screens::wall()); }

TEST_CASE("a letter that no font has is drawn as a box, and takes room") {
    screens::Stage stage = screens::Stage::open();
    stage.window->present([&](ui::Canvas& canvas) {
        const float with = canvas.width(ui::Style::line, "Taco \xF0\x9F\x8C\xAE"),
                    without = canvas.width(ui::Style::line, "Taco ");
        CHECK(with > without + 10);
        CHECK(canvas.width(ui::Style::line, "\xFF") > 5);  // a broken byte is seen, too
    });
}

TEST_CASE("all digits of the clocks are equally wide") {
    screens::Stage stage = screens::Stage::open();
    stage.window->present([&](ui::Canvas& canvas) {
        for (const ui::Style style :
             {ui::Style::age, ui::Style::timer, ui::Style::strip_strong, ui::Style::line})
            for (const char* digit : {"1", "4", "7"})
                CHECK(canvas.width(style, digit) == canvas.width(style, "0"));
    });
}

TEST_CASE("fonts that are not there are an error that names file and package") {
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    options.fonts.roboto = "/nowhere";
    const auto window = ui::Window::open(options);
    REQUIRE_FALSE(bool(window));
    CHECK(window.error().message.find("/nowhere") != std::string::npos);
    CHECK(window.error().message.find("fonts-roboto-unhinted") != std::string::npos);
}

}  // namespace
}  // namespace brigade

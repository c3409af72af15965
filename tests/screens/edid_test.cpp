#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "ui/edid.h"
#include "ui/panel.h"

namespace brigade::ui {
namespace {

namespace fs = std::filesystem;
using Bytes = std::array<std::uint8_t, 128>;

struct Said {
    int width_px = 1920, height_px = 1080, width_mm = 708, height_mm = 398, width_cm = 71, height_cm = 40;
};

void sum_up(Bytes& bytes) {
    int sum = 0;
    for (std::size_t i = 0; i < 127; ++i) sum += bytes[i];
    bytes[127] = static_cast<std::uint8_t>((256 - sum % 256) % 256);
}

Bytes edid(const Said& said) {
    Bytes bytes{0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00};
    const auto put = [&](std::size_t at, int value) { bytes[at] = static_cast<std::uint8_t>(value); };
    put(21, said.width_cm), put(22, said.height_cm);
    put(54, 0x02), put(55, 0x3A);  // a pixel clock
    put(56, said.width_px & 0xFF), put(58, said.width_px >> 8 << 4);
    put(59, said.height_px & 0xFF), put(61, said.height_px >> 8 << 4);
    put(66, said.width_mm & 0xFF), put(67, said.height_mm & 0xFF);
    put(68, said.width_mm >> 8 << 4 | said.height_mm >> 8);
    sum_up(bytes);
    return bytes;
}

float diagonal_of(const Said& said) {
    const auto parsed = parse_edid(edid(said));
    REQUIRE(parsed);
    return std::round(parsed->diagonal_in);
}

TEST_CASE("a panel's size is read from its timing, to the millimetre, and else from the centimetres") {
    const auto parsed = parse_edid(edid({}));
    REQUIRE(parsed);
    CHECK(parsed->width_px == 1920);
    CHECK(parsed->height_px == 1080);
    CHECK(std::abs(parsed->diagonal_in - 31.98F) < 0.05F);
    CHECK(diagonal_of({.width_mm = 0, .height_mm = 0}) == 32);
}

TEST_CASE("sizes that cannot be are not believed") {
    CHECK(diagonal_of({.width_mm = 0, .height_mm = 0, .width_cm = 0, .height_cm = 0}) == 0);  // a projector
    CHECK(diagonal_of({.width_mm = 16, .height_mm = 9, .width_cm = 16, .height_cm = 9}) ==
          0);  // an aspect ratio
    CHECK(diagonal_of({.width_mm = 160, .height_mm = 90, .width_cm = 0, .height_cm = 0}) == 0);
    CHECK(diagonal_of({.width_mm = 16, .height_mm = 9}) == 32);  // then the other word counts
    CHECK(diagonal_of({.width_mm = 20, .height_mm = 10, .width_cm = 2, .height_cm = 1}) == 0);
    CHECK(diagonal_of({.width_mm = 4000, .height_mm = 2250, .width_cm = 0, .height_cm = 0}) == 0);
    CHECK(diagonal_of({.width_mm = 700, .height_mm = 10, .width_cm = 0, .height_cm = 0}) == 0);
}

TEST_CASE("a block that is cut, damaged or something else is no panel's word") {
    Bytes bytes = edid({});
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(parse_edid(std::span(bytes).first(length)));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        Bytes damaged = bytes;
        damaged[i] = static_cast<std::uint8_t>(damaged[i] + 1);
        CHECK_FALSE(parse_edid(damaged));
    }
    bytes.fill(0);
    CHECK_FALSE(parse_edid(bytes));
}

TEST_CASE("a text in the place of the timing is not taken for one") {
    Bytes bytes = edid({});
    bytes[54] = bytes[55] = 0;
    sum_up(bytes);
    const auto parsed = parse_edid(bytes);
    REQUIRE(parsed);
    CHECK(parsed->width_px == 0);
    CHECK(std::round(parsed->diagonal_in) == 32);
}

struct Connectors {
    fs::path directory = fs::temp_directory_path() / ("brigade-panels-" + std::to_string(::getpid()));

    Connectors() { fs::remove_all(directory), fs::create_directories(directory); }
    ~Connectors() { fs::remove_all(directory); }
    void plug(const char* name, const Bytes& bytes, const char* status = "connected") const {
        fs::create_directories(directory / name);
        std::ofstream(directory / name / "status") << status << '\n';
        std::ofstream(directory / name / "edid", std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    float diagonal(int width_px, int height_px) const {
        return std::round(panel_diagonal_in(width_px, height_px, directory));
    }
};

TEST_CASE("the one panel that is connected is the screen's, whatever it is driven with") {
    const Connectors machine;
    CHECK(machine.diagonal(1920, 1080) == 0);
    machine.plug("card0-HDMI-A-2", edid({.width_mm = 344, .height_mm = 194}), "disconnected");
    machine.plug("card0-HDMI-A-1", edid({}));
    fs::create_directories(machine.directory / "version");
    CHECK(machine.diagonal(1280, 720) == 32);
}

TEST_CASE(
    "of two panels it is the one with this resolution; if both have it nobody knows, unless they are alike") {
    const Connectors machine;
    machine.plug("card0-HDMI-A-1", edid({}));
    machine.plug("card0-HDMI-A-2",
                 edid({.width_px = 1280, .height_px = 800, .width_mm = 217, .height_mm = 136}));
    CHECK(machine.diagonal(1280, 800) == 10);
    CHECK(machine.diagonal(1080, 1920) == 32);  // hung upright
    CHECK(machine.diagonal(1024, 600) == 0);
    machine.plug("card0-HDMI-A-3", edid({.width_mm = 531, .height_mm = 299}));
    CHECK(machine.diagonal(1920, 1080) == 0);
    machine.plug("card0-HDMI-A-3", edid({}));
    CHECK(machine.diagonal(1920, 1080) == 32);
}

TEST_CASE("no directory of connectors means that nobody knows") {
    CHECK(panel_diagonal_in(1920, 1080, "/nowhere/at/all") == 0);
}

}  // namespace
}  // namespace brigade::ui

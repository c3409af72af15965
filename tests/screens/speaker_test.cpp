#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "screens/fake_speaker.h"
#include "support/temporary_directory.h"

namespace brigade {
namespace {

using screens::comes_true;
using screens::FakeRoom;
using screens::SpeakerBench;
using ui::Cue;

TEST_CASE("a figure is played, and as loud as the volume says") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    speaker.play(Cue::rush, 50);
    REQUIRE(bench.has_played(Cue::rush));
    const std::lock_guard lock(bench.room->mutex);
    CHECK(bench.room->highest > 0.1F);
    CHECK(bench.room->highest < 0.3F);
    CHECK_FALSE(speaker.missing());
}

TEST_CASE("without a sound device the screen knows so at once, and plays when one is plugged in") {
    const SpeakerBench bench;
    bench.plug(false);
    ui::Speaker speaker(bench.device());
    CHECK(comes_true([&] { return speaker.missing(); }));
    speaker.play(Cue::late, 70);
    CHECK(speaker.missing());
    bench.plug(true);
    speaker.look_again();
    CHECK(comes_true([&] { return !speaker.missing(); }));
    speaker.play(Cue::undelivered, 70);
    CHECK(bench.has_played(Cue::undelivered));
}

TEST_CASE("a device that is pulled out is missed, and what should have sounded then does not stop the next") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    speaker.play(Cue::late, 70);
    REQUIRE(bench.has_played(Cue::late));
    bench.plug(false);
    speaker.play(Cue::rush, 70);  // nobody has said yet that it is gone
    CHECK(comes_true([&] { return speaker.missing(); }));
    bench.plug(true);
    speaker.play(Cue::change, 70);  // nor that it is back
    CHECK(bench.has_played(Cue::change));
    CHECK(comes_true([&] { return !speaker.missing(); }));
}

TEST_CASE("another device that comes does not cut off what sounds") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    speaker.play(Cue::late, 70);
    REQUIRE(bench.has_played(Cue::late));
    speaker.look_again();
    speaker.play(Cue::change, 70);
    REQUIRE(bench.has_played(Cue::change));
    const std::lock_guard lock(bench.room->mutex);
    CHECK(bench.room->opened == 1);
}

TEST_CASE("the device is closed while nothing sounds") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device(), 0);
    CHECK(bench.becomes([](const FakeRoom& now) { return now.opened == 1 && !now.open; }));
    speaker.play(Cue::new_order, 70);
    REQUIRE(bench.has_played(Cue::new_order));
    CHECK(bench.becomes([](const FakeRoom& now) { return now.opened == 2 && !now.open; }));
}

TEST_CASE("SDL is heard to play a figure") {
    const test::TemporaryDirectory directory;
    const std::filesystem::path file = directory.path() / "heard";
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
    {
        ui::Speaker speaker(ui::open_sound(true), 0);
        const std::size_t length = (ui::figure(Cue::new_order).size()) * sizeof(float);
        speaker.play(Cue::new_order, 100);
        // The file is whole once the device has been closed.
        CHECK(comes_true([&] {
            std::error_code none;
            return std::filesystem::file_size(file, none) >= length && !none;
        }));
        CHECK_FALSE(speaker.missing());
    }
    unsetenv("SDL_AUDIODRIVER");
    unsetenv("SDL_DISKAUDIOFILE");
    ui::Samples heard(std::filesystem::file_size(file) / sizeof(float));
    std::ifstream in(file, std::ios::binary);
    in.read(reinterpret_cast<char*>(heard.data()),
            static_cast<std::streamsize>(heard.size() * sizeof(float)));
    REQUIRE(in);
    float highest = 0;
    for (const float sample : heard) highest = std::max(highest, std::abs(sample));
    CHECK(highest > 0.5F);
    CHECK(highest <= 1.0F);
}

TEST_CASE("sound that could not start with the screen starts when it can") {
    setenv("SDL_AUDIODRIVER", "none-such", 1);
    const auto device = ui::open_sound(true);
    CHECK_FALSE(device->open());
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    CHECK(device->open());
    unsetenv("SDL_AUDIODRIVER");
}

TEST_CASE("a loudspeaker that comes back without a word is found again") {
    const SpeakerBench bench;
    bench.plug(false);
    ui::Speaker speaker(bench.device(), 0, 1);
    REQUIRE(comes_true([&] { return speaker.missing(); }));
    bench.plug(true);
    CHECK(comes_true([&] { return !speaker.missing(); }));
}

TEST_CASE("a machine that cannot sound at all has a screen all the same") {
    setenv("SDL_AUDIODRIVER", "none-such", 1);
    {
        ui::Speaker speaker(ui::open_sound(true));
        CHECK(comes_true([&] { return speaker.missing(); }));
        speaker.play(Cue::rush, 100);
        speaker.look_again();
    }
    unsetenv("SDL_AUDIODRIVER");
}

}  // namespace
}  // namespace brigade

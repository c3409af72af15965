// Cues, speaker and picture together: what a screen's people hear, and what they see when they hear nothing.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "screens/fake_speaker.h"
#include "screens/locale.h"
#include "screens/stage.h"
#include "support/temporary_directory.h"
#include "ui/sound.h"
#include "ui/ui.h"

namespace brigade {
namespace {

using screens::SpeakerBench;
using ui::Cue;
using ui::SoundState;

std::vector<Cue> played_on(const SpeakerBench& bench) {
    const std::lock_guard lock(bench.room->mutex);
    return bench.room->played;
}

// Where the first card begins.
float top_of_tickets(const screens::Stage& stage) {
    float top = 10'000;
    for (const ui::Hit& hit : stage.frame.hits)
        if (hit.kind == ui::Hit::Kind::header) top = std::min(top, hit.area.y);
    return top;
}

TEST_CASE("in quiet hours nothing sounds, and what came then is not made up for") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    ui::Sound sound(speaker);
    REQUIRE(bench.becomes([](const screens::FakeRoom& now) { return now.opened == 1; }));
    const auto follow = [&](int tickets, TimeMs now_ms) {  // it begins at 12:03
        const auto model = screens::many(tickets);
        model->settings.quiet_from_min = 12 * 60, model->settings.quiet_until_min = 13 * 60;
        sound.follow(*model, now_ms);
        return sound.state(*model, now_ms);
    };
    for (int i = 0; i < 20; ++i) {
        CHECK(follow(1 + i, i * 10'000) == SoundState::quiet_hours);
        std::this_thread::yield();
    }
    CHECK(follow(20, 57 * 60'000) == SoundState::on);
    sound.test(*screens::many(20));
    REQUIRE(bench.has_played(Cue::test));
    const std::vector<Cue> played = played_on(bench);
    CHECK(std::count(played.begin(), played.end(), Cue::new_order) == 0);
}

TEST_CASE("at volume 0 nothing sounds") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    ui::Sound sound(speaker);
    const auto model = screens::many(0);
    sound.follow(*model, 0);
    *model = *screens::many(1);
    model->settings.volume_percent = 0;
    sound.follow(*model, 1'000);
    model->settings.volume_percent = 70;
    sound.test(*model);
    REQUIRE(bench.has_played(Cue::test));
    CHECK(played_on(bench) == std::vector{Cue::test});
}

TEST_CASE("a new order is heard at a screen that was open") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    ui::Sound sound(speaker);
    sound.follow(*screens::many(1), 0);
    sound.follow(*screens::many(2), 10'000);
    CHECK(bench.has_played(Cue::new_order));
}

TEST_CASE("a change that nobody has touched is heard once a loudspeaker is plugged in") {
    const SpeakerBench bench;
    bench.plug(false);
    ui::Speaker speaker(bench.device());
    ui::Sound sound(speaker);
    const auto model = screens::many(1);
    model->tickets[0].lines[0].change = Change::removed;
    for (TimeMs now_ms = 0; now_ms < 60'000; now_ms += 1'000) sound.follow(*model, now_ms);
    CHECK(screens::comes_true([&] { return sound.state(*model, 60'000) == SoundState::no_speaker; }));
    bench.plug(true);
    speaker.look_again();
    CHECK(screens::comes_true([&] { return sound.state(*model, 60'000) == SoundState::on; }));
    for (TimeMs now_ms = 60'000; now_ms < 130'000; now_ms += 1'000) sound.follow(*model, now_ms);
    CHECK(bench.has_played(Cue::change));
}

TEST_CASE("what two stations on one panel want at once is heard of both, and the same only once") {
    const SpeakerBench bench;
    ui::Speaker speaker(bench.device());
    REQUIRE(bench.becomes([](const screens::FakeRoom& now) { return now.opened == 1; }));
    ui::Sound grill(speaker, 0), fryer(speaker, 1);
    grill.follow(*screens::many(1), 0);
    fryer.follow(*screens::many(1), 0);
    const auto changed = screens::many(1);
    changed->tickets[0].lines[0].change = Change::removed;
    grill.follow(*changed, 10'000);
    fryer.follow(*screens::many(2), 10'000);
    CHECK(bench.has_played(Cue::change));
    CHECK(bench.has_played(Cue::new_order));
    grill.test(*changed);
    fryer.test(*changed);
    CHECK(bench.has_played(Cue::test));
    fryer.follow(*screens::many(3), 30'000);
    REQUIRE(bench.becomes(
        [](const screens::FakeRoom& now) { return std::ranges::count(now.played, Cue::new_order) == 2; }));
    const std::vector<Cue> played = played_on(bench);
    CHECK(std::count(played.begin(), played.end(), Cue::test) == 1);
}

// The figure of a new order is loud; before it only silence is written.
bool is_loud(const std::filesystem::path& file) {
    std::error_code none;
    const std::uintmax_t size = std::filesystem::file_size(file, none);
    if (none) return false;
    ui::Samples heard(size / sizeof(float));
    std::ifstream in(file, std::ios::binary);
    in.read(reinterpret_cast<char*>(heard.data()),
            static_cast<std::streamsize>(heard.size() * sizeof(float)));
    return in && std::any_of(heard.begin(), heard.end(), [](float sample) { return sample > 0.1F; });
}

TEST_CASE("the whole screen sounds when an order comes") {
    const test::TemporaryDirectory directory;
    const std::filesystem::path file = directory / "heard";
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", file.c_str(), 1);
    {
        ui::WindowOptions options;
        options.mode = ui::WindowOptions::Mode::headless;
        options.width_px = 640, options.height_px = 360;
        const auto words = screens::words_of("en");
        REQUIRE(bool(words));
        Mailbox mailbox;
        const auto screen = ui::Ui::open(options, {{mailbox, *words}});
        REQUIRE(bool(screen));
        TimeMs now_ms = 0;
        const auto turn_with = [&](int tickets) {
            mailbox.publish(std::make_shared<ScreenModel>(*screens::many(tickets)));
            (*screen)->pane().press(ui::Function::none);  // ends the wait for the next second
            now_ms += 1'000;
            (*screen)->turn([&] { return now_ms; });
        };
        turn_with(1);
        turn_with(2);
        CHECK(screens::comes_true([&] { return is_loud(file); }));
    }
    unsetenv("SDL_AUDIODRIVER");
    unsetenv("SDL_DISKAUDIOFILE");
}

TEST_CASE("a missing loudspeaker is said above the tickets, not over them, and not to who wants no sound") {
    screens::Stage stage = screens::Stage::open(1920, 1080);
    const auto model = screens::many(6);
    const auto shown_with = [&](SoundState state) {
        stage.screen.set_sound(state);
        stage.now_ms += 1'000;
        stage.show(model);
        return top_of_tickets(stage);
    };
    const float top = shown_with(SoundState::on);
    CHECK(shown_with(SoundState::no_speaker) > top);
    CHECK(shown_with(SoundState::muted) == top);
    CHECK(shown_with(SoundState::quiet_hours) == top);
    CHECK_FALSE(stage.frame.covered);
}

}  // namespace
}  // namespace brigade

// The setup page under the hand: keys alone, touch alone, who may change what, and how it is left.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

#include "screens/locale.h"
#include "screens/stage.h"
#include "ui/trouble_words.h"

namespace brigade {
namespace {

using screens::Stage;
using ui::Function;
using ui::Setting;
using ui::SetupSection;

// A screen whose settings are as they were changed last.
struct Setup {
    Stage stage;
    screens::ModelPtr model = screens::setup();
    std::optional<Action> last;  // that was no change of settings

    explicit Setup(int width = 960, int height = 540) : stage(Stage::open(width, height)) {
        stage.show(model);
    }

    void take(std::optional<Action> action) {
        if (action && action->kind == Action::Kind::change_settings)
            model->settings = *action->settings;
        else if (action)
            last = std::move(action);
        stage.show(model);
    }
    void press(Function function) {
        stage.now_ms += 400;
        stage.show(model);
        take(stage.press(function, model));
    }
    void open() {
        press(Function::setup);
        REQUIRE(view().open);
    }
    const ui::SetupView& view() const { return stage.controls.view().setup; }

    // Down until that setting is chosen.
    void go_to(Setting setting, const std::string& id = {}) {
        for (int i = 0; i < 60; ++i) {
            if (view().stop.setting == setting && (id.empty() || view().stop.id == id)) return;
            press(Function::down);
        }
        FAIL("the arrows do not reach it");
    }
    template <class Wanted>
    const ui::Hit* find(Wanted wanted) {
        stage.now_ms += 400;
        stage.show(model);
        const auto& hits = stage.frame.hits;
        const auto hit = std::find_if(hits.rbegin(), hits.rend(), wanted);
        return hit == hits.rend() ? nullptr : &*hit;
    }
    void touch(const ui::Hit& hit) {
        const float x = hit.area.x + hit.area.width / 2, y = hit.area.y + hit.area.height / 2;
        const ui::Hit* top = stage.frame.hit(x, y);
        REQUIRE(top);
        CHECK(top->same_target(hit));  // nothing lies over it
        stage.controls.touch(x, y, stage.now_ms);
        take(stage.controls.release(x, y, stage.now_ms));
    }
    // A section is touched in the list at the left.
    void touch_section(SetupSection section) {
        const auto stops = ui::setup_stops(*model, stage.frame.troubles);
        const ui::Hit* hit = find([&](const ui::Hit& one) {
            return one.kind == ui::Hit::Kind::setup_stop && one.place < stops.size() &&
                   stops[one.place].section == section && one.area.x < 300 * stage.window->width() / 960;
        });
        REQUIRE(hit);
        touch(*hit);
        CHECK(view().stop.section == section);
    }
    void touch_key(Setting setting, int by) {
        const auto stops = ui::setup_stops(*model, stage.frame.troubles);
        const ui::Hit* hit = find([&](const ui::Hit& one) {
            return one.kind == ui::Hit::Kind::setup_key && one.place < stops.size() &&
                   stops[one.place].setting == setting && one.row == static_cast<std::size_t>(by + 1);
        });
        REQUIRE(hit);
        touch(*hit);
    }
};

struct Kept {
    Setting setting;
    SetupSection section;
    bool (*changed)(const ScreenSettings& before, const ScreenSettings& after);
};
const Kept kept[] = {
    {Setting::language, SetupSection::display,
     [](const auto& a, const auto& b) { return a.language != b.language; }},
    {Setting::theme, SetupSection::display, [](const auto& a, const auto& b) { return a.theme != b.theme; }},
    {Setting::density, SetupSection::display,
     [](const auto& a, const auto& b) { return a.density != b.density; }},
    {Setting::distance, SetupSection::display,
     [](const auto& a, const auto& b) { return a.distance_m != b.distance_m; }},
    {Setting::diagonal, SetupSection::display,
     [](const auto& a, const auto& b) { return a.diagonal_in != b.diagonal_in; }},
    {Setting::volume, SetupSection::sound,
     [](const auto& a, const auto& b) { return a.volume_percent != b.volume_percent; }},
    {Setting::quiet_from, SetupSection::sound,
     [](const auto& a, const auto& b) { return a.quiet_from_min != b.quiet_from_min; }},
    {Setting::quiet_until, SetupSection::sound,
     [](const auto& a, const auto& b) { return a.quiet_until_min != b.quiet_until_min; }},
    {Setting::bar, SetupSection::bars, [](const auto& a, const auto& b) { return a.bars != b.bars; }},
};

TEST_CASE("every setting is changed with four arrows and BUMP alone, and back with the arrows") {
    for (const Kept& one : kept) {
        INFO(static_cast<int>(one.setting));
        Setup setup;
        setup.open();
        setup.go_to(one.setting);
        const ScreenSettings before = setup.model->settings;
        setup.press(Function::right);
        CHECK(one.changed(before, setup.model->settings));
        setup.press(Function::left);
        CHECK(setup.model->settings == before);
        setup.press(Function::bump);
        CHECK(one.changed(before, setup.model->settings));
    }
}

TEST_CASE("every setting is changed by touch alone") {
    for (const Kept& one : kept) {
        INFO(static_cast<int>(one.setting));
        Setup setup;
        setup.open();
        setup.touch_section(one.section);
        const ScreenSettings before = setup.model->settings;
        setup.touch_key(one.setting, 1);
        CHECK(one.changed(before, setup.model->settings));
        setup.touch_key(one.setting, -1);
        CHECK(setup.model->settings == before);
    }
}

TEST_CASE("the test tone, the restart and the way out are reached with arrows and BUMP") {
    Setup setup;
    setup.open();
    setup.go_to(Setting::test_sound);
    setup.press(Function::bump);
    CHECK(setup.stage.controls.view().sound_tests == 1);
    setup.go_to(Setting::restart);
    setup.press(Function::bump);
    CHECK_FALSE(setup.last);  // it asks twice
    setup.press(Function::bump);
    REQUIRE(setup.last);
    CHECK(setup.last->kind == Action::Kind::restart_screen);
    setup.go_to(Setting::close);
    setup.press(Function::bump);
    CHECK_FALSE(setup.view().open);
}

TEST_CASE("the test tone, the restart and the way out are reached by touch") {
    Setup setup;
    setup.open();
    setup.touch_section(SetupSection::sound);
    setup.touch_key(Setting::test_sound, 0);
    CHECK(setup.stage.controls.view().sound_tests == 1);
    setup.touch_section(SetupSection::hub);
    setup.touch_key(Setting::restart, 0);
    CHECK_FALSE(setup.last);
    setup.touch_key(Setting::restart, 0);
    REQUIRE(setup.last);
    CHECK(setup.last->kind == Action::Kind::restart_screen);
    setup.touch_key(Setting::close, 0);
    CHECK_FALSE(setup.view().open);
}

TEST_CASE("the filter is chosen in its own list") {
    Setup setup;
    setup.open();
    setup.touch_section(SetupSection::display);
    setup.touch_key(Setting::services, 0);
    CHECK_FALSE(setup.view().open);
    CHECK(setup.stage.controls.view().menu.level == ui::MenuView::Level::filter);
}

TEST_CASE("the setup page is opened out of the menu by a touch") {
    Setup setup;
    setup.press(Function::menu);
    const auto items = ui::menu_items(setup.stage.controls.view().menu, *setup.model);
    const auto item = std::find_if(items.begin(), items.end(),
                                   [](const ui::MenuItem& one) { return one.function == Function::setup; });
    REQUIRE(item != items.end());
    const auto place = static_cast<std::size_t>(item - items.begin());
    const ui::Hit* hit = setup.find(
        [&](const ui::Hit& one) { return one.kind == ui::Hit::Kind::menu_item && one.place == place; });
    REQUIRE(hit);
    setup.touch(*hit);
    CHECK(setup.view().open);
}

TEST_CASE(
    "the setup page is opened by a finger that rests on the station's name, which asks for no PIN then") {
    Setup setup;
    setup.stage.now_ms += 1'000;
    setup.stage.show(setup.model);
    setup.stage.controls.touch(20, 10, setup.stage.now_ms);
    setup.stage.now_ms += ui::long_press_ms - 1;
    setup.stage.show(setup.model);
    CHECK_FALSE(setup.view().open);
    setup.stage.now_ms += 1;
    setup.stage.show(setup.model);
    CHECK(setup.view().open);
    CHECK_FALSE(setup.stage.controls.release(20, 10, setup.stage.now_ms + 50));
    setup.stage.show(setup.model);
    CHECK_FALSE(setup.stage.controls.view().sign_in.open);
}

TEST_CASE("the setup page closes when it is left alone, and its last press bumps nothing") {
    Setup setup;
    setup.open();
    setup.stage.now_ms += ui::setup_rest_ms - 1;
    setup.stage.show(setup.model);
    CHECK(setup.view().open);
    setup.stage.now_ms += 1;
    const auto closed = setup.stage.settle(setup.model);
    REQUIRE(closed);
    CHECK(closed->kind == Action::Kind::devices_close);
    setup.stage.show(setup.model);
    CHECK_FALSE(setup.view().open);
    setup.stage.now_ms += 100;
    CHECK_FALSE(setup.stage.press(Function::bump, setup.model));
}

TEST_CASE("where a manager's PIN is known, cooks still turn the volume, and the rest waits for the PIN") {
    Setup setup;
    setup.model->hub_asks_pin = true;
    setup.open();
    for (const Setting free : {Setting::language, Setting::theme, Setting::density, Setting::volume}) {
        const ScreenSettings before = setup.model->settings;
        setup.go_to(free);
        setup.press(Function::bump);
        CHECK_FALSE(setup.model->settings == before);
        CHECK_FALSE(setup.stage.controls.view().sign_in.open);
        setup.press(Function::page_previous);
        setup.press(Function::page_previous);
    }
    setup.go_to(Setting::distance);
    const ScreenSettings before = setup.model->settings;
    setup.press(Function::right);
    CHECK(setup.model->settings == before);
    REQUIRE(setup.stage.controls.view().sign_in.open);

    for (const int digit : {9, 1, 3, 7}) setup.press(ui::position(digit));
    setup.press(Function::bump);
    REQUIRE(setup.last);
    CHECK(setup.last->kind == Action::Kind::cook_sign_in);
    CHECK(setup.last->code == "9137");
    setup.model->cook.attempt = setup.last->attempt;
    setup.model->cook.answer = CookState::Answer::signed_in;
    setup.model->cook.name = "Rina";
    setup.model->cook.manages = true;
    const auto action = setup.stage.settle(setup.model);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::change_settings);
    CHECK(action->settings->distance_m > before.distance_m);
    CHECK_FALSE(setup.stage.controls.view().sign_in.open);
    CHECK(setup.view().open);
}

TEST_CASE("who gives up the PIN has changed nothing, and a bar and a restart ask for it too") {
    for (const Setting guarded : {Setting::diagonal, Setting::bar, Setting::restart}) {
        Setup setup;
        setup.model->hub_asks_pin = true;
        const ScreenSettings before = setup.model->settings;
        setup.open();
        setup.go_to(guarded);
        setup.press(Function::bump);
        if (guarded == Setting::restart) setup.press(Function::bump);
        REQUIRE(setup.stage.controls.view().sign_in.open);
        setup.press(Function::cancel);
        CHECK_FALSE(setup.stage.controls.view().sign_in.open);
        CHECK_FALSE(setup.view().needs_pin);
        CHECK(setup.view().open);
        CHECK(setup.model->settings == before);
        CHECK_FALSE(setup.last);
    }
}

TEST_CASE("guests before a board change nothing without a PIN, and everybody may look") {
    Setup setup;
    setup.model->station.kind = StationKind::board;
    setup.model->hub_asks_pin = true;
    setup.open();
    setup.go_to(Setting::volume);
    setup.press(Function::right);
    CHECK(setup.stage.controls.view().sign_in.open);
}

TEST_CASE("while the hub is away volume and words are changed, and a press on the page bumps nothing") {
    Setup setup;
    setup.model->link = Link::lost;
    setup.model->hub_asks_pin = true;
    setup.open();
    setup.go_to(Setting::volume);
    setup.press(Function::left);
    CHECK(setup.model->settings.volume_percent == 60);
    CHECK_FALSE(setup.last);
}

TEST_CASE("a bar that is pulled out meanwhile does not let the press go elsewhere") {
    Setup setup;
    setup.open();
    setup.go_to(Setting::bar, "usb-2/0461:0010");
    const ScreenSettings before = setup.model->settings;
    setup.model->bars.clear();
    setup.stage.show(setup.model);
    CHECK(setup.view().stop.section == SetupSection::bars);
    CHECK(setup.view().stop.id == before.bars.at(0).device);
}

TEST_CASE("numbers stay within what can be, and odd ones come back to whole steps") {
    Setup setup;
    setup.model->settings.distance_m = 4.7F;
    setup.model->settings.diagonal_in = 31.5F;
    setup.model->settings.volume_percent = 5;
    setup.model->settings.quiet_from_min = 0;
    setup.open();
    setup.go_to(Setting::distance);
    setup.press(Function::right);
    CHECK(setup.model->settings.distance_m == 5);
    setup.press(Function::right);
    CHECK(setup.model->settings.distance_m == 5);
    setup.go_to(Setting::diagonal);
    setup.press(Function::right);
    CHECK(setup.model->settings.diagonal_in == 32);
    setup.go_to(Setting::volume);
    setup.press(Function::left);
    setup.press(Function::left);
    CHECK(setup.model->settings.volume_percent == 0);
    setup.go_to(Setting::quiet_from);
    setup.press(Function::left);
    CHECK(setup.model->settings.quiet_from_min == 23 * 60 + 30);
}

TEST_CASE("every trouble has a sentence of its own in both languages, with its names in it") {
    ScreenModel model;
    model.hub_address = "Warung Ibu, 192.168.1.10:8687";
    model.known = true;
    for (const char* language : {"en", "id"}) {
        const auto words = screens::words_of(language);
        REQUIRE(bool(words));
        std::set<std::string> heads, texts;
        for (int i = 0; i <= static_cast<int>(Trouble::Kind::presses_wait); ++i) {
            Trouble trouble;
            trouble.kind = static_cast<Trouble::Kind>(i);
            trouble.names = {"eins", "zwei", "drei"};
            const auto says = ui::trouble_words(trouble, *words, model, {}, screens::noon);
            INFO(says.head << ": " << says.text);
            CHECK(heads.insert(says.head).second);
            const bool whole =
                trouble.kind == Trouble::Kind::box;  // the sentence is what it was told, as of `said`
            CHECK(texts.insert(says.text).second != whole);
            CHECK(says.text.find('{') == std::string::npos);
        }
    }
}

}  // namespace
}  // namespace brigade

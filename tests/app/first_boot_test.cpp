#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <tuple>

#include "app/first_boot_facts.h"
#include "provision/read_settings.h"
#include "ui/first_boot.h"
#include "ui/window.h"

using namespace brigade;
using namespace brigade::ui;

namespace {

FirstWords words_in(const std::string& code) {
    auto all = first_languages();
    if (!all) FAIL(all.error().message);
    return std::ranges::find(*all, code, &FirstLanguage::code)->words;
}

// A box that nobody has set up, and somebody before its screen.
struct NewBox {
    FirstWords words = words_in("en");
    FirstBootFacts facts{.languages = {{"en", "English"}, {"id", "Bahasa Indonesia"}},
                         .stations = {{"grill", "Grill"}, {"drink", "Drinks"}, {"expo", "Expo"}},
                         .hubs = {"Warung Ibu"},
                         .zones = {"Africa/Cairo", "Asia/Jakarta", "Asia/Makassar", "Europe/Berlin", "UTC"},
                         .problems = {},
                         .machine = {}};
    FirstBootView view;

    NewBox() {
        facts.machine.host = "brigade";
        facts.machine.addresses = {"eth0 192.168.1.12"};
        facts.machine.serial = "10000000a3f2c4d1";
        open_first_boot(view, facts);
    }
    void press(std::initializer_list<Function> functions) {
        for (const Function function : functions) press_on_first_boot(view, function, facts, words);
    }
    ApplianceSettings settings() const {
        SettingsSurroundings around;
        around.time_zones = facts.zones;
        around.stations = {"grill", "drink", "expo"};
        const SettingsRead read = read_appliance_settings(to_settings_lines(view.answers), around);
        REQUIRE(std::holds_alternative<ApplianceSettings>(read));
        return std::get<ApplianceSettings>(read);
    }
};

}  // namespace

TEST_CASE("a bump bar with two arrows sets up a hub with a screen") {
    NewBox box;
    box.press({Function::down, Function::bump});  // Bahasa Indonesia
    box.press({Function::bump});                  // both
    REQUIRE(box.view.entry.open);
    type_on_entry(box.view.entry, "Bakmi 88");
    while (entry_rows(box.view.entry)[box.view.entry.row][box.view.entry.key].kind != EntryKey::Kind::done) {
        const std::size_t row = box.view.entry.row, keys = entry_rows(box.view.entry)[row].size();
        box.press({row + 1 < entry_rows(box.view.entry).size() ? Function::down
                   : box.view.entry.key + 1 < keys             ? Function::right
                                                               : Function::left});
    }
    box.press({Function::bump});
    box.press({Function::down, Function::bump});  // drinks
    CHECK(first_rows(box.view, box.facts, box.words)[box.view.row].id ==
          "Asia");  // of whom speaks Indonesian
    box.press({Function::bump});
    box.press({Function::bump});  // Jakarta
    REQUIRE(box.view.step == FirstStep::good);
    box.press({Function::bump});
    REQUIRE(box.view.step == FirstStep::done);
    const ApplianceSettings settings = box.settings();
    CHECK(settings.role == BoxRole::both);
    CHECK(settings.kitchen == "Bakmi 88");
    CHECK(settings.stations == std::vector<std::string>{"drink"});
    CHECK(settings.time_zone == "Asia/Jakarta");
    CHECK(settings.language == "id");
}

TEST_CASE("digits choose rows, and a station names the hub that it found") {
    NewBox box;
    box.press({position(1), position(2), position(2), position(1), position(1)});
    REQUIRE(box.view.step == FirstStep::done);
    const ApplianceSettings settings = box.settings();
    CHECK(settings.role == BoxRole::station);
    CHECK(settings.kitchen == "Warung Ibu");
    CHECK(settings.stations == std::vector<std::string>{"grill"});
}

TEST_CASE("a press on RECALL goes back through every answer to the first question") {
    NewBox box;
    box.press({position(1), position(3)});
    REQUIRE(box.view.entry.open);
    press_on_first_boot(box.view, Function::cancel, box.facts, box.words);
    CHECK(box.view.step == FirstStep::role);
    box.press({Function::recall});
    CHECK(box.view.step == FirstStep::language);
    box.press({Function::recall});
    CHECK(box.view.step == FirstStep::language);
}

TEST_CASE("a station of a kitchen that is not known here can be typed") {
    NewBox box;
    box.press({position(1), position(2), position(1), position(4)});
    REQUIRE(box.view.entry.open);
    type_on_entry(box.view.entry, "wok");
    const EntryRows rows = entry_rows(box.view.entry);
    for (std::size_t row = 0; row < rows.size() && box.view.entry.open; ++row)
        for (std::size_t key = 0; key < rows[row].size() && box.view.entry.open; ++key)
            if (rows[row][key].kind == EntryKey::Kind::done) touch_first_key(box.view, row, key);
    CHECK(box.view.step == FirstStep::good);
    CHECK(box.settings().stations == std::vector<std::string>{"wok"});
}

TEST_CASE("UTC has no places, and the way back from it leads to the regions") {
    NewBox box;
    box.view.step = FirstStep::region;
    box.view.answers.role = "hub";
    box.press({position(4)});
    CHECK(box.view.step == FirstStep::good);
    CHECK(box.view.answers.zone == "UTC");
    box.press({Function::recall});
    CHECK(box.view.step == FirstStep::region);
}

TEST_CASE("a box whose settings file has mistakes says them first") {
    NewBox box;
    box.facts.problems = {{4, "WIFI_COUNTRY is \"Indonesia\"; write two letters"}};
    open_first_boot(box.view, box.facts);
    CHECK(box.view.step == FirstStep::problems);
    box.press({Function::bump});
    CHECK(box.view.step == FirstStep::language);
}

TEST_CASE("every question is drawn with all of its rows to touch, also on a small panel") {
    WindowOptions options;
    options.mode = WindowOptions::Mode::headless;
    // The last is what an emulated box has, and a tablet: large letters, because it is so small.
    std::tie(options.width_px, options.height_px, options.viewing.diagonal_in) =
        GENERATE(std::tuple{1280, 720, 0.0F}, std::tuple{800, 480, 0.0F}, std::tuple{1280, 800, 13.0F});
    auto window = Window::open(options);
    REQUIRE(window);
    auto keyboard = Words::from([] {
        std::map<std::string, std::string> texts;
        for (const std::string_view key : word_keys) texts.emplace(key, key);
        return texts;
    }());
    REQUIRE(keyboard);
    NewBox box;
    box.facts.problems.assign(
        2, {4, "TIME_ZONE is \"Jakarta\", which no list of zones has; write Asia/Jakarta"});
    for (const FirstStep step : {FirstStep::problems, FirstStep::language, FirstStep::role, FirstStep::hub,
                                 FirstStep::station, FirstStep::region, FirstStep::good}) {
        box.view.step = step;
        std::vector<FirstHit> hits;
        (*window)->present([&](Canvas& canvas) {
            hits = draw_first_boot({canvas, (*window)->look(), *keyboard, box.words, box.view, box.facts,
                                    (*window)->width(), (*window)->height()});
        });
        CHECK(hits.size() == first_rows(box.view, box.facts, box.words).size());
        for (const FirstHit& hit : hits) {
            CAPTURE(step, hit.area.y, hit.area.height);
            CHECK(hit.area.height >= 24);
            CHECK(hit.area.bottom() <= (*window)->height());
        }
    }
}

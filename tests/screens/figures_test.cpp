// The managers' figures on a station's strip and on a wall.
#include <catch2/catch_test_macros.hpp>

#include "screens/hand.h"

namespace brigade {
namespace {

using screens::noon;
using screens::RealHand;
using enum ui::Function;

TimeMs now_of(const RealHand& hand) { return hand.stage.now_ms + hand.model->clock_offset_ms; }

// What the hub goes on telling.
void tell_anew(RealHand& hand) { hand.model->figures_at = now_of(hand); }

// Where a touch closes them; nowhere: they are not there.
ui::Rect on_figures(const RealHand& hand) { return hand.key(figures); }

std::size_t stop_shows(const ScreenModel& model) {
    const auto stops = ui::setup_stops(model, 0);
    return static_cast<std::size_t>(
        std::ranges::count_if(stops, [](const auto& stop) { return stop.setting == ui::Setting::shows; }));
}

TEST_CASE("a station's strip says its own last hour, an expo's that of all stations") {
    const screens::ModelPtr grill = screens::grill(), expo = screens::expo();
    const auto at_grill = ui::last_hour(*grill, noon);
    REQUIRE(at_grill);
    CHECK(at_grill->tickets == 23);
    CHECK(at_grill->median_ms == 412'000);
    CHECK(at_grill->late == 2);
    const auto at_pass = ui::last_hour(*expo, noon);
    REQUIRE(at_pass);
    CHECK(at_pass->tickets == 97);
    CHECK(at_pass->median_ms == 455'000);
}

TEST_CASE(
    "where a hub does not say all stations' hour, tickets and late ones are added up, and no median is "
    "made") {
    const screens::ModelPtr expo = screens::expo();
    LiveFigures figures = *expo->figures;
    figures.hour.reset();
    expo->figures = std::make_shared<const LiveFigures>(figures);
    const auto hour = ui::last_hour(*expo, noon);
    REQUIRE(hour);
    CHECK(hour->tickets == 97);
    CHECK(hour->late == 4);
    CHECK_FALSE(hour->median_ms);
}

TEST_CASE("a strip says nothing of an hour that is over, of none, or of another station's") {
    const screens::ModelPtr model = screens::grill();
    CHECK(ui::last_hour(*model, model->figures_at + ui::figures_fresh_ms));
    CHECK_FALSE(ui::last_hour(*model, model->figures_at + ui::figures_fresh_ms + 1));
    model->link = Link::lost;
    CHECK_FALSE(ui::last_hour(*model, noon));
    model->link = Link::live;
    model->station.id = "bar";
    CHECK_FALSE(ui::last_hour(*model, noon));
    model->figures.reset();
    CHECK_FALSE(ui::last_hour(*model, noon));
    CHECK_FALSE(ui::last_hour(*screens::empty_station(), noon));
}

TEST_CASE("the last hour pushes nothing aside, however narrow the strip") {
    for (int width = 320; width <= 1920; width += 160) {
        INFO(width);
        const screens::ModelPtr with = screens::only_takeaway(), without = screens::only_takeaway();
        with->figures = screens::grill()->figures;
        with->figures_at = noon;
        with->station.id = "grill";
        const std::vector<ui::Hit> some = RealHand(with, width, 540).stage.frame.hits;
        const std::vector<ui::Hit> others = RealHand(without, width, 540).stage.frame.hits;
        REQUIRE(some.size() == others.size());
        for (std::size_t i = 0; i < some.size(); ++i) {
            CHECK(some[i].same_target(others[i]));
            CHECK(some[i].area.x == others[i].area.x);
        }
    }
}

TEST_CASE("shares are whole percents, and what is not quite nothing or all is never called so") {
    CHECK(ui::share_text({0, 0}) == "–");
    CHECK(ui::share_text({824, 0}) == "0 %");
    CHECK(ui::share_text({824, 1}) == "< 1 %");
    CHECK(ui::share_text({824, 41}) == "5 %");
    CHECK(ui::share_text({824, 823}) == "> 99 %");
    CHECK(ui::share_text({824, 824}) == "100 %");
}

TEST_CASE("durations are cut to the second, as on the managers' page") {
    CHECK(ui::time_text(412'999) == "6:52");
    CHECK(ui::time_text(0) == "0:00");
    CHECK(ui::time_text(std::nullopt) == "–");
}

TEST_CASE("the chart begins with the first hour in which anything happened and ends with the last") {
    LiveFigures figures;
    CHECK(ui::busy_hours(figures).empty());
    for (const int hour : {22, 23, 0, 1, 2, 3}) figures.hours.push_back({hour, 0, {}});
    CHECK(ui::busy_hours(figures).empty());
    figures.hours[1].orders = 2;
    figures.hours[3].tickets.tickets = 1;
    const auto busy = ui::busy_hours(figures);
    REQUIRE(busy.size() == 3);
    CHECK(busy.front().hour == 23);
    CHECK(busy.back().hour == 1);
}

TEST_CASE(
    "figures lie over a cook's tickets while somebody looks at them, and nothing is bumped or shown under "
    "them") {
    RealHand hand(screens::grill());
    REQUIRE(hand.view().order_id.size());
    hand.press(figures);
    REQUIRE(hand.view().figures.lie_over());
    CHECK(hand.stage.frame.covered);
    CHECK_FALSE(hand.press(bump));
    CHECK_FALSE(hand.press(position_2));
    hand.model->tickets.push_back(screens::many(1)->tickets.back());
    CHECK(hand.later(10).empty());
    SECTION("the same key closes them") { hand.press(figures); }
    SECTION("and so does cancel") { hand.press(cancel); }
    SECTION("and a touch on any part of them") { hand.tap(on_figures(hand)); }
    SECTION("and time alone") { hand.later(ui::page_rest_ms); }
    CHECK_FALSE(hand.view().figures.open);
    CHECK_FALSE(hand.stage.frame.covered);
}

TEST_CASE(
    "a screen that is there for the figures shows them from the start and comes back to them by itself") {
    RealHand hand(screens::wall());
    CHECK(hand.view().figures.stand());
    CHECK(hand.stage.frame.figures);
    CHECK_FALSE(hand.stage.frame.covered);
    CHECK(hand.stage.frame.slots.empty());
    hand.later(ui::page_rest_ms);
    CHECK(hand.view().figures.stand());
    SECTION("a press asks for the tickets") { hand.press(view); }
    SECTION("a touch does") { hand.tap(on_figures(hand)); }
    SECTION("the menu does") {
        hand.press(menu);
        CHECK(ui::menu_ticket(hand.view().menu, *hand.model) == nullptr);
        hand.tap(hand.item(figures));
    }
    CHECK_FALSE(hand.view().figures.open);
    CHECK_FALSE(hand.stage.frame.slots.empty());
    hand.later(ui::page_rest_ms - 1'000);
    CHECK_FALSE(hand.view().figures.open);
    hand.later(1'000);
    CHECK(hand.view().figures.stand());
}

TEST_CASE("a press that was made before figures on a wall serves no order that nobody saw") {
    RealHand hand(screens::wall());
    CHECK_FALSE(hand.press(bump));
    CHECK_FALSE(hand.press(fire_course));
    hand.press(cancel);
    REQUIRE_FALSE(hand.view().figures.open);
    CHECK_FALSE(hand.stage.controls.press(bump, hand.stage.now_ms + 100));
    hand.later(1'000);
    CHECK(hand.press(bump));
}

TEST_CASE("what a wall is asked for lies over its figures, and they are there again under it") {
    RealHand hand(screens::wall());
    for (const ui::Function function : {recall, all_day, menu, setup}) {
        hand.press(function);
        CHECK(hand.stage.frame.covered);
        hand.press(cancel);
        CHECK_FALSE(hand.stage.frame.covered);
        CHECK(hand.view().figures.stand());
    }
}

TEST_CASE("a station that cooks never has figures in place of its tickets, whatever its settings say") {
    const screens::ModelPtr model = screens::grill();
    model->settings.shows = WallView::figures;
    RealHand hand(model);
    hand.later(ui::page_rest_ms);
    CHECK_FALSE(hand.view().figures.open);
    CHECK_FALSE(hand.stage.frame.slots.empty());
    CHECK(stop_shows(*model) == 0);
    CHECK(stop_shows(*screens::expo()) == 1);
    CHECK(stop_shows(*screens::board()) == 1);
}

TEST_CASE("guests before a board are shown figures only where it is set so") {
    const screens::ModelPtr model = screens::board();
    RealHand hand(model);
    hand.press(figures);
    CHECK_FALSE(hand.view().figures.open);
    hand.press(menu);
    CHECK(hand.item(figures).width == 0);
    hand.press(cancel);
    model->settings.shows = WallView::figures;
    hand.later(10);
    CHECK(hand.view().figures.stand());
    hand.tap(on_figures(hand));
    CHECK_FALSE(hand.view().figures.open);
    hand.press(figures);
    CHECK(hand.view().figures.stand());
}

TEST_CASE("a screen is set to figures and back where it hangs, and shows them at once") {
    RealHand hand(screens::expo());
    CHECK_FALSE(hand.view().figures.open);
    hand.press(setup);
    for (int i = 0; i < 20 && hand.view().setup.stop.setting != ui::Setting::shows; ++i) hand.press(down);
    const auto action = hand.press(bump);
    REQUIRE(action);
    REQUIRE(action->settings);
    CHECK(action->settings->shows == WallView::figures);
    hand.model->settings = *action->settings;
    hand.press(cancel);
    CHECK(hand.view().figures.stand());
    hand.model->settings.shows = WallView::tickets;
    hand.later(10);
    CHECK_FALSE(hand.view().figures.open);
}

TEST_CASE("figures of two minutes ago, or of a hub that is away, are not of now") {
    RealHand hand(screens::wall());
    tell_anew(hand);
    CHECK(ui::figures_are_fresh(*hand.model, now_of(hand)));
    CHECK_FALSE(ui::figures_are_fresh(*hand.model, now_of(hand) + ui::figures_fresh_ms + 1));
    hand.model->link = Link::lost;
    CHECK_FALSE(ui::figures_are_fresh(*hand.model, now_of(hand)));
    hand.later(10);
    CHECK(hand.view().figures.stand());
}

TEST_CASE("whatever figures there are, and on whatever glass, the page is drawn") {
    LiveFigures bare, large = screens::day_so_far();
    large.orders = 123'456;
    large.today.ticket_time.median_ms = 9'000'000;
    for (int i = 0; i < 59; ++i) large.stations.push_back(large.stations.front());
    for (int i = 0; i < 36; ++i) large.hours.push_back({i % 24, 9, large.today});
    for (const auto& [width, height] : {std::pair{320, 240}, {1080, 1920}, {1280, 720}, {3840, 2160}}) {
        INFO(width << " x " << height);
        for (const LiveFigures* one :
             {static_cast<const LiveFigures*>(nullptr), &std::as_const(bare), &std::as_const(large)}) {
            const screens::ModelPtr model = screens::wall();
            model->figures = one ? std::make_shared<const LiveFigures>(*one) : nullptr;
            const RealHand hand(model, width, height);
            CHECK(on_figures(hand).width == static_cast<float>(width));
        }
    }
}

}  // namespace
}  // namespace brigade

#include <catch2/catch_test_macros.hpp>

#include "screens/hand.h"

namespace brigade {
namespace {

using screens::RealHand;
using enum ui::Function;

screens::ModelPtr much() {
    screens::ModelPtr model = screens::empty_station();
    for (int i = 1; i <= 60; ++i) {
        ScreenTicket ticket = screens::ticket(std::to_string(i), 100 - i);
        screens::add_line(ticket, "Dish " + std::to_string(i)).modifiers = {{ModifierKind::without, "onion"}};
        model->tickets.push_back(ticket);
    }
    return model;
}

TEST_CASE("one key shows what is open in all, the same key or cancel or a touch beside it closes it") {
    RealHand hand(screens::grill());
    hand.press(all_day);
    CHECK(hand.view().all_day);
    hand.press(all_day);
    CHECK_FALSE(hand.view().all_day);
    hand.press(all_day);
    hand.press(cancel);
    CHECK_FALSE(hand.view().all_day);
    hand.tap(hand.key(all_day));
    REQUIRE(hand.view().all_day);
    hand.tap({2, 500, 4, 4});
    CHECK_FALSE(hand.view().all_day);
}

TEST_CASE("under the counts nothing is bumped and nothing is shown, and left alone they close") {
    RealHand hand(screens::many(2));
    hand.press(all_day);
    CHECK_FALSE(hand.press(bump));
    hand.model->tickets.push_back(screens::many(3)->tickets.back());
    CHECK(hand.later(10).empty());
    hand.later(ui::page_rest_ms);
    CHECK_FALSE(hand.view().all_day);
}

TEST_CASE("counts of several pages are turned by key and by swipe, no further than there are pages") {
    RealHand hand(much(), 1280, 720);
    hand.press(all_day);
    const std::size_t pages = hand.stage.frame.all_day_pages;
    REQUIRE(pages > 1);
    hand.press(page_next);
    CHECK(hand.view().all_day_page == 1);
    hand.press(page_previous);
    CHECK(hand.view().all_day_page == 0);
    hand.swipe(800, 300, 400, 310);
    CHECK(hand.view().all_day_page == 1);
    for (std::size_t i = 0; i < pages + 3; ++i) hand.press(page_next);
    CHECK(hand.view().all_day_page == pages - 1);
    CHECK(hand.view().page == 0);
}

}  // namespace
}  // namespace brigade

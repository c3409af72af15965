#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "screens/hand.h"
#include "ui/filter.h"

namespace brigade {
namespace {

using screens::RealHand;
using enum ui::Function;

screens::ModelPtr mixed() {
    screens::ModelPtr model = screens::many(4);
    model->tickets[1].service = Service::takeaway;
    model->tickets[3].service = Service::takeaway;
    model->settings.services = {Service::takeaway};
    return model;
}

bool has_slot(const RealHand& hand, const std::string& order_id) {
    return hand.stage.frame.slot(order_id) != nullptr;
}

TEST_CASE("tickets of services that are not shown here have no place, and nobody has been shown them") {
    screens::Stage stage = screens::Stage::open();
    const auto model = mixed();
    const auto drawn = stage.show(model);
    REQUIRE(drawn.size() == 2);
    CHECK(
        std::none_of(drawn.begin(), drawn.end(), [](const Drawn& one) { return one.order_id == "order-1"; }));
    model->settings.services.clear();
    CHECK(stage.show(model).size() == 2);
}

TEST_CASE(
    "while a filter is on its label stands on the strip at every width, and a touch on it leads to the "
    "filter") {
    for (const int width : {960, 1280, 1920}) {
        RealHand hand(mixed(), width, width * 9 / 16);
        CHECK_FALSE(has_slot(hand, "order-1"));
        CHECK(has_slot(hand, "order-2"));
        const ui::Rect label = hand.key(filter);
        REQUIRE(label.width > 0);
        CHECK(label.y == 0);
        CHECK(label.right() <= static_cast<float>(width));
        hand.tap(label);
        CHECK(hand.view().menu.level == ui::MenuView::Level::filter);
    }
    RealHand hand(screens::many(4));
    CHECK(hand.key(filter).width == 0);
}

TEST_CASE("what the filter hides is counted, and what of it is late") {
    const auto model = mixed();
    model->tickets[0].late_at = screens::noon - 1;
    const ui::HiddenTickets hidden = ui::hidden_by_filter(*model, screens::noon);
    CHECK(hidden.all == 2);
    CHECK(hidden.late == 1);
}

TEST_CASE("services are chosen in the menu, and all of them are no filter") {
    RealHand hand(screens::many(2));
    hand.press(filter);
    auto action = hand.tap(hand.item("takeaway"));
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::change_settings);
    CHECK(action->settings->services == std::vector{Service::takeaway});
    CHECK(hand.view().menu.open());
    hand.model->settings = *action->settings;
    hand.later(10);
    action = hand.tap(hand.item(""));
    REQUIRE(action);
    CHECK(action->settings->services.empty());
}

TEST_CASE("a ticket that is hidden cannot be chosen, bumped or brought by a key") {
    RealHand hand(mixed());
    CHECK(hand.view().order_id == "order-2");
    hand.press(position_2);
    CHECK(hand.view().order_id == "order-4");
    hand.press(position_3);
    CHECK(hand.view().order_id == "order-4");
}

}  // namespace
}  // namespace brigade

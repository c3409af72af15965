#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "screens/hand.h"

namespace brigade {
namespace {

using screens::RealHand;
using enum ui::Function;

// Three tickets that want the same three things.
screens::ModelPtr three_alike() {
    screens::ModelPtr model = screens::many(3);
    std::uint32_t revision = 5;
    for (ScreenTicket& ticket : model->tickets) ticket.revision = revision++;
    return model;
}

struct Fryer : RealHand {
    explicit Fryer(screens::ModelPtr shown = three_alike()) : RealHand(std::move(shown)) {
        press(ui::Function::view);
    }
    std::string chosen() const {
        const ui::BatchCard* card = stage.frame.batch(RealHand::view().order_id);
        return card ? card->batch.name : std::string();
    }
};

TEST_CASE("alike items of several tickets are one card, with a key and the first chosen") {
    Fryer hand;
    REQUIRE(hand.stage.frame.batches.size() == 3);
    CHECK(hand.stage.frame.batches[0].batch.quantity == 3);
    CHECK(hand.chosen() == "Classic Burger");
    hand.press(position_2);
    CHECK(hand.chosen() == "Grilled Corn");
    hand.press(right);
    CHECK(hand.chosen() == "Sea Bass");
}

TEST_CASE("bump ends all of a batch, each line as its ticket was seen, and says what it was") {
    Fryer hand;
    hand.press(position_2);
    const auto action = hand.press(bump);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::bump_lines);
    CHECK(action->seen == hand.model->seq);
    REQUIRE(action->lines.size() == 3);
    CHECK(action->lines[0] == ActionLine{"order-1", "2", 1, 5});
    CHECK(action->lines[2] == ActionLine{"order-3", "2", 1, 7});
}

TEST_CASE("what joined a batch while the finger was on its way is left for the next press") {
    Fryer hand;
    hand.later(1'000);
    ScreenTicket late = screens::ticket("9", 1);
    screens::add_line(late, "Classic Burger");
    hand.model->tickets.push_back(late);
    hand.show();
    hand.stage.now_ms += 100;
    auto action = hand.stage.controls.press(bump, hand.stage.now_ms);
    REQUIRE(action);
    CHECK(action->lines.size() == 3);
    action = hand.press(bump);
    REQUIRE(action);
    CHECK(action->lines.size() == 4);
}

TEST_CASE("start begins what waits of a batch, one done ends one of the oldest ticket's") {
    Fryer hand;
    hand.model->tickets[0].lines[0].state = LineState::started;
    hand.model->tickets[0].lines[0].quantity = 2;
    hand.later(10);
    const auto begun = hand.press(start);
    REQUIRE(begun);
    CHECK(begun->kind == Action::Kind::start_lines);
    CHECK(begun->lines.size() == 2);
    const auto one = hand.press(one_done);
    REQUIRE(one);
    CHECK(one->kind == Action::Kind::bump_line);
    CHECK(one->order_id == "order-1");
    CHECK(one->done == 1);
}

TEST_CASE(
    "one done of a batch does nothing where another screen has just done that one, or all of the oldest "
    "share") {
    Fryer hand;
    hand.model->tickets[0].lines[0].quantity = 3;
    hand.later(10);
    hand.later(1'000);
    hand.model->tickets[0].lines[0].done = 1;
    hand.show();
    CHECK_FALSE(hand.stage.controls.press(one_done, hand.stage.now_ms));
    CHECK(hand.press(one_done)->done == 2);
    hand.later(1'000);
    hand.model->tickets[0].lines[0].state = LineState::done;
    hand.show();
    CHECK_FALSE(hand.stage.controls.press(one_done, hand.stage.now_ms));
    CHECK(hand.press(one_done)->order_id == "order-2");
}

TEST_CASE(
    "in two steps a batch that another screen began just now is not ended by the press that was to begin "
    "it") {
    Fryer hand;
    hand.model->station.two_step = true;
    hand.later(10);
    hand.later(1'000);
    hand.model->tickets[0].lines[0].state = LineState::started;
    hand.show();
    CHECK_FALSE(hand.stage.controls.press(bump, hand.stage.now_ms));
    CHECK(hand.press(bump)->kind == Action::Kind::bump_lines);
}

TEST_CASE("in two steps the first bump of a batch begins it") {
    Fryer hand;
    hand.model->station.two_step = true;
    hand.later(10);
    CHECK(hand.press(bump)->kind == Action::Kind::start_lines);
    for (ScreenTicket& ticket : hand.model->tickets) ticket.lines[0].state = LineState::started;
    hand.later(10);
    CHECK(hand.press(bump)->kind == Action::Kind::bump_lines);
}

TEST_CASE("a batch keeps its key while tickets join it, and the others keep theirs when it leaves") {
    Fryer hand;
    hand.later(2'000);
    const std::string corn = hand.stage.frame.slot(2)->order_id;
    for (ScreenTicket& ticket : hand.model->tickets) ticket.lines[0].state = LineState::done;
    hand.press(position_2);
    CHECK(hand.stage.frame.slot(2)->order_id == corn);
    CHECK(hand.stage.frame.slot(1) == nullptr);
    hand.later(2'000);
    CHECK(hand.stage.frame.slot(2)->order_id == corn);
}

TEST_CASE("the same item with an allergy is a batch of its own") {
    const auto model = three_alike();
    model->tickets[1].allergies = {"peanut"};
    Fryer hand(model);
    CHECK(hand.stage.frame.batches.size() == 6);
}

TEST_CASE("in the batch view no ticket is chosen: what is about one does nothing, the menu is the screen's") {
    Fryer hand;
    for (const ui::Function function : {rush, hold, confirm, transfer}) CHECK_FALSE(hand.press(function));
    CHECK_FALSE(hand.view().menu.open());
    hand.press(menu);
    CHECK(hand.view().menu.order_id.empty());
}

TEST_CASE("a touch chooses a batch, a second one on its head ends it") {
    Fryer hand;
    const std::string bass = hand.stage.frame.slot(3)->order_id;
    CHECK_FALSE(hand.tap(hand.header(bass)));
    const auto action = hand.tap(hand.header(bass));
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::bump_lines);
}

TEST_CASE("the strip leads out of the batch view at every width") {
    for (const int width : {960, 1280, 1920}) {
        RealHand hand(three_alike(), width, width * 9 / 16);
        hand.press(ui::Function::view);
        REQUIRE(hand.view().batches);
        const ui::Rect label = hand.place([](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::function && hit.function == ui::Function::view &&
                   hit.area.y == 0;
        });
        REQUIRE(label.width > 0);
        hand.tap(label);
        CHECK_FALSE(hand.view().batches);
        CHECK(hand.view().order_id == "order-1");
    }
}

TEST_CASE("a ticket of which every line is on the picture in batches has been shown, once") {
    Fryer hand;
    ScreenTicket more = screens::ticket("4", 3);
    screens::add_line(more, "Sea Bass");
    hand.model->tickets.push_back(more);
    auto drawn = hand.later(10);
    REQUIRE(drawn.size() == 1);
    CHECK(drawn[0].order_id == "order-4");
    CHECK(hand.later(10).empty());
}

TEST_CASE("a ticket that lost a line has not been shown by batches: they say nothing of it") {
    Fryer hand;
    hand.model->tickets[0].revision = 40;
    hand.model->tickets[0].lines[2].change = Change::removed;
    hand.model->tickets[0].lines[2].state = LineState::voided;
    CHECK(hand.later(10).empty());
    hand.press(ui::Function::view);
    hand.model->tickets[0].revision = 41;
    CHECK(hand.later(10).size() == 1);
}

TEST_CASE("a batch on page two has not shown its tickets until that page is in view") {
    screens::ModelPtr model = screens::empty_station();
    for (int i = 1; i <= 60; ++i) {
        ScreenTicket ticket = screens::ticket(std::to_string(i), 100 - i);
        screens::add_line(ticket, "Dish " + std::to_string(i));
        model->tickets.push_back(ticket);
    }
    screens::Stage stage = screens::Stage::open();
    stage.show(screens::empty_station());
    stage.press(ui::Function::view, screens::empty_station());
    const std::size_t first = stage.show(model).size();
    CHECK(first > 0);
    CHECK(first < 60);
    stage.now_ms += 1'000;
    stage.controls.press(page_next, stage.now_ms);
    CHECK(stage.show(model).size() > 0);
}

TEST_CASE("only prep stations have batches") {
    RealHand hand(screens::expo());
    hand.press(ui::Function::view);
    CHECK_FALSE(hand.view().batches);
}

}  // namespace
}  // namespace brigade

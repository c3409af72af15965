// The batch view while others press: what came between the finger's look and its press is left for the next
// one.
#include <catch2/catch_test_macros.hpp>

#include "screens/hand.h"

namespace brigade {
namespace {

using screens::RealHand;

// Three tickets that want the same three things; what is changed now is seen by no finger yet.
struct BatchHand : RealHand {
    BatchHand() : RealHand(screens::many(3)) {
        press(ui::Function::view);
        later(1'000);
    }
    ScreenLine& burger(std::size_t ticket) { return model->tickets.at(ticket).lines.at(0); }
    std::optional<Action> press_at_once(ui::Function function) {
        show();
        stage.now_ms += 100;
        return stage.controls.press(function, stage.now_ms);
    }
};

TEST_CASE(
    "a share that came back as another generation while the finger was on its way is left for the next "
    "press") {
    BatchHand hand;
    hand.model->tickets[0].generation = 2;
    const auto action = hand.press_at_once(ui::Function::bump);
    REQUIRE(action);
    REQUIRE(action->lines.size() == 2);
    CHECK(action->lines[0].order_id == "order-2");
    CHECK(hand.press(ui::Function::bump)->lines.size() == 3);
}

TEST_CASE("a press on a batch says what was to be seen, not what has come since") {
    BatchHand hand;
    const Seq seen = hand.model->seq;
    const std::uint32_t revision = hand.model->tickets[1].revision;
    ++hand.model->tickets[1].revision;
    ++hand.model->seq;
    const auto action = hand.press_at_once(ui::Function::bump);
    REQUIRE(action);
    CHECK(action->seen == seen);
    REQUIRE(action->lines.size() == 3);
    CHECK(action->lines[1].revision == revision);
}

TEST_CASE("bump right after the screen has chosen the next batch by itself ends nothing") {
    BatchHand hand;
    const std::string burgers = hand.view().order_id;
    for (std::size_t i = 0; i < 3; ++i) hand.burger(i).state = LineState::done;
    CHECK_FALSE(hand.press_at_once(ui::Function::bump));
    CHECK(hand.view().order_id != burgers);
    CHECK(hand.press(ui::Function::bump));
}

TEST_CASE(
    "where all of a batch was ended elsewhere and another ticket wants the same now, the press is not about "
    "that") {
    for (const ui::Function function : {ui::Function::bump, ui::Function::start, ui::Function::one_done}) {
        BatchHand hand;
        for (std::size_t i = 0; i < 3; ++i) hand.burger(i).state = LineState::done;
        ScreenTicket late = screens::ticket("9", 1);
        screens::add_line(late, hand.burger(0).name);
        hand.model->tickets.push_back(late);
        CHECK_FALSE(hand.press_at_once(function));
        const auto action = hand.press(ui::Function::bump);
        REQUIRE(action);
        CHECK(action->lines.size() == 1);
    }
}

TEST_CASE("to start a batch of which all is begun asks for nothing") {
    BatchHand hand;
    for (std::size_t i = 0; i < 3; ++i) hand.burger(i).state = LineState::started;
    hand.later(1'000);
    CHECK_FALSE(hand.press(ui::Function::start));
}

TEST_CASE(
    "one done of a batch is about the share that was first, not about the next one that looks the same") {
    BatchHand hand;
    hand.burger(0).state = LineState::done;
    CHECK_FALSE(hand.press_at_once(ui::Function::one_done));
    const auto one = hand.press(ui::Function::one_done);
    REQUIRE(one);
    CHECK(one->order_id == "order-2");
    CHECK_FALSE(one->done);  // the only one of it: the line is done
}

TEST_CASE("a press that was meant for what lay over the batches ends none of them") {
    BatchHand hand;
    hand.press(ui::Function::all_day);
    hand.later(1'000);
    hand.stage.controls.press(ui::Function::cancel, hand.stage.now_ms);
    CHECK_FALSE(hand.press_at_once(ui::Function::bump));
    CHECK(hand.press(ui::Function::bump));
}

TEST_CASE("where the station cooks no more its batches go") {
    BatchHand hand;
    hand.model->station.kind = StationKind::expo;
    hand.show();
    CHECK_FALSE(hand.view().batches);
}

}  // namespace
}  // namespace brigade

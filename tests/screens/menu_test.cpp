#include <catch2/catch_test_macros.hpp>

#include "screens/hand.h"

namespace brigade {
namespace {

using screens::RealHand;
using Level = ui::MenuView::Level;
using enum ui::Function;

screens::ModelPtr three_to_choose() {
    screens::ModelPtr model = screens::many(3);
    for (ScreenTicket& ticket : model->tickets)
        for (ScreenLine& line : ticket.lines) line.item = "item-" + line.name;
    model->tickets[1].lines[0].quantity = 3;
    model->tickets[1].lines[1].change = Change::changed;
    model->others = {{"wok", "Wok"}, {"fry", "Fryer"}};
    return model;
}

TEST_CASE("every item of the menu does what it says to the ticket that was chosen as it opened") {
    const auto picks = [](ui::Function item) {
        RealHand hand(three_to_choose());
        hand.press(position_2);
        hand.press(menu);
        REQUIRE(hand.view().menu.level == Level::root);
        // Meanwhile rushed orders push that ticket to another page, and the screen chooses another.
        for (int i = 0; i < 40; ++i) {
            ScreenTicket hurry = screens::ticket(std::to_string(100 + i), 1);
            hurry.priority = Priority::rush;
            screens::add_line(hurry, "Classic Burger");
            hand.model->tickets.insert(hand.model->tickets.begin(), hurry);
        }
        hand.later(2'000);
        REQUIRE(hand.view().order_id != "order-2");
        REQUIRE(hand.stage.frame.slot("order-2") == nullptr);
        auto action = hand.tap(hand.item(item));
        REQUIRE(action);
        CHECK(action->order_id == "order-2");
        CHECK_FALSE(hand.view().menu.open());
        return *action;
    };
    CHECK(picks(start).kind == Action::Kind::start_line);
    CHECK(picks(bump_line).kind == Action::Kind::bump_line);
    CHECK(picks(one_done).done == 1);
    CHECK(picks(confirm).kind == Action::Kind::confirm);
    CHECK(picks(rush).priority == Priority::rush);
    CHECK(picks(hold).kind == Action::Kind::hold);
}

TEST_CASE("a number stands once in the menu, and chooses in the column where it stands") {
    RealHand hand(three_to_choose());
    hand.press(menu);
    hand.press(position_2);
    const std::size_t second = hand.view().menu.chosen;
    CHECK(second == 1);
    hand.press(right);
    hand.press(position_1);
    const auto items = ui::menu_items(hand.view().menu, *hand.model);
    CHECK(items[hand.view().menu.chosen].of_screen);
    CHECK(items[hand.view().menu.chosen].function == recall);
}

TEST_CASE("a menu whose ticket has left closes, and nothing was done") {
    RealHand hand(three_to_choose());
    hand.press(position_2);
    hand.press(menu);
    hand.leave("order-2");
    CHECK_FALSE(hand.view().menu.open());
    CHECK(hand.model->tickets.size() == 2);
}

TEST_CASE("a ticket goes to the station that is chosen in the menu") {
    RealHand hand(three_to_choose());
    hand.press(position_2);
    hand.press(transfer);
    REQUIRE(hand.view().menu.level == Level::transfer);
    hand.press(down);
    const auto action = hand.press(bump);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::transfer);
    CHECK(action->order_id == "order-2");
    CHECK(action->to == "fry");
}

TEST_CASE("an item is 86'd from the chosen ticket, and brought back from the list") {
    RealHand hand(three_to_choose());
    hand.press(position_2);
    hand.press(unavailable);
    const auto gone = hand.tap(hand.item("item-Sea Bass"));
    REQUIRE(gone);
    CHECK(gone->kind == Action::Kind::set_availability);
    CHECK_FALSE(gone->available);
    hand.model->unavailable = {{"item-Sea Bass", "Sea Bass"}};
    hand.press(unavailable);
    const auto back = hand.tap(hand.item("item-Sea Bass"));
    REQUIRE(back);
    CHECK(back->available);
}

// Pressed at once, before the finger can have seen what has just changed.
std::optional<Action> blindly(RealHand& hand, ui::Function function) {
    hand.show();
    auto action = hand.stage.controls.press(function, hand.stage.now_ms);
    hand.show();
    return action;
}

screens::ModelPtr three_86d() {
    screens::ModelPtr model = three_to_choose();
    model->tickets.clear();
    model->unavailable = {{"bass", "Sea Bass"}, {"corn", "Grilled Corn"}, {"ribs", "Ribs"}};
    return model;
}

TEST_CASE(
    "an item that another screen brought back while the list was open is not taken for the one below it") {
    RealHand hand(three_86d());
    hand.press(unavailable);
    hand.press(down);
    hand.later(1'000);
    hand.model->unavailable.erase(hand.model->unavailable.begin());
    const auto action = blindly(hand, bump);
    REQUIRE(action);
    CHECK(action->item == "corn");
}

TEST_CASE(
    "where the chosen item itself went nothing is chosen, and bump does nothing until an arrow chooses "
    "again") {
    RealHand hand(three_86d());
    hand.press(unavailable);
    hand.press(down);
    hand.later(1'000);
    hand.model->unavailable.erase(hand.model->unavailable.begin() + 1);
    CHECK_FALSE(blindly(hand, bump));
    CHECK_FALSE(hand.press(bump));
    CHECK(hand.view().menu.open());
    hand.press(down);
    const auto action = hand.press(bump);
    REQUIRE(action);
    CHECK(action->item == "ribs");
}

TEST_CASE("a number in the menu means what stood beside it in front of the finger") {
    RealHand hand(three_86d());
    hand.press(unavailable);
    hand.later(1'000);
    hand.model->unavailable.erase(hand.model->unavailable.begin());
    blindly(hand, position_2);
    CHECK(hand.press(bump)->item == "corn");
}

TEST_CASE("an item that another screen 86'd just now is not brought back by the press that was to 86 it") {
    RealHand hand(three_to_choose());
    hand.press(position_2);
    hand.press(unavailable);
    hand.later(1'000);
    hand.model->unavailable = {{"item-Classic Burger", "Classic Burger"}};
    CHECK_FALSE(blindly(hand, bump));
    const ui::Rect item = hand.item("item-Classic Burger");
    const float x = item.x + item.width / 2, y = item.y + item.height / 2;
    hand.stage.controls.touch(x, y, hand.stage.now_ms);
    CHECK_FALSE(hand.stage.controls.release(x, y, hand.stage.now_ms));
    CHECK(hand.view().menu.open());
    CHECK(hand.press(bump)->available);
}

TEST_CASE("what was chosen by hand in a list that nobody has changed is picked as fast as a finger can") {
    RealHand hand(three_86d());
    hand.press(unavailable);
    hand.later(1'000);
    hand.stage.controls.press(down, hand.stage.now_ms);
    const auto action = blindly(hand, bump);
    REQUIRE(action);
    CHECK(action->item == "corn");
}

TEST_CASE("a press that was meant for a menu whose ticket has just left does nothing to another ticket") {
    RealHand hand(three_to_choose());
    hand.press(position_2);
    hand.press(menu);
    hand.later(1'000);
    hand.leave("order-2");
    CHECK_FALSE(blindly(hand, hold));
    CHECK_FALSE(hand.view().menu.open());
    blindly(hand, position_1);  // nor does it choose
    CHECK(hand.view().order_id == "order-3");
    hand.later(ui::debounce_ms);
    CHECK(hand.press(hold));
}

TEST_CASE("a bump while the menu was still to be seen is not about the ticket under it") {
    RealHand hand(three_to_choose());
    hand.press(menu);
    hand.press(cancel);
    hand.stage.now_ms += 100;
    CHECK_FALSE(blindly(hand, bump));
    hand.later(ui::debounce_ms);
    CHECK(hand.press(bump));
}

TEST_CASE(
    "what is held by hand is listed, from the strip and by its key where no ticket is, and goes on from "
    "there") {
    RealHand hand(three_to_choose());
    hand.model->parked = {{"order-9", "9", "2 Sea Bass"}};
    hand.later(10);
    const ui::Rect strip = hand.place([](const ui::Hit& hit) { return hit.kind == ui::Hit::Kind::parked; });
    REQUIRE(strip.width > 0);
    hand.tap(strip);
    REQUIRE(hand.view().menu.level == Level::parked);
    const auto action = hand.press(bump);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::release);
    CHECK(action->order_id == "order-9");
    hand.model->tickets.clear();
    hand.later(2'000);
    hand.press(hold);
    CHECK(hand.view().menu.level == Level::parked);
}

TEST_CASE("cancel leads from a list back to the menu it was opened from, and from there to the tickets") {
    RealHand hand(three_to_choose());
    hand.press(menu);
    hand.tap(hand.item(transfer));
    CHECK(hand.view().menu.level == Level::transfer);
    hand.press(cancel);
    CHECK(hand.view().menu.level == Level::root);
    hand.press(cancel);
    CHECK_FALSE(hand.view().menu.open());
}

TEST_CASE("a finger that rests on a ticket opens that ticket's menu, and lifting it picks nothing") {
    RealHand hand(three_to_choose());
    const ui::Rect header = hand.header("order-3");
    hand.rest(header, ui::long_press_ms - 1);
    CHECK_FALSE(hand.view().menu.open());
    hand.later(1);
    REQUIRE(hand.view().menu.open());
    CHECK(hand.view().menu.order_id == "order-3");
    CHECK_FALSE(hand.lift(header));
    CHECK(hand.view().menu.open());
}

TEST_CASE("a swipe turns the page and taps nothing") {
    RealHand hand(screens::many(30));
    const std::string chosen = hand.view().order_id;
    const ui::Rect header = hand.header(chosen);
    CHECK_FALSE(hand.swipe(header.x + 300, header.y + 20, header.x + 20, header.y + 30));
    CHECK(hand.view().page == 1);
    CHECK_FALSE(hand.swipe(header.x + 20, header.y + 20, header.x + 300, header.y + 30));
    CHECK(hand.view().page == 0);
}

TEST_CASE("while the panel is wiped touches count for nothing, and a key ends it without doing anything") {
    RealHand hand(three_to_choose());
    hand.press(lock);
    const ui::Rect header = hand.header("order-1");
    CHECK_FALSE(hand.tap(header));
    CHECK_FALSE(hand.tap(header));
    CHECK(hand.show().empty());
    CHECK_FALSE(hand.press(bump));
    CHECK(hand.view().locked_until_ms == 0);
    CHECK(hand.press(bump));
}

TEST_CASE("under the lock nothing new has been shown") {
    RealHand hand(three_to_choose());
    hand.press(lock);
    hand.model->tickets.push_back(screens::many(4)->tickets.back());
    CHECK(hand.later(10).empty());
    hand.later(ui::wipe_ms);
    hand.model->seq += 1;
    CHECK(hand.view().locked_until_ms == 0);
}

TEST_CASE("where a station works in two steps the first bump begins the ticket, the second ends it") {
    RealHand hand(three_to_choose());
    hand.model->station.two_step = true;
    hand.later(10);
    CHECK(hand.press(bump)->kind == Action::Kind::start_ticket);
    CHECK(hand.view().toast.empty());
    hand.model->tickets[0].lines[0].state = LineState::started;
    hand.later(10);
    CHECK(hand.press(bump)->kind == Action::Kind::bump_ticket);
}

TEST_CASE(
    "where a station works in two steps a ticket of which nothing is left to begin leaves with the first "
    "bump") {
    RealHand hand(three_to_choose());
    hand.model->station.two_step = true;
    for (ScreenLine& line : hand.model->tickets[0].lines) line.state = LineState::voided;
    hand.later(10);
    CHECK(hand.press(bump)->kind == Action::Kind::bump_ticket);
    hand.model->tickets[0].lines[0].state = LineState::open;
    hand.model->tickets[0].lines[0].held = true;
    hand.later(10);
    CHECK(hand.press(bump)->kind == Action::Kind::bump_ticket);
}

TEST_CASE("one of several is done, and the last one ends the line") {
    RealHand hand(three_to_choose());
    hand.press(position_2);
    CHECK(hand.press(one_done)->done == 1);
    hand.model->tickets[1].lines[0].done = 2;
    hand.later(10);
    const auto last = hand.press(one_done);
    REQUIRE(last);
    CHECK(last->kind == Action::Kind::bump_line);
    CHECK_FALSE(last->done);
}

TEST_CASE("the menu's key stands on every screen that cooks, however narrow") {
    for (const int width : {960, 1280, 1920}) {
        RealHand hand(three_to_choose(), width, width * 9 / 16);
        CHECK(hand.key(menu).width > 0);
        hand.tap(hand.key(menu));
        CHECK(hand.view().menu.open());
    }
}

}  // namespace
}  // namespace brigade

#include <catch2/catch_test_macros.hpp>

#include "screens/samples.h"
#include "ui/controls.h"

namespace brigade::ui {
namespace {

// A station screen with three tickets under the keys 1 to 3, and a hand in front of it.
struct Hand {
    Controls controls;
    screens::ModelPtr model = screens::many(3);
    Placement placement;
    TimeMs now_ms = 10'000;

    Hand() {
        show();
        now_ms += 1'000;
    }

    void show() {
        std::vector<Sheet> sheets;
        for (const ScreenTicket& ticket : model->tickets) {
            Sheet sheet;
            sheet.order_id = ticket.order_id;
            sheet.generation = ticket.generation;
            sheet.head = 100;
            sheet.rows.resize(1);
            sheets.push_back(sheet);
        }
        place(sheets, {3, 150, 10, 40}, now_ms, controls.pressed_at_ms(), placement);
        controls.settle(*model, placement, now_ms);
        Frame frame;
        frame.model = std::make_shared<ScreenModel>(*model);
        frame.page = controls.view().page;
        frame.pages = placement.pages();
        frame.selected = controls.view().order_id;
        frame.covered = controls.view().recall.open || controls.view().menu.open();
        frame.menu = controls.view().menu;
        frame.recall = controls.view().recall;
        for (const Place& place : placement.places) {
            if (place.gone || place.parts.front().page != frame.page) continue;
            frame.slots.push_back({place.order_id, place.generation, place.key});
            const Rect card{static_cast<float>(place.parts.front().column) * 100, 0, 90, 100};
            frame.hits.push_back(
                {card, Hit::Kind::ticket, place.order_id, {}, place.generation, Function::none});
            frame.hits.push_back({{card.x, 0, 90, 20},
                                  Hit::Kind::header,
                                  place.order_id,
                                  {},
                                  place.generation,
                                  Function::none});
            frame.hits.push_back({{card.x, 20, 90, 20},
                                  Hit::Kind::line,
                                  place.order_id,
                                  "1",
                                  place.generation,
                                  Function::none});
            frame.hits.push_back({{card.x, 40, 90, 20},
                                  Hit::Kind::line,
                                  place.order_id,
                                  "2",
                                  place.generation,
                                  Function::none});
        }
        controls.presented(frame, now_ms);
    }

    std::optional<Action> press(Function function) {
        auto action = controls.press(function, now_ms);
        show();
        return action;
    }
    std::optional<Action> tap(float x, float y) {
        controls.touch(x, y, now_ms);
        auto action = controls.release(x, y, now_ms);
        show();
        return action;
    }
    // What was changed before is in view all the while.
    void later(DurationMs ms) {
        show();
        now_ms += ms;
        show();
    }
    // Time in which nothing is drawn, as between two redraws.
    void pass(DurationMs ms) { now_ms += ms; }
    void leave(const std::string& number) {
        std::erase_if(model->tickets, [&](const ScreenTicket& ticket) { return ticket.number == number; });
        ++model->seq;
        show();
    }
    const std::string& chosen() const { return controls.view().order_id; }
};

TEST_CASE("a number chooses, bump says which ticket as it was presented") {
    Hand hand;
    CHECK_FALSE(hand.press(position(2)));
    CHECK(hand.chosen() == "order-2");
    const auto action = hand.press(Function::bump);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::bump_ticket);
    CHECK(action->order_id == "order-2");
    CHECK(action->seen == hand.model->seq);
    CHECK(hand.controls.view().toast.empty());  // nobody knows yet whether it has ended anything
    hand.model->undoable = {7, "2"};
    hand.show();
    CHECK(hand.controls.view().toast == "2");
    CHECK(hand.press(Function::undo)->undoes == 7);
    hand.model->undoable = {3, "1"};  // what an undo would take back now was bumped long ago
    hand.show();
    CHECK(hand.controls.view().toast.empty());
}

TEST_CASE("the toast goes after ten seconds") {
    Hand hand;
    hand.model->undoable = {1, "1"};
    hand.show();
    hand.later(9'999);
    CHECK_FALSE(hand.controls.view().toast.empty());
    hand.later(1);
    CHECK(hand.controls.view().toast.empty());
}

TEST_CASE("a bouncing key bumps once") {
    Hand hand;
    CHECK(hand.press(Function::bump));
    hand.later(299);
    CHECK_FALSE(hand.press(Function::bump));
    hand.later(301);
    CHECK(hand.press(Function::bump));
}

TEST_CASE("bump right after the screen has chosen the next ticket by itself bumps nothing") {
    Hand hand;
    hand.press(Function::bump);
    hand.pass(310);
    hand.leave("1");  // only now does it leave, and 2 is chosen by the screen
    CHECK(hand.chosen() == "order-2");
    hand.pass(100);
    CHECK_FALSE(hand.press(Function::bump));
    hand.later(310);
    const auto action = hand.press(Function::bump);
    REQUIRE(action);
    CHECK(action->order_id == "order-2");
}

TEST_CASE("a number that meant another ticket 250 ms ago selects what the finger saw") {
    Hand hand;
    hand.leave("1");
    hand.later(2'000);
    hand.model->tickets.push_back(screens::ticket("9", 1));
    hand.pass(300);
    hand.show();  // 9 takes key 1 now
    hand.pass(100);
    const Place* nine = hand.placement.find("order-9");
    REQUIRE(nine);
    CHECK(nine->key == 1);
    hand.press(position(2));
    CHECK(hand.chosen() == "order-2");
}

TEST_CASE("a choice made by hand counts at once") {
    Hand hand;
    hand.press(position(3));
    hand.pass(20);
    const auto action = hand.press(Function::bump);
    REQUIRE(action);
    CHECK(action->order_id == "order-3");
}

TEST_CASE("start and bump line take the first line that waits, or the one chosen") {
    Hand hand;
    auto action = hand.press(Function::start);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::start_line);
    CHECK(action->line_id == "1");
    hand.model->tickets[0].lines[0].state = LineState::started;
    hand.later(400);
    CHECK(hand.press(Function::start)->line_id == "2");
    CHECK(hand.press(Function::bump_line)->line_id == "1");
    hand.press(Function::down);
    hand.press(Function::down);
    hand.later(400);
    CHECK(hand.press(Function::bump_line)->line_id == "3");
}

TEST_CASE(
    "where two steps are one press apart a ticket that another screen began just now is not bumped by it") {
    Hand hand;
    hand.model->station.two_step = true;
    hand.later(1'000);
    hand.model->tickets[0].lines[0].state = LineState::started;
    hand.show();
    hand.pass(50);
    CHECK_FALSE(hand.press(Function::bump));
    CHECK(hand.controls.view().toast.empty());
    hand.later(400);
    CHECK(hand.press(Function::bump)->kind == Action::Kind::bump_ticket);
}

TEST_CASE(
    "what another screen has just held or hurried is not released or calmed by the press that was to do the "
    "same") {
    Hand hand;
    hand.model->tickets[0].parked = true;
    hand.model->tickets[0].priority = Priority::rush;
    hand.show();
    hand.pass(50);
    CHECK_FALSE(hand.press(Function::hold));
    CHECK_FALSE(hand.press(Function::rush));
    hand.later(400);
    CHECK(hand.press(Function::hold)->kind == Action::Kind::release);
    CHECK(hand.press(Function::rush)->priority == Priority::normal);
}

TEST_CASE("bump line does not take the next line where another screen has just finished the first") {
    Hand hand;
    hand.model->tickets[0].lines[0].state = LineState::done;
    hand.show();
    hand.pass(50);
    CHECK_FALSE(hand.press(Function::bump_line));
    hand.later(400);
    CHECK(hand.press(Function::bump_line)->line_id == "2");
}

TEST_CASE("a line that came 50 ms before the bump stays open: the press is about what was to be seen") {
    Hand hand;
    const Seq seen = hand.model->seq;
    screens::add_line(hand.model->tickets[0], "Satay Ayam");
    hand.model->tickets[0].revision = 9;
    hand.model->seq += 4;
    hand.show();
    hand.pass(50);
    const auto action = hand.press(Function::bump);
    REQUIRE(action);
    CHECK(action->seen == seen);
    CHECK(action->revision != 9);
}

TEST_CASE(
    "a ticket that came back as another generation just now is not bumped by the press for the one before") {
    Hand hand;
    hand.model->tickets[0].generation = 2;
    hand.show();
    hand.pass(50);
    CHECK_FALSE(hand.press(Function::bump));
    hand.later(400);
    CHECK(hand.press(Function::bump)->generation == 2);
}

TEST_CASE("undo, recall and fire say what they are about") {
    Hand hand;
    CHECK(hand.press(Function::undo)->kind == Action::Kind::undo);
    CHECK_FALSE(hand.press(Function::fire_course));
    hand.model->tickets[0].next_course = 2;
    hand.later(400);
    const auto fire = hand.press(Function::fire_course);
    REQUIRE(fire);
    CHECK(fire->course == 2);

    hand.model->bumped = {{"order-8", "8", 3, 0, ""}, {"order-7", "7", 1, 0, ""}};
    hand.later(400);
    hand.press(Function::recall);
    CHECK(hand.controls.view().recall.open);
    hand.press(position(2));
    const auto recall = hand.press(Function::bump);
    REQUIRE(recall);
    CHECK(recall->kind == Action::Kind::recall);
    CHECK(recall->order_id == "order-7");
    CHECK_FALSE(hand.controls.view().recall.open);
}

TEST_CASE("what is chosen in the recall list stays chosen when the list grows") {
    Hand hand;
    hand.model->bumped = {{"order-8", "8", 1, 0, ""}, {"order-7", "7", 1, 0, ""}};
    hand.later(400);
    hand.press(Function::recall);
    hand.press(Function::down);
    hand.model->bumped.insert(hand.model->bumped.begin(), {"order-9", "9", 1, 0, ""});
    hand.later(10);
    CHECK(hand.press(Function::bump)->order_id == "order-7");
}

TEST_CASE("where another screen has brought back the chosen ticket, bump recalls none in its place") {
    Hand hand;
    hand.model->bumped = {{"order-9", "9", 1, 0, ""}, {"order-8", "8", 1, 0, ""}, {"order-7", "7", 1, 0, ""}};
    hand.later(400);
    hand.press(Function::recall);
    hand.press(Function::down);
    hand.model->bumped.erase(hand.model->bumped.begin() + 1);
    hand.later(400);
    CHECK_FALSE(hand.press(Function::bump));
    CHECK(hand.controls.view().recall.open);
    hand.press(Function::down);
    hand.later(400);
    CHECK(hand.press(Function::bump)->order_id == "order-9");
}

TEST_CASE("a number in the recall list means what stood beside it in front of the finger") {
    Hand hand;
    hand.model->bumped = {{"order-8", "8", 1, 0, ""}, {"order-7", "7", 1, 0, ""}};
    hand.later(400);
    hand.press(Function::recall);
    hand.later(400);
    hand.model->bumped.insert(hand.model->bumped.begin(), {"order-9", "9", 1, 0, ""});
    hand.show();
    hand.pass(50);
    hand.press(position(2));
    CHECK(hand.press(Function::bump)->order_id == "order-7");
}

TEST_CASE("a recall list that is left alone closes") {
    Hand hand;
    hand.press(Function::recall);
    hand.later(page_rest_ms - 1);
    CHECK(hand.controls.view().recall.open);
    hand.later(1);
    CHECK_FALSE(hand.controls.view().recall.open);
    hand.pass(100);
    CHECK_FALSE(hand.press(Function::bump));
}

TEST_CASE("a touch selects, a second one on the header bumps, on release only") {
    Hand hand;
    CHECK_FALSE(hand.tap(110, 10));
    CHECK(hand.chosen() == "order-2");
    hand.later(400);
    hand.controls.touch(110, 10, hand.now_ms);
    const auto action = hand.controls.release(110, 12, hand.now_ms);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::bump_ticket);
    CHECK(action->order_id == "order-2");
}

TEST_CASE("a finger that slides off does nothing, a panel that bounces does nothing more") {
    Hand hand;
    hand.tap(110, 10);
    hand.later(100);
    CHECK_FALSE(hand.tap(110, 10));
    hand.later(400);
    hand.controls.touch(110, 10, hand.now_ms);
    CHECK_FALSE(hand.controls.release(10, 10, hand.now_ms));
}

TEST_CASE("a touched line is chosen, touched again it is bumped") {
    Hand hand;
    hand.tap(10, 45);
    CHECK(hand.controls.view().line_id == "2");
    hand.later(400);
    const auto action = hand.tap(10, 45);
    REQUIRE(action);
    CHECK(action->kind == Action::Kind::bump_line);
    CHECK(action->line_id == "2");
}

TEST_CASE("a touch where another ticket stood 250 ms ago only selects") {
    Hand hand;
    hand.press(position(2));
    hand.later(2'000);
    // Ticket 2 moves under the finger's place: its header now is where 1 was.
    Frame moved;
    moved.model = hand.model;
    moved.selected = "order-2";
    moved.slots = {{"order-2", 1, 2}};
    moved.hits = {{{0, 0, 90, 20}, Hit::Kind::header, "order-2", {}, 1, Function::none}};
    hand.controls.presented(moved, hand.now_ms);
    hand.pass(100);
    hand.controls.touch(10, 10, hand.now_ms);
    CHECK_FALSE(hand.controls.release(10, 10, hand.now_ms));
}

TEST_CASE("before anything was presented a press means nothing") {
    Controls controls;
    CHECK_FALSE(controls.press(Function::bump, 1'000));
    controls.touch(1, 1, 0);
    CHECK_FALSE(controls.release(1, 1, 1'000));
}

}  // namespace
}  // namespace brigade::ui

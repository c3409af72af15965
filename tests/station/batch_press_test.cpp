// One press on what several tickets want alike, from the screen through the hub and back; and what takes it
// back.
#include <algorithm>

#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct Fryer : LineKitchen {
    Fryer() {
        submit(an_order("a").line("1").line("2").line("3", "drink"));
        submit(an_order("b").line("1"));
        submit(an_order("c").line("1").line("2"));
        REQUIRE(until_open(3));
    }
    void press(Action::Kind kind, std::vector<std::pair<std::string, std::string>> lines) {
        Action action;
        action.kind = kind;
        action.seen = model()->seq;
        for (const auto& [order, line] : lines) {
            const ScreenTicket* on = ticket(order);
            action.lines.push_back({order, line, on ? on->generation : 1, on ? on->revision : 0});
        }
        mailbox.post(std::move(action));
    }
    LineState state(const std::string& order, std::size_t line) {
        const ScreenTicket* shown = ticket(order);
        return shown ? shown->lines[line].state : LineState::done;
    }
    bool until_settled() {
        return until([](const ScreenModel& shown) { return shown.link == Link::live && shown.waiting == 0; });
    }
};

}  // namespace

TEST_CASE("one press ends the lines of several tickets, and those that have nothing left leave") {
    Fryer kitchen;
    kitchen.press(Action::Kind::bump_lines, {{"a", "1"}, {"b", "1"}, {"c", "2"}});
    REQUIRE(kitchen.until_open(2));
    CHECK(kitchen.ticket("b") == nullptr);
    CHECK(kitchen.state("a", 0) == LineState::done);
    CHECK(kitchen.state("a", 1) == LineState::open);
    CHECK(kitchen.state("c", 1) == LineState::done);
    REQUIRE(kitchen.until_settled());
}

TEST_CASE(
    "one undo takes back all that one press on a batch has ended, also two lines of a ticket that left") {
    Fryer kitchen;
    kitchen.press(Action::Kind::bump_lines, {{"a", "2"}});
    REQUIRE(kitchen.until([&](const ScreenModel&) { return kitchen.state("a", 1) == LineState::done; }));
    kitchen.press(Action::Kind::bump_lines, {{"b", "1"}, {"c", "1"}, {"c", "2"}});
    REQUIRE(kitchen.until_open(1));
    kitchen.undo();
    REQUIRE(kitchen.until_open(3));
    CHECK(kitchen.state("b", 0) == LineState::open);
    REQUIRE(kitchen.until([&](const ScreenModel&) {
        return kitchen.state("c", 0) == LineState::open && kitchen.state("c", 1) == LineState::open;
    }));
    CHECK(kitchen.state("a", 1) == LineState::done);
    REQUIRE(kitchen.until_settled());
    kitchen.undo();
    REQUIRE(kitchen.until([&](const ScreenModel&) { return kitchen.state("a", 1) == LineState::open; }));
    REQUIRE(kitchen.until_settled());
}

TEST_CASE("one press begins the lines of several tickets, without the hub too") {
    Fryer kitchen;
    kitchen.lose_hub();
    kitchen.press(Action::Kind::start_lines, {{"a", "1"}, {"c", "1"}});
    REQUIRE(kitchen.until([&](const ScreenModel&) { return kitchen.state("c", 0) == LineState::started; }));
    CHECK(kitchen.state("a", 0) == LineState::started);
    CHECK(kitchen.state("c", 1) == LineState::open);
    kitchen.open_hub();
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.state("a", 0) == LineState::started);
}

TEST_CASE("a ticket that has left another way stops none of the others in a press on a batch") {
    Fryer kitchen;
    kitchen.press(Action::Kind::bump_lines, {{"b", "1"}});
    REQUIRE(kitchen.until_open(2));
    Action action;
    action.kind = Action::Kind::bump_lines;
    action.seen = kitchen.model()->seq;
    action.lines = {{"b", "1", 1, 0}, {"c", "1", 1, 0}};
    kitchen.mailbox.post(std::move(action));
    REQUIRE(kitchen.until([&](const ScreenModel&) { return kitchen.state("c", 0) == LineState::done; }));
}

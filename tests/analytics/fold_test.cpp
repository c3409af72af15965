// The cases of docs/figures.md, one by one: what becomes of an order's facts.
#include <catch2/catch_test_macros.hpp>

#include "analytics/durations.h"
#include "told_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs s = 1'000, minute_ms = 60 * s;

TestKitchen opened_kitchen(KitchenConfig config = a_kitchen()) {
    TestKitchen k(std::move(config));
    k.tick();
    return k;
}

Press by(std::string cook, Press press) {
    press.cook = std::move(cook);
    return press;
}

// Order a, its line 1 parked at the grill; the drink station has bumped its share of it, or has none.
TestKitchen parked_after_two_minutes(bool drink_has_bumped) {
    TestKitchen k = opened_kitchen(with_expo());
    OrderBuilder order = an_order("a").line("1", "grill");
    k.submit(drink_has_bumped ? order.line("2", "drink") : order);
    k.wait(minute_ms);
    if (drink_has_bumped) k.bump(at("drink", "a"));
    k.wait(minute_ms);
    k.hold("a");
    return k;
}

}  // namespace

TEST_CASE("an order's times are those at which its lines were fired, begun, done and all was ready") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(three_lines());
    const TimeMs fired = k.now;
    k.wait(20 * s);
    k.start(by("ani", at("grill", "a")), "1");
    k.wait(100 * s);
    k.bump_line(by("budi", at("grill", "a")), "1");
    k.wait(30 * s);
    k.bump(by("ani", at("drink", "a")));
    k.wait(60 * s);
    k.bump(by("budi", at("grill", "a")));
    k.wait(15 * s);
    k.bump(at("pass", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(order.day == k.kitchen.day);
    CHECK(order.fired_at == fired);
    CHECK(order_time(order) == 210 * s);
    CHECK(pass_time(order) == 15 * s);
    CHECK(last_station(order)->station == "grill");
    CHECK(wait_for_last(order) == 60 * s);
    const TicketFacts& grill = ticket_of(order, "grill");
    CHECK(ticket_time(grill) == 210 * s);
    CHECK(grill.bumped_by == "budi");
    CHECK((grill.target_s == 480 && grill.late_s == 720));
    CHECK(time_to_start(line_of(order, "grill", "1")) == 20 * s);
    CHECK(line_of(order, "grill", "1").started_by == "ani");
    CHECK(line_of(order, "grill", "1").done_by == "budi");
    CHECK(prep_time(line_of(order, "grill", "1")) == 120 * s);
    CHECK(prep_time(line_of(order, "grill", "2")) == 210 * s);
    CHECK_FALSE(time_to_start(line_of(order, "grill", "2")));
    CHECK(ticket_time(ticket_of(order, "drink")) == 150 * s);
}

TEST_CASE("without an expo an order is served as it becomes ready, and has not been at the pass") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1"));
    k.wait(minute_ms);
    k.bump(aged(20 * s, at("grill", "a")));
    const OrderFacts order = facts_of(k, "a");
    CHECK(order.ready_at - order.fired_at == 40 * s);
    CHECK(order.served_at == order.ready_at);
    CHECK_FALSE(pass_time(order));
    CHECK(line_of(order, "grill", "1").state == LineState::served);
}

TEST_CASE("a recalled ticket ends with its last bump") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(three_lines());
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    k.wait(minute_ms);
    k.recall_lines(at("grill", "a"), {"1"});
    OrderFacts order = facts_of(k, "a");
    CHECK((order.ready_at == 0 && ticket_of(order, "grill").bumped_at == 0));
    CHECK(line_of(order, "grill", "1").done_at == 0);
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 3 * minute_ms);
    CHECK(order_time(order) == 3 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "1")) == 3 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "2")) == minute_ms);
    CHECK((order.recalls == 1 && ticket_of(order, "grill").recalls == 1));
    CHECK((line_of(order, "grill", "1").recalls == 1 && line_of(order, "grill", "2").recalls == 0));
}

TEST_CASE("one line taken back from a ticket that was never bumped is no recall of the ticket") {
    TestKitchen k = opened_kitchen();
    k.submit(three_lines());
    k.bump_line(at("grill", "a"), "1");
    k.recall_lines(at("grill", "a"), {"1"});
    const OrderFacts order = facts_of(k, "a");
    CHECK(ticket_of(order, "grill").recalls == 0);
    CHECK(line_of(order, "grill", "1").recalls == 1);
}

TEST_CASE("a serve that was recalled is served when it is served again") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(an_order("a").line("1"));
    k.bump(at("grill", "a"));
    k.wait(10 * s);
    k.bump(at("pass", "a"));
    k.wait(10 * s);
    k.recall(at("pass", "a"));
    OrderFacts order = facts_of(k, "a");
    CHECK((order.served_at == 0 && order.ready_at != 0 && order.recalls == 1));
    k.wait(10 * s);
    k.bump(at("pass", "a"));
    order = facts_of(k, "a");
    CHECK(pass_time(order) == 30 * s);
    CHECK(ticket_of(order, "grill").recalls == 0);
}

TEST_CASE(
    "an order whose one line was cooked again and then voided had left before that line was ready: no time "
    "at the pass") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(three_lines());
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    k.wait(10 * s);
    k.bump(at("pass", "a"));
    k.wait(10 * s);
    k.recall(at("drink", "a"));
    k.wait(10 * s);
    k.bump(at("drink", "a"));
    k.void_lines("a", {"3"});
    const OrderFacts order = facts_of(k, "a");
    CHECK((order.served_at != 0 && order.served_at < order.ready_at));
    CHECK_FALSE(pass_time(order));
}

TEST_CASE("what the pass completed ends the ticket there, and nobody knows how long it was cooked") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(three_lines());
    k.wait(minute_ms);
    k.bump(at("drink", "a"));
    k.wait(minute_ms);
    k.bump(at("pass", "a"));
    OrderFacts order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 2 * minute_ms);
    CHECK(line_of(order, "grill", "1").by_expo);
    CHECK_FALSE(prep_time(line_of(order, "grill", "1")));
    CHECK_FALSE(last_station(order));
    CHECK((order_time(order) == 2 * minute_ms && !pass_time(order)));
    k.wait(minute_ms);
    k.recall(at("pass", "a"));  // a serve and, with it, what was never cooked: one recall of the order
    order = facts_of(k, "a");
    CHECK((order.recalls == 1 && ticket_of(order, "grill").recalls == 1));
    CHECK((order.ready_at == 0 && order.served_at == 0 && !line_of(order, "grill", "1").by_expo));
}

TEST_CASE("a void line counts as voided, and the ticket ends with the bump before it") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(three_lines());
    k.wait(minute_ms);
    k.bump_line(at("grill", "a"), "1");
    k.wait(minute_ms);
    k.void_lines("a", {"2"});
    const OrderFacts order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == minute_ms);
    CHECK(line_of(order, "grill", "2").voided_at == k.now);
    CHECK_FALSE(prep_time(line_of(order, "grill", "2")));
    CHECK((order.voids == 1 && order.voided_at == 0));
}

TEST_CASE("a void order has no ticket time where nothing had been bumped") {
    TestKitchen k = opened_kitchen();
    k.submit(three_lines());
    k.wait(minute_ms);
    k.bump(at("drink", "a"));
    k.void_order("a");
    const OrderFacts order = facts_of(k, "a");
    CHECK(order.voided_at == k.now);
    CHECK_FALSE(ticket_time(ticket_of(order, "grill")));
    CHECK(ticket_time(ticket_of(order, "drink")) == minute_ms);
    CHECK(line_of(order, "drink", "3").state == LineState::voided);
}

TEST_CASE("an added line counts from when it fired, and what is cooked anew ends with its last done") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(an_order("a").line("1"));
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    k.wait(minute_ms);
    k.amend(an_order("a").line("1").line_notes("well done").line("2"), 1);
    OrderFacts order = facts_of(k, "a");
    CHECK((ticket_of(order, "grill").bumped_at == 0 && order.ready_at == 0 && order.amendments == 1));
    CHECK((line_of(order, "grill", "1").amended && line_of(order, "grill", "2").amended));
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 3 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "1")) == 3 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "2")) == minute_ms);
}

TEST_CASE("an amendment that sends a line elsewhere leaves it gone here, not void") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1", "grill").line("2", "grill"));
    k.wait(minute_ms);
    k.amend(an_order("a").line("1", "drink").line("2", "grill"), 1);
    k.wait(minute_ms);
    k.void_order("a");
    const OrderFacts order = facts_of(k, "a");
    CHECK((line_of(order, "grill", "1").gone && line_of(order, "grill", "1").voided_at == 0));
    CHECK((!line_of(order, "drink", "1").gone && line_of(order, "drink", "1").voided_at == k.now));
    CHECK(line_of(order, "drink", "1").fired_at == k.now - minute_ms);
}

TEST_CASE("a transferred line counts where it went, with its whole time") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(an_order("a").line("1").line("2"));
    k.wait(minute_ms);
    k.start(by("ani", at("grill", "a")), "1");
    k.bump_line(at("grill", "a"), "2");
    k.wait(minute_ms);
    k.transfer(at("grill", "a"), "drink");
    k.wait(minute_ms);
    k.bump(at("drink", "a"));
    OrderFacts order = facts_of(k, "a");
    CHECK(line_of(order, "grill", "1").gone);
    CHECK(ticket_of(order, "grill").transfers == 1);
    CHECK(ticket_time(ticket_of(order, "grill")) == minute_ms);
    const LineFacts& moved = line_of(order, "drink", "1");
    CHECK((moved.from == "grill" && moved.started_by == "ani" && !moved.gone));
    CHECK((prep_time(moved) == 3 * minute_ms && time_to_start(moved) == minute_ms));
    CHECK(ticket_time(ticket_of(order, "drink")) == 3 * minute_ms);
    k.recall(at("drink", "a"));
    k.transfer(at("drink", "a"), "grill");
    order = facts_of(k, "a");
    CHECK((!line_of(order, "grill", "1").gone && line_of(order, "grill", "1").from.empty()));
    CHECK(line_of(order, "grill", "1").recalls == 1);
    CHECK(line_of(order, "drink", "1").gone);
}

TEST_CASE(
    "a ticket that loses its next course ends with its last bump, and the one that gets it counts from the "
    "course") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2).line("3", "drink", 1, 1));
    k.wait(minute_ms);
    k.bump(at("drink", "a"));
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    k.wait(10 * minute_ms);
    k.fire("a", 2);
    k.wait(minute_ms);
    k.transfer(at("grill", "a"), "drink");
    k.wait(2 * minute_ms);
    k.bump(at("drink", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 2 * minute_ms);
    CHECK(ticket_time(ticket_of(order, "drink")) == 4 * minute_ms);
    CHECK(prep_time(line_of(order, "drink", "2")) == 3 * minute_ms);
}

TEST_CASE("a line that had been parked brings that time along to a ticket that it opens, new or bumped") {
    for (const bool bumped : {false, true}) {
        TestKitchen k = parked_after_two_minutes(bumped);
        k.wait(8 * minute_ms);
        k.release("a");
        k.wait(minute_ms);
        k.transfer(at("grill", "a"), "drink");
        k.wait(2 * minute_ms);
        k.bump(at("drink", "a"));
        const OrderFacts order = facts_of(k, "a");
        CHECK(ticket_of(order, "drink").held_ms == 8 * minute_ms);
        CHECK(ticket_time(ticket_of(order, "drink")) == 5 * minute_ms);
        CHECK(prep_time(line_of(order, "drink", "1")) == 5 * minute_ms);
    }
}

TEST_CASE("a line that is still parked when it comes keeps the ticket that it opens waiting, new or bumped") {
    for (const bool bumped : {false, true}) {
        TestKitchen k = parked_after_two_minutes(bumped);
        k.wait(3 * minute_ms);
        k.transfer(at("grill", "a"), "drink");
        k.wait(4 * minute_ms);
        k.release("a");
        k.wait(minute_ms);
        k.bump(at("drink", "a"));
        CHECK(ticket_of(facts_of(k, "a"), "drink").held_ms == 7 * minute_ms);
        CHECK(ticket_time(ticket_of(facts_of(k, "a"), "drink")) == 3 * minute_ms);
    }
}

TEST_CASE("a line that had been parked changes nothing of an open ticket that it comes to") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1", "grill").line("2", "drink"));
    k.start(at("drink", "a"), "2");
    k.hold("a");
    k.wait(3 * minute_ms);
    k.release("a");
    k.transfer(at("grill", "a"), "drink");
    k.wait(minute_ms);
    k.bump(at("drink", "a"));
    CHECK(ticket_time(ticket_of(facts_of(k, "a"), "drink")) == 4 * minute_ms);
    CHECK(prep_time(line_of(facts_of(k, "a"), "drink", "1")) == minute_ms);
}

TEST_CASE("what is ordered in addition, after a ticket has left, does not make it wait") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(an_order("a").line("1"));
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    k.wait(20 * minute_ms);
    k.amend(an_order("a").line("1").line("2"), 1);
    k.wait(2 * minute_ms);
    k.bump(at("grill", "a"));
    CHECK(ticket_time(ticket_of(facts_of(k, "a"), "grill")) == 3 * minute_ms);
}

TEST_CASE(
    "a line that both stations cook is cooked once after a transfer, with the time of the one that stays") {
    TestKitchen k = opened_kitchen();
    RouteRule both;
    both.items = {"combo"};
    both.stations = {"grill", "drink"};
    k.rules.routes.push_back(both);
    k.submit(an_order("a").line("1", "").item("combo"));
    k.wait(minute_ms);
    k.start(at("drink", "a"), "1");
    k.transfer(at("grill", "a"), "drink");
    const OrderFacts order = facts_of(k, "a");
    CHECK(line_of(order, "grill", "1").gone);
    CHECK((line_of(order, "drink", "1").from.empty() && line_of(order, "drink", "1").started_at == k.now));
}

TEST_CASE("the time that an order was parked does not count") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1").line("2"));
    k.wait(minute_ms);
    k.hold("a");
    k.wait(5 * minute_ms);
    k.release("a");
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(ticket_of(order, "grill").held_ms == 5 * minute_ms);
    CHECK(ticket_time(ticket_of(order, "grill")) == 2 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "1")) == 2 * minute_ms);
    CHECK(order_time(order) == 7 * minute_ms);
}

TEST_CASE("while something of a parked order is cooked all the same, the ticket's time goes on") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1").line("2"));
    k.wait(minute_ms);
    k.start(at("grill", "a"), "1");
    k.hold("a");
    k.wait(minute_ms);
    k.bump_line(at("grill", "a"), "1");
    k.wait(3 * minute_ms);
    k.release("a");
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 3 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "1")) == 2 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "2")) == 2 * minute_ms);
}

TEST_CASE("between two courses the ticket waits for its guests, and the second counts from its own firing") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.wait(2 * minute_ms);
    k.bump(at("grill", "a"));
    OrderFacts order = facts_of(k, "a");
    CHECK((ticket_of(order, "grill").bumped_at == 0 && ticket_of(order, "grill").held_since == k.now));
    k.wait(10 * minute_ms);
    k.fire("a", 2);
    k.wait(3 * minute_ms);
    k.bump(at("grill", "a"));
    order = facts_of(k, "a");
    CHECK(ticket_time(ticket_of(order, "grill")) == 5 * minute_ms);
    CHECK(prep_time(line_of(order, "grill", "2")) == 3 * minute_ms);
}

TEST_CASE("a course that is voided while it waits has kept nobody waiting") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.wait(2 * minute_ms);
    k.bump(at("grill", "a"));
    k.wait(10 * minute_ms);
    k.void_lines("a", {"2"});
    CHECK(ticket_time(ticket_of(facts_of(k, "a"), "grill")) == 2 * minute_ms);
}

TEST_CASE("a press that comes late counts from when it was made") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1").line("2"));
    k.wait(10 * minute_ms);
    k.start(aged(9 * minute_ms, at("grill", "a")), "1");
    k.bump(aged(4 * minute_ms, at("grill", "a")));
    OrderFacts order = facts_of(k, "a");
    CHECK(time_to_start(line_of(order, "grill", "1")) == minute_ms);
    CHECK(ticket_time(ticket_of(order, "grill")) == 6 * minute_ms);
    k.submit(an_order("b").line("1"));
    k.bump(aged(minute_ms, at("grill", "b")));
    CHECK(ticket_time(ticket_of(facts_of(k, "b"), "grill")) == 0);
}

TEST_CASE("a course's bump that comes late tells that the ticket was held before the next course fired") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.wait(10 * minute_ms);
    k.fire("a", 2);
    k.wait(2 * minute_ms);
    k.bump_line(aged(9 * minute_ms, at("grill", "a")), "1");
    k.wait(minute_ms);
    k.bump(at("grill", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(ticket_of(order, "grill").held_ms == 7 * minute_ms);
    CHECK(ticket_time(ticket_of(order, "grill")) == 6 * minute_ms);
}

TEST_CASE("a line is done when all of its quantity is") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a").line("1", "grill", 3));
    k.wait(minute_ms);
    k.bump_line(at("grill", "a"), "1", 2);
    CHECK(line_of(facts_of(k, "a"), "grill", "1").done_at == 0);
    k.wait(minute_ms);
    k.bump_line(at("grill", "a"), "1", 3);
    CHECK(prep_time(line_of(facts_of(k, "a"), "grill", "1")) == 2 * minute_ms);
}

TEST_CASE("an order belongs to the day in which it fired, and stays there however late it is bumped") {
    TestKitchen k = opened_kitchen();
    const std::string first = k.kitchen.day;
    k.submit(an_order("held").line("1"));
    k.hold("held");
    k.submit(an_order("parked").line("1").promised_at(k.now + 20 * 60 * minute_ms));
    k.submit(an_order("open").line("1"));
    CHECK(facts_of(k, "parked").day == first);
    k.wait(17 * 60 * minute_ms);
    k.tick();
    const std::string second = k.kitchen.day;
    REQUIRE(second != first);
    k.wait(4 * 60 * minute_ms);
    k.tick();  // fires what was promised
    k.bump(at("grill", "open"));
    CHECK(facts_of(k, "open").day == first);
    CHECK(facts_of(k, "held").day == first);
    const OrderFacts promised = facts_of(k, "parked");
    CHECK((promised.fired_at != 0 && promised.accepted_at < promised.fired_at));
    CHECK(promised.day == second);
    CHECK_FALSE(promise_kept(promised));
}

TEST_CASE(
    "a correction of the clock changes no duration, and an order's instants stay by the clock it began "
    "under") {
    TestKitchen k = opened_kitchen(with_expo());
    k.submit(an_order("a").line("1").promised_at(k.now + 5 * minute_ms));
    const TimeMs began = k.now;
    k.wait(minute_ms);
    k.run(CorrectClock{3'600'000});
    k.wait(minute_ms);
    k.tick();
    k.bump(at("grill", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(order_time(order) == 2 * minute_ms);
    CHECK(order.instant_of(order.ready_at) == began + 2 * minute_ms);
    CHECK(promise_kept(order) == true);
}

TEST_CASE("late and undelivered are told once, and shown is when a screen first had all of it") {
    TestKitchen k = opened_kitchen();
    k.watches_delivery = true;
    k.submit(an_order("a").line("1"));
    const TimeMs fired = k.now;
    for (int i = 0; i < 100; ++i) {
        k.wait(10 * s);
        k.tick();
    }
    OrderFacts order = facts_of(k, "a");
    CHECK(ticket_of(order, "grill").late_at - fired >= 720 * s);
    CHECK(ticket_of(order, "grill").undelivered_at != 0);
    CHECK_FALSE(glass_time(ticket_of(order, "grill")));
    k.show("grill", {{"a", 0}});
    order = facts_of(k, "a");
    CHECK(glass_time(ticket_of(order, "grill")) == k.now - fired);
}

TEST_CASE("a covered station's work counts at the one that stood in") {
    KitchenConfig config = a_kitchen();
    for (Station& station : config.stations)
        if (station.id == "grill") station.backup = "drink", station.backup_after_s = 20;
    TestKitchen k = opened_kitchen(config);
    k.watches_delivery = true;
    k.delivery.hear("drink", k.now);
    k.submit(an_order("a").line("1"));
    const TimeMs fired = k.now;
    for (int i = 0; i < 8; ++i) {
        k.wait(5 * s);
        k.delivery.hear("drink", k.now);
        k.tick();
    }
    REQUIRE(k.kitchen.covered_by("grill") == "drink");
    k.bump(at("drink", "a"));
    const OrderFacts order = facts_of(k, "a");
    CHECK(line_of(order, "grill", "1").gone);
    CHECK(line_of(order, "drink", "1").from == "grill");
    CHECK(ticket_time(ticket_of(order, "drink")) == k.now - fired);
    CHECK_FALSE(ticket_time(ticket_of(order, "grill")));
}

TEST_CASE("a ticket's limits are those of its service, as they were when it fired") {
    KitchenConfig config = a_kitchen();
    config.stations.front().services.push_back({Service::takeaway, 60, 120});
    TestKitchen k = opened_kitchen(config);
    k.submit(an_order("a").line("1").service(Service::takeaway));
    config.stations.front().services.clear();
    k.run(Configure{config});
    k.submit(an_order("b").line("1").service(Service::takeaway));
    CHECK(ticket_of(facts_of(k, "a"), "grill").target_s == 60);
    CHECK(ticket_of(facts_of(k, "a"), "grill").late_s == 120);
    CHECK(ticket_of(facts_of(k, "b"), "grill").target_s == 480);
}

TEST_CASE("a line's modifiers are told in words") {
    TestKitchen k = opened_kitchen();
    k.submit(an_order("a")
                 .line("1")
                 .modifier(ModifierKind::without, "onion")
                 .modifier(ModifierKind::option, "rare"));
    CHECK(line_of(facts_of(k, "a"), "grill", "1").modifiers == "without onion, rare");
}

TEST_CASE("an order of which only the state is known has the times that the state knows") {
    TestKitchen k = opened_kitchen();
    k.submit(three_lines());
    k.wait(minute_ms);
    k.bump(by("ani", at("grill", "a")));
    const OrderFacts all = facts_of(k, "a");
    const OrderFacts rest = facts_of_state(k.order("a"), k.kitchen, jakarta_min);
    CHECK((rest.seq == all.seq && rest.fired_at == all.fired_at && rest.day == all.day));
    CHECK(ticket_time(ticket_of(rest, "grill")) == ticket_time(ticket_of(all, "grill")));
    CHECK(ticket_of(rest, "grill").bumped_by.empty());
}

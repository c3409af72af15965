// What the POS learns of the screens: shown, undelivered, late.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

// Serving long since, so that nothing but the age of a ticket counts.
struct Watched : TestKitchen {
    explicit Watched(KitchenConfig config = a_kitchen()) : TestKitchen(std::move(config)) {
        watches_delivery = true;
        delivery.serving_since = opening - 3'600'000;
    }
    Told tick_at(TimeMs time) {
        now = time;
        tick();
        return told();
    }
};

}  // namespace

TEST_CASE("a ticket is shown once its every line has been presented") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2", "drink"));
    k.show("grill", {{"a", 0, 1}});
    CHECK(k.told() == Told{"shown grill"});
    CHECK(k.ticket("a", "grill").shown_at == k.now);
    CHECK(k.ticket("a", "drink").shown_at == 0);
}

TEST_CASE("shown is told once for what there is to see") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.show("grill", {{"a", 0, 1}, {"a", 0, 1}});
    CHECK(k.told() == Told{"shown grill"});
    k.show("grill", {{"a", 0, 1}});
    CHECK(k.events.empty());
    k.amend(an_order("a").line("1").line("2"), 1);
    k.show("grill", {{"a", 1, 1}});
    CHECK(k.told() == Told{"shown grill"});
}

TEST_CASE("a frame that was built before the ticket's newest line has not shown it") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    Seq before = k.kitchen.seq;
    k.amend(an_order("a").line("1").line("2"), 1);
    k.show("grill", {{"a", 0, 1}}, before);
    CHECK(k.events.empty());
}

TEST_CASE("what is drawn of a past generation, an unknown order, or a ticket without work shows nothing") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2", "dessert"));
    k.bump(at("grill", "a"));
    k.show("grill", {{"a", 0, 1}, {"nobody", 0, 1}});
    CHECK(k.events.empty());
    k.recall(at("grill", "a"));
    k.show("grill", {{"a", 0, 1}});
    CHECK(k.events.empty());
    k.show("grill", {{"a", 0, 2}});
    CHECK(k.told() == Told{"shown grill"});
    k.show("drink", {{"a", 0, 1}});
    CHECK(k.events.empty());
}

TEST_CASE("a screen cannot have shown what is not written yet") {
    Watched k;
    k.submit(an_order("a").line("1"));
    k.show("grill", {{"a", 0, 1}}, k.kitchen.seq + 1000);
    k.amend(an_order("a").line("1").line("2"), 1);
    CHECK(k.tick_at(opening + 10'000) == Told{"undelivered grill"});
}

TEST_CASE("a ticket that no screen held for ten seconds is undelivered, once") {
    Watched k;
    k.submit(an_order("a").line("1").line("2", "drink"));
    k.show("drink", {{"a", 0, 1}});
    CHECK(k.deadline() == opening + 10'000);
    CHECK(k.tick_at(opening + 9'999).empty());
    CHECK(k.tick_at(opening + 10'000) == Told{"undelivered grill"});
    CHECK(k.tick_at(opening + 20'000).empty());
    k.show("grill", {{"a", 0, 1}});
    CHECK(k.told() == Told{"shown grill"});
    CHECK_FALSE(k.ticket("a", "grill").undelivered);
}

TEST_CASE("a screen that has reported a later seq holds the ticket, presented whole or not") {
    Watched k;
    k.submit(an_order("a").line("1"));
    k.delivery.reported["grill"] = k.kitchen.seq;
    CHECK(k.tick_at(opening + 60'000).empty());
    k.submit(an_order("b").line("1"));
    CHECK(k.tick_at(opening + 70'000) == Told{"undelivered grill"});
    CHECK(k.ticket("b", "grill").undelivered);
    CHECK_FALSE(k.ticket("a", "grill").undelivered);
}

TEST_CASE("undelivered is counted from ten seconds after the hub's start") {
    Watched k;
    k.submit(an_order("a").line("1"));
    k.delivery.serving_since = opening + 100'000;
    CHECK(k.deadline() == opening + 120'000);
    CHECK(k.tick_at(opening + 119'999).empty());
    CHECK(k.tick_at(opening + 120'000) == Told{"undelivered grill"});
}

TEST_CASE("a held ticket is not undelivered; its time counts from when it fires") {
    Watched k;
    k.submit(an_order("a").line("1", "drink", 1, 1).line("2", "grill", 1, 2));
    k.delivery.reported["drink"] = k.kitchen.seq;
    CHECK(k.tick_at(opening + 60'000).empty());
    k.fire("a", 2);
    CHECK(k.tick_at(opening + 69'999).empty());
    CHECK(k.tick_at(opening + 70'000) == Told{"undelivered grill"});
}

TEST_CASE("a recalled ticket that no screen holds is undelivered again") {
    Watched k(with_expo());
    k.submit(an_order("a").line("1"));
    k.tick_at(opening + 10'000);
    k.bump(at("grill", "a"));
    k.recall(at("grill", "a"));
    CHECK(k.tick_at(opening + 20'000) == Told{"undelivered grill"});
}

TEST_CASE("nobody counts while nobody watches: a replica never calls a ticket undelivered") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.wait(60'000);
    k.tick();
    CHECK(k.events.empty());
}

TEST_CASE("a ticket as old as its station allows is late, once, also when it is only moved there") {
    TestKitchen k;
    k.rules.kitchen.stations[1].late_s = 60;
    k.run(Configure{k.rules.kitchen});
    k.submit(an_order("a").line("1").line("2", "drink"));
    CHECK(k.deadline() == opening + 60'000);
    k.now = opening + 60'000;
    k.tick();
    CHECK(k.told() == Told{"late drink"});
    CHECK(k.deadline() == opening + 720'000);
    k.now = opening + 720'000;
    k.tick();
    CHECK(k.told() == Told{"late grill"});
    k.tick();
    CHECK(k.events.empty());
}

TEST_CASE("a ticket that has left is not late") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1"));
    k.bump(at("grill", "a"));
    k.wait(3'600'000);
    k.tick();
    CHECK(k.events.empty());
}

TEST_CASE("more deadlines than one tick may write are done by the next, due at once") {
    TestKitchen k;
    for (int i = 0; i < 600; ++i) k.submit(an_order(std::to_string(i)).line("1"));
    k.wait(720'000);
    k.tick();
    std::size_t first = k.events.size();
    CHECK(first < 600);
    CHECK(*k.deadline() <= k.now);
    k.tick();
    CHECK(first + k.events.size() == 600);
    CHECK(*k.deadline() > k.now);
}

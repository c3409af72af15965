// Hold, release, priority, availability: setters, safe to send late because they say what their sender saw.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("hold parks what has not been started; release ends that, and the age counts from then") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2").line("3", "drink"));
    k.start(at("grill", "a"), "1");
    CHECK(answer(k.hold("a")) == "ok");
    CHECK(k.line("a", "grill", "1").active());
    CHECK(k.line("a", "grill", "2").held());
    CHECK(k.board("drink").empty());
    CHECK(k.ticket("a", "drink").state() == TicketState::held);
    k.wait(60'000);
    CHECK(answer(k.release("a")) == "ok");
    CHECK(k.line("a", "grill", "2").fired_at == opening + 60'000);
    CHECK(k.line("a", "grill", "1").fired_at == opening);
    CHECK(k.board("drink") == std::vector<std::string>{"a"});
}

TEST_CASE("what is added to a parked order is parked with it") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.hold("a");
    k.amend(an_order("a").line("1").line("2", "drink"), 1);
    CHECK(k.line("a", "drink", "2").held());
    k.release("a");
    CHECK(k.line("a", "drink", "2").active());
}

TEST_CASE("releasing a parked dinner does not fire its held courses") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.hold("a");
    k.release("a");
    CHECK(k.line("a", "grill", "1").active());
    CHECK(k.line("a", "grill", "2").held());
}

TEST_CASE("a course fired while its order is parked is cooked, the rest stays parked") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.hold("a");
    CHECK(answer(k.fire("a", 2)) == "ok");
    CHECK(k.line("a", "grill", "2").active());
    CHECK(k.line("a", "grill", "1").held());
}

TEST_CASE("setting what is set is a duplicate with the first seq") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    for (const Command& command :
         {Command(HoldOrder{"a", {}}), Command(ReleaseOrder{"a", {}}),
          Command(SetPriority{"a", Priority::vip, {}}), Command(SetAvailability{"cola", false, {}}),
          Command(SetAvailability{"cola", true, {}})}) {
        Decision first = k.run(command);
        CHECK(answer(first) == "ok");
        Decision again = k.run(command);
        CHECK(answer(again) == "duplicate");
        CHECK(seq_of(again) == seq_of(first));
        CHECK(again.events.empty());
    }
    CHECK(answer(k.run(SetAvailability{"tea", true, {}})) == "duplicate");
}

TEST_CASE("a setter that was overtaken changes nothing and is acked as a duplicate") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    Seq before = k.kitchen.seq;
    SECTION("hold") {
        k.hold("a");
        k.release("a");
        CHECK(answer(k.hold("a", before)) == "duplicate");
        CHECK(k.line("a", "grill", "1").active());
        CHECK(answer(k.hold("a", k.kitchen.seq)) == "ok");
    }
    SECTION("release") {
        k.hold("a");
        CHECK(answer(k.release("a", before)) == "duplicate");
        CHECK(k.line("a", "grill", "1").held());
        CHECK(answer(k.release("a", k.kitchen.seq)) == "ok");
    }
    SECTION("priority") {
        k.run(SetPriority{"a", Priority::vip, {}});
        CHECK(answer(k.run(SetPriority{"a", Priority::normal, before})) == "duplicate");
        CHECK(k.order("a").priority == Priority::vip);
        CHECK(answer(k.run(SetPriority{"a", Priority::normal, k.kitchen.seq})) == "ok");
    }
    SECTION("availability") {
        k.run(SetAvailability{"cola", false, {}});
        CHECK(answer(k.run(SetAvailability{"cola", true, before})) == "duplicate");
        CHECK(k.kitchen.is_unavailable("cola"));
        CHECK(answer(k.run(SetAvailability{"cola", true, k.kitchen.seq})) == "ok");
    }
    SECTION("what somebody set before the sender looked does not count") {
        k.hold("a");
        CHECK(answer(k.release("a", k.kitchen.seq)) == "ok");
    }
}

TEST_CASE("a served order is not held, released or hurried") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.bump(at("grill", "a"));
    CHECK(answer(k.hold("a")) == "not_allowed");
    CHECK(answer(k.release("a")) == "not_allowed");
    CHECK(answer(k.run(SetPriority{"a", Priority::rush, {}})) == "not_allowed");
}

TEST_CASE("what was set before an order closed is a duplicate when its POS asks again") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.run(SetPriority{"a", Priority::rush, {}});
    k.hold("a");
    k.release("a");
    k.bump(at("grill", "a"));
    REQUIRE(k.order("a").served);
    CHECK(answer(k.run(SetPriority{"a", Priority::rush, {}})) == "duplicate");
    CHECK(answer(k.release("a")) == "duplicate");
    CHECK(answer(k.run(SetPriority{"a", Priority::vip, {}})) == "not_allowed");
    k.submit(an_order("b").line("1"));
    k.hold("b");
    k.void_order("b");
    CHECK(answer(k.hold("b")) == "duplicate");
}

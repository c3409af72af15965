// Courses: the lowest fires at once, the others wait for order.fire; dine-in only.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// Bread at once, soup as course 1, steak as 2 and cake as 3.
OrderBuilder a_dinner() {
    return an_order("a")
        .line("bread", "drink")
        .line("soup", "grill", 1, 2)
        .line("steak", "grill", 1, 5)
        .line("cake", "dessert", 1, 9);
}
bool held(const TestKitchen& k, const char* station, const char* line) {
    return k.line("a", station, line).held();
}

}  // namespace

TEST_CASE("course 0 and the lowest course present fire at once, the others are held") {
    TestKitchen k;
    k.submit(a_dinner());
    CHECK_FALSE(held(k, "drink", "bread"));
    CHECK_FALSE(held(k, "grill", "soup"));
    CHECK(held(k, "grill", "steak"));
    CHECK(held(k, "dessert", "cake"));
    CHECK(k.ticket("a", "dessert").state() == TicketState::held);
    CHECK(k.board("dessert").empty());
}

TEST_CASE("outside dine-in every course fires at once") {
    for (Service service : {Service::takeaway, Service::delivery, Service::drive_thru, Service::self_order}) {
        TestKitchen k;
        k.submit(a_dinner().service(service));
        CHECK_FALSE(held(k, "grill", "steak"));
        CHECK_FALSE(held(k, "dessert", "cake"));
    }
}

TEST_CASE("firing a course sends its lines to be cooked, and its age counts from then") {
    TestKitchen k;
    k.submit(a_dinner());
    k.wait(60'000);
    CHECK(answer(k.fire("a", 9)) == "ok");
    CHECK_FALSE(held(k, "dessert", "cake"));
    CHECK(held(k, "grill", "steak"));
    CHECK(k.line("a", "dessert", "cake").fired_at == opening + 60'000);
    CHECK(k.board("dessert") == std::vector<std::string>{"a"});
}

TEST_CASE(
    "firing a fired course is a duplicate with the first seq, firing one that is not there is refused") {
    TestKitchen k;
    k.submit(a_dinner());
    Decision first = k.fire("a", 5);
    Decision again = k.fire("a", 5);
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(first));
    CHECK(answer(k.fire("a", 2)) == "duplicate");
    CHECK(answer(k.fire("a", 0)) == "duplicate");
    CHECK(answer(k.fire("a", 7)) == "not_allowed");
    CHECK(path_of(k.fire("a", 7)) == "/course");
}

TEST_CASE(
    "a ticket with its fired lines done is ready and leaves, and comes back when the next course fires") {
    TestKitchen k;
    k.submit(a_dinner());
    k.bump(at("grill", "a"));
    CHECK(k.told() == std::vector<std::string>{"ready grill"});
    CHECK(k.board("grill").empty());
    CHECK(k.ticket("a", "grill").state() == TicketState::held);
    k.fire("a", 5);
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK(k.line("a", "grill", "soup").state == LineState::done);
    k.bump(at("grill", "a"));
    CHECK(k.told() == std::vector<std::string>{"ready grill"});
}

TEST_CASE("a held line cannot be started or bumped") {
    TestKitchen k;
    k.submit(a_dinner());
    CHECK(answer(k.start(at("dessert", "a"), "cake")) == "not_allowed");
    CHECK(answer(k.bump_line(at("dessert", "a"), "cake")) == "not_allowed");
    CHECK(answer(k.bump(at("dessert", "a"))) == "not_allowed");
}

TEST_CASE("an amendment that leaves out the lowest course fires the next one") {
    TestKitchen k;
    k.submit(
        an_order("a").line("soup", "grill", 1, 1).line("steak", "grill", 1, 2).line("cake", "dessert", 1, 3));
    k.amend(an_order("a").line("steak", "grill", 1, 2).line("cake", "dessert", 1, 3), 1);
    CHECK_FALSE(held(k, "grill", "steak"));
    CHECK(held(k, "dessert", "cake"));
}

TEST_CASE("a line added to a course that has been fired is fired as well") {
    TestKitchen k;
    k.submit(a_dinner());
    k.fire("a", 5);
    k.amend(a_dinner().line("fries", "grill", 1, 5).line("coffee", "drink", 1, 9), 1);
    CHECK_FALSE(held(k, "grill", "fries"));
    CHECK(held(k, "drink", "coffee"));
}

TEST_CASE("an amendment to takeaway fires everything") {
    TestKitchen k;
    k.submit(a_dinner());
    k.amend(a_dinner().service(Service::takeaway), 1);
    CHECK_FALSE(held(k, "grill", "steak"));
    CHECK_FALSE(held(k, "dessert", "cake"));
}

#include "journal/orders_seen.h"

#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("an order that was served is finished, though the event that served its first course is lost") {
    TestKitchen kitchen{with_expo()};
    kitchen.submit(an_order("a").line("1", "grill").line("2", "drink"));
    OrdersSeen seen;
    for (const Event& event : kitchen.events) seen.take(event, 0);
    REQUIRE_FALSE(seen.all().at("a").finished);
    Event served;
    served.order_id = "a";
    served.status = OrderStatus::served;
    served.body = LinesServed{"pass", {{"drink", {"2"}}}, 0};
    seen.take(served, 0);
    CHECK(seen.all().at("a").left().lines.size() == 1);
    CHECK(seen.all().at("a").finished);
}

// A new configuration while orders are open: nothing may end up on no screen.
#include <catch2/catch_test_macros.hpp>

#include "core/event_json.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

KitchenConfig without(const char* station, KitchenConfig config = a_kitchen()) {
    std::erase_if(config.stations, [&](const Station& each) { return each.id == station; });
    return config;
}

}  // namespace

TEST_CASE("the same configuration again writes nothing") {
    TestKitchen k;
    k.run(Configure{a_kitchen()});
    CHECK(k.events.empty());
}

TEST_CASE("open lines of a station that is gone move to the default station, held ones too") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2", "drink").line("3", "drink", 1, 1).line("4", "drink", 1, 2));
    k.start(at("drink", "a"), "2");
    k.run(Configure{without("drink")});
    CHECK(k.board("grill") == Told{"a"});
    CHECK(k.line("a", "grill", "2").state == LineState::started);
    CHECK(k.line("a", "grill", "4").held());
    k.bump(at("grill", "a"));
    k.fire("a", 2);
    CHECK(k.board("grill") == Told{"a"});
}

TEST_CASE("an order at two stations that are gone is moved from both") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "dessert").line("2", "drink"));
    k.run(Configure{without("drink", without("dessert"))});
    CHECK(k.line("a", "grill", "1").active());
    CHECK(k.line("a", "grill", "2").active());
}

TEST_CASE("an order whose last open share was at a station that is gone is ready") {
    TestKitchen k(with_expo());
    k.rules.routes.emplace_back();
    k.rules.routes.back().stations = {"grill", "drink"};
    k.submit(an_order("a").line("1", ""));
    k.bump(at("grill", "a"));
    k.run(Configure{without("drink", with_expo())});
    CHECK(k.told() == Told{"ready"});
}

TEST_CASE("orders that wait at an expo that is gone are served") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1"));
    k.bump(at("grill", "a"));
    k.run(Configure{a_kitchen()});
    CHECK(k.told() == Told{"served"});
    CHECK(k.order("a").served);
}

TEST_CASE("a removal that nobody is left to confirm does not keep its order for ever") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "drink"));
    k.void_order("a");
    REQUIRE(k.kitchen.index.open.size() == 1);
    k.run(Configure{without("drink")});
    CHECK(k.kitchen.index.open.empty());
}

TEST_CASE("a screen may still press on a ticket of a station that is gone") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "drink"));
    k.run(Configure{without("drink")});
    CHECK(answer(k.bump(on_generation(1, at("drink", "a")))) == "duplicate");
    CHECK(answer(k.bump(at("drink", "a"))) == "not_allowed");
    CHECK(k.line("a", "grill", "1").active());
}

TEST_CASE("what was made at a station that is gone is not recalled to where nobody cooks any more") {
    TestKitchen k(with_expo());
    k.submit(an_order("done").line("1", "dessert"));
    k.bump(at("dessert", "done"));
    k.submit(an_order("served").line("1", "dessert"));
    k.bump(at("pass", "served"));
    KitchenConfig less = with_expo();
    std::erase_if(less.stations, [](const Station& station) { return station.id == "dessert"; });
    k.run(Configure{less});
    CHECK(answer(k.recall(at("dessert", "done"))) == "unknown_station");
    CHECK(answer(k.bump(at("dessert", "done"))) == "duplicate");
    CHECK(answer(k.recall(at("pass", "served"))) == "ok");
    CHECK(k.line("served", "grill", "1").active());
}

TEST_CASE("how a station bumps, looks and hurries is in the journal; an old journal reads as the defaults") {
    Event event;
    event.seq = event.request_last = 1;
    KitchenConfigured configured{a_kitchen()};
    Station& grill = configured.kitchen.stations[0];
    event.body = configured;
    const std::string old = encode_event(event);
    CHECK(old.find("two_step") == std::string::npos);
    CHECK(old.find("layout") == std::string::npos);
    CHECK(old.find("services") == std::string::npos);
    CHECK(*decode_event(old) == event);

    grill.two_step = true;
    grill.layout = Arrangement::rail;
    grill.services = {{Service::takeaway, 100, 200}, {Service::delivery, 0, 60}};
    event.body = configured;
    CHECK(*decode_event(encode_event(event)) == event);
    CHECK_FALSE(decode_event(
        R"({"seq":1,"at":"2026-11-20T12:00:00.000Z","kind":"kitchen_configured","kitchen":{"name":"x","stations":[{"id":"grill","services":[{"service":"teleport"}]}]}})"));
}

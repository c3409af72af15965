// Which stations cook a line: its own word, then the rules, then the menu, then the default station.
#include "core/routing.h"

#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Stations = std::vector<std::string>;

namespace {

struct Routing {
    Rules rules;
    Routing() {
        rules.kitchen = a_kitchen();
        rules.menu["cola"] = {"drinks", "drink", 30};
    }
    RouteRule& rule(Stations stations) {
        rules.routes.emplace_back();
        rules.routes.back().stations = std::move(stations);
        return rules.routes.back();
    }
    Stations of(const OrderBuilder& order) const {
        return route(order.value().lines.back(), order.value(), rules);
    }
};

OrderBuilder a_cola(std::string station = "") {
    return an_order("a").line("1", std::move(station)).item("cola");
}
OrderBuilder a_soup() { return an_order("a").line("1", "").item("soup"); }

}  // namespace

TEST_CASE("what nothing routes goes to the default station") {
    Routing routing;
    CHECK(routing.of(a_soup()) == Stations{"grill"});
}

TEST_CASE("the menu goes before the default station, a rule before the menu, the line before the rule") {
    Routing routing;
    CHECK(routing.of(a_cola()) == Stations{"drink"});
    routing.rule({"dessert"}).items = {"cola"};
    CHECK(routing.of(a_cola()) == Stations{"dessert"});
    CHECK(routing.of(a_cola("grill")) == Stations{"grill"});
}

TEST_CASE("a rule matches by item, category, modifier, service and channel") {
    Routing routing;
    RouteRule& rule = routing.rule({"dessert"});
    SECTION("item") {
        rule.items = {"tea", "soup"};
        CHECK(routing.of(a_soup()) == Stations{"dessert"});
        CHECK(routing.of(a_cola()) == Stations{"drink"});
    }
    SECTION("category of the line") {
        rule.categories = {"soups"};
        CHECK(routing.of(a_soup().category("soups")) == Stations{"dessert"});
        CHECK(routing.of(a_soup()) == Stations{"grill"});
    }
    SECTION("category of the menu where the line names none") {
        rule.categories = {"drinks"};
        CHECK(routing.of(a_cola()) == Stations{"dessert"});
        CHECK(routing.of(a_cola().category("floats")) == Stations{"drink"});
    }
    SECTION("any modifier of the line") {
        rule.modifiers = {"ice cream"};
        CHECK(
            routing.of(
                a_soup().modifier(ModifierKind::extra, "salt").modifier(ModifierKind::extra, "ice cream")) ==
            Stations{"dessert"});
        CHECK(routing.of(a_soup()) == Stations{"grill"});
    }
    SECTION("service and channel together") {
        rule.services = {Service::delivery};
        rule.channels = {"gofood", "grabfood"};
        CHECK(routing.of(a_soup().service(Service::delivery).channel("gofood")) == Stations{"dessert"});
        CHECK(routing.of(a_soup().service(Service::delivery).channel("web")) == Stations{"grill"});
        CHECK(routing.of(a_soup().channel("gofood")) == Stations{"grill"});
    }
}

TEST_CASE("the first rule that matches decides") {
    Routing routing;
    routing.rule({"dessert"}).items = {"tea"};
    routing.rule({"drink"}).items = {"soup"};
    routing.rule({"grill"}).items = {"soup"};
    CHECK(routing.of(a_soup()) == Stations{"drink"});
}

TEST_CASE("an also rule adds its stations to whatever else routes the line") {
    Routing routing;
    RouteRule& also = routing.rule({"dessert"});
    also.also = true;
    CHECK(routing.of(a_cola()) == Stations{"dessert", "drink"});
    CHECK(routing.of(a_cola("grill")) == Stations{"grill"});
    routing.rule({"grill", "dessert"}).items = {"soup"};
    CHECK(routing.of(a_soup()) == Stations{"dessert", "grill"});
}

TEST_CASE("a line cooked at two stations is on both tickets, and ready when both are done") {
    TestKitchen k;
    k.rules.routes.emplace_back();
    k.rules.routes.back().stations = {"grill", "drink"};
    Decision sent = k.submit(an_order("a").line("1", ""));
    CHECK(ack_of(sent).tickets == std::vector<StationLines>{{"grill", {"1"}}, {"drink", {"1"}}});
    k.bump(at("grill", "a"));
    CHECK(k.told() == Stations{"ready grill"});
    k.bump(at("drink", "a"));
    CHECK(k.told() == Stations{"ready drink", "ready", "served"});
}

TEST_CASE("a prep time is the line's, else the menu's, else the station's") {
    Routing routing;
    routing.rules.kitchen.stations[0].prep_s = 300;
    auto time = [&](const OrderBuilder& order, const char* station) {
        return prep_time_s(order.value().lines.back(), station, routing.rules);
    };
    CHECK(time(a_cola().prep_s(5), "drink") == 5);
    CHECK(time(a_cola(), "drink") == 30);
    CHECK(time(a_soup(), "grill") == 300);
}

TEST_CASE("a station that a line forces must exist and cook") {
    TestKitchen k(with_expo());
    for (const char* station : {"fryer", "pass", "lobby"}) {
        Decision sent = k.submit(an_order("a").line("1").line("2", station));
        CHECK(answer(sent) == "unknown_station");
        CHECK(path_of(sent) == "/order/lines/1/station");
    }
    CHECK(k.kitchen.orders.empty());
}

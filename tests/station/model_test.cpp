// What a screen's model says of a kitchen: limits, promises, progress, the service day. No hub, no screen.
#include <catch2/catch_test_macros.hpp>

#include "base/isolate.h"
#include "station/model_maker.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs minute = 60'000;

ScreenModel seen_at(const TestKitchen& k, const std::string& station = "grill") {
    ScreenModel model;
    fill_from_kitchen(model, k.kitchen, station, {});
    return model;
}

std::vector<std::string> numbers(const ScreenModel& model) {
    std::vector<std::string> all;
    for (const ScreenTicket& ticket : model.tickets) all.push_back(ticket.number);
    return all;
}

}  // namespace

TEST_CASE("a ticket warns and is late by the limits of its service") {
    KitchenConfig config = a_kitchen();
    config.stations[0].services = {{Service::delivery, 60, 120}};
    TestKitchen k(config);
    k.submit(an_order("bike").line("1").service(Service::delivery));
    k.submit(an_order("table").line("1"));
    const ScreenModel model = seen_at(k);
    CHECK(model.tickets[0].warn_at == opening + minute);
    CHECK(model.tickets[0].late_at == opening + 2 * minute);
    CHECK(model.tickets[1].warn_at == opening + 8 * minute);
    CHECK(model.tickets[1].late_at == opening + 12 * minute);
    CHECK_FALSE(model.tickets[1].counts_down());
}

TEST_CASE(
    "a promised ticket counts down: it warns when what is to be cooked no longer fits, and is late then") {
    TestKitchen k;
    k.submit(an_order("a").line("1").prep_s(600).line("2").prep_s(300).promised_at(opening + 12 * minute));
    ScreenTicket ticket = seen_at(k).tickets[0];
    CHECK(ticket.counts_down());
    CHECK(ticket.late_at == opening + 12 * minute);
    CHECK(ticket.warn_at == opening + 2 * minute);

    k.now = opening + minute;
    k.start(at("grill", "a"), "1");  // in time: only the other one can be too late now
    CHECK(seen_at(k).tickets[0].warn_at == opening + 7 * minute);
    k.now = opening + 8 * minute;
    k.start(at("grill", "a"), "2");
    CHECK(seen_at(k).tickets[0].warn_at == opening + 8 * minute);
    k.bump_line(at("grill", "a"), "2");
    CHECK(seen_at(k).tickets[0].warn_at == opening + 12 * minute);
    CHECK(seen_at(k, "pass").tickets.empty());
}

TEST_CASE("the screen calls late what the hub calls late") {
    TestKitchen k(with_expo());
    k.rules.kitchen.stations[0].services = {{Service::delivery, 60, 120}};
    k.run(Configure{k.rules.kitchen});
    k.submit(an_order("bike").line("1").service(Service::delivery));
    k.submit(an_order("table").line("1"));
    k.submit(an_order("soon").line("1").prep_s(600).promised_at(opening + 10 * minute));
    k.submit(an_order("was").line("1").promised_at(opening - minute));
    for (int i = 0; i < 15 * 6; ++i) {
        k.now += 10'000;
        k.tick();
        for (const ScreenTicket& ticket : seen_at(k).tickets)
            CHECK((k.now >= ticket.late_at) == k.order(ticket.order_id).find_ticket("grill")->late);
    }
}

TEST_CASE("a line is timed by its order, else by the menu, else by its station") {
    TestKitchen k;
    k.rules.menu["burger"] = {"burgers", "grill", 480};
    k.submit(
        an_order("a").line("1").item("burger").prep_s(70).line("2").item("burger").category("b").line("3"));
    const ScreenModel model = seen_at(k);
    REQUIRE(model.tickets[0].lines.size() == 3);
    CHECK(model.tickets[0].lines[0].prep_s == 70);
    CHECK(model.tickets[0].lines[1].prep_s == 480);
    CHECK(model.tickets[0].lines[2].prep_s == 600);
    CHECK(model.tickets[0].lines[1].item == "burger");
    CHECK(model.tickets[0].lines[1].category == "b");
}

TEST_CASE("guests see what is being prepared and what is ready, and nothing that is held, void or served") {
    TestKitchen k(with_expo());
    for (const char* id : {"cooking", "ready", "later", "void", "served"}) k.submit(an_order(id).line("1"));
    k.submit(an_order("promised").line("1").promised_at(opening + 60 * minute));
    k.submit(an_order("parked").line("1"));
    k.hold("parked");
    k.void_order("void");
    k.wait(minute);
    k.bump(at("grill", "later"));
    k.wait(minute);
    k.bump(at("grill", "ready"));
    k.bump(at("grill", "served"));
    k.bump(at("pass", "served"));
    const ScreenModel model = seen_at(k, "lobby");
    CHECK(numbers(model) == std::vector<std::string>{"cooking", "ready", "later"});
    CHECK_FALSE(model.tickets[0].ready);
    CHECK(model.tickets[1].ready);
    CHECK(model.tickets[1].ready_at == opening + 2 * minute);
    CHECK(model.tickets[2].ready_at == opening + minute);
}

TEST_CASE("an expo sees each station's progress, held courses, and serves and recalls") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "drink", 1, 1).line("3", "dessert", 1, 2));
    k.bump(at("drink", "a"));
    ScreenTicket ticket = seen_at(k, "pass").tickets.at(0);
    REQUIRE(ticket.progress.size() == 3);
    CHECK(ticket.progress[0].done == 0);
    CHECK(ticket.progress[1].done == 1);
    CHECK(ticket.progress[2].held);
    CHECK(ticket.held_lines == 1);
    CHECK(ticket.next_course == 2);
    CHECK_FALSE(ticket.ready);

    k.bump(at("pass", "a"));
    CHECK(seen_at(k, "pass").tickets.empty());
    k.fire("a", 2);
    k.bump(at("pass", "a"));
    ScreenModel served = seen_at(k, "pass");
    CHECK(served.tickets.empty());
    REQUIRE(served.bumped.size() == 1);
    CHECK(k.order("a").served);
    Press again = at("pass", "a");
    again.generation = served.bumped[0].generation;
    k.recall(again);
    CHECK(seen_at(k, "pass").tickets.size() == 1);
    CHECK(seen_at(k, "pass").bumped.empty());
}

TEST_CASE("all that was bumped in the service day can be recalled, newest first, made anew or remembered") {
    TestKitchen k;
    ModelMemory memory;
    for (int i = 0; i < 700; ++i) {
        const std::string id = std::to_string(i);
        k.submit(an_order(id).line("1").line("2", "drink"));
        k.wait(1000);
        k.bump(at("grill", id));
        k.bump(at("drink", id));
        if (i % 100 != 0) continue;
        ScreenModel on_the_way;
        fill_from_kitchen(on_the_way, k.kitchen, "grill", {}, memory);
    }
    k.recall(at("grill", "650"));
    k.bump_line(at("grill", "650"), "1");
    ScreenModel remembered;
    fill_from_kitchen(remembered, k.kitchen, "grill", {}, memory);
    const ScreenModel anew = seen_at(k);
    REQUIRE(anew.bumped.size() == 700);
    REQUIRE(remembered.bumped.size() == 700);
    for (std::size_t i = 0; i < 700; ++i) {
        CHECK(remembered.bumped[i].order_id == anew.bumped[i].order_id);
        CHECK(remembered.bumped[i].generation == anew.bumped[i].generation);
        CHECK(remembered.bumped[i].summary == anew.bumped[i].summary);
    }
    CHECK(anew.bumped[0].summary == "1 dish-1");
    CHECK(anew.bumped[699].number == "0");
}

TEST_CASE(
    "a bumped ticket is put into words again when its order was changed, or some of it went elsewhere") {
    TestKitchen k(with_expo());
    ModelMemory memory;
    auto summary = [&] {
        ScreenModel model;
        fill_from_kitchen(model, k.kitchen, "grill", {}, memory);
        return model.bumped.empty() ? "" : model.bumped[0].summary;
    };
    k.submit(an_order("a").line("1").line("2"));
    k.bump(at("grill", "a"));
    CHECK(summary() == "1 dish-1, 1 dish-2");
    k.amend(an_order("a").line("1", "grill", 3).line("2"), 1);
    CHECK(summary().empty());
    k.bump(at("grill", "a"));
    CHECK(summary() == "3 dish-1, 1 dish-2");
    k.recall_lines(at("grill", "a"), {"2"});
    k.transfer(at("grill", "a"), "drink");
    CHECK(summary() == "3 dish-1");
}

TEST_CASE("an Arabic name in what left keeps its number, and its neighbours theirs") {
    TestKitchen k;
    Order order = an_order("a").line("1").line("2").value();
    order.lines[0].name = "كباب";
    k.submit(std::make_shared<const Order>(order));
    k.bump(at("grill", "a"));
    const ScreenModel model = seen_at(k);
    REQUIRE(model.bumped.size() == 1);
    CHECK(model.bumped[0].summary == "1 " + isolated("كباب") + ", 1 dish-2");
}

TEST_CASE("what is 86'd has the name that an order gave it, also one that came later") {
    TestKitchen k;
    ModelMemory memory;
    auto name = [&] {
        ScreenModel model;
        fill_from_kitchen(model, k.kitchen, "grill", {}, memory);
        return model.unavailable.at(0).name;
    };
    k.run(SetAvailability{"dish-1", false, {}});
    CHECK(name() == "dish-1");
    OrderBuilder order = an_order("a").line("1");
    Order named = order.value();
    named.lines[0].name = "Classic Burger";
    k.submit(std::make_shared<const Order>(named));
    CHECK(name() == "Classic Burger");
}

// What a screen shows of work that a silent station left to its backup.
#include <catch2/catch_test_macros.hpp>

#include "station/model_maker.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

ScreenModel shown(const Kitchen& kitchen, const std::string& station) {
    ScreenModel model;
    fill_from_kitchen(model, kitchen, station, {});
    return model;
}

std::string name_of(const Kitchen& kitchen, const std::string& station) {
    const auto* found = kitchen.config.find(station);
    return found ? found->name : "there is no such station";
}

Ticket& ticket_at(Kitchen& kitchen, const std::string& station) {
    for (auto& [seq, order] : kitchen.orders)
        for (Ticket& ticket : order.tickets)
            if (ticket.station == station) return ticket;
    FAIL("there is no such ticket");
    std::abort();
}

}  // namespace

TEST_CASE("work of a silent station is marked: the ticket, and line by line where not all of it is") {
    TestKitchen test;
    OrderPtr order = an_order("a").line("1").line("2");
    test.submit(order);
    Ticket& ticket = ticket_at(test.kitchen, "grill");
    CHECK(shown(test.kitchen, "grill").tickets.at(0).from.empty());
    for (TicketLine& line : ticket.lines) line.from = "dessert";
    ScreenTicket all = shown(test.kitchen, "grill").tickets.at(0);
    CHECK(all.from == std::vector{name_of(test.kitchen, "dessert")});
    CHECK(all.lines.at(0).from.empty());
    ticket.lines[0].from.clear();
    ScreenTicket some = shown(test.kitchen, "grill").tickets.at(0);
    CHECK(some.from.size() == 1);
    CHECK(some.lines.at(0).from.empty());
    CHECK_FALSE(some.lines.at(1).from.empty());
}

TEST_CASE("a covered station's screen names who takes its work, until it is returned") {
    TestKitchen test;
    test.kitchen.covers["grill"] = {"dessert", 5, opening};
    CHECK(shown(test.kitchen, "grill").covered_by == name_of(test.kitchen, "dessert"));
    CHECK(shown(test.kitchen, "dessert").covered_by.empty());
    test.kitchen.covers["grill"].by.clear();
    CHECK(shown(test.kitchen, "grill").covered_by.empty());
}

TEST_CASE("an expo names the stations that have not seen an order") {
    TestKitchen test;
    test.rules.kitchen = with_expo();
    test.kitchen.config = with_expo();
    OrderPtr order = an_order("a").line("1").line("2", "drink");
    test.submit(order);
    CHECK(shown(test.kitchen, "pass").tickets.at(0).undelivered.empty());
    ticket_at(test.kitchen, "drink").undelivered = true;
    CHECK(shown(test.kitchen, "pass").tickets.at(0).undelivered ==
          std::vector{name_of(test.kitchen, "drink")});
}

// What a grill counts and gathers: from models of walked kitchens, and from tickets made by hand.
#include "station/all_day.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "core/random_walk.h"
#include "station/model_maker.h"

using namespace brigade;
using namespace brigade::test;
using enum ModifierKind;

namespace {

ScreenTicket a_ticket(const std::string& number, TimeMs fired_at) {
    ScreenTicket ticket;
    ticket.order_id = ticket.number = number;
    ticket.fired_at = fired_at;
    return ticket;
}

ScreenLine& add(ScreenTicket& ticket, const std::string& item, int quantity,
                std::vector<Modifier> modifiers = {}) {
    ScreenLine line;
    line.id = std::to_string(ticket.lines.size());
    line.item = item;
    line.name = "The " + item;
    line.quantity = quantity;
    line.modifiers = std::move(modifiers);
    return ticket.lines.emplace_back(line);
}

int open_quantity(const std::vector<ScreenTicket>& tickets, bool held) {
    int sum = 0;
    for (const ScreenTicket& ticket : tickets)
        for (const ScreenLine& line : ticket.lines)
            if ((line.state == LineState::open || line.state == LineState::started) && line.held == held)
                sum += line.quantity - line.done;
    return sum;
}

}  // namespace

TEST_CASE("a count has its ways apart: plain first, then the most wanted") {
    std::vector<ScreenTicket> tickets{a_ticket("1", 300), a_ticket("2", 100), a_ticket("3", 200)};
    add(tickets[0], "burger", 3);
    add(tickets[0], "burger", 1, {{extra, "cheese"}});
    add(tickets[1], "burger", 5, {{without, "onion"}, {extra, "egg"}}).done = 2;
    add(tickets[1], "burger", 1, {{extra, "egg"}, {without, "onion"}});
    add(tickets[2], "burger", 2).held = true;
    add(tickets[2], "corn", 8);
    const std::vector<AllDayCount> counts = all_day(tickets);
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].name == "The burger");
    CHECK(counts[0].quantity == 8);
    CHECK(counts[0].held == 2);
    CHECK(counts[0].oldest_fired_at == 100);
    REQUIRE(counts[0].ways.size() == 3);
    CHECK(counts[0].ways[0].plain());
    CHECK(counts[0].ways[0].quantity == 3);
    CHECK(counts[0].ways[1].quantity == 4);
    CHECK(counts[0].ways[2].quantity == 1);
    CHECK(counts[1].name == "The corn");
}

TEST_CASE("what is done, void or held does not count as open") {
    std::vector<ScreenTicket> tickets{a_ticket("1", 300)};
    add(tickets[0], "done", 2).state = LineState::done;
    add(tickets[0], "void", 2).state = LineState::voided;
    add(tickets[0], "held", 2).held = true;
    const std::vector<AllDayCount> counts = all_day(tickets);
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].quantity == 0);
    CHECK(counts[0].held == 2);
    CHECK(counts[0].oldest_fired_at == 0);
    CHECK(cook_batches(tickets).empty());
}

TEST_CASE("an item counts under one name whatever a POS calls it, and without an id under its name") {
    std::vector<ScreenTicket> tickets{a_ticket("1", 300), a_ticket("2", 300)};
    add(tickets[0], "burger", 1);
    add(tickets[1], "burger", 1).name = "Classic Burger";
    add(tickets[1], "", 1).name = "Soup";
    add(tickets[1], "", 1).name = "Salad";
    const std::vector<AllDayCount> counts = all_day(tickets);
    REQUIRE(counts.size() == 3);
    CHECK(counts[0].name == "The burger");
    CHECK(counts[1].name == "Salad");
    CHECK(counts[2].name == "Soup");
}

TEST_CASE("alike items of several tickets are one batch; an allergy never is with those that have none") {
    std::vector<ScreenTicket> tickets{a_ticket("1", 100), a_ticket("2", 200), a_ticket("3", 300),
                                      a_ticket("4", 400)};
    add(tickets[0], "fries", 1);
    add(tickets[0], "corn", 1);
    add(tickets[1], "fries", 3).done = 1;
    add(tickets[2], "fries", 1);
    tickets[2].allergies = {"peanut"};
    add(tickets[3], "fries", 1, {{allergy, "peanut"}});
    add(tickets[3], "fries", 1).notes = "crisp";
    const std::vector<CookBatch> all = cook_batches(tickets);
    REQUIRE(all.size() == 5);
    CHECK(all[0].item == "fries");
    CHECK(all[0].quantity == 3);
    CHECK(all[0].allergies.empty());
    REQUIRE(all[0].parts.size() == 2);
    CHECK(all[0].parts[1].number == "2");
    CHECK(all[0].parts[1].quantity == 2);
    CHECK(all[0].oldest_fired_at == 100);
    CHECK(all[1].item == "corn");
    CHECK(all[2].allergies == std::vector<std::string>{"peanut"});
    CHECK(all[2].quantity == 1);
    CHECK(all[3].quantity == 1);
    CHECK(all[4].notes == "crisp");
}

TEST_CASE("in every walked kitchen counts, ways and batches add up to what is open") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        TestKitchen k = a_walked_kitchen(seed);
        RandomWalk walk(seed);
        for (int i = 0; i < 150; ++i) k.run(walk.next(k));
        for (const char* station : {"grill", "drink", "dessert", "pass"}) {
            ScreenModel model;
            fill_from_kitchen(model, k.kitchen, station, {});
            int open = 0, held = 0, ways = 0, batched = 0;
            for (const AllDayCount& entry : all_day(model.tickets)) {
                open += entry.quantity;
                held += entry.held;
                for (const AllDayWay& way : entry.ways) ways += way.quantity;
            }
            for (const CookBatch& batch : cook_batches(model.tickets)) {
                int parts = 0;
                for (const CookBatchPart& part : batch.parts) parts += part.quantity;
                CHECK(parts == batch.quantity);
                batched += parts;
            }
            CHECK(open == open_quantity(model.tickets, false));
            CHECK(held == open_quantity(model.tickets, true));
            CHECK(ways == open);
            CHECK(batched == open);
        }
    }
}

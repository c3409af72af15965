#include <catch2/catch_test_macros.hpp>

#include "analytics/count.h"
#include "asked.h"
#include "random_facts.h"

using namespace brigade;
using namespace brigade::test;

namespace {

PackedDay read_back(const std::string& bytes) {
    auto day = PackedDay::read(bytes);
    if (!day) FAIL(day.error().message);
    return *day;
}

// Two stations, the drink done first; one line is for both.
OrderFacts an_order_of_two() {
    auto grill = a_ticket(
        "grill", {a_line(0, "burger", noon, noon + 400'123), a_line(1, "plate", noon, noon + 300'000)});
    auto drink = a_ticket("drink", {a_line(1, "plate", noon + 5, noon + 60'000)});
    grill.bumped_by = "ani";
    grill.shown_at = noon + 250;
    grill.recalls = 2;
    grill.lines[0].started_at = noon + 30'001;
    grill.lines[0].quantity = 3;
    OrderFacts order = an_order(77, {grill, drink});
    order.service = Service::delivery;
    order.channel = "gofood";
    order.served_at = order.ready_at + 32'001;
    order.promised_at = order.instant_of(order.ready_at);
    return order;
}

struct CountsCells : CountsNothing {
    static constexpr bool lines = true;
    void ticket(const packed::Order&, const packed::Ticket&) { ++cells; }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line&, bool) { ++cells; }
    void order(const packed::Order&, std::span<const packed::Ticket> tickets) { cells += 1 + tickets.size(); }
    std::size_t cells = 0;
};

// Whatever was read must be safe to walk.
void walk(const PackedDay& day) {
    FigureFilters filters;
    filters.items = {"burger"};
    PackedFilter filter(filters);
    CountsCells counts;
    count_day(day, filter, counts);
    CHECK(counts.cells <= day.orders.size() + 2 * day.tickets.size() + day.lines.size());
    for (const packed::Item& item : day.items) CHECK(day.text(item.name).size() == item.name.size);
}

}  // namespace

TEST_CASE("a packed day tells exactly what the figures need of its orders") {
    const std::string bytes = pack_day({an_order_of_two()});
    const PackedDay day = read_back(bytes);
    REQUIRE((day.orders.size() == 1 && day.tickets.size() == 2 && day.lines.size() == 3));
    const packed::Order& order = day.orders[0];
    CHECK(order.seq == 77);
    CHECK(order.order_ms == 400'123);
    CHECK(order.pass_ms == 32'001);
    CHECK(order.wait_ms == 340'123);
    CHECK(order.minute == 12 * 60);
    CHECK(order.last == 0);
    CHECK(order.service == static_cast<int>(Service::delivery));
    CHECK(day.text(day.channels[order.channel]) == "gofood");
    CHECK((order.is(packed::Order::fired) && order.is(packed::Order::ready) &&
           order.is(packed::Order::promised) && order.is(packed::Order::promise_kept) &&
           !order.is(packed::Order::voided)));

    const packed::Ticket& grill = day.tickets[0];
    CHECK(day.text(day.stations[grill.station].id) == "grill");
    CHECK(day.stations[grill.station].target_s == 480);
    CHECK(day.stations[grill.station].late_s == 720);
    CHECK(day.text(day.cooks[grill.cook]) == "ani");
    CHECK(grill.ticket_ms == 400'123);
    CHECK(grill.glass_ms == 250);
    CHECK(day.from() + grill.bumped_ms == noon + 400'123);
    CHECK(grill.recalls == 2);
    CHECK((grill.is(packed::Ticket::on_time) && !grill.is(packed::Ticket::late)));

    const packed::Line& burger = day.lines[0];
    CHECK(day.text(day.items[burger.item].key) == "burger");
    CHECK(day.text(day.items[burger.item].name) == "The burger");
    CHECK(day.items[burger.item].prep_s == 300);
    CHECK(burger.prep_ms == 400'123);
    CHECK(burger.start_ms == 30'001);
    CHECK(burger.quantity == 3);
    CHECK_FALSE(burger.is(packed::Line::elsewhere));
    CHECK((day.lines[1].is(packed::Line::elsewhere) && day.lines[2].is(packed::Line::elsewhere)));
    CHECK(day.lines[1].place == day.lines[2].place);
}

TEST_CASE("the same facts give the same packed bytes, and no facts an empty day") {
    auto facts = a_random_kitchen(3, "2026-11-20", 1, 50);
    CHECK(pack_day(facts.orders["2026-11-20"]) == pack_day(facts.orders["2026-11-20"]));
    const std::string nothing = pack_day({});
    CHECK(read_back(nothing).orders.empty());
}

TEST_CASE("a duration that fits no cell is told as the longest, not as a short one") {
    OrderFacts order = a_dish(1, "stock", noon, 60 * one_day);
    order.tickets[0].recalls = 300;
    const std::string bytes = pack_day({order});
    const PackedDay day = read_back(bytes);
    CHECK(day.tickets[0].ticket_ms == packed::longest_ms);
    CHECK(day.lines[0].prep_ms == packed::longest_ms);
    CHECK(day.tickets[0].recalls == 255);
}

TEST_CASE("a day that names more items than a cell can number keeps all lines") {
    std::vector<LineFacts> lines;
    for (int i = 0; i < 66'000; ++i)
        lines.push_back(a_line(i, "item" + std::to_string(i), noon, noon + one_second));
    const std::string bytes = pack_day({an_order(1, {a_ticket("grill", lines)})});
    const PackedDay day = read_back(bytes);
    CHECK(day.lines.size() == 66'000);
    CHECK(day.items.size() == 65'535);
    CHECK(day.lines[65'999].item == 65'534);
}

TEST_CASE("a packed day that was cut anywhere is refused") {
    const std::string bytes = pack_day({an_order_of_two()});
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(PackedDay::read(bytes.substr(0, size)));
    CHECK_FALSE(PackedDay::read(bytes + "x"));
    std::string other = bytes;
    other[0] = 2;
    CHECK_FALSE(PackedDay::read(other));
}

TEST_CASE("whatever is changed in a packed day, what can still be read can be walked") {
    const std::string bytes = pack_day({an_order_of_two(), a_dish(78, "burger", noon, one_minute)});
    std::size_t refused = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        for (const char to : {'\0', '\x7f', '\xff'}) {
            std::string damaged = bytes;
            damaged[i] = to;
            const auto day = PackedDay::read(damaged);
            refused += !day;
            if (day) walk(*day);
        }
    CHECK(refused > 0);
}

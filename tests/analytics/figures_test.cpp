// docs/figures.md, case by case, with numbers counted by hand.
#include <catch2/catch_test_macros.hpp>

#include "asked.h"

using namespace brigade;
using namespace brigade::test;

namespace {

json::value now_of(FakeFacts& facts, std::string_view query = "") {
    return at(asked(facts, "figures", query), "/now");
}

json::value spread(int n, int median_ms, int p90_ms, int p95_ms, int max_ms) {
    return {{"n", n}, {"median_ms", median_ms}, {"p90_ms", p90_ms}, {"p95_ms", p95_ms}, {"max_ms", max_ms}};
}
json::value no_spread() {
    return {{"n", 0}, {"median_ms", nullptr}, {"p90_ms", nullptr}, {"p95_ms", nullptr}, {"max_ms", nullptr}};
}
json::value share(int of, int count) { return {{"of", of}, {"count", count}}; }

OrderFacts voided(OrderFacts order) {
    order.voided_at = order.fired_at + one_minute;
    for (TicketFacts& ticket : order.tickets)
        for (LineFacts& line : ticket.lines) line.state = LineState::voided, line.voided_at = order.voided_at;
    return order;
}

// On another day, with the same clock.
void add_day(FakeFacts& facts, const std::string& day, std::vector<OrderFacts> orders) {
    for (OrderFacts& order : orders) order.day = day;
    facts.orders[day] = std::move(orders);
}

}  // namespace

TEST_CASE("ticket, order, pass and glass times of a day are told as percentiles of what happened") {
    std::vector<OrderFacts> orders;
    for (int i = 1; i <= 10; ++i) {
        OrderFacts order = a_dish(static_cast<Seq>(i), "burger", noon + i * one_second, i * one_minute);
        order.served_at = order.ready_at + i * one_second;
        order.tickets[0].shown_at = order.fired_at + i * 100;
        order.tickets[0].lines[0].started_at = order.fired_at + i * 2 * one_second;
        orders.push_back(order);
    }
    auto facts = a_friday(orders);
    const auto now = now_of(facts);
    CHECK(at(now, "/orders") == 10);
    CHECK(at(now, "/tickets") == 10);
    CHECK(at(now, "/ticket_time") == spread(10, 300'000, 540'000, 600'000, 600'000));
    CHECK(at(now, "/prep_time") == at(now, "/ticket_time"));
    CHECK(at(now, "/order_time") == at(now, "/ticket_time"));
    CHECK(at(now, "/pass_time") == spread(10, 5'000, 9'000, 10'000, 10'000));
    CHECK(at(now, "/glass_time") == spread(10, 500, 900, 1'000, 1'000));
    CHECK(at(now, "/time_to_start") == spread(10, 10'000, 18'000, 20'000, 20'000));
    CHECK(at(now, "/shown") == share(10, 10));
    CHECK(at(now, "/on_time") == share(10, 8));  // at most eight minutes
    CHECK(at(now, "/late") == share(10, 0));
    CHECK(at(now, "/target_s") == 480);
    CHECK(at(now, "/longest/order_id") == "o10");
    CHECK(at(now, "/longest/number") == "10");
    CHECK(at(now, "/longest/station") == "grill");
    CHECK(at(now, "/longest/time_ms") == 600'000);
    CHECK(at(now, "/longest/at") == "2026-11-20T05:00:10.000Z");
    CHECK(at(now, "/bottleneck").is_null());
    CHECK(at(now, "/open") == 0);
}

TEST_CASE("exactly the target is on time, exactly the limit is not late") {
    auto facts = a_friday({a_dish(1, "a", noon, 480'000), a_dish(2, "a", noon, 480'001),
                           a_dish(3, "a", noon, 720'000), a_dish(4, "a", noon, 720'001)});
    CHECK(at(now_of(facts), "/on_time") == share(4, 1));
    CHECK(at(now_of(facts), "/late") == share(4, 1));
}

TEST_CASE("an empty day has no values, not zeros") {
    auto facts = a_friday({});
    const auto now = now_of(facts);
    CHECK(at(now, "/orders") == 0);
    CHECK(at(now, "/ticket_time") == no_spread());
    CHECK(at(now, "/on_time") == share(0, 0));
    CHECK(at(now, "/orders_per_hour").is_null());
    CHECK(at(now, "/target_s").is_null());
    CHECK(at(now, "/longest").is_null());
    CHECK(at(asked(facts, "figures"), "/previous").is_null());
    CHECK(at(asked(facts, "figures"), "/weekdays").is_null());
}

TEST_CASE("what is open has no times yet, what never fired is no order yet") {
    OrderFacts open = an_order(1, {a_ticket("grill", {a_line(0, "a", noon, 0)}),
                                   a_ticket("drink", {a_line(1, "b", noon, noon + one_minute)})});
    OrderFacts held = an_order(2, {a_ticket("grill", {a_line(0, "a", 0, 0)})});
    held.accepted_at = noon;
    auto facts = a_friday({open, held});
    const auto now = now_of(facts);
    CHECK(at(now, "/orders") == 1);
    CHECK(at(now, "/items") == 2);
    CHECK(at(now, "/tickets") == 2);
    CHECK(at(now, "/ticket_time/n") == 1);
    CHECK(at(now, "/order_time/n") == 0);
    CHECK(at(now, "/open") == 1);
    CHECK(at(now, "/shown") == share(2, 0));
    CHECK(at(now, "/voided") == share(2, 0));
    CHECK_FALSE(
        at(asked(facts, "figures", "from=2026-11-19&to=2026-11-19"), "/now").as_object().contains("open"));
}

TEST_CASE("a void line counts as voided with its quantity, a void order is no order") {
    OrderFacts order =
        an_order(1, {a_ticket("grill", {a_line(0, "a", noon, noon + one_minute), a_line(1, "b", noon, 0)})});
    order.tickets[0].lines[0].quantity = 2;
    order.tickets[0].lines[1].quantity = 3;
    order.tickets[0].lines[1].state = LineState::voided;
    order.tickets[0].bumped_at = order.ready_at = noon + one_minute;
    OrderFacts never_fired = voided(an_order(3, {a_ticket("grill", {a_line(0, "a", 0, 0)})}));
    never_fired.fired_at = 0, never_fired.accepted_at = noon;
    auto facts = a_friday({order, voided(a_dish(2, "c", noon, one_minute)), never_fired});
    const auto now = now_of(facts);
    CHECK(at(now, "/orders") == 1);
    CHECK(at(now, "/items") == 2);
    CHECK(at(now, "/voided") == share(2 + 3 + 1 + 1, 3 + 1 + 1));
    CHECK(at(now, "/prep_time/n") == 1);
    CHECK(at(now, "/order_time/n") == 1);
    CHECK(at(now, "/tickets") == 2);  // it had been cooked for
    CHECK(at(now, "/ticket_time/n") == 2);
}

TEST_CASE("a recalled ticket counts once among the recalled, and every recall beside it") {
    OrderFacts twice = a_dish(1, "a", noon, one_minute), open_again = a_dish(2, "a", noon, one_minute);
    twice.tickets[0].recalls = 2;
    open_again.tickets[0].recalls = 1;
    open_again.tickets[0].bumped_at = 0;
    auto facts = a_friday({twice, open_again, a_dish(3, "a", noon, one_minute)});
    CHECK(at(now_of(facts), "/recalled") == share(3, 2));
    CHECK(at(now_of(facts), "/recalls") == 3);
    CHECK(at(now_of(facts), "/ticket_time/n") == 2);
}

TEST_CASE("a line at two stations counts once in items and once at each station") {
    LineFacts at_grill = a_line(0, "platter", noon, noon + 2 * one_minute),
              at_drink = a_line(0, "platter", noon, noon + one_minute);
    at_grill.quantity = at_drink.quantity = 2;
    auto facts = a_friday({an_order(1, {a_ticket("grill", {at_grill}), a_ticket("drink", {at_drink})})});
    CHECK(at(now_of(facts), "/items") == 2);
    CHECK(at(now_of(facts), "/prep_time/n") == 2);
    CHECK(at(now_of(facts, "station=drink"), "/items") == 2);
    const auto stations = asked(facts, "stations");
    CHECK(at(stations, "/stations/0/items") == 2);
    CHECK(at(stations, "/stations/1/items") == 2);
    const auto items = asked(facts, "items");
    CHECK(at(items, "/items/0/lines") == 1);
    CHECK(at(items, "/items/0/quantity") == 2);
    CHECK(at(items, "/items/0/prep_time") == spread(2, 60'000, 120'000, 120'000, 120'000));
}

TEST_CASE("a transferred line counts where it went, one that the pass completed has no prep time") {
    LineFacts left = a_line(0, "a", noon, 0), came = a_line(0, "a", noon, noon + 5 * one_minute);
    left.gone = true;
    LineFacts by_expo = a_line(1, "b", noon, noon + 6 * one_minute);
    by_expo.by_expo = true;
    OrderFacts order = an_order(1, {a_ticket("grill", {left}), a_ticket("drink", {came, by_expo})});
    order.ready_at = noon + 6 * one_minute;
    auto facts = a_friday({order});
    const auto stations = asked(facts, "stations");
    CHECK(at(stations, "/stations/0/station") == "grill");
    CHECK(at(stations, "/stations/0/items") == 0);
    CHECK(at(stations, "/stations/0/tickets") == 1);
    CHECK(at(stations, "/stations/0/ticket_time/n") == 0);
    CHECK(at(stations, "/stations/1/items") == 2);
    CHECK(at(stations, "/stations/1/prep_time") == spread(1, 300'000, 300'000, 300'000, 300'000));
    CHECK(at(now_of(facts), "/items") == 2);
    CHECK(at(now_of(facts, "station=grill"), "/orders") == 1);
    CHECK(at(now_of(facts, "station=grill"), "/items") == 0);
    CHECK(at(now_of(facts, "station=grill&item=a"), "/tickets") == 0);  // it is not its ticket's any more
}

TEST_CASE("time that was held does not count") {
    OrderFacts order = a_dish(1, "a", noon, 10 * one_minute);
    order.tickets[0].held_ms = 4 * one_minute;
    order.tickets[0].lines[0].held_ms = 3 * one_minute;
    auto facts = a_friday({order});
    CHECK(at(now_of(facts), "/ticket_time/max_ms") == 360'000);
    CHECK(at(now_of(facts), "/prep_time/max_ms") == 420'000);
    CHECK(at(now_of(facts), "/order_time/max_ms") == 600'000);
}

TEST_CASE("a promise is kept by what the kitchen's clock showed when all was ready") {
    OrderFacts kept = a_dish(1, "a", noon, 10 * one_minute), broken = kept, open = a_dish(3, "a", noon, 0);
    kept.wall_offset_ms = broken.wall_offset_ms = 90 * one_second;
    kept.promised_at = noon + 10 * one_minute + 90 * one_second;
    broken.seq = 2;
    broken.promised_at = kept.promised_at - 1;
    open.promised_at = noon;
    open.ready_at = open.tickets[0].bumped_at = open.tickets[0].lines[0].done_at = 0;
    auto facts = a_friday({kept, broken, open, a_dish(4, "a", noon, one_minute)});
    CHECK(at(now_of(facts), "/promised") == share(2, 1));
}

TEST_CASE("the bottleneck is the station that was last most often, with what the rest waited for it") {
    const auto two = [](Seq seq, DurationMs grill_ms, DurationMs drink_ms) {
        return an_order(seq, {a_ticket("grill", {a_line(0, "a", noon, noon + grill_ms)}),
                              a_ticket("drink", {a_line(1, "b", noon, noon + drink_ms)})});
    };
    auto facts = a_friday({two(1, 5 * one_minute, one_minute), two(2, 6 * one_minute, 4 * one_minute),
                           two(3, one_minute, 9 * one_minute), two(4, 3 * one_minute, 3 * one_minute),
                           a_dish(5, "a", noon, one_hour)});
    const auto bottleneck = at(now_of(facts), "/bottleneck");
    CHECK(at(bottleneck, "/station") == "grill");
    CHECK(at(bottleneck, "/of") == 4);
    CHECK(at(bottleneck, "/count") == 3);  // the same instant: the first on the order
    CHECK(at(bottleneck, "/wait") == spread(3, 120'000, 240'000, 240'000, 240'000));
    const auto stations = asked(facts, "stations");
    CHECK(at(stations, "/stations/0/last") == share(4, 3));
    CHECK(at(stations, "/stations/1/last") == share(4, 1));
    CHECK(at(stations, "/stations/1/wait_for_last/median_ms") == 480'000);
}

TEST_CASE("orders and items an hour are by the hours in which anything fired") {
    auto facts =
        a_friday({a_dish(1, "a", noon, one_minute), a_dish(2, "a", noon + 59 * one_minute, one_minute),
                  a_dish(3, "b", noon + 2 * one_hour, one_minute)});
    CHECK(at(now_of(facts), "/orders_per_hour").as_double() == 1.5);
    CHECK(at(now_of(facts), "/items_per_hour").as_double() == 1.5);
    CHECK(at(now_of(facts, "item=a"), "/orders_per_hour").as_double() == 2.0);
    add_day(facts, "2026-11-19", {a_dish(4, "a", noon - one_day, one_minute)});
    CHECK(at(now_of(facts, "from=2026-11-19"), "/orders_per_hour").as_double() == 1.3);  // 4 in 3 hours
}

TEST_CASE("tickets with other targets have no one target") {
    OrderFacts order = a_dish(2, "b", noon, one_minute, "drink");
    order.tickets[0].target_s = 240;
    auto facts = a_friday({a_dish(1, "a", noon, one_minute), order});
    CHECK(at(now_of(facts), "/target_s").is_null());
    CHECK(at(now_of(facts, "station=drink"), "/target_s") == 240);
}

TEST_CASE("86 minutes lie within the days asked for, and count until now where the item is still out") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute)});
    const TimeMs opened = noon - 5 * one_hour;
    facts.opened = {{"2026-11-19", moment(opened - one_day), moment(opened)},
                    {"2026-11-20", moment(opened), {}}};
    facts.out = {
        // Half an hour of today and 90 minutes before; still out: ten minutes; one minute, cut with the sum.
        {"a", moment(opened - 90 * one_minute), moment(opened + 30 * one_minute)},
        {"b", moment(noon + 3 * one_hour - 10 * one_minute), {}},
        {"b", moment(noon), moment(noon + one_minute + 59 * one_second)}};
    CHECK(at(now_of(facts), "/unavailable_min") == 30 + 10 + 1);
    CHECK(at(now_of(facts, "item=a"), "/unavailable_min") == 30);
    CHECK(at(now_of(facts, "to=2026-11-19"), "/unavailable_min") == 90);
    CHECK(at(now_of(facts, "from=2026-11-19"), "/unavailable_min") == 131);
    CHECK(
        at(asked(facts, "figures", "item=a"), "/previous").is_null());  // no orders: nothing to compare with
}

TEST_CASE("filters of several kinds must all fit, of one kind any") {
    OrderFacts lunch = an_order(1, {a_ticket("grill", {a_line(0, "a", noon, noon + one_minute)}),
                                    a_ticket("drink", {a_line(1, "b", noon, noon + one_minute)})});
    lunch.service = Service::takeaway;
    lunch.channel = "gofood";
    lunch.tickets[0].bumped_by = "ani";
    lunch.tickets[0].lines[0].done_by = "ani";
    lunch.tickets[1].bumped_by = lunch.tickets[1].lines[0].done_by = "budi";
    OrderFacts tea = a_dish(2, "b", noon + 3 * one_hour, one_minute, "drink");
    auto facts = a_friday({lunch, tea});
    const auto counted = [&](std::string_view query) {
        const auto now = now_of(facts, query);
        return json::array{at(now, "/orders"), at(now, "/tickets"), at(now, "/items")};
    };
    CHECK(counted("") == json::array{2, 3, 3});
    CHECK(counted("station=drink") == json::array{2, 2, 2});
    CHECK(counted("station=drink&station=grill") == json::array{2, 3, 3});
    CHECK(counted("station=wok") == json::array{0, 0, 0});
    CHECK(counted("item=a") == json::array{1, 1, 1});
    CHECK(counted("item=a&station=drink") == json::array{0, 0, 0});
    CHECK(counted("daypart=lunch") == json::array{1, 2, 2});
    CHECK(counted("daypart=afternoon&daypart=late") == json::array{1, 1, 1});
    CHECK(counted("service=takeaway") == json::array{1, 2, 2});
    CHECK(counted("service=takeaway&service=dine_in") == json::array{2, 3, 3});
    CHECK(counted("channel=gofood") == json::array{1, 2, 2});
    CHECK(counted("channel=") == json::array{1, 1, 1});
    CHECK(counted("cook=ani") == json::array{1, 1, 1});
    CHECK(counted("cook=ani&item=b") == json::array{0, 0, 0});
    CHECK(counted("cook=") == json::array{1, 1, 1});
}

TEST_CASE("a ticket counts by the cook of its last bump, its lines each by who bumped them") {
    OrderFacts order = an_order(1, {a_ticket("grill", {a_line(0, "a", noon, noon + one_minute),
                                                       a_line(1, "b", noon, noon + one_hour)})});
    order.tickets[0].bumped_by = "budi";
    order.tickets[0].lines[0].done_by = "ani";
    order.tickets[0].lines[1].done_by = "budi";
    auto facts = a_friday({order});
    CHECK(at(now_of(facts, "cook=ani"), "/tickets") == 0);
    CHECK(at(now_of(facts, "cook=ani"), "/items") == 1);
    CHECK(at(now_of(facts, "cook=budi"), "/tickets") == 1);
}

TEST_CASE("a ticket that fires in another daypart than its order counts there") {
    const TimeMs before_three = noon + 3 * one_hour - one_second;
    auto facts = a_friday({an_order(
        1, {a_ticket("grill", {a_line(0, "a", before_three, before_three + one_minute)}),
            a_ticket("drink", {a_line(1, "b", before_three + one_minute, before_three + one_hour)})})});
    CHECK(at(now_of(facts, "daypart=afternoon"), "/tickets") == 1);
    CHECK(at(now_of(facts, "daypart=afternoon"), "/items") == 1);
    CHECK(at(now_of(facts, "daypart=afternoon"), "/orders") == 0);
    CHECK(at(now_of(facts, "daypart=lunch&station=drink"), "/orders") == 0);
    CHECK(at(now_of(facts, "daypart=lunch"), "/orders") == 1);
}

TEST_CASE("a period is compared with the one before and with its weekdays, where there was anything") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute)});
    add_day(facts, "2026-11-19", {a_dish(2, "a", noon - one_day, 2 * one_minute)});
    add_day(
        facts, "2026-11-13",
        {a_dish(3, "a", noon - 7 * one_day, 3 * one_minute), a_dish(4, "a", noon - 7 * one_day, one_minute)});
    add_day(facts, "2026-10-30", {a_dish(5, "a", noon - 21 * one_day, 5 * one_minute)});
    add_day(facts, "2026-10-16", {a_dish(6, "a", noon - 35 * one_day, one_hour)});  // too long ago
    const auto figures = asked(facts, "figures");
    CHECK(at(figures, "/previous/from") == "2026-11-19");
    CHECK(at(figures, "/previous/ticket_time/max_ms") == 120'000);
    CHECK(at(figures, "/weekdays/from") == "2026-10-23");
    CHECK(at(figures, "/weekdays/to") == "2026-11-13");
    CHECK(at(figures, "/weekdays/ticket_time") == spread(3, 180'000, 300'000, 300'000, 300'000));
    CHECK(at(figures, "/weekdays/on_time") == share(3, 3));
    CHECK(at(figures, "/weekdays/orders") == 2);  // three in the two weeks that had any
    CHECK(at(figures, "/weekdays/longest/order_id") == "o5");
}

TEST_CASE(
    "a range longer than a week is compared with whole weeks before it, one of over 31 days with none") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute)});
    add_day(facts, "2026-11-05", {a_dish(2, "a", noon - 15 * one_day, one_minute)});
    const auto eight = asked(facts, "figures", "from=2026-11-13");
    CHECK(at(eight, "/weekdays/from") == "2026-09-18");
    CHECK(at(eight, "/weekdays/to") == "2026-11-06");
    CHECK(at(eight, "/previous/from") == "2026-11-05");
    CHECK(at(eight, "/previous/to") == "2026-11-12");
    CHECK(at(eight, "/previous/orders") == 1);
    CHECK(at(asked(facts, "figures", "from=2026-10-20"), "/weekdays").is_null());
    CHECK(at(asked(facts, "figures", "from=2026-10-20"), "/previous").is_null());
}

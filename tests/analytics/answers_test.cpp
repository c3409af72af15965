#include <catch2/catch_test_macros.hpp>

#include "asked.h"

using namespace brigade;
using namespace brigade::test;

namespace {

std::vector<std::string> first_lines(const std::string& csv, std::size_t n) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; lines.size() < n && from < csv.size();) {
        const std::size_t end = csv.find("\r\n", from);
        lines.push_back(csv.substr(from, end - from));
        from = end + 2;
    }
    return lines;
}

json::array told(const json::value& answer, std::string_view rows, std::string_view field) {
    json::array out;
    for (const json::value& row : answer.at(rows).as_array()) out.push_back(row.at(field));
    return out;
}

}  // namespace

TEST_CASE("the status says how far the facts reach") {
    auto facts = a_friday({});
    facts.reach.seq = 250;
    facts.reach.rebuilding = true;
    facts.reach.progress = 0.25;
    const auto status = asked(facts, "status");
    CHECK(at(status, "/seq") == 250);
    CHECK(at(status, "/journal_seq") == 1000);
    CHECK(at(status, "/progress").as_double() == 0.25);
    CHECK(at(status, "/rebuilding") == true);
    CHECK(at(status, "/today") == "2026-11-20");
    CHECK(at(status, "/as_of") == "2026-11-20T08:00:00.000Z");
    CHECK(at(status, "/trouble").is_null());
    CHECK(at(asked(facts, "figures"), "/complete") == false);
}

TEST_CASE("a kitchen that never opened answers with nothing instead of failing") {
    FakeFacts facts;
    CHECK(at(asked(facts, "status"), "/progress").as_double() == 1.0);
    CHECK(at(asked(facts, "status"), "/today").is_null());
    CHECK(at(asked(facts, "figures"), "/now/orders") == 0);
    CHECK(at(asked(facts, "live"), "/day").is_null());
}

TEST_CASE("where the facts cannot be read nothing of an answer is told, and the status says why") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute)});
    facts.trouble = "the disk is gone";
    CHECK(at(asked(facts, "status"), "/trouble") == "the disk is gone");
    CHECK(refused(facts, "figures").code == ErrorCode::journal_unavailable);
    facts.trouble.clear();
    facts.packs["2026-11-20"] = "damaged";
    for (const char* path :
         {"figures", "hours", "days", "heat", "stations", "items", "distribution", "choices", "live"})
        CHECK(refused(facts, path).code == ErrorCode::journal_unavailable);
}

TEST_CASE("what nobody can ask is refused") {
    auto facts = a_friday({});
    for (const char* path : {"", "figure", "figures/", "figures/x", "FIGURES", "%66igures"})
        CHECK(refused(facts, path).code == ErrorCode::invalid_message);
    CHECK(refused(facts, "figures", "limit=3").path == "/limit");
    CHECK(refused(facts, "items", "limit=0").path == "/limit");
    CHECK(refused(facts, "items", "sort=fast").path == "/sort");
    CHECK(refused(facts, "status", "from=2026-11-20").path == "/from");
    CHECK(refused(facts, "live", "station=grill").path == "/station");
    CHECK(refused(facts, "choices", "format=csv").path == "/format");
}

TEST_CASE("hours stand in the order of the service day, each with what fired in it") {
    auto facts =
        a_friday({a_dish(1, "a", noon, one_minute), a_dish(2, "a", noon + 59 * one_minute, 2 * one_minute),
                  a_dish(3, "a", noon + 14 * one_hour, one_minute)});  // two in the morning
    facts.orders["2026-11-13"] = {a_dish(4, "a", noon - 7 * one_day, 3 * one_minute)};
    const auto hours = asked(facts, "hours");
    REQUIRE(at(hours, "/hours").as_array().size() == 24);
    CHECK(at(hours, "/hours/0/hour") == 7);
    CHECK(at(hours, "/hours/5/hour") == 12);
    CHECK(at(hours, "/hours/5/orders") == 2);
    CHECK(at(hours, "/hours/5/ticket_time/max_ms") == 120'000);
    CHECK(at(hours, "/hours/5/weekdays/orders") == 1);
    CHECK(at(hours, "/hours/5/weekdays/ticket_time/median_ms") == 180'000);
    CHECK(at(hours, "/hours/6/weekdays/orders") == 0);
    CHECK(at(hours, "/hours/19/hour") == 2);
    CHECK(at(hours, "/hours/19/tickets") == 1);
    CHECK(at(asked(facts, "hours", "from=2026-10-01"), "/hours/5/weekdays").is_null());
}

TEST_CASE("items of an hour are those whose ticket fired in it") {
    auto facts =
        a_friday({an_order(1, {a_ticket("grill", {a_line(0, "a", noon, noon + one_minute)}),
                               a_ticket("drink", {a_line(1, "b", noon + one_hour, noon + 2 * one_hour)})})});
    const auto hours = asked(facts, "hours");
    CHECK(at(hours, "/hours/5/items") == 1);
    CHECK(at(hours, "/hours/6/items") == 1);
    CHECK(at(hours, "/hours/6/orders") == 0);
}

TEST_CASE("days without orders are there with zeros, long ranges go by weeks that begin on Monday") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute)});
    facts.orders["2026-11-18"] = {a_dish(2, "a", noon - 2 * one_day, one_minute)};
    const auto days = asked(facts, "days", "from=2026-11-18");
    CHECK(at(days, "/by") == "day");
    CHECK(told(days, "days", "day") == json::array{"2026-11-18", "2026-11-19", "2026-11-20"});
    CHECK(told(days, "days", "orders") == json::array{1, 0, 1});
    const auto weeks = asked(facts, "days", "from=2026-08-18");  // a Tuesday, 95 days ago
    CHECK(at(weeks, "/by") == "week");
    CHECK(at(weeks, "/days").as_array().size() == 14);
    CHECK(at(weeks, "/days/0/day") == "2026-08-17");
    CHECK(at(weeks, "/days/13/day") == "2026-11-16");
    CHECK(at(weeks, "/days/13/orders") == 2);
    CHECK(at(asked(facts, "days", "from=2026-08-21"), "/by") == "day");  // 92
}

TEST_CASE("the heat map has the weekday of the service day and only what had tickets") {
    auto facts =
        a_friday({a_dish(1, "a", noon, one_minute), a_dish(2, "a", noon + 14 * one_hour, 2 * one_minute)});
    const auto cells = at(asked(facts, "heat"), "/cells").as_array();
    REQUIRE(cells.size() == 2);
    CHECK((cells[0].at("weekday") == 5 && cells[0].at("hour") == 2 && cells[0].at("tickets") == 1));
    CHECK((cells[1].at("weekday") == 5 && cells[1].at("hour") == 12));
    CHECK(cells[0].at("ticket_time").at("median_ms") == 120'000);
}

TEST_CASE("stations stand as the kitchen lists them, those it does not know any more after them") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute, "wok"), a_dish(2, "a", noon, one_minute, "drink"),
                           a_dish(3, "a", noon, one_minute)});
    const auto stations = asked(facts, "stations");
    CHECK(told(stations, "stations", "station") == json::array{"grill", "drink", "wok"});
    CHECK(told(stations, "stations", "name") == json::array{"Grill", "Drinks", "wok"});
    CHECK(told(asked(facts, "stations", "station=wok"), "stations", "station") == json::array{"wok"});
}

TEST_CASE("items stand slowest first, or as asked, those without a prep time last") {
    std::vector<OrderFacts> orders;
    Seq seq = 0;
    for (const int minutes : {1, 9, 9}) orders.push_back(a_dish(++seq, "steak", noon, minutes * one_minute));
    for (int i = 0; i < 4; ++i) orders.push_back(a_dish(++seq, "soup", noon, 2 * one_minute));
    orders.push_back(a_dish(++seq, "cake", noon, 0));
    orders.back().tickets[0].lines[0].done_at = 0;
    orders.push_back(a_dish(++seq, "fries", noon, 20 * one_minute));
    orders.back().tickets[0].lines[0].recalls = 2;
    auto facts = a_friday(orders);
    const auto items = asked(facts, "items");
    CHECK(told(items, "items", "item") == json::array{"fries", "steak", "soup", "cake"});
    CHECK(at(items, "/total") == 4);
    CHECK(at(items, "/items/0/name") == "The fries");
    CHECK(at(items, "/items/0/recalls") == 2);
    CHECK(at(items, "/items/0/planned_s") == 300);
    CHECK(told(asked(facts, "items", "sort=most&limit=2"), "items", "item") == json::array{"soup", "steak"});
    CHECK(at(asked(facts, "items", "sort=most&limit=2"), "/total") == 4);
    CHECK(told(asked(facts, "items", "sort=late"), "items", "item") ==
          json::array{"fries", "steak", "soup", "cake"});
    CHECK(told(asked(facts, "items", "station=drink"), "items", "item").empty());
}

TEST_CASE("what was planned for an item is the median of its lines, also where the menu changed between days") {
    const auto planned = [](Seq seq, TimeMs at, int prep_s) {
        OrderFacts order = a_dish(seq, "steak", at, one_minute);
        order.tickets[0].lines[0].prep_s = prep_s;
        return order;
    };
    auto facts = a_friday({planned(1, noon, 300), planned(2, noon, 300)});
    auto& week_before = facts.orders["2026-11-13"];
    week_before = {planned(3, noon - 7 * one_day, 600), planned(4, noon - 7 * one_day, 600)};
    CHECK(at(asked(facts, "items", "from=2026-11-13"), "/items/0/planned_s") == 300);
    week_before.push_back(planned(5, noon - 7 * one_day, 900));
    facts.packs.clear();
    CHECK(at(asked(facts, "items", "from=2026-11-13"), "/items/0/planned_s") == 600);
}

TEST_CASE("the distribution counts tickets in half minutes, all beyond an hour together") {
    auto facts = a_friday({a_dish(1, "a", noon, 29'999), a_dish(2, "a", noon, 30'000),
                           a_dish(3, "a", noon, one_hour - 1), a_dish(4, "a", noon, one_hour),
                           a_dish(5, "a", noon, 5 * one_hour)});
    const auto answer = asked(facts, "distribution");
    const auto steps = at(answer, "/steps").as_array();
    REQUIRE(steps.size() == 121);
    CHECK((steps[0].at("tickets") == 1 && steps[1].at("tickets") == 1 && steps[119].at("tickets") == 1));
    CHECK((steps[120].at("from_s") == 3600 && steps[120].at("tickets") == 2));
    CHECK((at(answer, "/target_s") == 480 && at(answer, "/late_s") == 720));
}

TEST_CASE("one can choose what there was in the range, whatever is filtered by already") {
    OrderFacts order = a_dish(1, "a", noon, one_minute);
    order.channel = "gofood";
    order.service = Service::delivery;
    order.tickets[0].bumped_by = order.tickets[0].lines[0].done_by = "ani";
    auto facts = a_friday({order, a_dish(2, "b", noon, one_minute, "wok")});
    for (const char* query : {"", "item=a"}) {
        const auto choices = asked(facts, "choices", query);
        CHECK(told(choices, "stations", "id") == json::array{"grill", "wok"});
        CHECK(told(choices, "items", "key") == json::array{"a", "b"});
        CHECK(at(choices, "/items/0/lines") == 1);
        CHECK(at(choices, "/services") == json::array{"dine_in", "delivery"});
        CHECK(at(choices, "/channels") == json::array{"gofood"});
        CHECK(at(choices, "/cooks") == json::array{"ani"});
        CHECK(at(choices, "/dayparts/1/id") == "lunch");
        CHECK(at(choices, "/dayparts/4/to") == "05:00");
    }
    CHECK(at(asked(facts, "choices", "to=2026-11-19"), "/items").as_array().empty());
}

TEST_CASE("wall screens see today, and of the last hour what was bumped in it, even yesterday's") {
    const TimeMs now = noon + 3 * one_hour;
    OrderFacts open = a_dish(5, "a", now - one_minute, 0);
    open.ready_at = open.tickets[0].bumped_at = open.tickets[0].lines[0].done_at = 0;
    auto facts = a_friday({a_dish(1, "steak", noon, 9 * one_minute),
                           a_dish(2, "steak", now - 61 * one_minute, one_minute),
                           a_dish(3, "steak", now - 61 * one_minute, one_minute + 1),
                           a_dish(4, "soup", now - one_minute, one_minute), open});
    facts.orders["2026-11-19"] = {a_dish(6, "soup", noon - one_day, one_day + 3 * one_hour)};
    const auto live = asked(facts, "live");
    CHECK(at(live, "/as_of") == "2026-11-20T08:00:00.000Z");
    CHECK(at(live, "/today/orders") == 5);
    CHECK(at(live, "/today/tickets") == 5);
    CHECK(at(live, "/today/open") == 1);
    CHECK(told(live, "hours", "hour") == json::array{7, 8, 9, 10, 11, 12, 13, 14, 15});
    CHECK(at(live, "/hours/5/tickets") == 1);
    CHECK(told(live, "stations", "station") == json::array{"grill", "drink"});
    CHECK(at(live, "/stations/0/today/tickets") == 5);
    CHECK(at(live, "/stations/0/hour/tickets") == 3);
    CHECK(at(live, "/stations/0/hour/late") == json::value{{"of", 3}, {"count", 1}});
    CHECK(at(live, "/stations/1/hour/tickets") == 0);
    CHECK(told(live, "items", "name") == json::array{"The steak"});  // soup was done once
    CHECK(at(live, "/items/0/prep_time/n") == 3);
}

TEST_CASE("every table can be had for a spreadsheet, with a header even where it has no rows") {
    auto facts = a_friday({a_dish(1, "=SUM(A1)", noon, one_minute)});
    facts.orders["2026-11-20"][0].tickets[0].lines[0].name = "Soup, hot";
    const auto items = answered(facts, "items", "format=csv");
    CHECK(items.content_type == "text/csv; charset=utf-8; header=present");
    CHECK(items.file_name == "items-2026-11-20.csv");
    CHECK(first_lines(items.body, 3) ==
          std::vector<std::string>{
              "item,name,quantity,lines,prep_time_n,prep_time_median_ms,prep_time_p90_ms,prep_time_p95_ms,"
              "prep_time_max_ms,time_to_start_n,time_to_start_median_ms,time_to_start_p90_ms,time_to_start_"
              "p95_ms,"
              "time_to_start_max_ms,planned_s,voided_of,voided_count,recalls",
              "'=SUM(A1),\"Soup, hot\",1,1,1,60000,60000,60000,60000,0,,,,,300,1,0,0"});
    const auto days = answered(facts, "days", "format=csv&from=2026-11-19");
    CHECK(days.file_name == "days-2026-11-19-2026-11-20.csv");
    CHECK(first_lines(days.body, 9).size() == 3);
    const auto empty = answered(facts, "items", "format=csv&to=2026-11-01");
    CHECK(first_lines(empty.body, 9).size() == 1);
    CHECK(first_lines(empty.body, 1) == first_lines(items.body, 1));
    for (const char* path : {"figures", "hours", "days", "heat", "stations", "items", "distribution"}) {
        const auto lines = first_lines(answered(facts, path, "format=csv").body, 500);
        REQUIRE(lines.size() > 1);
        const auto columns = std::ranges::count(lines[0], ',');
        if (std::string_view(path) != "items")
            for (const std::string& line : lines) CHECK(std::ranges::count(line, ',') == columns);
    }
}

TEST_CASE("figures for a spreadsheet are a row for each period, in the same columns whatever is missing") {
    auto facts = a_friday({a_dish(1, "a", noon, one_minute)});
    const auto alone = first_lines(answered(facts, "figures", "format=csv").body, 9);
    facts.orders["2026-11-19"] = {a_dish(2, "a", noon - one_day, one_minute)};
    facts.orders["2026-11-13"] = {a_dish(3, "a", noon - 7 * one_day, one_minute)};
    const auto all = first_lines(answered(facts, "figures", "format=csv").body, 9);
    REQUIRE((alone.size() == 2 && all.size() == 4));
    CHECK(alone[0] == all[0]);
    CHECK(all[1].starts_with("now,2026-11-20,2026-11-20,1,1,1,"));
    CHECK(all[2].starts_with("previous,2026-11-19,2026-11-19,1,"));
    CHECK(all[3].starts_with("weekdays,2026-10-23,2026-11-13,1,"));
    CHECK(all[1].find(",1.0,1.0,0,480,o1,1,grill,2026-11-20T05:00:00.000Z,60000,") != std::string::npos);
}

// Facts as they are handed out: the columns of the page, each row once, filtered as figures are.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "analytics/fact_filter.h"
#include "analytics/fact_rows.h"
#include "analytics/kept.h"

using namespace brigade;
using namespace brigade::test;

namespace {

std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(by, from)) != std::string::npos; from = at + by.size())
        parts.push_back(text.substr(from, at - from));
    if (from < text.size()) parts.push_back(text.substr(from));
    return parts;
}

// "**orders**: `a, b, c`" on the page.
std::vector<std::string> documented(const std::string& what) {
    std::ifstream page(BRIGADE_SOURCE_DIR "/docs/analytics-api.md");
    for (std::string line; std::getline(page, line);)
        if (const std::string head = "**" + what + "**: `"; line.starts_with(head))
            return split(line.substr(head.size(), line.find('`', head.size()) - head.size()), ", ");
    return {};
}

FakeFacts lunch() {
    TestKitchen kitchen;
    kitchen.submit(an_order("a").line("1", "grill", 2).line("2", "drink").channel("gofood"));
    kitchen.wait(60'000);
    kitchen.submit(an_order("b").line("1", "drink").service(Service::takeaway));
    kitchen.wait(60'000);
    kitchen.bump(at("grill", "a"));
    return facts_kept_of(kitchen);
}

std::size_t rows_of(FakeFacts& facts, const std::string& query) {
    return told_of(facts, "facts", query).at("rows").as_array().size();
}

}  // namespace

TEST_CASE("the columns of facts are the documented ones, in their order") {
    FakeFacts facts = a_friday({});
    for (const char* what : {"orders", "tickets", "lines", "unavailable"}) {
        const std::string csv = answered(facts, "facts", "format=csv&what=" + std::string(what)).body;
        CAPTURE(what);
        REQUIRE(csv.ends_with("\r\n"));
        CHECK(split(csv.substr(0, csv.size() - 2), ",") == documented(what));
    }
}

TEST_CASE("facts have one row an order, ticket or line, in CSV and JSON alike") {
    FakeFacts facts = lunch();
    for (const auto& [what, rows] :
         {std::pair("orders", 2u), std::pair("tickets", 3u), std::pair("lines", 3u)}) {
        const std::string query = "what=" + std::string(what);
        CAPTURE(what);
        CHECK(rows_of(facts, query) == rows);
        CHECK(split(answered(facts, "facts", query + "&format=csv").body, "\r\n").size() == rows + 1);
    }
    CHECK(answered(facts, "facts", "what=lines&format=csv").file_name ==
          "lines-" + facts.reach.today + ".csv");
}

TEST_CASE("a row tells instants by the wall clock, durations exactly, and what never was as nothing") {
    FakeFacts facts = lunch();
    facts.orders.begin()->second[0].wall_offset_ms = 3'600'000;
    const auto rows = told_of(facts, "facts", "what=tickets").at("rows").as_array();
    const auto& grill = rows.at(0).as_object();
    CHECK(grill.at("station").as_string() == "grill");
    CHECK(grill.at("fired_at").as_string() == format_time(opening + 3'600'000));
    CHECK(grill.at("ticket_time_ms").as_int64() == 120'000);
    CHECK(grill.at("on_time").as_bool());
    const auto& drink = rows.at(1).as_object();
    CHECK(drink.at("bumped_at").is_null());
    CHECK(drink.at("ticket_time_ms").is_null());
    CHECK(drink.at("late").is_null());  // nobody knows yet
}

TEST_CASE("facts are filtered as figures are") {
    FakeFacts facts = lunch();
    CHECK(rows_of(facts, "what=orders&station=drink") == 2);
    CHECK(rows_of(facts, "what=orders&station=grill") == 1);
    CHECK(rows_of(facts, "what=lines&station=drink") == 2);
    CHECK(rows_of(facts, "what=lines&service=takeaway") == 1);
    CHECK(rows_of(facts, "what=lines&channel=gofood&station=grill&item=dish-1") == 1);
    CHECK(rows_of(facts, "what=orders&item=dish-2") == 1);
    CHECK(rows_of(facts, "what=orders&cook=ani") == 0);
}

TEST_CASE("a filter on items does not find a ticket that the item has left") {
    OrderFacts order;
    TicketFacts ticket;
    LineFacts line;
    line.item = "cola";
    line.gone = true;
    ticket.lines.push_back(line);
    FigureFilters filters;
    filters.items = {"cola"};
    CHECK_FALSE(counts(filters, order, ticket));
    ticket.lines[0].gone = false;
    CHECK(counts(filters, order, ticket));
}

TEST_CASE("an item that was out stands among the facts of every day that it was out on") {
    FakeFacts facts = a_friday({});
    const Moment next = moment(opening + 1'000'000);
    facts.opened = {{"2026-11-19", moment(opening), next}, {"2026-11-20", next, {}}};
    facts.out = {{"cola", moment(opening + 100), moment(opening + 200)}, {"soto", moment(opening + 500), {}}};
    CHECK(rows_of(facts, "what=unavailable&from=2026-11-19&to=2026-11-19") == 2);
    CHECK(rows_of(facts, "what=unavailable&from=2026-11-20&to=2026-11-20") == 1);
    CHECK(rows_of(facts, "what=unavailable&from=2026-11-19&to=2026-11-20&item=cola") == 1);
    CHECK(rows_of(facts, "what=unavailable&from=2026-11-21&to=2026-11-21") == 0);
}

TEST_CASE("facts of more than a month are asked for piece by piece") {
    FakeFacts facts = a_friday({});
    CHECK(refused(facts, "facts", "what=lines&from=2026-10-01&to=2026-11-20").path == "/from");
    CHECK(refused(facts, "facts", "what=guests").path == "/what");
    CHECK(refused(facts, "facts", "").path == "/what");
}

TEST_CASE("an answer of more than 64 MB is refused rather than cut") {
    FakeFacts facts = lunch();
    OrderFacts big = facts.orders.begin()->second[0];
    big.tickets[0].lines[0].name = std::string(1024 * 1024, 'x');
    for (int i = 0; i < 66; ++i) keep(facts, big);
    CHECK(refused(facts, "facts", "what=lines&format=csv").path == "/from");
}

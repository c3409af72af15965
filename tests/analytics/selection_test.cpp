#include "analytics/selection.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "analytics/csv.h"
#include "analytics/spread.h"
#include "asked.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr std::string_view everything = "range filters format limit";

Coverage on_friday() {
    Coverage coverage;
    coverage.today = "2026-11-20";
    return coverage;
}

Selection selected(std::string_view query) {
    const auto selection = read_selection(query, everything, default_dayparts(), on_friday());
    if (!selection) FAIL(selection.error().path + ": " + selection.error().message);
    return *selection;
}

std::string told_range(std::string_view query) {
    const DayRange days = selected(query).days;
    return to_text(days.from) + " " + to_text(days.to);
}

std::string wrong_path(std::string_view query, std::string_view takes = everything) {
    const auto selection = read_selection(query, takes, default_dayparts(), on_friday());
    return selection ? "taken" : selection.error().path;
}

}  // namespace

TEST_CASE("a question without days is about today, with one end about that day or up to today") {
    CHECK(told_range("") == "2026-11-20 2026-11-20");
    CHECK(told_range("to=2026-11-03") == "2026-11-03 2026-11-03");
    CHECK(told_range("from=2026-11-03") == "2026-11-03 2026-11-20");
    CHECK(told_range("from=2026-02-27&to=2026-03-02") == "2026-02-27 2026-03-02");
}

TEST_CASE("filters may stand several times, and mean what was percent-encoded") {
    const Selection s = selected(
        "station=grill&station=drink&item=Cr%C3%A8me+br%C3%BBl%c3%A9e&channel=&cook=a%26b&daypart=late&"
        "service=dine_in");
    CHECK(s.filters.stations == std::vector<std::string>{"grill", "drink"});
    CHECK(s.filters.items == std::vector<std::string>{"Crème brûlée"});
    CHECK(s.filters.channels == std::vector<std::string>{""});
    CHECK(s.filters.cooks == std::vector<std::string>{"a&b"});
    CHECK(s.filters.services == std::vector<Service>{Service::dine_in});
    REQUIRE(s.filters.dayparts.size() == 1);
    CHECK(s.filters.dayparts[0].id == "late");
    CHECK_FALSE(s.filters.none());
    CHECK(selected("&&").filters.none());
}

TEST_CASE("what cannot be asked is refused with its place") {
    CHECK(wrong_path("stations=grill") == "/stations");
    CHECK(wrong_path("range=1") == "/range");
    CHECK(wrong_path("filters=1") == "/filters");
    CHECK(wrong_path("station=grill", "range") == "/station");
    CHECK(wrong_path("limit=3", "range filters") == "/limit");
    CHECK(wrong_path("from=2026-13-01") == "/from");
    CHECK(wrong_path("from=yesterday") == "/from");
    CHECK(wrong_path("to=2026-11-20T00:00:00Z") == "/to");
    CHECK(wrong_path("from=2026-11-21") == "/from");
    CHECK(wrong_path("from=2026-11-20&to=2026-11-19") == "/from");
    CHECK(wrong_path("from=2026-11-20&from=2026-11-19") == "/from");
    CHECK(wrong_path("from=2024-09-12") == "taken");  // 800 days
    CHECK(wrong_path("from=2024-09-11") == "/from");
    CHECK(wrong_path("daypart=elevenses") == "/daypart");
    CHECK(wrong_path("service=dinein") == "/service");
    CHECK(wrong_path("format=xml") == "/format");
    CHECK(wrong_path("station=") == "/station");
    CHECK(wrong_path("item=%") == "/item");
    CHECK(wrong_path("item=%4") == "/item");
    CHECK(wrong_path("item=%zz") == "/item");
    CHECK(wrong_path("item=%ff") == "/item");
    CHECK(wrong_path("item=a%00b") == "/item");
    CHECK(wrong_path("item=" + std::string(201, 'a')) == "/item");
    std::string many = "item=a";
    for (int i = 0; i < 255; ++i) many += "&item=a";
    CHECK(wrong_path(many) == "taken");
    CHECK(wrong_path(many + "&item=a") == "/");
}

TEST_CASE("a count is a whole number within its bounds") {
    const auto limit = [](std::string_view query) {
        const auto count = selected(query).count("limit", 50, 1000);
        return count ? std::to_string(*count) : count.error().path;
    };
    CHECK(limit("") == "50");
    CHECK(limit("limit=1000") == "1000");
    for (const char* wrong :
         {"limit=0", "limit=1001", "limit=-1", "limit=1.5", "limit=", "limit=99999999999", "limit=7x"})
        CHECK(limit(wrong) == "/limit");
}

TEST_CASE("the dayparts go around the clock") {
    for (int at = 0; at < 24 * 60; ++at) {
        int parts = 0;
        for (const Daypart& part : default_dayparts()) parts += part.has(at);
        CHECK(parts == 1);
    }
    const auto late = default_dayparts().back();
    CHECK((late.has(22 * 60) && late.has(0) && late.has(299) && !late.has(300) && !late.has(22 * 60 - 1)));
}

TEST_CASE("percentiles are values that happened, at the nearest rank") {
    const auto told = [](const std::vector<std::uint32_t>& values) {
        Durations durations;
        for (const std::uint32_t ms : values) {
            durations.add(ms);
            durations.add(Durations::none);
        }
        return spread_of(durations);
    };
    CHECK(told({}) == Spread{});
    CHECK(told({7}) == Spread{1, 7, 7, 7, 7});
    CHECK(told({2, 1}) == Spread{2, 1, 2, 2, 2});
    CHECK(told({3, 1, 2}) == Spread{3, 2, 3, 3, 3});
    std::vector<std::uint32_t> hundred;
    for (std::uint32_t i = 100; i > 0; --i) hundred.push_back(i * 10);
    CHECK(told(hundred) == Spread{100, 500, 900, 950, 1000});
    hundred.push_back(5);
    CHECK(told(hundred) == Spread{101, 500, 900, 950, 1000});
}

TEST_CASE("percentiles of many values are those of the sorted ones, from milliseconds to weeks") {
    std::mt19937_64 random(7);
    for (const std::uint32_t bound : {3u, 900u, 1'000'000u, 4'294'967'295u}) {
        Durations durations;
        std::vector<std::uint32_t> sorted;
        for (int i = 0; i < 9'973; ++i) {
            sorted.push_back(static_cast<std::uint32_t>(random() % bound));
            durations.add(sorted.back());
        }
        std::ranges::sort(sorted);
        CHECK(spread_of(durations) ==
              Spread{9'973, sorted[4'986], sorted[8'975], sorted[9'474], sorted[9'972]});
    }
}

TEST_CASE("a table for spreadsheets quotes what it must and defuses formulas") {
    CsvTable table({"item", "n"});
    table.text("Fish, \"big\"").number(-3).end_row();
    table.text("=1+1").plain("").end_row();
    for (const char* text : {"+a", "-a", "@a", "\ta"}) table.text(text).number(0).end_row();
    table.text("two\nlines").number(1).end_row();
    CHECK(table.all() ==
          "item,n\r\n\"Fish, \"\"big\"\"\",-3\r\n'=1+1,\r\n'+a,0\r\n'-a,0\r\n'@a,0\r\n'\ta,0\r\n"
          "\"two\nlines\",1\r\n");
}

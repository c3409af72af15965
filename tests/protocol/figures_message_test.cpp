// The managers' figures as a screen reads them.
#include <catch2/catch_test_macros.hpp>

#include "protocol/from_hub.h"

using namespace brigade;

namespace {

const std::string said = R"({"type":"figures","as_of":"2026-11-20T12:03:07.120Z","day":"2026-11-20",
  "today":{"orders":412,"items":1236,"open":12,"tickets":820,
           "ticket_time":{"n":820,"median_ms":412999,"p90_ms":760000,"p95_ms":842000,"max_ms":1261000},
           "on_time":{"of":820,"count":582},"late":{"of":820,"count":41}},
  "hours":[{"hour":11,"orders":40,"tickets":80,"ticket_time":{"n":80,"median_ms":400000,"p90_ms":500000},
            "late":{"of":80,"count":3}}],
  "stations":[{"station":"grill","name":"Grill","today":{"tickets":412},
               "hour":{"tickets":40,"ticket_time":{"n":40,"median_ms":412000},"late":{"of":40,"count":2}}}],
  "items":[{"name":"Ribeye 300 g","prep_time":{"n":3,"median_ms":745000}}],"weather":"hot"})";

std::shared_ptr<const LiveFigures> read(const std::string& text) {
    const auto message = read_hub_message(text);
    REQUIRE(message);
    const auto* figures = std::get_if<FromHubFigures>(&*message);
    return figures ? figures->figures : nullptr;
}

std::string with(const std::string& part, const std::string& other) {
    std::string text = said;
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), other);
}

std::string many(int count, const std::string& one) {
    std::string text = one;
    for (int i = 1; i < count; ++i) text += "," + one;
    return text;
}

}  // namespace

TEST_CASE("figures reach a screen to the millisecond") {
    const auto figures = read(said);
    REQUIRE(figures);
    CHECK(format_time(figures->as_of) == "2026-11-20T12:03:07.120Z");
    CHECK(figures->orders == 412);
    CHECK(figures->open == 12);
    CHECK(figures->today.ticket_time == LiveSpread{820, 412'999, 760'000});
    CHECK(figures->today.late == LiveShare{820, 41});
    REQUIRE(figures->hours.size() == 1);
    CHECK(figures->hours[0].hour == 11);
    CHECK(figures->hours[0].tickets.late.count == 3);
    REQUIRE(figures->stations.size() == 1);
    CHECK(figures->stations[0].hour.ticket_time.median_ms == 412'000);
    REQUIRE(figures->slowest.size() == 1);
    CHECK(figures->slowest[0].name == "Ribeye 300 g");
    CHECK_FALSE(figures->hour);
}

TEST_CASE("what has no value is nothing, and never 0") {
    const auto figures = read(with(R"("n":40,"median_ms":412000)", R"("n":0,"median_ms":null)"));
    REQUIRE(figures);
    CHECK(figures->stations[0].hour.ticket_time == LiveSpread{});
    CHECK_FALSE(figures->stations[0].today.ticket_time.median_ms);
}

TEST_CASE("a hub may say the last hour of all stations together") {
    const auto figures =
        read(with(R"("hours":)", R"("hour":{"tickets":9,"late":{"of":9,"count":1}},"hours":)"));
    REQUIRE(figures);
    REQUIRE(figures->hour);
    CHECK(figures->hour->tickets == 9);
    CHECK(figures->hour->late.count == 1);
}

TEST_CASE("figures that cannot be are passed over: no ticket waits for them") {
    CHECK_FALSE(read(with(R"("as_of":"2026-11-20T12:03:07.120Z",)", "")));
    CHECK_FALSE(read(with(R"("as_of":"2026)", R"("as_of":"soon)")));
    CHECK_FALSE(read(with(R"("orders":412)", R"("orders":-1)")));
    CHECK_FALSE(read(with(R"("orders":412)", R"("orders":"many")")));
    CHECK_FALSE(read(with(R"("median_ms":745000)", R"("median_ms":-1)")));
    CHECK_FALSE(read(with(R"("count":41)", R"("count":821)")));
    CHECK_FALSE(read(with(R"("hour":11)", R"("hour":24)")));
    CHECK_FALSE(read(with(R"("station":"grill")", R"("station":"the grill")")));
    CHECK_FALSE(read(with("Ribeye 300 g", "")));
    CHECK_FALSE(read(R"({"type":"figures"})"));
}

TEST_CASE("no list of figures is longer than a kitchen can be") {
    const std::string station = R"({"station":"grill"})", item = R"({"name":"Tea"})", hour = R"({"hour":1})";
    const auto lists = [](const std::string& stations, const std::string& items, const std::string& hours) {
        return R"({"type":"figures","as_of":"2026-11-20T12:03:07Z","stations":[)" + stations +
               R"(],"items":[)" + items + R"(],"hours":[)" + hours + "]}";
    };
    CHECK(read(lists(many(64, station), many(32, item), many(48, hour))));
    CHECK_FALSE(read(lists(many(65, station), item, hour)));
    CHECK_FALSE(read(lists(station, many(33, item), hour)));
    CHECK_FALSE(read(lists(station, item, many(49, hour))));
}

// What monitoring counts while it happens, event by event, as the hub's batches bring it.
#include "hub/live_times.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "hub/kitchen_metrics.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr DurationMs minute_ms = 60'000;

struct LiveBench {
    TestKitchen kitchen;
    LiveTimes times{kitchen.kitchen};

    // The request's events, as one batch.
    void batch(const Decision&) {
        CommittedBatch batch;
        batch.events = kitchen.events;
        times.observe(batch, kitchen.kitchen);
    }
    std::string text() const {
        std::string out;
        times.put_into(out, kitchen.kitchen.config);
        return out;
    }
    bool tells(const std::string& line) const {
        return text().find("brigade_" + line + "\n") != std::string::npos;
    }
};

}  // namespace

TEST_CASE("a bumped ticket is counted in its station's histogram, in every bucket that it fits") {
    LiveBench bench;
    bench.batch(bench.kitchen.submit(an_order("a").line("1")));
    bench.kitchen.wait(4 * minute_ms + 500);
    bench.batch(bench.kitchen.bump(at("grill", "a")));
    CHECK(bench.tells(R"(ticket_time_seconds_bucket{station="grill",le="240"} 0)"));
    CHECK(bench.tells(R"(ticket_time_seconds_bucket{station="grill",le="300"} 1)"));
    CHECK(bench.tells(R"(ticket_time_seconds_bucket{station="grill",le="+Inf"} 1)"));
    CHECK(bench.tells(R"(ticket_time_seconds_sum{station="grill"} 240.5)"));
    CHECK(bench.tells(R"(ticket_time_seconds_count{station="grill"} 1)"));
    CHECK(bench.text().find("drink") == std::string::npos);  // nothing happened there
}

TEST_CASE("a press that comes late from a screen counts from when it was made") {
    LiveBench bench;
    bench.batch(bench.kitchen.submit(an_order("a").line("1")));
    bench.kitchen.wait(10 * minute_ms);
    bench.batch(bench.kitchen.bump(aged(7 * minute_ms, at("grill", "a"))));
    CHECK(bench.tells(R"(ticket_time_seconds_sum{station="grill"} 180)"));
}

TEST_CASE("the time that a ticket was parked is not counted") {
    LiveBench bench;
    bench.batch(bench.kitchen.submit(an_order("a").line("1")));
    bench.kitchen.wait(minute_ms);
    bench.batch(bench.kitchen.hold("a"));
    bench.kitchen.wait(30 * minute_ms);
    bench.batch(bench.kitchen.release("a"));
    bench.kitchen.wait(minute_ms);
    bench.batch(bench.kitchen.bump(at("grill", "a")));
    CHECK(bench.tells(R"(ticket_time_seconds_sum{station="grill"} 120)"));
}

TEST_CASE("a recall begins a round of its own, and a void ticket is no round") {
    LiveBench bench;
    bench.batch(bench.kitchen.submit(an_order("a").line("1")));
    bench.batch(bench.kitchen.submit(an_order("b").line("1")));
    bench.kitchen.wait(minute_ms);
    bench.batch(bench.kitchen.bump(at("grill", "a")));
    bench.kitchen.wait(20 * minute_ms);
    bench.batch(bench.kitchen.recall(at("grill", "a")));
    bench.batch(bench.kitchen.void_order("b"));
    bench.kitchen.wait(2 * minute_ms);
    bench.batch(bench.kitchen.bump(at("grill", "a")));
    CHECK(bench.tells(R"(ticket_time_seconds_count{station="grill"} 2)"));
    CHECK(bench.tells(R"(ticket_time_seconds_sum{station="grill"} 180)"));
}

TEST_CASE("a day that opens in the batch that closes an order leaves nothing of it under way") {
    LiveBench bench;
    bench.batch(bench.kitchen.submit(an_order("closed").line("1")));
    bench.batch(bench.kitchen.submit(an_order("open").line("1")));
    bench.kitchen.now = bench.kitchen.kitchen.day_ends_at + minute_ms;
    CommittedBatch batch;
    bench.kitchen.bump(at("grill", "closed"));
    batch.events = bench.kitchen.events;
    bench.kitchen.tick();
    batch.events.insert(batch.events.end(), bench.kitchen.events.begin(), bench.kitchen.events.end());
    REQUIRE(bench.kitchen.kitchen.find("closed") == nullptr);
    CHECK(bench.times.under_way() == 2);
    bench.times.observe(batch, bench.kitchen.kitchen);
    CHECK(bench.times.under_way() == 1);
    bench.batch(bench.kitchen.bump(at("grill", "open")));
    CHECK(bench.times.under_way() == 0);
    CHECK(bench.tells(R"(ticket_time_seconds_count{station="grill"} 1)"));
}

TEST_CASE("what was under way when the hub started is counted from when it was fired") {
    TestKitchen before;
    before.submit(an_order("a").line("1"));
    before.wait(3 * minute_ms);
    LiveBench bench{before, LiveTimes(before.kitchen)};
    bench.kitchen.wait(minute_ms);
    bench.batch(bench.kitchen.bump(at("grill", "a")));
    CHECK(bench.tells(R"(ticket_time_seconds_sum{station="grill"} 240)"));
}

TEST_CASE("delivery to glass is counted from what is new on a ticket to the frame that showed it, once") {
    LiveBench bench;
    bench.batch(bench.kitchen.submit(an_order("a").line("1")));
    bench.kitchen.wait(80);
    bench.batch(bench.kitchen.show("grill", {{"a", 0, 1}}));
    bench.kitchen.wait(5'000);
    bench.batch(bench.kitchen.show("grill", {{"a", 0, 1}}));
    CHECK(bench.tells(R"(delivery_to_glass_seconds_bucket{station="grill",le="0.05"} 0)"));
    CHECK(bench.tells(R"(delivery_to_glass_seconds_bucket{station="grill",le="0.1"} 1)"));
    CHECK(bench.tells(R"(delivery_to_glass_seconds_sum{station="grill"} 0.08)"));
    CHECK(bench.tells(R"(delivery_to_glass_seconds_count{station="grill"} 1)"));
}

TEST_CASE("monitoring is told what waits at each station, and for how long") {
    TestKitchen kitchen;
    kitchen.submit(an_order("a").line("1").line("2", "drink"));
    kitchen.wait(13 * minute_ms);
    kitchen.tick();
    kitchen.submit(an_order("b").line("1"));
    kitchen.wait(minute_ms);
    std::string out;
    put_kitchen(out, kitchen.kitchen, kitchen.now);
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_tickets_open{station=\"grill\"} 2\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_tickets_late{station=\"grill\"} 1\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_tickets_open{station=\"dessert\"} 0\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_oldest_ticket_seconds{station=\"grill\"} 840\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_oldest_ticket_seconds{station=\"dessert\"} 0\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_orders_cooking_oldest_seconds 840\n"));
}

TEST_CASE("an order that waits at the pass is ready, and no longer cooking") {
    TestKitchen kitchen{with_expo()};
    kitchen.submit(an_order("a").line("1"));
    kitchen.wait(5 * minute_ms);
    kitchen.bump(at("grill", "a"));
    kitchen.wait(2 * minute_ms);
    std::string out;
    put_kitchen(out, kitchen.kitchen, kitchen.now);
    CHECK_THAT(out, ContainsSubstring("\nbrigade_orders_ready 1\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_orders_ready_oldest_seconds 120\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_orders_cooking_oldest_seconds 0\n"));
}

TEST_CASE("a station without a screen that draws is told as 0, not left out: an alarm needs the value") {
    Connected connected;
    connected.screens["grill"] = 2;
    connected.roles[static_cast<std::size_t>(Role::station)] = 2;
    std::string out;
    put_connected(out, connected, a_kitchen());
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_screens{station=\"grill\"} 2\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_station_screens{station=\"drink\"} 0\n"));
    CHECK_THAT(out, ContainsSubstring("\nbrigade_peers{role=\"station\"} 2\n"));
}

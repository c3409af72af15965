// Service days, the clock, and what they may not do: close an order, or make a ticket older or younger.
#include <catch2/catch_test_macros.hpp>

#include "core/event_json.h"
#include "core/snapshot.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs an_hour = 3'600'000;

}  // namespace

TEST_CASE("a new kitchen wants a tick at once, which opens its day") {
    Kitchen kitchen;
    Rules rules;
    CHECK(*next_deadline(kitchen, {opening, rules}) <= opening);
    TestKitchen k;
    CHECK(k.kitchen.day == "2026-11-20");
    CHECK(k.deadline() == opening + 16 * an_hour);  // four in the morning
}

TEST_CASE("the day is the kitchen's own: its zone, its hour") {
    TestKitchen k;
    k.rules.utc_offset_min = 7 * 60;
    k.rules.service_day_start_min = 5 * 60;
    k.now = opening + 9 * an_hour + an_hour / 2;  // half past four in the morning there, the day before still
    Kitchen fresh;
    Decision opened = decide(fresh, Tick{}, k.context());
    const auto& day = std::get<DayOpened>(opened.events.at(0).body);
    CHECK(day.day == "2026-11-20");
    CHECK(day.ends_at == opening + 10 * an_hour);
}

TEST_CASE("a new day forgets closed orders and keeps open ones") {
    TestKitchen k;
    k.submit(an_order("served").line("1"));
    k.bump(at("grill", "served"));
    k.submit(an_order("open").line("1"));
    k.submit(an_order("void").line("1").line("2", "drink"));
    k.void_order("void");
    k.confirm(at("grill", "void"));
    k.now = opening + 16 * an_hour;
    k.tick();
    CHECK(k.kitchen.day == "2026-11-21");
    CHECK(k.kitchen.find("served") == nullptr);
    CHECK(k.kitchen.find("open") != nullptr);
    CHECK(k.kitchen.find("void") != nullptr);  // the drink's cook has not confirmed it yet
    CHECK(k.board("drink") == std::vector<std::string>{"void"});
    CHECK(k.board("grill") == std::vector<std::string>{"open"});
    CHECK(answer(k.bump(at("grill", "open"))) == "ok");
}

TEST_CASE("days that nobody worked are skipped") {
    TestKitchen k;
    k.now = opening + 72 * an_hour;
    k.tick();
    CHECK(k.events.size() == 1);
    CHECK(k.kitchen.day == "2026-11-23");
    CHECK(*k.deadline() > k.now);
}

TEST_CASE("a clock correction moves labels, not ages or the kitchen's own time") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.run(CorrectClock{-2 * an_hour});
    CHECK(k.kitchen.wall_offset_ms == -2 * an_hour);
    CHECK(k.line("a", "grill", "1").fired_at == opening);
    k.wait(1000);
    k.bump(aged(500, at("grill", "a")));
    CHECK(k.events.front().at == opening + 1000);
    CHECK(encode_event(k.events.front()).find("\"at\":\"2026-11-20T10:00:01.000Z\"") != std::string::npos);
    CHECK(k.events.front().wall_offset_ms == -2 * an_hour);
    CHECK(std::get<LinesBumped>(k.events.front().body).pressed_at == opening + 500);
}

TEST_CASE("the same clock correction again writes nothing") {
    TestKitchen k;
    k.run(CorrectClock{5});
    k.run(CorrectClock{5});
    CHECK(k.events.empty());
}

TEST_CASE("a clock set forward past the day's end opens the next day; one set back opens none") {
    TestKitchen k;
    k.run(CorrectClock{20 * an_hour});
    CHECK(*k.deadline() <= k.now);
    k.tick();
    CHECK(k.kitchen.day == "2026-11-21");
    k.run(CorrectClock{0});
    k.tick();
    CHECK(k.events.empty());
    CHECK(k.kitchen.day == "2026-11-21");
}

TEST_CASE("a clock that runs backwards does not take kitchen time with it") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.now -= an_hour;
    k.submit(an_order("b").line("1"));
    CHECK(k.kitchen.at == opening);
    CHECK(k.line("b", "grill", "1").fired_at == opening);
}

TEST_CASE("a kitchen without a day or a configuration has a snapshot as well") {
    Kitchen fresh;
    auto read = decode_snapshot(encode_snapshot(fresh));
    REQUIRE(read);
    CHECK(state_digest(*read) == state_digest(fresh));
}

// A screen that had lost its hub sends its presses late. What it showed then and what has happened since must
// come to one truth, and what was cooked must not be asked for again without a person saying so.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

// A kitchen with an order of two lines at the grill, as the grill's screen showed it when it lost the hub.
struct Offline : TestKitchen {
    Seq seen = 0;

    Offline() : TestKitchen(with_expo()) {
        submit(an_order("a").line("1").line("2"));
        show("grill", {{"a", 0, 1}});
        seen = kitchen.seq;
        wait(60'000);
    }
    // A key pressed ten seconds ago on what that screen shows.
    Press late(const char* station = "grill") const {
        return aged(10'000, having_seen(seen, of_revision(0, on_generation(1, at(station, "a")))));
    }
    LineState state_of(const char* line, const char* station = "grill") const {
        return this->line("a", station, line).state;
    }
};

}  // namespace

TEST_CASE(
    "a line voided while it was bumped offline stays void and marked, and the rest of the bump counts") {
    SECTION("with the key of the line: the cook is told") {
        Offline k;
        k.void_lines("a", {"1"});
        CHECK(answer(k.bump_line(k.late(), "1")) == "not_allowed");
        CHECK(path_of(k.bump_line(k.late(), "1")) == "/line_id");
    }
    SECTION("with the key of the ticket") {
        Offline k;
        k.void_lines("a", {"1"});
        CHECK(answer(k.bump(k.late())) == "ok");
        CHECK(k.state_of("2") == LineState::done);
    }
    SECTION("with the key of the ticket, when all is void: a duplicate") {
        Offline k;
        k.void_order("a");
        CHECK(answer(k.bump(k.late())) == "duplicate");
        CHECK(k.line("a", "grill", "1").change == Change::removed);
        CHECK(k.board("grill") == Told{"a"});
    }
}

TEST_CASE("a removal that the offline screen had not shown is confirmed by nobody's late bump") {
    Offline k;
    k.void_lines("a", {"1"});
    k.bump(k.late());
    CHECK(k.state_of("1") == LineState::voided);
    CHECK(k.line("a", "grill", "1").change == Change::removed);
    CHECK(k.board("grill") == Told{"a"});
}

TEST_CASE(
    "a ticket amended while it was bumped offline: what was seen is done, what is new or changed is open") {
    Offline k;
    k.amend(an_order("a").line("1").line_notes("no onion").line("2").line("3"), 1);
    CHECK(answer(k.bump(k.late())) == "ok");
    CHECK(k.state_of("1") == LineState::open);
    CHECK(k.line("a", "grill", "1").change == Change::changed);
    CHECK(k.state_of("2") == LineState::done);
    CHECK(k.line("a", "grill", "2").done_at == k.now - 10'000);
    CHECK(k.state_of("3") == LineState::open);
    CHECK(k.board("grill") == Told{"a"});
    CHECK(answer(k.bump_line(k.late(), "1")) == "duplicate");
    CHECK(k.state_of("1") == LineState::open);
}

TEST_CASE("a ticket transferred while it was started and bumped offline goes on where it is now") {
    Offline k;
    k.transfer(at("grill", "a"), "drink");
    CHECK(answer(k.start(k.late(), "1")) == "duplicate");
    CHECK(answer(k.bump_line(k.late(), "1")) == "duplicate");
    CHECK(answer(k.bump(k.late())) == "duplicate");
    CHECK(k.state_of("1", "drink") == LineState::open);
    CHECK(k.board("grill").empty());
}

TEST_CASE("an order served at the expo while it was bumped offline stays served") {
    Offline k;
    k.bump(at("pass", "a"));
    REQUIRE(k.order("a").served);
    CHECK(answer(k.bump(k.late())) == "duplicate");
    CHECK(answer(k.bump_line(k.late(), "1")) == "duplicate");
    CHECK(answer(k.start(k.late(), "1")) == "duplicate");
    CHECK(k.state_of("1") == LineState::served);
}

TEST_CASE("an order bumped at its station while an expo without a hub served it is served once") {
    Offline k;
    Press serve = having_seen(k.seen, on_generation(1, at("pass", "a")));
    k.bump(at("grill", "a"));
    CHECK(answer(k.bump(serve)) == "ok");
    CHECK(k.order("a").served);
    CHECK_FALSE(k.line("a", "grill", "1").completed_by_expo);
    CHECK(answer(k.bump(serve)) == "duplicate");
}

TEST_CASE(
    "a ticket recalled at one screen while it was bumped at another is open: the recall is the newer wish") {
    Offline k;
    k.bump(at("grill", "a"));
    k.recall(at("grill", "a"));
    CHECK(answer(k.bump(k.late())) == "duplicate");
    CHECK(answer(k.bump_line(k.late(), "1")) == "duplicate");
    CHECK(k.state_of("1") == LineState::open);
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(answer(k.bump(on_generation(2, at("grill", "a")))) == "ok");
}

TEST_CASE("two screens of a station bump the same ticket, one of them late: done once, at the first's time") {
    Offline k;
    k.bump(at("grill", "a"));
    TimeMs done_at = k.line("a", "grill", "1").done_at;
    CHECK(answer(k.bump(k.late())) == "duplicate");
    CHECK(k.line("a", "grill", "1").done_at == done_at);
}

TEST_CASE("an order held while it was bumped offline: the cook is told, and bumps when it is released") {
    Offline k;
    k.hold("a");
    CHECK(answer(k.bump(k.late())) == "not_allowed");
    k.release("a");
    CHECK(answer(k.bump(k.late())) == "duplicate");  // it had not seen the release
    CHECK(k.board("grill") == Told{"a"});
    CHECK(answer(k.bump(at("grill", "a"))) == "ok");
}

TEST_CASE("a line started offline while the order was held stays held") {
    Offline k;
    k.hold("a");
    CHECK(answer(k.start(k.late(), "1")) == "not_allowed");
    CHECK(k.line("a", "grill", "1").held());
}

// A station that falls silent, and the one that stands in for it. Nothing may be cooked twice, and nothing
// may be lost where nobody looks.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <variant>

#include "base/check.h"
#include "core/apply.h"
#include "core/snapshot.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

KitchenConfig with_backup(KitchenConfig config = with_expo()) {
    config.stations[0].backup = "drink";  // the grill's; after 60 s
    return config;
}

// The grill has been silent since `opening`; everybody else is there.
struct Backed : TestKitchen {
    explicit Backed(KitchenConfig config = with_backup()) : TestKitchen(std::move(config)) {
        watches_delivery = true;
        delivery.serving_since = opening - 3'600'000;
        delivery.heard = {{"grill", opening}};
    }
    std::set<std::string> present{"drink", "dessert"};  // whose screens are there
    void tick_at(TimeMs time) {
        now = time;
        for (const std::string& station : present) delivery.heard[station] = now;
        tick();
    }
    // Where the scenario has nothing waiting at the grill, an order that nobody sees makes it covered.
    void cover() {
        auto waits = [&](const std::string& id) {
            return ticket(id, "grill").shown_seq < ticket(id, "grill").opened_seq();
        };
        auto there = board("grill");
        if (std::none_of(there.begin(), there.end(), waits)) submit(an_order("first").line("1"));
        tick_at(opening + 60'000);
        BRIGADE_CHECK(kitchen.covered_by("grill") == "drink", "the grill should be covered by now");
    }
    Decision give_back(std::string station = "grill") { return run(ReturnStation{std::move(station)}); }
    bool is_at(const std::string& id, const char* station, const char* line) const {
        const Ticket* there = order(id).find_ticket(station);
        auto index = order(id).find_line(line);
        const TicketLine* share = there && index ? find_ticket_line(*there, *index) : nullptr;
        return share && share->state != LineState::voided;
    }
};

OrderBuilder grill_order(std::string id) { return an_order(std::move(id)).line("1").line("2", "dessert"); }

bool moved(const TestKitchen& k) {
    return std::any_of(k.events.begin(), k.events.end(), [](const Event& event) {
        return std::holds_alternative<TicketTransferred>(event.body);
    });
}

}  // namespace

TEST_CASE("after its time the station that nobody hears is covered, and what nobody saw moves, marked") {
    Backed k;
    k.submit(grill_order("a"));
    CHECK(k.deadline() == opening + 10'000);  // undelivered comes first
    k.tick_at(opening + 10'000);
    CHECK(k.told() == Told{"undelivered dessert", "undelivered grill"});
    CHECK(k.deadline() == opening + 60'000);
    k.tick_at(opening + 59'999);
    CHECK(k.events.empty());
    k.tick_at(opening + 60'000);
    CHECK(k.board("drink") == Told{"a"});
    CHECK(k.board("grill").empty());
    CHECK(k.line("a", "drink", "1").from == "grill");
    CHECK(k.line("a", "drink", "1").fired_at == opening);
    CHECK(k.line("a", "dessert", "2").from.empty());
    CHECK(k.ticket("a", "grill").generation == 2);
    k.tick_at(opening + 60'001);
    CHECK(k.events.empty());
}

TEST_CASE("new work goes to the backup, marked, and the ack says so") {
    Backed k;
    k.cover();
    Decision taken = k.submit(grill_order("a"));
    CHECK(ack_of(taken).tickets == std::vector<StationLines>{{"drink", {"1"}}, {"dessert", {"2"}}});
    CHECK(k.line("a", "drink", "1").from == "grill");
    CHECK(k.order("a").find_ticket("grill") == nullptr);
    CHECK(answer(k.submit(grill_order("a"))) == "duplicate");
    k.show("drink", {{"a", 0, 1}});
    CHECK(k.told() == Told{"shown drink"});
    k.bump(at("drink", "a"));
    CHECK(k.told() == Told{"ready drink"});
}

TEST_CASE("the same order sent again after the station is back is still the duplicate it was") {
    Backed k;
    k.cover();
    k.submit(grill_order("a"));
    k.give_back();
    Decision again = k.submit(grill_order("a"));
    CHECK(answer(again) == "duplicate");
    CHECK(ack_of(again).tickets[0] == StationLines{"drink", {"1"}});
}

TEST_CASE("a line that both stations make is made once, as the backup's own") {
    Backed k;
    k.rules.routes.emplace_back();
    k.rules.routes.back().stations = {"grill", "drink"};
    k.cover();
    k.submit(an_order("a").line("1", ""));
    CHECK(k.ticket("a", "drink").lines.size() == 1);
    CHECK(k.line("a", "drink", "1").from.empty());
    k.give_back();
    CHECK(k.is_at("a", "drink", "1"));
}

TEST_CASE("a ticket that a screen of the station has shown stays, with everything on it") {
    Backed k;
    k.submit(grill_order("a"));
    k.show("grill", {{"a", 0, 1}});
    k.amend(an_order("a").line("1").line("2", "dessert").line("3"), 1);  // before it fell silent for long
    k.cover();
    CHECK_FALSE(moved(k));
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.is_at("a", "grill", "3"));
}

TEST_CASE("a ticket on the second page of a screen stays: its cook may turn the page") {
    Backed k;
    k.submit(grill_order("a"));
    k.delivery.reported["grill"] = k.kitchen.seq;
    k.submit(grill_order("b"));
    k.cover();
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.is_at("b", "drink", "1"));
}

TEST_CASE("a ticket that stood behind one that was shown stays also when the hub has been started again") {
    Backed k;
    k.submit(grill_order("a"));
    k.submit(grill_order("b"));
    k.show("grill", {{"b", 0, 1}});
    k.submit(grill_order("c"));
    k.cover();
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.is_at("b", "grill", "1"));
    CHECK(k.is_at("c", "drink", "1"));
}

TEST_CASE("an order that was held and released, or changed, after a screen could see it stays") {
    Backed k;
    k.submit(grill_order("a"));
    k.submit(grill_order("b"));
    k.delivery.reported["grill"] = k.kitchen.seq;
    k.hold("a");
    k.release("a");
    k.amend(an_order("b").line("1").line_notes("rare").line("2", "dessert"), 1);
    k.cover();
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.is_at("b", "grill", "1"));
}

TEST_CASE("what somebody has worked on or recalled stays, shown or not") {
    Backed k;
    for (const char* id : {"started", "part", "recalled"}) k.submit(an_order(id).line("1", "grill", 2));
    k.start(at("grill", "started"), "1");
    k.bump_line(at("grill", "part"), "1", 1);
    k.bump(at("grill", "recalled"));
    k.recall(at("grill", "recalled"));
    k.cover();
    for (const char* id : {"started", "part", "recalled"}) CHECK(k.is_at(id, "grill", "1"));
}

TEST_CASE("a press that comes late, on a ticket that moved away, is a duplicate and undoes nothing") {
    Backed k;
    k.submit(grill_order("a"));
    Seq seen = k.kitchen.seq;
    k.cover();
    Press late = having_seen(seen, on_generation(1, at("grill", "a")));
    CHECK(answer(k.bump(late)) == "duplicate");
    CHECK(answer(k.start(late, "1")) == "duplicate");
    CHECK(answer(k.bump_line(late, "1")) == "duplicate");
    CHECK(k.line("a", "drink", "1").active());
}

TEST_CASE("a press that comes late, on a ticket that stayed, counts") {
    Backed k;
    k.submit(grill_order("a"));
    k.show("grill", {{"a", 0, 1}});
    Seq seen = k.kitchen.seq;
    k.cover();
    CHECK(answer(k.bump(having_seen(seen, on_generation(1, at("grill", "a"))))) == "ok");
    CHECK(k.told() == Told{"ready grill"});
}

TEST_CASE(
    "a later course of a ticket that stayed fires at the backup, and a late bump of the first still counts") {
    Backed k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.show("grill", {{"a", 0, 1}});
    Seq seen = k.kitchen.seq;
    k.cover();
    REQUIRE(k.is_at("a", "grill", "2"));
    k.fire("a", 2);
    CHECK(k.line("a", "drink", "2").active());
    CHECK(k.line("a", "drink", "2").from == "grill");
    CHECK(k.line("a", "drink", "2").fired_at == k.now);
    CHECK(k.line("a", "grill", "2").state == LineState::voided);
    CHECK(k.ticket("a", "grill").generation == 1);
    CHECK(answer(k.bump(having_seen(seen, on_generation(1, at("grill", "a"))))) == "ok");
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    k.bump(at("drink", "a"));
    CHECK(k.told() == Told{"ready drink", "ready"});
}

TEST_CASE("an order held for its promised time fires at the backup") {
    Backed k;
    k.submit(an_order("a").line("1").promised_at(opening + 3'600'000));
    k.cover();
    CHECK(k.line("a", "drink", "1").held());
    k.submit(an_order("b").line("1").promised_at(opening + 3'600'000));
    k.tick_at(opening + 3'600'000);
    CHECK(k.line("a", "drink", "1").active());
    CHECK(k.line("b", "drink", "1").active());
}

TEST_CASE("a promised order that fires in the moment of covering fires at the backup") {
    Backed k;
    k.submit(an_order("first").line("1"));
    k.rules.promise_margin_ms = 0;
    k.submit(an_order("a").line("1").promised_at(opening + 660'000));
    k.show("dessert", {});
    k.tick_at(opening + 60'000);
    CHECK(k.line("a", "drink", "1").active());
    CHECK_FALSE(k.is_at("a", "grill", "1"));
}

TEST_CASE("amended while covered: new lines go to the backup, changed ones stay where they are made") {
    Backed k;
    k.submit(grill_order("a"));
    k.submit(grill_order("b"));
    k.show("grill", {{"a", 0, 1}}, k.kitchen.seq - 1);
    k.cover();
    REQUIRE(k.is_at("b", "drink", "1"));
    k.amend(an_order("a").line("1").line_notes("rare").line("2", "dessert").line("3"), 1);
    CHECK(k.line("a", "grill", "1").change == Change::changed);
    CHECK(k.line("a", "drink", "3").from == "grill");
    k.amend(an_order("b").line("1").line_notes("rare").line("2", "dessert"), 1);
    CHECK(k.line("b", "drink", "1").change == Change::changed);
    CHECK(k.line("b", "drink", "1").from == "grill");
    CHECK(k.ticket("b", "grill").lines.empty());
}

TEST_CASE("a line that gets one more station while its own is covered stays there too") {
    Backed k;
    RouteRule combo;
    combo.items = {"combo"};
    combo.stations = {"grill", "dessert"};
    k.rules.routes.push_back(combo);
    k.submit(an_order("a").line("1", ""));
    k.show("grill", {{"a", 0, 1}});
    k.cover();
    k.amend(an_order("a").line("1", "").item("combo"), 1);
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.is_at("a", "dessert", "1"));
    CHECK_FALSE(k.order("a").find_ticket("drink"));
}

TEST_CASE("voided while covered: the backup's cook sees it and confirms") {
    Backed k;
    k.submit(grill_order("a"));
    k.cover();
    k.void_order("a");
    CHECK(k.board("drink") == Told{"a"});
    k.confirm(of_revision(1, at("drink", "a")));
    CHECK(k.board("drink").empty());
    CHECK(k.board("grill").empty());
}

TEST_CASE("what the backup bumped is recalled at the backup, and a served order comes back to it") {
    Backed k;
    k.submit(an_order("a").line("1"));
    k.cover();
    k.bump(at("drink", "a"));
    k.recall(at("drink", "a"));
    CHECK(k.line("a", "drink", "1").active());
    k.bump(at("pass", "a"));
    CHECK(k.told() == Told{"served"});
    k.recall(at("pass", "a"));
    CHECK(k.line("a", "drink", "1").active());
    CHECK(k.line("a", "drink", "1").from == "grill");
}

TEST_CASE("a station that comes back by itself stays covered until somebody says that it is back") {
    Backed k;
    k.cover();
    k.present.insert("grill");
    k.tick_at(opening + 600'000);
    CHECK(k.kitchen.covered_by("grill") == "drink");
    Decision back = k.give_back();
    CHECK(answer(back) == "ok");
    CHECK(k.kitchen.covered_by("grill").empty());
    Decision again = k.give_back();
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(back));
    k.submit(grill_order("a"));
    CHECK(k.is_at("a", "grill", "1"));
}

TEST_CASE("back: what the backup never showed goes home, the rest stays where it is") {
    Backed k;
    for (const char* id : {"unseen", "shown", "started", "page2"}) k.submit(grill_order(id));
    k.cover();
    k.submit(grill_order("new"));
    k.show("drink", {{"shown", 0, 1}}, k.kitchen.seq - 1);
    k.start(at("drink", "started"), "1");
    k.give_back();
    CHECK(k.is_at("new", "grill", "1"));
    CHECK(k.line("new", "grill", "1").from.empty());
    for (const char* id : {"shown", "started", "page2"}) CHECK(k.is_at(id, "drink", "1"));
    CHECK(answer(k.bump(on_generation(1, at("drink", "new")))) == "duplicate");
}

TEST_CASE("back: a moved ticket that nobody of the backup saw is in a new generation at home") {
    Backed k;
    k.submit(grill_order("a"));
    Seq seen = k.kitchen.seq;
    k.cover();
    k.give_back();
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(answer(k.bump(having_seen(seen, on_generation(1, at("grill", "a"))))) == "duplicate");
    CHECK(answer(k.bump(on_generation(2, at("grill", "a")))) == "ok");
}

TEST_CASE("back: the backup's own lines and its late presses are left alone") {
    Backed k;
    k.submit(an_order("a").line("1").line("2", "drink"));
    k.show("drink", {{"a", 0, 1}});
    Seq seen = k.kitchen.seq;
    k.cover();
    REQUIRE(k.ticket("a", "drink").lines.size() == 2);
    k.give_back();
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.line("a", "drink", "1").state == LineState::voided);
    CHECK(k.line("a", "drink", "2").active());
    CHECK(answer(k.bump(having_seen(seen, on_generation(1, at("drink", "a"))))) == "ok");
    CHECK(k.line("a", "drink", "2").state == LineState::done);
    CHECK(k.line("a", "grill", "1").active());
}

TEST_CASE("back: a course that fired at the backup stays, so that a bump under way at home still counts") {
    Backed k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.show("grill", {{"a", 0, 1}});
    Seq seen = k.kitchen.seq;
    k.cover();
    k.fire("a", 2);
    k.give_back();
    CHECK(k.is_at("a", "drink", "2"));
    CHECK(answer(k.bump(having_seen(seen, on_generation(1, at("grill", "a"))))) == "ok");
    CHECK(k.line("a", "grill", "1").state == LineState::done);
}

TEST_CASE("who is given back and does not come is covered again after the same time") {
    Backed k;
    k.cover();
    k.now = opening + 100'000;
    k.give_back();
    k.tick_at(opening + 110'000);  // undelivered
    CHECK(k.deadline() == opening + 160'000);
    k.tick_at(opening + 159'999);
    CHECK(k.kitchen.covered_by("grill").empty());
    k.tick_at(opening + 160'000);
    CHECK(k.kitchen.covered_by("grill") == "drink");
}

TEST_CASE("nobody can be given back who does not exist or was never away") {
    Backed k;
    CHECK(answer(k.give_back("fryer")) == "unknown_station");
    CHECK(path_of(k.give_back("fryer")) == "/station");
    CHECK(answer(k.give_back("grill")) == "duplicate");
}

TEST_CASE("nobody is covered while the backup is away, or without a backup, or unwatched") {
    SECTION("the backup is away; it is covered as soon as the backup is there") {
        Backed k;
        k.submit(grill_order("a"));
        k.present.erase("drink");
        k.delivery.heard["drink"] = opening + 35'000;  // one switch died for both
        k.tick_at(opening + 60'000);
        CHECK(k.kitchen.covers.empty());
        CHECK(k.deadline() == opening + 65'000);
        k.tick_at(opening + 65'000);
        CHECK(k.kitchen.covers.empty());
        k.present.insert("drink");
        k.tick_at(opening + 70'000);
        CHECK(k.kitchen.covered_by("grill") == "drink");
    }
    SECTION("the whole kitchen comes up without the grill: from when the hub serves, and its grace") {
        Backed k;
        k.submit(grill_order("a"));
        k.delivery.serving_since = opening;
        k.delivery.heard.erase("grill");
        k.tick_at(opening + 69'999);
        CHECK(k.kitchen.covers.empty());
        k.tick_at(opening + 70'000);
        CHECK(k.kitchen.covered_by("grill") == "drink");
    }
    SECTION("without a backup") {
        Backed k(with_expo());
        k.submit(grill_order("a"));
        k.tick_at(opening + 600'000);
        CHECK(k.kitchen.covers.empty());
    }
    SECTION("a replica knows of no silence") {
        Backed k;
        k.submit(grill_order("a"));
        k.watches_delivery = false;
        k.tick_at(opening + 600'000);
        CHECK(k.kitchen.covers.empty());
    }
    SECTION("one of the station's screens is there") {
        Backed k;
        k.submit(grill_order("a"));
        k.present.insert("grill");
        k.tick_at(opening + 600'000);
        CHECK(k.kitchen.covers.empty());
    }
}

TEST_CASE("two stations that fall silent together are covered together, also for one order") {
    KitchenConfig config = with_backup();
    config.stations[2].backup = "drink";
    Backed k(config);
    k.present.erase("dessert");
    k.delivery.heard["dessert"] = opening;
    k.submit(grill_order("a"));
    k.cover();
    CHECK(k.line("a", "drink", "1").from == "grill");
    CHECK(k.line("a", "drink", "2").from == "dessert");
    CHECK(k.ticket("a", "drink").lines.size() == 2);
    for (const Event& event : k.events) CHECK(event.request_last == k.events.back().seq);
}

TEST_CASE("a configuration that takes the backup away ends the covering") {
    Backed k;
    k.submit(grill_order("a"));
    k.cover();
    SECTION("the station has no backup any more") { k.run(Configure{with_expo()}); }
    SECTION("it has another one") {
        KitchenConfig other = with_backup();
        other.stations[0].backup = "dessert";
        k.run(Configure{other});
    }
    SECTION("the backup is gone; what it had goes to the default station") {
        KitchenConfig less = with_backup();
        std::erase_if(less.stations, [](const Station& station) { return station.id == "drink"; });
        k.run(Configure{less});
        CHECK(k.is_at("a", "grill", "1"));
        CHECK(k.line("a", "grill", "1").from.empty());
    }
    CHECK(k.kitchen.covered_by("grill").empty());
    k.submit(grill_order("b"));
    CHECK(k.is_at("b", "grill", "1"));
}

TEST_CASE("a configuration that changes something else leaves a station covered") {
    Backed k;
    k.cover();
    KitchenConfig config = with_backup();
    config.stations[1].late_s = 30;
    k.run(Configure{config});
    CHECK(k.kitchen.covered_by("grill") == "drink");
}

TEST_CASE("what a lost station had goes where the default station's work goes") {
    Backed k;
    k.submit(grill_order("a"));
    k.cover();
    KitchenConfig less = with_backup();
    std::erase_if(less.stations, [](const Station& station) { return station.id == "dessert"; });
    k.run(Configure{less});
    CHECK(k.is_at("a", "drink", "2"));
}

TEST_CASE("after a restart the kitchen is the same, from its events or from a snapshot") {
    Backed k;
    k.submit(grill_order("a"));
    k.cover();
    k.submit(grill_order("b"));
    Kitchen replayed;
    for (const Event& event : k.journal) apply(replayed, event);
    CHECK(state_digest(replayed) == state_digest(k.kitchen));
    auto read = decode_snapshot(encode_snapshot(k.kitchen));
    REQUIRE(read);
    CHECK(read->covers == k.kitchen.covers);
    CHECK(read->covered_by("grill") == "drink");
    CHECK(state_digest(*read) == state_digest(k.kitchen));
}

TEST_CASE("what was moved is undelivered at the backup too, if nobody holds it there") {
    Backed k;
    k.submit(grill_order("a"));
    k.tick_at(opening + 10'000);
    k.cover();
    k.tick_at(opening + 70'000);
    CHECK(k.told() == Told{"undelivered drink"});
}

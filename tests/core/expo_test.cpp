// The expo: it sees whole orders, its bump serves them, its recall takes that back.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

OrderBuilder two_stations() { return an_order("a").line("1", "grill", 2).line("2", "drink"); }
OrderBuilder two_courses() { return an_order("a").line("1", "grill", 1, 1).line("2", "dessert", 1, 2); }

struct WithExpo : TestKitchen {
    WithExpo() : TestKitchen(with_expo()) {}
    Decision serve() { return bump(at("pass", "a")); }
    LineState state(const char* station, const char* id) const { return line("a", station, id).state; }
};

}  // namespace

TEST_CASE("expo and board hold no tickets but show every order with something fired") {
    WithExpo k;
    CHECK(ack_of(k.submit(two_stations())).tickets.size() == 2);
    CHECK(k.board("pass") == Told{"a"});
    CHECK(k.board("lobby") == Told{"a"});
    k.submit(an_order("later").line("1").promised_at(opening + 3'600'000));
    CHECK(k.board("pass") == Told{"a"});
}

TEST_CASE("with an expo a ready order waits to be served") {
    WithExpo k;
    k.submit(two_stations());
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    CHECK(k.told() == Told{"ready drink", "ready"});
    CHECK(k.order("a").phase() == OrderPhase::ready);
    CHECK(k.board("pass") == Told{"a"});
    CHECK(answer(k.serve()) == "ok");
    CHECK(k.told() == Told{"served"});
    CHECK(k.board("pass").empty());
}

TEST_CASE("an expo's bump completes what stations left open") {
    WithExpo k;
    k.submit(two_stations());
    k.bump(at("drink", "a"));
    k.serve();
    CHECK(k.told() == Told{"served"});
    CHECK(k.state("grill", "1") == LineState::served);
    CHECK(k.line("a", "grill", "1").done == 2);
    CHECK(k.board("grill").empty());
    CHECK(answer(k.bump(at("grill", "a"))) == "duplicate");
}

TEST_CASE("held courses keep the order; served follows the last") {
    WithExpo k;
    k.submit(two_courses());
    k.bump(at("grill", "a"));
    CHECK(answer(k.serve()) == "ok");
    CHECK(k.told().empty());
    CHECK(k.state("grill", "1") == LineState::served);
    CHECK_FALSE(k.order("a").closed());
    CHECK(k.board("pass").empty());
    k.fire("a", 2);
    CHECK(k.board("pass") == Told{"a"});
    k.bump(at("dessert", "a"));
    CHECK(k.told() == Told{"ready dessert", "ready"});
    k.serve();
    CHECK(k.told() == Told{"served"});
}

TEST_CASE("serving what is served is a duplicate with the first seq, serving what is held is refused") {
    WithExpo k;
    k.submit(two_courses());
    k.hold("a");
    CHECK(answer(k.serve()) == "not_allowed");
    k.release("a");
    Decision first = k.serve();
    CHECK(answer(k.serve()) == "duplicate");
    CHECK(seq_of(k.serve()) == seq_of(first));
}

TEST_CASE("an expo serves nothing that it has not seen, done or not") {
    WithExpo k;
    k.submit(two_stations());
    Seq seen = k.kitchen.seq;
    k.amend(two_stations().line("3", "dessert").line("4", "drink"), 1);
    k.bump(at("dessert", "a"));
    k.bump(having_seen(seen, of_revision(0, at("pass", "a"))));
    CHECK(k.state("grill", "1") == LineState::served);
    CHECK(k.state("dessert", "3") == LineState::done);
    CHECK(k.state("drink", "4") == LineState::open);
    CHECK_FALSE(k.order("a").served);
}

TEST_CASE("a press of an expo that has seen nothing of the order changes nothing, and is no error") {
    WithExpo k;
    Seq before = k.kitchen.seq;
    k.submit(two_stations());
    CHECK(answer(k.bump(having_seen(before, at("pass", "a")))) == "duplicate");
    CHECK(k.state("grill", "1") == LineState::open);
}

TEST_CASE("recall at the expo: what was cooked waits at the pass, what the expo completed goes back") {
    WithExpo k;
    k.submit(two_stations());
    k.bump(at("drink", "a"));
    k.serve();
    CHECK(answer(k.recall(at("pass", "a"))) == "ok");
    CHECK(k.told() == Told{"recalled", "recalled grill"});
    CHECK(k.state("drink", "2") == LineState::done);
    CHECK(k.state("grill", "1") == LineState::open);
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(k.ticket("a", "drink").generation == 1);
    CHECK(k.order("a").expo_generation == 2);
    CHECK(k.board("grill") == Told{"a"});
    CHECK(k.board("drink").empty());
    CHECK(k.board("pass") == Told{"a"});
    k.bump(at("grill", "a"));
    CHECK(k.told() == Told{"ready grill", "ready"});
    k.serve();
    CHECK(k.told() == Told{"served"});
}

TEST_CASE("a served order whose every line was cooked is ready again after a recall") {
    WithExpo k;
    k.submit(two_stations());
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    k.serve();
    k.recall(at("pass", "a"));
    CHECK(k.told() == Told{"recalled"});
    CHECK(k.order("a").phase() == OrderPhase::ready);
}

TEST_CASE("an expo's presses are safe to send again") {
    WithExpo k;
    k.submit(two_stations());
    Press press = on_generation(1, having_seen(k.kitchen.seq, at("pass", "a")));
    k.bump(press);
    Decision recalled = k.recall(on_generation(1, at("pass", "a")));
    CHECK(answer(k.bump(press)) == "duplicate");
    CHECK(seq_of(k.bump(press)) == seq_of(recalled));
    CHECK(answer(k.recall(on_generation(1, at("pass", "a")))) == "duplicate");
    CHECK(answer(k.bump(on_generation(3, at("pass", "a")))) == "not_allowed");
    CHECK(k.order("a").expo_generation == 2);
}

TEST_CASE("an expo's bump sent again does not serve what a station recalled and cooked since") {
    WithExpo k;
    k.submit(two_stations());
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    Press press = on_generation(1, having_seen(k.kitchen.seq, at("pass", "a")));
    k.bump(press);
    k.recall(at("grill", "a"));
    k.bump(at("grill", "a"));
    CHECK(answer(k.bump(press)) == "duplicate");
    CHECK(k.state("grill", "1") == LineState::done);
    CHECK_FALSE(k.order("a").served);
}

TEST_CASE("what has not been served is not recalled at the expo") {
    WithExpo k;
    k.submit(two_stations());
    CHECK(answer(k.recall(at("pass", "a"))) == "not_allowed");
    k.bump(at("grill", "a"));
    CHECK(answer(k.recall(at("pass", "a"))) == "not_allowed");
}

TEST_CASE("an expo's bump of a void order changes nothing") {
    WithExpo k;
    k.submit(two_stations());
    k.void_order("a");
    CHECK(answer(k.serve()) == "duplicate");
    CHECK(answer(k.recall(at("pass", "a"))) == "not_allowed");
}

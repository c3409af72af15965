// line.start, line.bump, ticket.bump.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

TEST_CASE("starting a line runs its timer; the first of a ticket is told") {
    TestKitchen k;
    k.submit(three_lines(3));
    k.wait(5000);
    Decision first = k.start(at("grill", "a"), "1");
    CHECK(k.told() == Told{"started grill"});
    CHECK(k.line("a", "grill", "1").started_at == opening + 5000);
    CHECK(answer(k.start(at("grill", "a"), "1")) == "duplicate");
    CHECK(seq_of(k.start(at("grill", "a"), "1")) == seq_of(first));
    k.start(at("grill", "a"), "2");
    CHECK(k.told().empty());
    k.start(at("drink", "a"), "3");
    CHECK(k.told() == Told{"started drink"});
}

TEST_CASE("done is the total so far, and one not above it is a duplicate") {
    TestKitchen k;
    k.submit(three_lines(3));
    CHECK(answer(k.bump_line(at("grill", "a"), "1", 2)) == "ok");
    CHECK(k.line("a", "grill", "1").done == 2);
    CHECK(k.line("a", "grill", "1").state == LineState::open);
    CHECK(answer(k.bump_line(at("grill", "a"), "1", 2)) == "duplicate");
    CHECK(answer(k.bump_line(at("grill", "a"), "1", 1)) == "duplicate");
    Decision beyond = k.bump_line(at("grill", "a"), "1", 4);
    CHECK(answer(beyond) == "invalid_message");
    CHECK(path_of(beyond) == "/done");
    CHECK(answer(k.bump_line(at("grill", "a"), "1", 3)) == "ok");
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    CHECK(k.line("a", "grill", "1").done_at == k.now);
}

TEST_CASE("the last line done makes the ticket leave") {
    TestKitchen k;
    k.submit(three_lines(3));
    k.bump_line(at("grill", "a"), "1");
    CHECK(k.board("grill") == Told{"a"});
    k.bump_line(at("grill", "a"), "2");
    CHECK(k.board("grill").empty());
    CHECK(k.told() == Told{"ready grill"});
    CHECK(k.ticket("a", "grill").state() == TicketState::bumped);
    CHECK(k.ticket("a", "grill").bumped_at == k.now);
}

TEST_CASE("bumping a ticket completes the station's lines and no other's") {
    TestKitchen k;
    k.submit(three_lines(3));
    k.bump_line(at("grill", "a"), "1", 1);
    k.bump(at("grill", "a"));
    CHECK(k.line("a", "grill", "1").done == 3);
    CHECK(k.line("a", "grill", "2").state == LineState::done);
    CHECK(k.line("a", "drink", "3").state == LineState::open);
}

TEST_CASE("without an expo, ready is followed by served") {
    TestKitchen k;
    k.submit(three_lines(3));
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    CHECK(k.told() == Told{"ready drink", "ready", "served"});
    CHECK(k.order("a").phase() == OrderPhase::served);
    CHECK(k.line("a", "grill", "1").state == LineState::served);
}

TEST_CASE("bumping what is bumped is a duplicate with the first seq, also when all has been served") {
    TestKitchen k;
    k.submit(three_lines(3));
    Decision first = k.bump(at("grill", "a"));
    CHECK(seq_of(first) == k.kitchen.seq);
    CHECK(answer(k.bump(at("grill", "a"))) == "duplicate");
    CHECK(seq_of(k.bump(at("grill", "a"))) == seq_of(first));
    CHECK(answer(k.bump_line(at("grill", "a"), "1")) == "duplicate");
    CHECK(answer(k.start(at("grill", "a"), "1")) == "duplicate");
    k.bump(at("drink", "a"));
    CHECK(answer(k.bump(at("grill", "a"))) == "duplicate");
}

TEST_CASE("a past generation is a duplicate, a future one is refused") {
    TestKitchen k;
    k.submit(three_lines(3));
    Decision ahead = k.bump(on_generation(2, at("grill", "a")));
    CHECK(answer(ahead) == "not_allowed");
    CHECK(path_of(ahead) == "/generation");
    k.bump(at("grill", "a"));
    Decision recalled = k.recall(at("grill", "a"));
    for (const Command& command : {Command(BumpTicket{on_generation(1, at("grill", "a"))}),
                                   Command(StartLine{on_generation(1, at("grill", "a")), "1"}),
                                   Command(BumpLine{on_generation(1, at("grill", "a")), "1", {}}),
                                   Command(RecallTicket{on_generation(1, at("grill", "a")), {}}),
                                   Command(TransferTicket{on_generation(1, at("grill", "a")), "drink"})}) {
        Decision past = k.run(command);
        CHECK(answer(past) == "duplicate");
        CHECK(seq_of(past) == seq_of(recalled));
    }
    CHECK(k.line("a", "grill", "1").state == LineState::open);
}

TEST_CASE("a bump does not complete lines that came after the revision or seq that its screen showed") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2"));
    Seq seen = k.kitchen.seq;
    k.amend(an_order("a").line("1").line("2", "grill", 2).line("3"), 1);
    SECTION("by revision") { k.bump(of_revision(0, at("grill", "a"))); }
    SECTION("by seq") { k.bump(having_seen(seen, at("grill", "a"))); }
    SECTION("by both") { k.bump(of_revision(0, having_seen(seen, at("grill", "a")))); }
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    CHECK(k.line("a", "grill", "2").state == LineState::open);
    CHECK(k.line("a", "grill", "3").state == LineState::open);
    CHECK(k.line("a", "grill", "3").change == Change::added);
    CHECK(k.board("grill") == Told{"a"});
    CHECK(k.told().empty());
}

TEST_CASE("a bump does not complete what was fired, released, transferred in or reopened unseen") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2).line("3", "drink"));
    Seq seen = k.kitchen.seq;
    std::string unseen;
    SECTION("fired") {
        k.fire("a", 2);
        unseen = "2";
    }
    SECTION("released") {
        k.hold("a");
        k.release("a");
        unseen = "1";
    }
    SECTION("transferred in") {
        k.transfer(at("drink", "a"), "grill");
        unseen = "3";
    }
    SECTION("reopened") {
        k.bump(at("grill", "a"));
        k.recall(at("grill", "a"));
        unseen = "1";
    }
    k.bump(having_seen(seen, at("grill", "a")));
    CHECK(k.line("a", "grill", unseen).state == LineState::open);
    CHECK(answer(k.bump_line(having_seen(seen, at("grill", "a")), unseen)) == "duplicate");
    CHECK(k.line("a", "grill", unseen).state == LineState::open);
    k.bump(having_seen(k.kitchen.seq, at("grill", "a")));
    CHECK(k.line("a", "grill", unseen).state == LineState::done);
}

TEST_CASE("a press of a screen that was offline is dated back, not before the line fired") {
    TestKitchen k;
    k.submit(three_lines(3));
    k.wait(60'000);
    k.start(aged(20'000, at("grill", "a")), "1");
    CHECK(k.line("a", "grill", "1").started_at == opening + 40'000);
    k.bump_line(aged(3'600'000, at("grill", "a")), "1");
    CHECK(k.line("a", "grill", "1").done_at == opening);
    k.bump(aged(1000, at("drink", "a")));
    CHECK(k.ticket("a", "drink").bumped_at == opening + 59'000);
    CHECK(k.events.front().at == k.now);  // the journal's own time is now
}

TEST_CASE("any screen may act for any station, but only on lines that are there") {
    TestKitchen k(with_expo());
    k.submit(three_lines(3));
    CHECK(answer(k.start(at("grill", "a"), "3")) == "unknown_line");
    CHECK(path_of(k.bump_line(at("grill", "a"), "9")) == "/line_id");
    CHECK(answer(k.bump(at("dessert", "a"))) == "not_allowed");
    CHECK(answer(k.bump(at("fryer", "a"))) == "unknown_station");
    CHECK(path_of(k.bump(at("fryer", "a"))) == "/station");
    CHECK(answer(k.bump(at("lobby", "a"))) == "not_allowed");
    CHECK(answer(k.start(at("pass", "a"), "1")) == "not_allowed");
}

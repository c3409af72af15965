// ticket.recall: back on the screen, lines reopened, a new generation.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

TEST_CASE("a recalled ticket is back with its lines open, as the next generation") {
    TestKitchen k;
    k.submit(three_lines(2));
    k.start(at("grill", "a"), "1");
    k.bump(at("grill", "a"));
    CHECK(answer(k.recall(at("grill", "a"))) == "ok");
    CHECK(k.told() == Told{"recalled grill"});
    CHECK(k.board("grill") == Told{"a"});
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(k.ticket("a", "grill").bumped_at == 0);
    CHECK(k.line("a", "grill", "1").state == LineState::open);
    CHECK(k.line("a", "grill", "1").done == 0);
    CHECK(k.line("a", "grill", "1").started_at == 0);
    CHECK(k.line("a", "grill", "1").fired_at == opening);  // its guest has waited since then
}

TEST_CASE("single lines can be recalled, also while the ticket is open") {
    TestKitchen k;
    k.submit(three_lines(2));
    k.bump_line(at("grill", "a"), "1");
    CHECK(answer(k.recall_lines(at("grill", "a"), {"1"})) == "ok");
    CHECK(k.line("a", "grill", "1").state == LineState::open);
    k.bump(at("grill", "a"));
    k.recall_lines(at("grill", "a"), {"2"});
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    CHECK(k.line("a", "grill", "2").state == LineState::open);
    CHECK(k.ticket("a", "grill").generation == 3);
}

TEST_CASE("recalling what is open or unknown is refused") {
    TestKitchen k;
    k.submit(three_lines(2));
    CHECK(answer(k.recall(at("grill", "a"))) == "not_allowed");
    CHECK(answer(k.recall_lines(at("grill", "a"), {"1"})) == "not_allowed");
    k.bump_line(at("grill", "a"), "1");
    CHECK(answer(k.recall(at("grill", "a"))) == "not_allowed");
    CHECK(path_of(k.recall_lines(at("grill", "a"), {"1", "2"})) == "/lines/1");
    CHECK(answer(k.recall_lines(at("grill", "a"), {"9"})) == "unknown_line");
    CHECK(k.ticket("a", "grill").generation == 1);
}

TEST_CASE("a served order can be recalled and is ready and served again") {
    TestKitchen k;
    k.submit(three_lines(2));
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    REQUIRE(k.order("a").served);
    k.recall(at("drink", "a"));
    CHECK_FALSE(k.order("a").closed());
    CHECK(k.order("a").phase() == OrderPhase::open);
    CHECK(k.line("a", "grill", "1").state == LineState::served);
    k.bump(on_generation(2, at("drink", "a")));
    CHECK(k.told() == Told{"ready drink", "ready", "served"});
}

TEST_CASE("a recall is safe to send again") {
    TestKitchen k;
    k.submit(three_lines(2));
    k.bump(at("grill", "a"));
    Decision first = k.recall(on_generation(1, at("grill", "a")));
    Decision again = k.recall(on_generation(1, at("grill", "a")));
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(first));
    CHECK(k.ticket("a", "grill").generation == 2);
}

TEST_CASE("a bump from before a recall, sent again after it, undoes nothing") {
    TestKitchen k;
    k.submit(three_lines(2));
    Press press = on_generation(1, of_revision(0, having_seen(k.kitchen.seq, at("grill", "a"))));
    k.bump(press);
    k.recall(at("grill", "a"));
    CHECK(answer(k.bump(press)) == "duplicate");
    CHECK(k.board("grill") == Told{"a"});
}

TEST_CASE("a cook without a hub recalls and bumps again: both count when they arrive") {
    TestKitchen k;
    k.submit(three_lines(2));
    Press shown = of_revision(0, having_seen(k.kitchen.seq, at("grill", "a")));
    CHECK(answer(k.bump(on_generation(1, shown))) == "ok");
    CHECK(answer(k.recall(on_generation(1, shown))) == "ok");
    CHECK(answer(k.start(on_generation(2, shown), "1")) == "ok");
    CHECK(answer(k.bump(on_generation(2, shown))) == "ok");
    CHECK(k.board("grill").empty());
}

TEST_CASE("a bump that has not seen the recall, and names no generation, leaves the ticket open") {
    TestKitchen k;
    k.submit(three_lines(2));
    Press shown = having_seen(k.kitchen.seq, at("grill", "a"));
    k.bump(shown);
    k.recall(at("grill", "a"));
    CHECK(answer(k.bump(shown)) == "duplicate");
    CHECK(k.board("grill") == Told{"a"});
}

TEST_CASE("a press too many is taken back exactly: 2 of 5 are 1 of 5 again, and its timer runs on") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 5));
    k.start(at("grill", "a"), "1");
    const TimeMs started_at = k.line("a", "grill", "1").started_at;
    k.bump_line(at("grill", "a"), "1", 1);
    k.bump_line(at("grill", "a"), "1", 2);
    CHECK(answer(k.run(RecallTicket{on_generation(1, at("grill", "a")), {{"1"}}, {1}})) == "ok");
    CHECK(k.line("a", "grill", "1").done == 1);
    CHECK(k.line("a", "grill", "1").state == LineState::started);
    CHECK(k.line("a", "grill", "1").started_at == started_at);
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    // The press that was taken back cannot come again, and neither can the taking back.
    CHECK(answer(k.bump_line(on_generation(1, at("grill", "a")), "1", 2)) == "duplicate");
    CHECK(answer(k.run(RecallTicket{on_generation(1, at("grill", "a")), {{"1"}}, {1}})) == "duplicate");
    CHECK(k.line("a", "grill", "1").done == 1);
}

TEST_CASE("a ticket bumped with a part done comes back with that part done") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1", "grill", 5).line("2"));
    k.bump_line(at("grill", "a"), "1", 3);
    k.bump(at("grill", "a"));
    CHECK(answer(k.run(RecallTicket{at("grill", "a"), {{"1", "2"}}, {3, 0}})) == "ok");
    CHECK(k.line("a", "grill", "1").done == 3);
    CHECK(k.line("a", "grill", "1").state == LineState::open);
    CHECK(k.line("a", "grill", "2").done == 0);
}

TEST_CASE("a recall that would leave as much done as there is, or counts wrongly, is refused") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 5).line("2"));
    k.bump_line(at("grill", "a"), "1", 2);
    CHECK(answer(k.run(RecallTicket{at("grill", "a"), {{"1"}}, {2}})) == "not_allowed");
    CHECK(answer(k.run(RecallTicket{at("grill", "a"), {{"1"}}, {4}})) == "not_allowed");
    CHECK(answer(k.run(RecallTicket{at("grill", "a"), {{"1"}}, {1, 1}})) == "invalid_message");
    CHECK(answer(k.recall_lines(at("grill", "a"), {"2"})) == "not_allowed");
    CHECK(answer(k.recall_lines(at("grill", "a"), {"1"})) == "ok");
    CHECK(k.line("a", "grill", "1").done == 0);
}

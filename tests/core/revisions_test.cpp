// Amendments sent again, out of turn, or for an order that is over.
#include <catch2/catch_test_macros.hpp>

#include "base/limits.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

OrderBuilder with_notes(std::string notes) {
    return an_order("a").line("1").line("2").notes(std::move(notes));
}
std::uint32_t current(const Decision& decision) {
    const Refusal* refusal = decision.refusal();
    return refusal ? refusal->revision.value_or(999) : 999;
}

}  // namespace

TEST_CASE("a taken revision with the same content is a duplicate with the first answer, for ever") {
    TestKitchen k;
    k.submit(with_notes(""));
    Decision first = k.amend(with_notes("one").line("3", "drink"), 1);
    k.amend(with_notes("two"), 2);
    k.bump(at("grill", "a"));
    Decision again = k.amend(with_notes("one").line("3", "drink"), 1);
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(first));
    CHECK(ack_of(again).revision == 1u);
    CHECK(ack_of(again).tickets == ack_of(first).tickets);
    CHECK(again.events.empty());
}

TEST_CASE("a taken revision with other content is a conflict") {
    TestKitchen k;
    k.submit(with_notes(""));
    k.amend(with_notes("one"), 1);
    CHECK(answer(k.amend(with_notes("other"), 1)) == "conflict");
}

TEST_CASE("0, a gap and a revision taken by a void are stale, and the current one is told") {
    TestKitchen k;
    k.submit(with_notes(""));
    CHECK(answer(k.amend(with_notes(""), 0)) == "stale_revision");
    CHECK(current(k.amend(with_notes(""), 0)) == 0);
    Decision gap = k.amend(with_notes("one"), 2);
    CHECK(answer(gap) == "stale_revision");
    CHECK(path_of(gap) == "/revision");
    k.void_lines("a", {"2"});
    Decision taken = k.amend(with_notes("one"), 1);
    CHECK(answer(taken) == "stale_revision");
    CHECK(current(taken) == 1);
    CHECK(answer(k.amend(an_order("a").line("1").notes("one"), 2)) == "ok");
}

TEST_CASE("a served or void order is not amended") {
    TestKitchen k;
    k.submit(with_notes(""));
    SECTION("served") { k.bump(at("grill", "a")); }
    SECTION("void") { k.void_order("a"); }
    Decision late = k.amend(with_notes("late"), k.order("a").revision() + 1);
    CHECK(answer(late) == "not_allowed");
    CHECK(path_of(late) == "/order/id");
}

TEST_CASE("an amendment cannot force a station that does not cook") {
    TestKitchen k(with_expo());
    k.submit(with_notes(""));
    Decision amended = k.amend(with_notes("").line("3", "pass"), 1);
    CHECK(answer(amended) == "unknown_station");
    CHECK(path_of(amended) == "/order/lines/2/station");
}

TEST_CASE("an order changed again and again is refused in the end, and all it wrote can be read") {
    TestKitchen k;
    k.submit(an_order("a").line("0"));
    std::uint32_t revision = 0;
    auto amended = [&] {
        OrderBuilder next = an_order("a").notes(std::to_string(revision));
        for (int i = 0; i < 5; ++i) next.line(std::to_string(i));
        return next;
    };
    while (answer(k.amend(amended(), revision + 1)) == "ok") ++revision;
    CHECK(answer(k.amend(amended(), revision + 1)) == "not_allowed");
    CHECK(revision == limits::revisions - 1);
    // It can still be voided line by line, with revisions beyond every amendment's, and these be confirmed.
    for (int i = 0; i < 5; ++i) CHECK(answer(k.void_lines("a", {std::to_string(i)})) == "ok");
    CHECK(k.order("a").voided);
    CHECK(answer(k.confirm(at("grill", "a"))) == "ok");
    CHECK(k.board("grill").empty());
}

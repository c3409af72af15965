// ticket.confirm: the cook has seen the changes up to a revision.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// Revision 1 adds a line, revision 2 voids one.
struct Changed : TestKitchen {
    Changed() {
        submit(an_order("a").line("1").line("2").line("4", "drink"));
        amend(an_order("a").line("1").line("2").line("4", "drink").line("3"), 1);
        void_lines("a", {"2"});
    }
    Change mark(const char* id) const { return line("a", "grill", id).change; }
};

}  // namespace

TEST_CASE("confirming a revision clears the marks up to it and no later one") {
    Changed k;
    CHECK(answer(k.confirm(of_revision(1, at("grill", "a")))) == "ok");
    CHECK(k.mark("3") == Change::none);
    CHECK(k.mark("2") == Change::removed);
    CHECK(answer(k.confirm(of_revision(2, at("grill", "a")))) == "ok");
    CHECK(k.mark("2") == Change::none);
}

TEST_CASE("confirming what is confirmed is a duplicate with the seq of the first time") {
    Changed k;
    Decision first = k.confirm(of_revision(2, at("grill", "a")));
    for (std::uint32_t revision : {0u, 1u, 2u}) {
        Decision again = k.confirm(of_revision(revision, at("grill", "a")));
        CHECK(answer(again) == "duplicate");
        CHECK(seq_of(again) == seq_of(first));
    }
}

TEST_CASE("a revision that is yet to come cannot be confirmed") {
    Changed k;
    CHECK(answer(k.confirm(of_revision(3, at("grill", "a")))) == "not_allowed");
    CHECK(path_of(k.confirm(of_revision(3, at("grill", "a")))) == "/revision");
}

TEST_CASE("without a revision the current one is meant") {
    Changed k;
    k.confirm(at("grill", "a"));
    CHECK(k.ticket("a", "grill").confirmed == 2);
}

TEST_CASE("a mark that comes in with a transfer can be confirmed where that revision had been") {
    Changed k;
    k.confirm(at("drink", "a"));
    k.transfer(at("grill", "a"), "drink");
    REQUIRE(k.line("a", "drink", "3").change == Change::added);
    CHECK(answer(k.confirm(at("drink", "a"))) == "ok");
    CHECK(k.line("a", "drink", "3").change == Change::none);
    CHECK(answer(k.confirm(at("drink", "a"))) == "duplicate");
}

TEST_CASE("a bump of the whole ticket confirms the changes it showed, a bump of a line does not") {
    Changed k;
    k.bump_line(at("grill", "a"), "1");
    CHECK(k.mark("2") == Change::removed);
    k.bump(of_revision(1, at("grill", "a")));
    CHECK(k.mark("3") == Change::none);
    CHECK(k.mark("2") == Change::removed);
    k.bump(of_revision(2, at("grill", "a")));
    CHECK(k.mark("2") == Change::none);
    CHECK(k.board("grill").empty());
}

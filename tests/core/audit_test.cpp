// Who did what: events that are kept to be read, and the cook who pressed a key.
#include <catch2/catch_test_macros.hpp>
#include <variant>

#include "core/snapshot.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

Press by(std::string cook, Press press) { return press.cook = std::move(cook), press; }

// Who did it, as the last request's event of this kind has it.
template <class Body>
std::string cook_of(const TestKitchen& k) {
    for (const Event& event : k.events)
        if (const auto* body = std::get_if<Body>(&event.body)) return body->cook;
    return "(no such event)";
}

}  // namespace

TEST_CASE("what was done to devices and people is written, and changes nothing in the kitchen") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    Kitchen before = k.kitchen;
    Decision decision = k.run(Audit{"ani", AuditAction::device_paired, "d-1f4e", "Grill left"});
    REQUIRE(k.events.size() == 1);
    CHECK(seq_of(decision) == k.kitchen.seq);
    CHECK(k.events[0].body == EventBody(Audited{"ani", AuditAction::device_paired, "d-1f4e", "Grill left"}));
    CHECK(k.told().empty());
    before.seq = k.kitchen.seq;
    before.at = k.kitchen.at;
    CHECK(state_digest(before) == state_digest(k.kitchen));
}

TEST_CASE("the same thing done twice is written twice") {
    TestKitchen k;
    Audit wrong_pin{"d-1", AuditAction::pin_wrong, "", ""};
    Decision first = k.run(wrong_pin);
    CHECK(seq_of(k.run(wrong_pin)) == seq_of(first) + 1);
}

TEST_CASE("the cook who pressed the key stands in the event") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1").line("2").line("3", "drink"));
    k.start(by("ani", at("grill", "a")), "1");
    CHECK(cook_of<LineStarted>(k) == "ani");
    k.bump_line(by("budi", at("grill", "a")), "1");
    CHECK(cook_of<LinesBumped>(k) == "budi");
    k.bump(by("ani", at("grill", "a")));
    CHECK(cook_of<LinesBumped>(k) == "ani");
    k.recall(by("citra", at("grill", "a")));
    CHECK(cook_of<TicketRecalled>(k) == "citra");
    k.transfer(by("citra", at("grill", "a")), "drink");
    CHECK(cook_of<TicketTransferred>(k) == "citra");
    k.void_lines("a", {"3"});
    k.confirm(by("dewi", at("drink", "a")));
    CHECK(cook_of<ChangesConfirmed>(k) == "dewi");
    k.bump(by("eka", at("pass", "a")));
    CHECK(cook_of<LinesServed>(k) == "eka");
    k.recall(by("eka", at("pass", "a")));
    CHECK(cook_of<ServeRecalled>(k) == "eka");
    CHECK(cook_of<TicketRecalled>(k) == "eka");
}

TEST_CASE("who served an order that went out by itself is nobody") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.bump(by("ani", at("grill", "a")));
    CHECK(cook_of<LinesBumped>(k) == "ani");
    CHECK(cook_of<LinesServed>(k).empty());
}

TEST_CASE("a press sent again by somebody else is still the first one's") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    k.bump(by("ani", at("grill", "a")));
    CHECK(answer(k.bump(by("budi", at("grill", "a")))) == "duplicate");
}

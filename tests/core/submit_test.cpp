// order.submit: what the ack says, and that sending again is always safe.
#include <catch2/catch_test_macros.hpp>

#include "core/order_json.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("the ack names revision 0 and every station's lines") {
    TestKitchen k;
    Decision sent = k.submit(an_order("a").line("1").line("2", "drink").line("3"));
    CHECK(answer(sent) == "ok");
    CHECK(ack_of(sent).seq == k.kitchen.seq);
    CHECK(ack_of(sent).revision == 0u);
    CHECK(ack_of(sent).routed);
    CHECK(ack_of(sent).tickets == std::vector<StationLines>{{"grill", {"1", "3"}}, {"drink", {"2"}}});
    CHECK(k.told() == std::vector<std::string>{"accepted"});
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK(k.order("a").phase() == OrderPhase::open);
}

TEST_CASE("an item that is 86'd marks its line and is named in the ack; the order is taken") {
    TestKitchen k;
    k.run(SetAvailability{"cola", false, {}});
    OrderPtr order = an_order("a").line("1").line("2", "drink").item("cola");
    Decision sent = k.submit(order);
    CHECK(ack_of(sent).unavailable == std::vector<std::string>{"2"});
    CHECK(k.order("a").lines[1].unavailable);
    k.run(SetAvailability{"cola", true, {}});
    CHECK(ack_of(k.submit(order)).unavailable == std::vector<std::string>{"2"});  // as the first time
}

TEST_CASE("the same order again is a duplicate with the first answer, whatever happened since") {
    TestKitchen k;
    OrderPtr order = an_order("a").line("1").line("2", "drink");
    Decision first = k.submit(order);
    auto again = [&] {
        Decision sent = k.submit(order);
        CHECK(answer(sent) == "duplicate");
        CHECK(seq_of(sent) == seq_of(first));
        CHECK(ack_of(sent).revision == 0u);
        CHECK(ack_of(sent).tickets == ack_of(first).tickets);
        CHECK(sent.events.empty());
    };
    again();
    k.amend(an_order("a").line("1", "drink", 3), 1);
    again();
    k.void_order("a");
    again();
}

TEST_CASE("other content under a taken id is a conflict, also when it equals a later amendment") {
    TestKitchen k;
    k.submit(an_order("a").line("1"));
    OrderPtr amended = an_order("a").line("1").notes("hurry");
    k.amend(amended, 1);
    Decision sent = k.submit(amended);
    CHECK(answer(sent) == "conflict");
    CHECK(sent.events.empty());
}

TEST_CASE("an id of an earlier service day is a duplicate or a conflict too") {
    TestKitchen k;
    OrderPtr order = an_order("a").line("1");
    Decision first = k.submit(order);
    Event acceptance = k.events.front();
    k.bump(at("grill", "a"));
    k.wait(24 * 3600'000);
    k.tick();
    REQUIRE(k.kitchen.find("a") == nullptr);

    KnownOrder known{seq_of(first), content_hash(*order), &acceptance};
    k.known = &known;
    Decision again = k.submit(order);
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(first));
    CHECK(ack_of(again).tickets == ack_of(first).tickets);
    CHECK(answer(k.submit(an_order("a").line("1").notes("x"))) == "conflict");

    SECTION("when the journal no longer holds it, only the lists are missing") {
        known.accepted = nullptr;
        CHECK(answer(k.submit(order)) == "duplicate");
        CHECK(seq_of(k.submit(order)) == seq_of(first));
        CHECK(ack_of(k.submit(order)).tickets.empty());
    }
    SECTION("nothing else can be done with it, but it is not called unknown") {
        CHECK(answer(k.amend(order, 1)) == "not_allowed");
        CHECK(answer(k.void_order("a")) == "not_allowed");
        CHECK(answer(k.recall(at("grill", "a"))) == "not_allowed");
    }
}

TEST_CASE("requests about an order that nobody sent are unknown_order") {
    TestKitchen k;
    Press press = at("grill", "nobody");
    for (const Command& command :
         {Command(VoidOrder{"nobody", {}}), Command(FireCourse{"nobody", 1}),
          Command(HoldOrder{"nobody", {}}), Command(ReleaseOrder{"nobody", {}}),
          Command(SetPriority{"nobody", Priority::vip, {}}), Command(StartLine{press, "1"}),
          Command(BumpLine{press, "1", {}}), Command(BumpTicket{press}), Command(RecallTicket{press, {}}),
          Command(TransferTicket{press, "drink"}), Command(ConfirmChanges{press})}) {
        Decision decision = k.run(command);
        CHECK(answer(decision) == "unknown_order");
        CHECK(path_of(decision) == "/order_id");
    }
    Decision amended = k.amend(an_order("nobody").line("1"), 1);
    CHECK(answer(amended) == "unknown_order");
    CHECK(path_of(amended) == "/order/id");
}

TEST_CASE("rush and VIP stand before the others, then the order in which they were fired") {
    TestKitchen k;
    k.submit(an_order("first").line("1"));
    k.wait(1000);
    k.submit(an_order("second").line("1"));
    k.submit(an_order("important").line("1").priority(Priority::vip));
    k.submit(an_order("urgent").line("1").priority(Priority::rush));
    CHECK(k.board("grill") == std::vector<std::string>{"urgent", "important", "first", "second"});
    k.run(SetPriority{"second", Priority::rush, {}});
    CHECK(k.board("grill").front() == "second");
}

// Lists of orders, page by page, and the story of one as the journal tells it.
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <catch2/catch_test_macros.hpp>

#include "analytics/kept.h"
#include "analytics/order_summary.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs second_ms = 1'000;

// Order n of a day; took so long.
OrderFacts cooked_order(Seq seq, DurationMs time_ms, const std::string& day = "2026-11-20") {
    OrderFacts order;
    order.seq = order.last_seq = seq;
    order.id = "o" + std::to_string(seq);
    order.number = std::to_string(seq % 3);
    order.day = day;
    order.accepted_at = order.fired_at = opening + static_cast<TimeMs>(seq) * second_ms;
    order.ready_at = order.fired_at + time_ms;
    TicketFacts ticket;
    ticket.station = seq % 2 == 0 ? "grill" : "drink";
    ticket.fired_at = order.fired_at;
    ticket.bumped_at = order.ready_at;
    ticket.target_s = 480;
    ticket.late_s = 720;
    LineFacts line;
    line.id = "1";
    line.name = "Soto";
    line.state = LineState::done;
    line.fired_at = order.fired_at;
    line.done_at = order.ready_at;
    ticket.lines.push_back(line);
    order.tickets.push_back(ticket);
    return order;
}

std::vector<std::string> ids_in(const json::object& answer) {
    std::vector<std::string> ids;
    for (const json::value& order : answer.at("orders").as_array())
        ids.emplace_back(order.at("id").as_string());
    return ids;
}

std::string next_in(const json::object& answer) { return std::string(answer.at("next").as_string()); }

std::vector<std::string> kinds_in(const json::object& answer) {
    std::vector<std::string> kinds;
    for (const json::value& event : answer.at("events").as_array())
        kinds.emplace_back(event.at("kind").as_string());
    return kinds;
}

const json::object& event_of_kind(const json::object& answer, std::string_view kind) {
    const auto& events = answer.at("events").as_array();
    const auto found = std::find_if(events.begin(), events.end(), [&](const json::value& event) {
        return event.at("kind").as_string() == json::string_view(kind);
    });
    REQUIRE(found != events.end());
    return found->as_object();
}

// Facts and journal of a kitchen in which things have happened.
struct ToldKitchen {
    TemporaryDirectory directory;
    KitchenJournal journal{directory / "journal.db"};
    FakeFacts facts;

    explicit ToldKitchen(const TestKitchen& kitchen) : facts(facts_kept_of(kitchen)) {
        journal.append(kitchen.journal);
    }
    json::object story(const std::string& id) { return told_with(&journal.reader(), facts, "orders/" + id); }
};

}  // namespace

TEST_CASE("orders come newest first, and page by page each comes once although others came in between") {
    FakeFacts facts = a_friday({});
    for (Seq seq = 1; seq <= 5; ++seq) keep(facts, cooked_order(seq, 60 * second_ms));
    const json::object first = told_of(facts, "orders", "limit=2");
    CHECK(ids_in(first) == std::vector<std::string>{"o5", "o4"});
    CHECK(first.at("total").as_int64() == 5);
    keep(facts, cooked_order(6, 60 * second_ms));
    const json::object second = told_of(facts, "orders", "limit=2&after=" + next_in(first));
    CHECK(ids_in(second) == std::vector<std::string>{"o3", "o2"});
    const json::object last = told_of(facts, "orders", "limit=2&after=" + next_in(second));
    CHECK(ids_in(last) == std::vector<std::string>{"o1"});
    CHECK(last.at("next").is_null());
}

TEST_CASE(
    "the slowest orders stand first, of equally slow ones the newer, and those that are not ready last") {
    FakeFacts facts = a_friday({});
    facts.reach.first_day = "2026-11-01";
    for (const OrderFacts& order :
         {cooked_order(1, 90 * second_ms, "2026-11-02"), cooked_order(2, 300 * second_ms, "2026-11-03"),
          cooked_order(3, 90 * second_ms)})
        keep(facts, order);
    OrderFacts open = cooked_order(4, 0);
    open.ready_at = 0;
    keep(facts, open);
    const json::object first = told_of(facts, "orders", "sort=slowest&limit=3&from=2026-11-01&to=2026-11-20");
    CHECK(ids_in(first) == std::vector<std::string>{"o2", "o3", "o1"});
    const json::object rest = told_of(
        facts, "orders", "sort=slowest&limit=3&from=2026-11-01&to=2026-11-20&after=" + next_in(first));
    CHECK(ids_in(rest) == std::vector<std::string>{"o4"});
}

TEST_CASE("orders are found by what guests call them, and by filters together with it") {
    FakeFacts facts = a_friday({});
    for (Seq seq = 1; seq <= 6; ++seq) keep(facts, cooked_order(seq, 60 * second_ms));
    CHECK(ids_in(told_of(facts, "orders", "number=1")) == std::vector<std::string>{"o4", "o1"});
    CHECK(ids_in(told_of(facts, "orders", "number=1&station=grill")) == std::vector<std::string>{"o4"});
    CHECK(ids_in(told_of(facts, "orders", "station=grill")) == std::vector<std::string>{"o6", "o4", "o2"});
}

TEST_CASE("a list that cannot be asked for so is refused where it is wrong") {
    FakeFacts facts = a_friday({});
    CHECK(refused(facts, "orders", "limit=201").path == "/limit");
    CHECK(refused(facts, "orders", "sort=fastest").path == "/sort");
    CHECK(refused(facts, "orders", "after=7").path == "/after");
    CHECK(refused(facts, "orders", "after=1.2x").path == "/after");
    CHECK(refused(facts, "orders", "number=7&from=2026-01-01&to=2026-11-20").path == "/number");
}

TEST_CASE("an order's time falls into waiting, cooking and the pass, which add up") {
    TestKitchen kitchen{with_expo()};
    kitchen.submit(an_order("a").line("1").line("2", "drink", 2));
    kitchen.wait(20 * second_ms);
    kitchen.start(at("grill", "a"), "1");
    kitchen.wait(100 * second_ms);
    kitchen.bump(at("grill", "a"));
    kitchen.bump(at("drink", "a"));
    kitchen.wait(30 * second_ms);
    const OrderFacts ready = facts_of(kitchen, "a");
    CHECK(phases_of(ready).waiting_ms == 20 * second_ms);
    CHECK(phases_of(ready).cooking_ms == 100 * second_ms);
    CHECK(phases_of(ready).pass_ms == -1);
    CHECK(items_of(ready) == 3);
}

TEST_CASE(
    "an order that nobody began waited until it was shown, and one that nobody saw has not waited as far as "
    "we know") {
    OrderFacts order = cooked_order(1, 60 * second_ms);
    CHECK(phases_of(order).waiting_ms == 0);
    CHECK(phases_of(order).cooking_ms == 60 * second_ms);
    order.tickets[0].shown_at = order.fired_at + 5 * second_ms;
    CHECK(phases_of(order).waiting_ms == 5 * second_ms);
    order.tickets[0].shown_at = order.ready_at + 5 * second_ms;  // bumped before a slow screen had reported
    CHECK(phases_of(order).waiting_ms == 60 * second_ms);
    CHECK(phases_of(order).cooking_ms == 0);
}

TEST_CASE("an order's story is every event of it and of no other, with what its lines are called") {
    TestKitchen kitchen;
    kitchen.submit(an_order("a").line("1", "grill", 2).line("2", "drink"));
    kitchen.submit(an_order("ab").line("1"));
    kitchen.wait(30 * second_ms);
    kitchen.start(at("grill", "a"), "1");
    kitchen.wait(60 * second_ms);
    kitchen.bump(aged(10 * second_ms, at("grill", "a")));
    kitchen.bump(at("grill", "ab"));
    kitchen.transfer(at("drink", "a"), "dessert");
    kitchen.recall(at("grill", "a"));
    kitchen.void_order("a");
    ToldKitchen told(kitchen);
    const json::object story = told.story("a");
    CHECK(story.at("forgotten").as_bool() == false);
    CHECK(story.at("cut").as_bool() == false);
    CHECK(story.at("order").at("id").as_string() == "a");
    CHECK(story.at("tickets").as_array().size() == 3);
    CHECK(kinds_in(story).front() == "order_accepted");
    for (const json::value& event : story.at("events").as_array())
        for (const json::value& line : event.at("lines").as_array())
            CHECK(line.at("name").as_string().starts_with("dish-"));
    const json::object& bump = event_of_kind(story, "lines_bumped");
    CHECK(bump.at("after_ms").as_int64() == 90 * second_ms);
    CHECK(bump.at("pressed_ms").as_int64() == 80 * second_ms);
    CHECK(bump.at("station").as_string() == "grill");
    CHECK(bump.at("lines").as_array().at(0).at("quantity").as_int64() == 2);
    const json::object& transfer = event_of_kind(story, "ticket_transferred");
    CHECK(transfer.at("to").as_string() == "dessert");
    CHECK(transfer.at("reason").as_string() == "pressed");
    CHECK(event_of_kind(story, "order_voided").at("whole").as_bool());
    const auto of_a = std::count_if(kitchen.journal.begin(), kitchen.journal.end(),
                                    [](const Event& event) { return event.order_id == "a"; });
    CHECK(static_cast<std::ptrdiff_t>(kinds_in(story).size()) == of_a);
}

TEST_CASE("a line is called as it was when it happened, also after the order was changed") {
    TestKitchen kitchen;
    kitchen.submit(an_order("a").line("1", "grill", 1));
    kitchen.amend(an_order("a").line("1", "grill", 3), 1);
    ToldKitchen told(kitchen);
    const json::object story = told.story("a");
    CHECK(event_of_kind(story, "order_accepted").at("lines").as_array().at(0).at("quantity").as_int64() == 1);
    const json::object& amended = event_of_kind(story, "order_amended");
    CHECK(amended.at("revision").as_int64() == 1);
    CHECK(amended.at("lines").as_array().at(0).at("quantity").as_int64() == 3);
    CHECK(amended.at("lines").as_array().at(0).at("change").as_string() == "changed");
}

TEST_CASE("where the journal has forgotten an order its facts are left, and the answer says so") {
    TestKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    kitchen.bump(at("grill", "a"));
    ToldKitchen told(kitchen);
    told.facts.orders.begin()->second[0].id = "gone";  // another history than the facts'
    const json::object story = told.story("gone");
    CHECK(story.at("forgotten").as_bool());
    CHECK(story.at("events").as_array().empty());
    CHECK(story.at("order").at("state").as_string() == "served");
    CHECK(told_of(told.facts, "orders/gone").at("forgotten").as_bool());  // no journal at all
}

TEST_CASE("nothing is told of an order that never was") {
    FakeFacts facts = a_friday({});
    auto answer = Answers(facts, nullptr, {}).answer("orders/nobody", "");
    REQUIRE(std::holds_alternative<Refusal>(answer));
    CHECK(std::get<Refusal>(answer).code == ErrorCode::unknown_order);
}

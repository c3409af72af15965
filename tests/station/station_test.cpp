#include <boost/json/serialize.hpp>

#include "core/order_json.h"
#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

OrderPtr two_for_the_grill(const std::string& id) {
    return an_order(id).line("1").line("2").line("3", "drink");
}

}  // namespace

TEST_CASE("an order appears on its station's screen with that station's lines only") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    REQUIRE(kitchen.until_open(1));
    const ScreenTicket& ticket = *kitchen.ticket("a");
    CHECK(ticket.lines.size() == 2);
    REQUIRE(ticket.progress.size() == 1);
    CHECK(ticket.progress[0].station == "drink");
}

TEST_CASE("a press shows at once, marked until the hub has confirmed it") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    REQUIRE(kitchen.until_open(1));
    kitchen.post(Action::Kind::start_line, "a", "1");
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.tickets[0].lines[0].state == LineState::started; }));
    CHECK(kitchen.ticket("a")->lines[0].pending);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return !model.tickets[0].lines[0].pending; }));
    CHECK(kitchen.ticket("a")->lines[0].state == LineState::started);
}

TEST_CASE("the hub is lost: tickets stay, presses show, and count when it is back") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    kitchen.submit(two_for_the_grill("b"));
    REQUIRE(kitchen.until_open(2));
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link == Link::lost; }));
    CHECK(kitchen.model()->tickets.size() == 2);
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_open(1));
    CHECK(kitchen.model()->waiting == 1);

    kitchen.open_hub();
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.link == Link::live && model.waiting == 0; }));
    CHECK(kitchen.model()->tickets.size() == 1);
    CHECK(kitchen.model()->bumped.at(0).number == "a");
}

TEST_CASE("a screen restarted without its hub shows what it had, its own presses too") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    kitchen.submit(two_for_the_grill("b"));
    REQUIRE(kitchen.until_open(2));
    kitchen.lose_hub();
    kitchen.post(Action::Kind::bump_ticket, "b");
    REQUIRE(kitchen.until_open(1));
    kitchen.close_screen();

    kitchen.open_screen();
    REQUIRE(kitchen.model()->tickets.size() == 1);
    CHECK(kitchen.model()->tickets[0].order_id == "a");
    CHECK(kitchen.model()->known);
    kitchen.open_hub();
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.link == Link::live && model.waiting == 0; }));
    CHECK(kitchen.model()->tickets.size() == 1);
}

TEST_CASE("a bump made without the hub on a ticket that went to another station meanwhile says where it is") {
    LineKitchen kitchen;
    kitchen.submit(an_order("42").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    kitchen.post(Action::Kind::bump_ticket, "42");
    REQUIRE(kitchen.until_open(0));
    kitchen.close_screen();
    kitchen.open_hub();
    OneOrderPos(
        kitchen, R"({"type":"ticket.transfer","id":"1","order_id":"42","station":"grill","to":"drink"})",
        R"({"type":"hello","protocol":1,"role":"station","name":"x","station":"drink","screen":"x"})");
    kitchen.open_screen();
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.fault.starts_with("42 is at drink now"); }));
    CHECK(kitchen.model()->tickets.empty());
}

TEST_CASE("undo brings back exactly what the last bump took") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    REQUIRE(kitchen.until_open(1));
    kitchen.post(Action::Kind::bump_line, "a", "1");
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.tickets[0].lines[0].state == LineState::done; }));
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_open(0));
    kitchen.undo();
    REQUIRE(kitchen.until_open(1));
    CHECK(kitchen.ticket("a")->lines[0].state == LineState::done);
    CHECK(kitchen.ticket("a")->lines[1].state == LineState::open);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.waiting == 0; }));
    CHECK(kitchen.ticket("a")->generation == 2);
}

TEST_CASE("undo of a part takes back that part: 2 of 5 are 1 of 5 again, at once and at the hub") {
    LineKitchen kitchen;
    kitchen.submit(an_order("a").line("1", "grill", 5).line("2"));
    REQUIRE(kitchen.until_open(1));
    auto done_is = [&](int done) {
        return kitchen.until([&](const ScreenModel& model) {
            return !model.tickets.empty() && model.tickets[0].lines[0].done == done;
        });
    };
    auto bump = [&](int done) {
        Action action;
        action.kind = Action::Kind::bump_line;
        action.order_id = "a";
        action.line_id = "1";
        action.done = done;
        action.generation = kitchen.model()->tickets.at(0).generation;
        action.seen = kitchen.model()->seq;
        kitchen.mailbox.post(action);
    };
    bump(1);
    REQUIRE(done_is(1));
    bump(2);
    REQUIRE(done_is(2));
    CHECK(kitchen.model()->tickets.at(0).lines[0].pending);
    kitchen.undo();
    REQUIRE(done_is(1));
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.waiting == 0; }));
    CHECK(kitchen.model()->tickets.at(0).lines[0].done == 1);

    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_open(0));
    kitchen.undo();
    REQUIRE(kitchen.until_open(1));
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.waiting == 0; }));
    CHECK(kitchen.model()->tickets.at(0).lines[0].done == 1);
    CHECK(kitchen.model()->tickets.at(0).lines[1].done == 0);
}

TEST_CASE(
    "a hub with another history does not mix with the screen's: it begins anew and keeps the old copy") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("old"));
    REQUIRE(kitchen.until_open(1));
    kitchen.lose_hub();
    std::filesystem::rename(kitchen.directory.path() / "journal.db",
                            kitchen.directory.path() / "elsewhere.db");
    std::filesystem::remove(kitchen.directory.path() / "journal.db-wal");
    std::filesystem::remove(kitchen.directory.path() / "journal.db-shm");
    kitchen.open_hub();
    kitchen.submit(two_for_the_grill("new"));
    REQUIRE(kitchen.until([&](const ScreenModel& model) {
        return model.tickets.size() == 1 && model.tickets[0].order_id == "new";
    }));
    std::size_t copies = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kitchen.directory.path() / "screen"))
        if (entry.path().filename().string().starts_with("replica.db.")) ++copies;
    CHECK(copies >= 1);
}

TEST_CASE("what was presented is reported, also what was presented while the hub was away") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    REQUIRE(kitchen.until_open(1));
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    kitchen.mailbox.post(Presented{kitchen.model()->seq, {{"a", 0, 1}}});
    kitchen.loop.run_until([] { return false; }, 20);
    Seq before = kitchen.model()->seq;
    kitchen.open_hub();
    REQUIRE(kitchen.until([&](const ScreenModel& model) { return model.seq > before; }));
}

TEST_CASE("an expo sees the whole order and serves it") {
    LineKitchen kitchen;
    kitchen.close_screen();
    kitchen.open_screen("pass");
    kitchen.submit(two_for_the_grill("a"));
    REQUIRE(kitchen.until_open(1));
    CHECK(kitchen.ticket("a")->progress.size() == 2);
    CHECK(kitchen.ticket("a")->lines.size() == 3);
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(
        kitchen.until([](const ScreenModel& model) { return model.tickets.empty() && model.waiting == 0; }));
    CHECK(kitchen.model()->bumped.size() == 1);
}

TEST_CASE(
    "an undo takes back what the screen names, and only that: not what was bumped before it, nor after") {
    LineKitchen kitchen;
    kitchen.submit(two_for_the_grill("a"));
    kitchen.submit(two_for_the_grill("b"));
    REQUIRE(kitchen.until_open(2));
    CHECK(kitchen.model()->undoable.number == 0);
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_open(1));
    const NewestPress first = kitchen.model()->undoable;
    CHECK(first.name == "a");
    kitchen.post(Action::Kind::bump_ticket, "a");  // of what is bumped already
    kitchen.post(Action::Kind::bump_line, "b", "2");
    REQUIRE(
        kitchen.until([&](const ScreenModel& model) { return model.undoable.name.starts_with("b: 1 × "); }));
    CHECK(kitchen.model()->undoable.number > first.number);
    Action late;
    late.kind = Action::Kind::undo;
    late.undoes = first.number;
    kitchen.mailbox.post(late);
    kitchen.post(Action::Kind::start_line, "b", "1");
    REQUIRE(kitchen.until(
        [&](const ScreenModel& model) { return model.tickets[0].lines[0].state == LineState::started; }));
    CHECK(kitchen.ticket("b")->lines[1].state == LineState::done);
    kitchen.undo();
    REQUIRE(kitchen.until([&](const ScreenModel& model) { return model.undoable.number == first.number; }));
    CHECK(kitchen.ticket("b")->lines[1].state == LineState::open);
    kitchen.undo();
    REQUIRE(kitchen.until_open(2));
    CHECK(kitchen.model()->undoable.number == 0);
}

// What a screen offers to take back, and what it keeps until the hub's word is safe: presses on tickets that
// came back, presses that the hub refused, and a power cut between the hub's word and this screen's disk.
#include "base/limits.h"
#include "station/full_disk.h"
#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct Undone : LineKitchen {
    Undone() {
        submit(an_order("a").line("1").line("2"));
        submit(an_order("b").line("1"));
        REQUIRE(until_open(2));
    }
    bool until_settled() {
        return until([](const ScreenModel& shown) { return shown.link == Link::live && shown.waiting == 0; });
    }
    // Bumped and brought back: its second generation.
    void bring_back(const std::string& order) {
        post(Action::Kind::bump_ticket, order);
        REQUIRE(until_open(1));
        undo();
        REQUIRE(until_open(2));
        REQUIRE(until_settled());
        REQUIRE(ticket(order));
        REQUIRE(model()->tickets.size() == 2);
    }
    Action about(Action::Kind kind, const std::string& order, std::uint32_t generation) {
        Action action;
        action.kind = kind;
        action.order_id = order;
        action.generation = generation;
        action.seen = model()->seq;
        return action;
    }
    LineState state(const std::string& order, std::size_t line) {
        const ScreenTicket* shown = ticket(order);
        return shown ? shown->lines.at(line).state : LineState::done;
    }
};

}  // namespace

TEST_CASE("a press on a batch is about each ticket as it is by now: one that came back is bumped as well") {
    Undone kitchen;
    kitchen.bring_back("b");
    Action action = kitchen.about(Action::Kind::bump_lines, "", 1);
    action.lines = {{"a", "1", 1, 0}, {"b", "1", 2, 0}};
    kitchen.mailbox.post(std::move(action));
    REQUIRE(kitchen.until_open(1));
    CHECK(kitchen.ticket("b") == nullptr);
    CHECK(kitchen.state("a", 0) == LineState::done);
    CHECK(kitchen.model()->fault == "");
}

TEST_CASE("a start that was meant for a ticket before it came back begins nothing of it") {
    Undone kitchen;
    kitchen.bring_back("b");
    kitchen.mailbox.post(kitchen.about(Action::Kind::start_ticket, "b", 1));
    kitchen.mailbox.post(kitchen.about(Action::Kind::start_ticket, "a", 1));
    REQUIRE(kitchen.until([&](const ScreenModel&) { return kitchen.state("a", 0) == LineState::started; }));
    CHECK(kitchen.state("b", 0) == LineState::open);
    CHECK(kitchen.model()->fault == "");
}

TEST_CASE("what was brought back from the list of those that left is no more to be taken back") {
    Undone kitchen;
    kitchen.post(Action::Kind::bump_ticket, "b");
    REQUIRE(kitchen.until_open(1));
    REQUIRE(kitchen.model()->undoable.name == "b");
    REQUIRE(kitchen.model()->bumped.size() == 1);
    kitchen.mailbox.post(kitchen.about(Action::Kind::recall, "b", kitchen.model()->bumped[0].generation));
    REQUIRE(kitchen.until_open(2));
    CHECK(kitchen.model()->undoable.number == 0);
    kitchen.undo();
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.model()->tickets.size() == 2);
    CHECK(kitchen.model()->fault == "");
}

TEST_CASE("a bump that the hub refuses is said not to have counted, and is not offered to be taken back") {
    Undone kitchen;
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    kitchen.post(Action::Kind::bump_ticket, "b");
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.undoable.name == "b"; }));
    for (const char* file : {"journal.db", "journal.db-wal", "journal.db-shm"})  // the kitchen begins anew
        std::filesystem::remove(kitchen.directory.path() / file);
    kitchen.open_hub();
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.fault.starts_with("a press on b did not count"); }));
    CHECK(kitchen.model()->undoable.number == 0);
    CHECK(kitchen.until_settled());
}

TEST_CASE(
    "a bump that the hub has confirmed outlives a power cut, though this screen's disk had no room for the "
    "news") {
    std::atomic<bool> full = false;
    Undone kitchen;  // after what its screen asks to its end
    const auto start = [&] {
        const auto own = kitchen.directory.path() / "own";
        kitchen.open_screen(kitchen.options_at("grill"), std::make_unique<FullStore>(own, full));
    };
    kitchen.close_screen();
    start();
    REQUIRE(kitchen.until_settled());
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.tickets.size() == 2 && model.copy.unwritten == 0; }));
    full = true;
    kitchen.post(Action::Kind::bump_ticket, "b");
    REQUIRE(kitchen.until([](const ScreenModel& model) {
        return model.tickets.size() == 1 && model.waiting == 0 && !model.copy.fault.empty();
    }));
    kitchen.close_screen();
    kitchen.lose_hub();
    start();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.known && model.link != Link::live; }));
    CHECK(kitchen.model()->tickets.size() == 1);
    CHECK(kitchen.ticket("b") == nullptr);
    full = false;
    kitchen.open_hub();
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.model()->tickets.size() == 1);
}

TEST_CASE("a press on more lines than can wait for the hub is not taken at all, and says so") {
    Undone kitchen;
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    Action action = kitchen.about(Action::Kind::bump_lines, "", 1);
    action.lines.assign(limits::outbox_requests + 1, {"a", "1", 1, 0});
    kitchen.mailbox.post(std::move(action));
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.fault.starts_with("too many presses wait"); }));
    CHECK(kitchen.model()->waiting == 0);
    CHECK(kitchen.state("a", 0) == LineState::open);
}

// What a cook asks for in a rush beside starting and bumping, from the screen through the hub and back; and
// the same while there is no hub.
#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct Rush : LineKitchen {
    Rush() {
        submit(an_order("a").line("1").line("2").line("3", "drink"));
        submit(an_order("b").line("1"));
        REQUIRE(until_open(2));
    }
    void post(Action action) { mailbox.post(std::move(action)); }
    Action about(Action::Kind kind, const std::string& order) {
        Action action;
        action.kind = kind;
        action.order_id = order;
        if (const ScreenTicket* on = ticket(order)) action.generation = on->generation;
        action.seen = model()->seq;
        return action;
    }
    bool until_settled() {
        return until([](const ScreenModel& shown) { return shown.link == Link::live && shown.waiting == 0; });
    }
};

}  // namespace

TEST_CASE(
    "a ticket that is held leaves the board for the list of those held by hand, and comes back from it") {
    Rush kitchen;
    kitchen.post(kitchen.about(Action::Kind::hold, "a"));
    REQUIRE(kitchen.until_open(1));
    REQUIRE(kitchen.model()->parked.size() == 1);
    CHECK(kitchen.model()->parked[0].order_id == "a");
    REQUIRE(kitchen.until_settled());
    kitchen.post(kitchen.about(Action::Kind::release, "a"));
    REQUIRE(kitchen.until_open(2));
    CHECK(kitchen.model()->parked.empty());
}

TEST_CASE("a rush goes before all others at once, and back to its place when it is one no longer") {
    Rush kitchen;
    Action rush = kitchen.about(Action::Kind::set_priority, "b");
    rush.priority = Priority::rush;
    kitchen.post(rush);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.tickets[0].order_id == "b"; }));
    REQUIRE(kitchen.until_settled());
    rush.priority = Priority::normal;
    rush.seen = kitchen.model()->seq;
    kitchen.post(rush);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.tickets[0].order_id == "a"; }));
}

TEST_CASE("a ticket goes to the station that was picked, and this screen offers the others that cook") {
    Rush kitchen;
    REQUIRE_FALSE(kitchen.model()->others.empty());
    CHECK(kitchen.model()->others[0].id == "drink");
    Action transfer = kitchen.about(Action::Kind::transfer, "b");
    transfer.to = "drink";
    kitchen.post(transfer);
    REQUIRE(kitchen.until_open(1));
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.screen->copy().find("b")->find_ticket("drink"));
}

TEST_CASE("an item that is 86'd is named on the screen until it can be had again") {
    Rush kitchen;
    Action out = kitchen.about(Action::Kind::set_availability, "");
    out.item = "cola";
    out.available = false;
    kitchen.post(out);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.unavailable.size() == 1; }));
    CHECK(kitchen.model()->unavailable[0].id == "cola");
    REQUIRE(kitchen.until_settled());
    out.available = true;
    out.seen = kitchen.model()->seq;
    kitchen.post(out);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.unavailable.empty(); }));
}

TEST_CASE("to start a ticket starts every line of it that nobody has begun") {
    Rush kitchen;
    kitchen.LineKitchen::post(Action::Kind::start_line, "a", "1");
    TimeMs first = 0;
    REQUIRE(kitchen.until([&](const ScreenModel& model) {
        first = model.tickets[0].lines[0].started_at;
        return first != 0 && model.waiting == 0;
    }));
    kitchen.post(kitchen.about(Action::Kind::start_ticket, "a"));
    REQUIRE(kitchen.until([&](const ScreenModel& model) {
        return model.tickets[0].lines[1].state == LineState::started && model.waiting == 0;
    }));
    const ScreenModelPtr model = kitchen.model();
    CHECK(model->tickets[0].lines[0].started_at == first);
    CHECK(model->tickets[1].lines[0].state == LineState::open);
}

TEST_CASE("what was held, rushed, sent away and 86'd without a hub is so there too, once it is back") {
    Rush kitchen;
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    Action rush = kitchen.about(Action::Kind::set_priority, "a");
    rush.priority = Priority::rush;
    kitchen.post(rush);
    kitchen.post(kitchen.about(Action::Kind::hold, "a"));
    Action transfer = kitchen.about(Action::Kind::transfer, "b");
    transfer.to = "drink";
    kitchen.post(transfer);
    Action out = kitchen.about(Action::Kind::set_availability, "");
    out.item = "cola";
    out.available = false;
    kitchen.post(out);
    REQUIRE(kitchen.until([](const ScreenModel& model) {
        return model.tickets.empty() && model.unavailable.size() == 1 && model.waiting == 4;
    }));
    kitchen.close_screen();  // and a power cut at the screen
    kitchen.open_hub();
    kitchen.open_screen();
    REQUIRE(kitchen.until_settled());
    const Kitchen& copy = kitchen.screen->copy();
    REQUIRE(kitchen.loop.run_until(
        [&] { return copy.find("a")->parked && copy.find("b")->find_ticket("drink") != nullptr; },
        patience_ms));
    CHECK(copy.find("a")->priority == Priority::rush);
    CHECK_FALSE(copy.items.at("cola").available);
}

TEST_CASE(
    "an order held without a hub and released again from the list of those held is not held once it is "
    "back") {
    Rush kitchen;
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    kitchen.post(kitchen.about(Action::Kind::hold, "a"));
    REQUIRE(kitchen.until_open(1));
    kitchen.post(kitchen.about(Action::Kind::release, "a"));
    REQUIRE(kitchen.until_open(2));
    CHECK(kitchen.model()->parked.empty());
    SECTION("at once") {}
    SECTION("after a power cut at the screen") {
        kitchen.close_screen();
        kitchen.open_screen();
        REQUIRE(kitchen.until_open(2));
    }
    kitchen.open_hub();
    REQUIRE(kitchen.until_settled());
    CHECK_FALSE(kitchen.screen->copy().find("a")->parked);
    CHECK(kitchen.model()->tickets.size() == 2);
}

TEST_CASE("what was set and set back without a hub, again and again, is in the end as it was set last") {
    Rush kitchen;
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    Action rush = kitchen.about(Action::Kind::set_priority, "b");
    Action out = kitchen.about(Action::Kind::set_availability, "");
    out.item = "cola";
    for (const bool on : {true, false, true}) {
        rush.priority = on ? Priority::rush : Priority::normal;
        kitchen.post(rush);
        out.available = on;
        kitchen.post(out);
    }
    out.available = false;
    kitchen.post(out);
    REQUIRE(kitchen.until([](const ScreenModel& model) {
        return model.unavailable.size() == 1 && model.tickets[0].order_id == "b";
    }));
    CHECK(kitchen.model()->waiting == 6);  // it could be had already, the first time
    kitchen.open_hub();
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.screen->copy().find("b")->priority == Priority::rush);
    CHECK_FALSE(kitchen.screen->copy().items.at("cola").available);
}

TEST_CASE("an order held and released faster than the hub answers is not held") {
    Rush kitchen;
    Action release = kitchen.about(Action::Kind::release, "a");
    kitchen.post(kitchen.about(Action::Kind::hold, "a"));
    SECTION("before it was heard") { kitchen.post(release); }
    SECTION("on a frame from before it was heard") {
        REQUIRE(kitchen.until_open(1));
        REQUIRE(kitchen.until_settled());
        kitchen.post(release);
    }
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.waiting == 0 && model.tickets.size() == 2; }));
    CHECK_FALSE(kitchen.screen->copy().find("a")->parked);
}

TEST_CASE("what somebody else has set since the screen looked stays, and the cook is told") {
    Rush kitchen;
    const char* station =
        R"({"type":"hello","protocol":1,"role":"station","name":"x","station":"drink","screen":"x"})";
    Action normal = kitchen.about(Action::Kind::set_priority, "b");
    SECTION("while the hub is there") {
        OneOrderPos(kitchen, R"({"type":"order.priority","id":"1","order_id":"b","priority":"rush"})",
                    station);
        REQUIRE(kitchen.until([](const ScreenModel& model) { return model.tickets[0].order_id == "b"; }));
        kitchen.post(normal);
    }
    SECTION("while this screen was away, between two presses of its own") {
        kitchen.lose_hub();
        REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
        normal.priority = Priority::rush;
        kitchen.post(normal);
        normal.priority = Priority::normal;
        kitchen.post(normal);
        REQUIRE(kitchen.until([](const ScreenModel& model) { return model.waiting == 2; }));
        kitchen.close_screen();
        kitchen.open_hub();
        OneOrderPos(kitchen, R"({"type":"order.priority","id":"1","order_id":"b","priority":"vip"})",
                    station);
        kitchen.open_screen();
    }
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.fault.find("somebody else") != std::string::npos; }));
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.screen->copy().find("b")->priority != Priority::normal);
}

TEST_CASE(
    "what somebody else has held or 86'd since the screen looked stays as well, and the cook is told of "
    "what") {
    Rush kitchen;
    const char* station =
        R"({"type":"hello","protocol":1,"role":"station","name":"x","station":"drink","screen":"x"})";
    std::string said;
    Action late;
    SECTION("an order that was held is not released by a press from before") {
        late = kitchen.about(Action::Kind::release, "b");
        OneOrderPos(kitchen, R"({"type":"order.hold","id":"1","order_id":"b"})", station);
        REQUIRE(kitchen.until([](const ScreenModel& model) { return model.parked.size() == 1; }));
        said = "b was changed by somebody else";
    }
    SECTION("an item that is out is not brought back by a press from before") {
        late = kitchen.about(Action::Kind::set_availability, "");
        late.item = "cola";
        late.available = true;
        OneOrderPos(kitchen, R"({"type":"item.availability","id":"1","item":"cola","available":false})",
                    station);
        REQUIRE(kitchen.until([](const ScreenModel& model) { return model.unavailable.size() == 1; }));
        said = "whether there is cola was changed by somebody else";
    }
    kitchen.post(late);
    REQUIRE(kitchen.until([&](const ScreenModel& model) { return model.fault.starts_with(said); }));
    REQUIRE(kitchen.until_settled());
    CHECK(kitchen.model()->parked.size() + kitchen.model()->unavailable.size() == 1);
}

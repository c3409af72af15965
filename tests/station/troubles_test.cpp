// What goes wrong in a kitchen, brought about by what goes wrong: a hub that is lost, one whose disk is full,
// one with another clock. What a screen then knows, and what it says of it.
#include "station/full_disk.h"
#include "station/troubled_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

using Kind = Trouble::Kind;

// The same kitchen on a disk that fills up. What says so comes first, as the hub asks it to its end.
struct FillingDisk {
    std::atomic<bool> full = false;
};
struct FullKitchen : FillingDisk, TroubledKitchen {
    FullKitchen() {
        lose_hub();
        otherwise = [this](HubOptions&, Opened& journal) {
            journal.writer = std::make_unique<FullWriter>(std::move(journal.writer), full);
        };
        open_hub();
        REQUIRE(until_well());
    }
};

}  // namespace

TEST_CASE("nothing is wrong at a screen whose hub is there") {
    TroubledKitchen kitchen;
    CHECK(kitchen.until_well());
}

TEST_CASE(
    "a hub that is lost is told with its name, its address and the presses that are kept, and its end") {
    TroubledKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.lose_hub();
    REQUIRE(kitchen.until_told(Kind::hub_lost));
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.waiting == 1; }));
    const Trouble lost = *kitchen.told(Kind::hub_lost);
    CHECK(lost.severity == Trouble::Severity::work);
    CHECK(lost.banner);
    CHECK(lost.names.at(0).find(kitchen.model()->kitchen) != std::string::npos);
    CHECK(lost.names.at(0).find(kitchen.hub_address) != std::string::npos);
    CHECK(lost.names.at(1) == "1");
    kitchen.open_hub();
    CHECK(kitchen.until_well());
}

TEST_CASE("a screen that has never heard a hub does not say that all is done, but that it knows nothing") {
    TroubledKitchen kitchen;
    kitchen.close_screen();
    kitchen.lose_hub();
    std::filesystem::remove_all(kitchen.directory.path() / "screen");
    kitchen.open_screen();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return !model.known && model.link == Link::lost; }));
    const Trouble lost = *kitchen.told(Kind::hub_lost);
    CHECK_FALSE(lost.banner);  // the whole picture says it
    CHECK(lost.names.at(0).find(kitchen.hub_address) != std::string::npos);
    CHECK(kitchen.told(Kind::clock_unknown));
}

TEST_CASE(
    "a hub whose disk is full tells its screens, also one that comes later, and when there is room again") {
    FullKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.full = true;
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_told(Kind::hub_cannot_write));
    const Trouble full = *kitchen.told(Kind::hub_cannot_write);
    CHECK(full.severity == Trouble::Severity::work);
    CHECK(full.names.at(0) == "no space left on the disk");
    CHECK(kitchen.told(Kind::presses_wait)->names.at(0) == "1");
    CHECK(kitchen.model()->tickets.empty());

    kitchen.close_screen();
    kitchen.open_screen();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    REQUIRE(kitchen.until_told(Kind::hub_cannot_write));

    kitchen.full = false;
    CHECK(kitchen.until(
        [&](const ScreenModel& model) { return model.waiting == 0 && model.hub_trouble.empty(); }));
}

TEST_CASE("a hub that is lost is not said to be full as well: nobody can ask it") {
    FullKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.full = true;
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_told(Kind::hub_cannot_write));
    kitchen.lose_hub();
    REQUIRE(kitchen.until_told(Kind::hub_lost));
    CHECK_FALSE(kitchen.told(Kind::hub_cannot_write));
}

TEST_CASE("a press that a full hub refused is sent again by itself, as soon as there is room") {
    FullKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.full = true;
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_told(Kind::said));  // it was refused
    kitchen.full = false;
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.waiting == 0; }));
    CHECK(kitchen.model()->bumped.size() == 1);
}

TEST_CASE("a press that was sent and not answered before the hub went is sent to it again when it is back") {
    FullKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.full = true;
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_told(Kind::said));
    kitchen.lose_hub();
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    kitchen.full = false;
    kitchen.open_hub();
    REQUIRE(kitchen.until(
        [](const ScreenModel& model) { return model.link == Link::live && model.waiting == 0; }));
    CHECK(kitchen.model()->tickets.empty());
}

TEST_CASE("a correction of the hub's clock is told with how far and which way, and ages stay") {
    TroubledKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    const TimeMs fired_at = kitchen.ticket("a")->fired_at;
    kitchen.wall += 120 * 60'000;
    REQUIRE(kitchen.until_told(Kind::clock_moved));
    CHECK(kitchen.told(Kind::clock_moved)->names == std::vector<std::string>{"120", ""});
    CHECK(kitchen.ticket("a")->fired_at == fired_at);
    kitchen.wall -= 180 * 60'000;
    CHECK(kitchen.until([&](const ScreenModel& model) {
        const auto moved = find_trouble(all_troubles(model, kitchen.loop), Kind::clock_moved);
        return moved && moved->names == std::vector<std::string>{"180", "-"};
    }));
}

TEST_CASE("a hub whose clock is years away is said to be wrong") {
    TroubledKitchen kitchen;
    kitchen.wall = 60'000;  // 1970, as a box without a clock chip starts
    REQUIRE(kitchen.until_told(Kind::clock_wrong));
    CHECK(kitchen.told(Kind::clock_wrong)->banner);
}

TEST_CASE("a screen learns from its hub that a manager's PIN is asked for, at once and when it comes back") {
    LanKitchen kitchen;
    CHECK_FALSE(kitchen.here.model()->hub_asks_pin);
    Installer(
        kitchen,
        {R"({"type":"person.set","id":"1","person":"rina","name":"Rina","role":"manager","pin":"9137"})"},
        "pos");
    REQUIRE(kitchen.here.until([](const ScreenModel& model) { return model.hub_asks_pin; }));
    kitchen.here.close();
    kitchen.here.open("ws://" + kitchen.plain + "/v1", "Expo");
    REQUIRE(kitchen.here.until(
        [](const ScreenModel& model) { return model.link == Link::live && model.hub_asks_pin; }));
}

TEST_CASE("what a model knows to be wrong is told, the worst first") {
    ScreenModel model;
    model.known = true;
    model.link = Link::live;
    model.waiting = 3;
    model.settings.services = {Service::delivery};
    model.copy.fault = "no space left on device";
    model.tickets.resize(2);
    model.tickets[1].number = "42";
    model.tickets[1].undelivered = {"Grill"};
    const auto all = troubles(model, {.no_speaker = true, .small_letters = true}, 1'800'000'000'000);
    std::vector<Kind> kinds;
    for (const Trouble& one : all) kinds.push_back(one.kind);
    CHECK(kinds == std::vector{Kind::disk, Kind::unseen, Kind::no_speaker, Kind::small_letters,
                               Kind::filtered, Kind::presses_wait});
    CHECK(find_trouble(all, Kind::unseen)->names == std::vector<std::string>{"1", "42", "Grill"});
}

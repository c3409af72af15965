// The rest of what goes wrong: what keeps a screen from its hub, its own disk, its bars, and what people have
// done to it or to another station. Each is brought about by what brings it about in a kitchen.
#include <linux/input-event-codes.h>

#include "station/bar_fake_kernel.h"
#include "station/bar_reader.h"
#include "station/full_disk.h"
#include "station/settings.h"
#include "station/troubled_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

using Met = Trouble::Kind;

std::optional<Trouble> told_at(LanKitchen& kitchen, LanScreen& screen, Met kind) {
    return find_trouble(all_troubles(*screen.model(), kitchen.loop), kind);
}
bool until_told_at(LanKitchen& kitchen, LanScreen& screen, Met kind) {
    return screen.until([&](const ScreenModel&) { return told_at(kitchen, screen, kind).has_value(); });
}

// A kitchen whose hub stands in for silent stations and calls what nobody sees, soon.
struct WatchedKitchen : TroubledKitchen {
    WatchedKitchen() {
        lose_hub();
        close_screen();
        otherwise = [](HubOptions& options, Opened&) {
            options.rules.undelivered_ms = 200;
            options.rules.undelivered_grace_ms = 0;
        };
    }
    // Another screen, with a directory and a mailbox of its own.
    std::unique_ptr<StationScreen> another_screen(const std::string& station, Mailbox& at) {
        auto started =
            StationScreen::start(loop, at, store_in(directory.path() / station), options_at(station));
        REQUIRE(started);
        return std::move(*started);
    }
};

}  // namespace

TEST_CASE("a hub that has just gone is looked for at first, before it is said to be lost") {
    TroubledKitchen kitchen;
    kitchen.lose_hub();
    REQUIRE(kitchen.until_told(Met::hub_connecting));
    CHECK_FALSE(kitchen.told(Met::hub_lost));
    CHECK(kitchen.told(Met::hub_connecting)->names.at(0).find(kitchen.hub_address) != std::string::npos);
    REQUIRE(kitchen.until_told(Met::hub_lost));
    CHECK_FALSE(kitchen.told(Met::hub_connecting));
}

TEST_CASE("a screen that its hub does not know says so, over its tickets once it has any") {
    LanKitchen kitchen;
    REQUIRE(until_told_at(kitchen, kitchen.there, Met::unpaired));
    CHECK_FALSE(told_at(kitchen, kitchen.there, Met::unpaired)->banner);  // the whole picture is its code
    CHECK_FALSE(told_at(kitchen, kitchen.there, Met::hub_lost));
    kitchen.pair();
    CHECK_FALSE(told_at(kitchen, kitchen.there, Met::unpaired));
    kitchen.here.ask(Action::Kind::device_revoke, kitchen.id_of("Grill left"));
    REQUIRE(until_told_at(kitchen, kitchen.there, Met::unpaired));
    CHECK(told_at(kitchen, kitchen.there, Met::unpaired)->banner);
    CHECK(told_at(kitchen, kitchen.there, Met::unpaired)->severity == Trouble::Severity::work);
}

TEST_CASE("another hub than the one it was paired with is told with the address where it answers") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.lose_hub();
    kitchen.replace_keys();
    kitchen.open_hub();
    REQUIRE(until_told_at(kitchen, kitchen.there, Met::foreign_key));
    const Trouble foreign = *told_at(kitchen, kitchen.there, Met::foreign_key);
    CHECK(foreign.banner);
    CHECK(foreign.names.at(0).find(kitchen.secure) != std::string::npos);
    CHECK_FALSE(told_at(kitchen, kitchen.there, Met::hub_lost));
}

TEST_CASE("a screen whose own disk takes nothing says why, works on, and is well when there is room again") {
    std::atomic<bool> full = false;
    TroubledKitchen kitchen;  // after what its screen asks to its end
    kitchen.close_screen();
    kitchen.open_screen(kitchen.options_at("grill"),
                        std::make_unique<FullStore>(kitchen.directory.path() / "own", full));
    REQUIRE(kitchen.until_well());
    full = true;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_told(Met::disk));
    CHECK(kitchen.told(Met::disk)->names.at(0).find("no space left on the disk") != std::string::npos);
    CHECK(kitchen.told(Met::disk)->severity == Trouble::Severity::work);
    CHECK(kitchen.model()->tickets.size() == 1);
    CHECK(kitchen.model()->copy.unwritten > 0);
    full = false;
    CHECK(kitchen.until_well());
}

TEST_CASE("a press that did not count is told for a moment, in the hub's words") {
    TroubledKitchen kitchen;
    kitchen.submit(an_order("a").line("1"));
    REQUIRE(kitchen.until_open(1));
    kitchen.lose_hub();
    REQUIRE(kitchen.until_told(Met::hub_connecting));
    kitchen.post(Action::Kind::bump_ticket, "a");
    REQUIRE(kitchen.until_open(0));
    kitchen.close_screen();
    kitchen.open_hub();
    OneOrderPos(
        kitchen,
        R"({"type":"ticket.transfer","id":"1","order_id":"a","station":"grill","generation":1,"to":"drink"})",
        R"({"type":"hello","protocol":1,"role":"station","name":"x","station":"grill","screen":"x"})");
    kitchen.open_screen();
    REQUIRE(kitchen.until_told(Met::said));
    CHECK(kitchen.told(Met::said)->names.at(0).starts_with("a "));
    CHECK(kitchen.told(Met::said)->banner);
}

TEST_CASE("an expo is told of an order that no screen of its station holds, until one does") {
    WatchedKitchen kitchen;
    kitchen.open_hub();
    kitchen.open_screen("pass");
    kitchen.submit(an_order("42").line("1", "drink"));
    REQUIRE(kitchen.until_told(Met::unseen));
    const Trouble unseen = *kitchen.told(Met::unseen);
    CHECK(unseen.severity == Trouble::Severity::work);
    CHECK(unseen.names == std::vector<std::string>{"1", "42", a_station("drink").name});
    Mailbox mailbox;
    const auto drink = kitchen.another_screen("drink", mailbox);
    REQUIRE(kitchen.loop.run_until([&] { return mailbox.newest()->tickets.size() == 1; }, patience_ms));
    CHECK(kitchen.told(Met::unseen));  // it holds the order, and has presented nothing
    mailbox.post(Presented{mailbox.newest()->seq, {{"42", 0, 1}}});
    REQUIRE(kitchen.until_well());
}

TEST_CASE("a station that was silent is told who has its work, until somebody gives it back") {
    WatchedKitchen kitchen;
    kitchen.otherwise = [](HubOptions& options, Opened&) {
        options.rules.kitchen.stations[0].backup = "drink";
        options.rules.kitchen.stations[0].backup_after_s = 1;
        options.rules.undelivered_grace_ms = 0;
    };
    kitchen.open_hub();
    Mailbox mailbox;
    const auto drink = kitchen.another_screen("drink", mailbox);
    kitchen.submit(an_order("42").line("1"));
    REQUIRE(kitchen.loop.run_until([&] { return mailbox.newest()->tickets.size() == 1; }, patience_ms));
    CHECK(mailbox.newest()->tickets[0].from == std::vector{a_station("grill").name});
    kitchen.open_screen("grill");
    REQUIRE(kitchen.until_told(Met::covered));
    CHECK(kitchen.told(Met::covered)->names.at(0) == a_station("drink").name);
    CHECK(kitchen.told(Met::covered)->banner);
    OneOrderPos(kitchen, R"({"type":"station.return","id":"1","station":"grill"})",
                R"({"type":"hello","protocol":1,"role":"board","name":"tool"})");
    CHECK(kitchen.until_well());
}

TEST_CASE("a bump bar that nobody bound is told by name, and one that another program has in its own words") {
    TroubledKitchen kitchen;
    TemporaryDirectory input;
    BarProfile profile;
    profile.name = "legend-b";
    BarReader reader(input.path(),
                     BarHooks{[](int, Function) {},
                              {},
                              [&](const std::vector<BarFound>& all) {
                                  kitchen.loop.post([&, all] { kitchen.screen->bars_are(all); });
                              }});
    {
        FakeBar bar(input.path(), "event3", {.name = "KB9000"});
        REQUIRE(kitchen.until_told(Met::unknown_bar));
        CHECK(kitchen.told(Met::unknown_bar)->names.at(0) == "KB9000");
        CHECK_FALSE(kitchen.told(Met::bar));
        bar.hold_by_another(true);
        reader.bind({{"0461:0010", profile}});
        REQUIRE(kitchen.until_told(Met::bar));
        CHECK(kitchen.told(Met::bar)->names.at(0) == "KB9000");
        CHECK_FALSE(kitchen.told(Met::bar)->names.at(1).empty());
        CHECK_FALSE(kitchen.told(Met::unknown_bar));
        bar.hold_by_another(false);
        REQUIRE(kitchen.until_well());
    }
    CHECK(kitchen.until_well());
}

TEST_CASE("tickets that a filter hides are told of, until all are shown again") {
    TroubledKitchen kitchen;
    Action action;
    action.kind = Action::Kind::change_settings;
    ScreenSettings settings = kitchen.model()->settings;
    settings.services = {Service::delivery};
    action.settings = std::make_shared<ScreenSettings>(settings);
    kitchen.mailbox.post(action);
    REQUIRE(kitchen.until_told(Met::filtered));
    CHECK_FALSE(kitchen.told(Met::filtered)->banner);  // its label stands on the strip
    settings.services.clear();
    action.settings = std::make_shared<ScreenSettings>(settings);
    kitchen.mailbox.post(action);
    CHECK(kitchen.until_well());
}

TEST_CASE(
    "settings that were damaged on the disk are told with what is wrong, and the screen is as its options "
    "say") {
    TroubledKitchen kitchen;
    const ScreenSettings as_options{};
    const auto read = read_settings(R"({"theme":"dark","volume_percent":4000})", as_options);
    REQUIRE_FALSE(read);
    StationOptions options = kitchen.options_at("grill");
    options.settings = as_options;
    options.machine = [problem = read.error().message] {
        MachineFacts facts;
        facts.settings_problem = problem;
        return facts;
    };
    kitchen.close_screen();
    kitchen.open_screen(std::move(options), store_in(kitchen.directory.path() / "screen"));
    REQUIRE(kitchen.until_told(Met::settings));
    CHECK(kitchen.told(Met::settings)->names.at(0).find("volume_percent") != std::string::npos);
    CHECK(kitchen.told(Met::settings)->banner);
    CHECK(kitchen.model()->settings == as_options);
}

TEST_CASE("a settings file of the box that counts for nothing is told over the tickets of a box that works") {
    TroubledKitchen kitchen;
    StationOptions options = kitchen.options_at("grill");
    options.machine = [] {
        MachineFacts facts;
        facts.box_problem = "brigade.txt:4: WIFI_COUNTRY is \"Indonesia\"; write ID";
        return facts;
    };
    kitchen.close_screen();
    kitchen.open_screen(std::move(options), store_in(kitchen.directory.path() / "screen"));
    REQUIRE(kitchen.until_told(Met::box));
    CHECK(kitchen.told(Met::box)->names.at(0).starts_with("brigade.txt:4:"));
    CHECK(kitchen.told(Met::box)->banner);
}

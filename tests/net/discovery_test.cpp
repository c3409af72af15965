// What hubs say of themselves and which of several is meant: no daemon, no network. The real ones meet in
// tests/lan/discovery.test.mjs.
#include "net/discovery.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "net/discovery_advertiser.h"
#include "net/discovery_finder.h"
#include "net/event_loop.h"

using namespace brigade::net;

namespace {

const FoundHub warung{"Warung Ibu", "hub-1", "Warung Ibu", "192.168.1.5", 8687, "eth0"};
const FoundHub depot{"Depot Jaya", "hub-2", "Depot Jaya", "192.168.1.9", 8687, "eth0"};

FoundHub at(FoundHub hub, const std::string& host) {
    hub.host = host;
    return hub;
}

std::vector<std::string> urls_of(const std::vector<FoundHub>& found) { return by_hub(found).at(0).urls; }

// D-Bus at an address where nobody listens; put back afterwards.
struct NoDaemon {
    NoDaemon() { setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1); }
    ~NoDaemon() { unsetenv("DBUS_SYSTEM_BUS_ADDRESS"); }
};

}  // namespace

TEST_CASE("a kitchen's name is made harmless before anybody reads it") {
    CHECK(read_txt({"txtvers=1", "proto=1", "id=a", "kitchen=x\x07y"})->kitchen == "xy");
}

TEST_CASE("what a hub says of itself is read back") {
    const HubFacts facts{"018f2a4e:x.1_y-2", "Rumah Makan Padang – Café №1"};
    CHECK(to_txt(facts) == std::vector<std::string>{"txtvers=1", "proto=1", "id=018f2a4e:x.1_y-2",
                                                    "kitchen=Rumah Makan Padang – Café №1"});
    CHECK(read_txt(to_txt(facts)) == facts);
}

TEST_CASE("a kitchen's long name is cut between letters to what DNS carries") {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "é";
    const std::string txt = to_txt({"h", name}).back();
    CHECK(txt.size() == 254);  // "kitchen=" and 123 letters of two bytes
    CHECK(service_name(name).size() == 62);
    CHECK(service_name(name + "x") == service_name(name));
    CHECK(service_name(std::string(63, 'a')) == std::string(63, 'a'));
}

TEST_CASE("a kitchen without a name is announced all the same") {
    CHECK(service_name("") == "Brigade");
    CHECK(service_name(" \n\t ") == "Brigade");
}

TEST_CASE("another version, another protocol and a wrong id are no hubs") {
    CHECK(read_txt({"txtvers=1", "proto=1", "id=a"}));
    CHECK(read_txt({"TXTVERS=1", "Proto=1", "ID=a", "id=b"})->id == "a");
    CHECK_FALSE(read_txt({}));
    CHECK_FALSE(read_txt({"txtvers=2", "proto=1", "id=a"}));
    CHECK_FALSE(read_txt({"txtvers=1", "proto=2", "id=a"}));
    CHECK_FALSE(read_txt({"txtvers=1", "proto=1"}));
    CHECK_FALSE(read_txt({"txtvers=1", "proto=1", "id="}));
    CHECK_FALSE(read_txt({"txtvers=1", "proto=1", "id=a b"}));
    CHECK_FALSE(read_txt({"txtvers=1", "proto=1", "id=" + std::string(65, 'a')}));
}

TEST_CASE("an address of IPv6 is written with brackets and, link-local, with its interface") {
    CHECK(url_of(warung) == "wss://192.168.1.5:8687/v1");
    CHECK(url_of(at(warung, "2001:db8::5")) == "wss://[2001:db8::5]:8687/v1");
    CHECK(url_of(at(warung, "fe80::5%eth0")) == "wss://[fe80::5%eth0]:8687/v1");
}

TEST_CASE("a hub of many addresses is one hub, the likeliest address first") {
    CHECK(urls_of({at(warung, "fe80::5%eth0"), at(warung, "169.254.3.4"), at(warung, "2001:db8::5"), warung,
                   at(warung, "127.0.0.1"), warung}) ==
          std::vector<std::string>{"wss://127.0.0.1:8687/v1", "wss://192.168.1.5:8687/v1",
                                   "wss://[2001:db8::5]:8687/v1", "wss://169.254.3.4:8687/v1",
                                   "wss://[fe80::5%eth0]:8687/v1"});
    CHECK(by_hub({warung, depot, at(warung, "10.0.0.1")}).size() == 2);
}

TEST_CASE("the option find is any hub, find:X a certain one, and an address is an address") {
    CHECK(wanted_hub("find") == "");
    CHECK(wanted_hub("find:hub-1") == "hub-1");
    CHECK(wanted_hub("find:Warung: Ibu") == "Warung: Ibu");
    CHECK_FALSE(wanted_hub("finder"));
    CHECK_FALSE(wanted_hub("wss://find:8687/v1"));
    CHECK_FALSE(wanted_hub(""));
}

TEST_CASE("the only hub is the one, at however many addresses") {
    CHECK(choose_hub("", {warung, at(warung, "fe80::5%eth0")})->id == "hub-1");
}

TEST_CASE("of two hubs one is chosen by id or by its kitchen's name") {
    CHECK(choose_hub("hub-2", {warung, depot})->id == "hub-2");
    CHECK(choose_hub("warung ibu", {warung, depot})->id == "hub-1");
}

TEST_CASE("what cannot be decided is said in a sentence that lists the hubs") {
    CHECK(choose_hub("", {warung, depot}).error().message ==
          "2 hubs are in this network: Depot Jaya (id hub-2), Warung Ibu (id hub-1); name one: find:hub-2");
    CHECK(choose_hub("Nasi", {warung}).error().message ==
          "no hub called Nasi was found in this network, but Warung Ibu (id hub-1)");
    CHECK(choose_hub("", {}).error().message.starts_with("no hub was found in this network; is it on"));
    FoundHub twin = depot;
    twin.kitchen = warung.kitchen;
    CHECK(choose_hub("Warung Ibu", {warung, twin, at(depot, "10.0.0.3")})
              .error()
              .message.starts_with("2 hubs are in this network: Warung Ibu (id hub-1), "));
}

TEST_CASE("a hub cannot take another's id as its kitchen's name") {
    FoundHub liar = depot;
    liar.kitchen = "hub-1";
    CHECK(choose_hub("hub-1", {liar, warung})->id == "hub-1");
}

TEST_CASE(
    "a hub that is known by its key is found though its journal got another id, and all others are tried "
    "last") {
    const WantedHub ours{{"hub-1", "Warung Ibu"}, true};
    CHECK(choose_hub(ours, {depot, warung})->id == "hub-1");
    CHECK(choose_hub(ours, {depot, warung})->others == std::vector{url_of(depot)});
    FoundHub mended = warung;
    mended.id = "hub-3";
    const auto any = choose_hub(ours, {depot, mended, at(mended, "10.0.0.3")});
    REQUIRE(any);
    CHECK(any->id.empty());
    CHECK(any->urls == std::vector{url_of(mended), url_of(at(mended, "10.0.0.3")), url_of(depot)});
    CHECK_FALSE(choose_hub(ours, {}));
    SECTION(
        "a stranger who bears the old id, or the kitchen's name that was asked for, is only the first to be "
        "tried") {
        const FoundHub liar = at(warung, "10.0.0.66");
        const auto first = choose_hub(ours, {depot, liar, mended});
        CHECK(first->urls == std::vector{url_of(liar)});
        CHECK(first->others == std::vector{url_of(mended), url_of(depot)});
        const WantedHub named{{"Depot Jaya", "hub-1", "Warung Ibu"}, true};
        CHECK(choose_hub(named, {depot, mended})->others == std::vector{url_of(mended)});
    }
    SECTION("what a person has named comes first, and then the id that it told last") {
        CHECK(choose_hub(WantedHub{{"Depot Jaya", "hub-1", "Warung Ibu"}, true}, {depot, warung})->id ==
              "hub-2");
        CHECK(choose_hub(WantedHub{{"hub-9", "hub-1", "Warung Ibu"}, true}, {depot, warung})->id == "hub-1");
    }
    SECTION("without a key to know it by, a name has to fit") {
        CHECK_FALSE(choose_hub(WantedHub{{"hub-1"}, false}, {depot, mended}));
    }
}

TEST_CASE("without D-Bus nothing is announced, nothing found, and nothing is harmed") {
    const NoDaemon no_daemon;
    EventLoop loop;
    const Advertiser advertiser({"hub-1", "Warung Ibu"}, 8687);
    std::string told;
    const HubFinder finder(
        loop, {}, [&](const auto& hub) { told = hub ? hub->id : hub.error().message; }, 100);
    CHECK(loop.run_until([&] { return !told.empty(); }, 5'000));
    CHECK(told.starts_with("no hub was found in this network"));
}

TEST_CASE("a finder that is destroyed by what it tells does no harm") {
    const NoDaemon no_daemon;
    EventLoop loop;
    std::unique_ptr<HubFinder> finder;
    finder = std::make_unique<HubFinder>(
        loop, WantedHub{{"hub-1"}}, [&](const auto&) { finder.reset(); }, 100);
    CHECK(loop.run_until([&] { return !finder; }, 5'000));
}

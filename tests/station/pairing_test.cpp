#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "net/server.h"
#include "net/tls.h"
#include "station/lan_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

OrderPtr two_lines(const std::string& id) { return an_order(id).line("1").line("2"); }

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

bool shows_key(const ScreenModel& model) { return model.pairing.kind == PairingState::Kind::foreign_key; }

// Somebody else's machine under an address at which a hub was looked for.
class Impostor : net::ServerEvents {
  public:
    explicit Impostor(net::EventLoop& loop) {
        net::ListenOptions options;
        options.identity = *net::make_identity("Warung Ibu", opening);
        auto listening = net::Server::listen(loop, "127.0.0.1:0", *this, options);
        REQUIRE(listening);
        server_ = std::move(*listening);
    }
    std::string url() const { return "wss://" + server_->address() + "/v1"; }
    bool tried() const { return server_->counters().connections_accepted > 0; }
    int met = 0, messages = 0;  // met: who came only to see the key

  private:
    void on_open(net::PeerId, const net::PeerInfo&) override { ++met; }
    void on_message(net::PeerId, std::string_view, bool) override { ++messages; }
    void on_close(net::PeerId) override {}
    void on_drained(net::PeerId) override {}
    void on_http(const net::HttpRequest&, net::HttpReply) override { ++messages; }

    std::unique_ptr<net::Server> server_;
};

// A network on which the test decides what is found.
struct Search {
    net::WantedHub wanted;
    std::function<void(const Result<net::ChosenHub>&)> tell;
    HubSearch search() {
        return [this](net::Loop&, const net::WantedHub& hub, auto told) {
            wanted = hub;
            tell = std::move(told);
            return std::make_shared<int>();
        };
    }
    void announce(const std::vector<net::FoundHub>& found) { tell(net::choose_hub(wanted, found)); }
    void find(std::vector<std::string> urls) { tell(net::ChosenHub{"hub", "Warung Ibu", std::move(urls)}); }
};

// A screen's look-out on that network, begun.
struct LookOut {
    net::EventLoop loop;
    Search network;
    Whereabouts places{loop, "find", network.search(), [] {}};
    LookOut() { places.start({}); }
};

net::FoundHub announced(const std::string& id, const std::string& url) {
    const std::size_t host = std::string("wss://").size(), colon = url.rfind(':');
    net::FoundHub hub{"Warung Ibu", id, "Warung Ibu", url.substr(host, colon - host), 0, "eth0"};
    hub.port = static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1)));
    return hub;
}

PairingRecord record_of(const LanScreen& screen) {
    const auto record = read_pairing_record(text_of(screen.record()));
    REQUIRE(record);
    return *record;
}

// Zeros over the first page of tables: what a power cut may leave on a worn card.
void damage(const std::filesystem::path& journal) {
    std::fstream file(journal, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(4096, '\0');
    REQUIRE(file);
}

}  // namespace

TEST_CASE("a screen on the network is paired from the hub's own screen, and never asks again") {
    LanKitchen kitchen;
    const std::string code = kitchen.there.code();
    CHECK(code.size() == 6);
    CHECK_FALSE(kitchen.there.model()->known);
    kitchen.type(code);
    REQUIRE(kitchen.there.until_live());
    CHECK(kitchen.there.model()->pairing.kind == PairingState::Kind::none);
    REQUIRE(kitchen.here.until(
        [](const ScreenModel& model) { return model.devices.answer == DevicePage::Answer::paired; }));
    kitchen.look();
    REQUIRE(kitchen.here.until([&](const ScreenModel&) { return kitchen.device("Grill left").connected; }));
    CHECK(kitchen.device("Grill left").role == "kitchen");
    CHECK(kitchen.device("Grill left").version == "1.0");

    struct stat about {};
    REQUIRE(stat(kitchen.there.record().c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);

    kitchen.there.close();
    kitchen.there.open(kitchen.url(), "Grill left");
    bool asked = false;
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        asked = asked || shows_code(model);
        return model.link == Link::live;
    }));
    CHECK_FALSE(asked);
}

TEST_CASE("a wrong code pairs nobody: the screen says so and shows another one") {
    LanKitchen kitchen;
    const std::string code = kitchen.there.code();
    kitchen.type(code == "111111" ? "222222" : "111111");
    REQUIRE(kitchen.here.until(
        [](const ScreenModel& model) { return model.devices.answer == DevicePage::Answer::wrong_code; }));
    CHECK(kitchen.here.model()->devices.refusal.empty());
    const std::string next = kitchen.there.code(code);
    CHECK_FALSE(kitchen.there.model()->pairing.failure.empty());
    CHECK_FALSE(std::filesystem::exists(kitchen.there.record()));
    kitchen.type(next);
    CHECK(kitchen.there.until_live());
}

TEST_CASE(
    "a screen whose token was revoked keeps its tickets and bumps, and is paired anew by a code alone") {
    LanKitchen kitchen;
    kitchen.pair();
    Installer(kitchen, {R"({"type":"order.submit","id":"1","order":)" +
                        json::serialize(order_to_json(*two_lines("a"))) + "}"});
    REQUIRE(kitchen.there.until([](const ScreenModel& model) { return model.tickets.size() == 1; }));
    kitchen.here.ask(Action::Kind::device_revoke, kitchen.id_of("Grill left"));
    const std::string code = kitchen.there.code();
    CHECK(kitchen.there.model()->tickets.size() == 1);
    Action bump;
    bump.order_id = "a";
    bump.seen = kitchen.there.model()->seq;
    kitchen.there.mailbox.post(bump);
    REQUIRE(kitchen.there.until([](const ScreenModel& model) { return model.tickets.empty(); }));
    CHECK(kitchen.there.model()->waiting == 1);
    kitchen.type(code);
    REQUIRE(kitchen.there.until([](const ScreenModel& model) {
        return model.link == Link::live && model.waiting == 0 && model.bumped.size() == 1;
    }));
}

TEST_CASE("a hub with another key is told of and given nothing, until a person decides to pair again") {
    LanKitchen kitchen;
    kitchen.pair();
    const std::string record = text_of(kitchen.there.record());
    kitchen.lose_hub();
    kitchen.replace_keys();
    kitchen.open_hub();
    bool asked = false;
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        asked = asked || shows_code(model);
        return model.pairing.kind == PairingState::Kind::foreign_key;
    }));
    kitchen.loop.run_until([] { return false; }, 600);
    CHECK_FALSE(asked);
    const auto keys = HubKeys::open(kitchen.directory.path(), "Warung Ibu", opening);
    REQUIRE(keys);
    const std::string pin = (*keys)->current().pin;
    const std::string found = kitchen.there.model()->pairing.found_key;
    CHECK(found.size() == 16);
    CHECK(pin.starts_with(found));
    CHECK(kitchen.there.model()->pairing.known_key != found);
    CHECK(kitchen.there.model()->pairing.kind == PairingState::Kind::foreign_key);
    CHECK(text_of(kitchen.there.record()) == record);

    kitchen.there.close();
    kitchen.there.open(kitchen.url(), "Grill left", true);
    kitchen.pair();
    CHECK(text_of(kitchen.there.record()) != record);
}

TEST_CASE(
    "of two addresses that are found the first has another key: the screen goes to its hub at the second") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.close();
    Impostor impostor(kitchen.loop);
    Search network;
    kitchen.there.search = network.search();
    kitchen.there.open("find", "Grill left");
    network.find({impostor.url(), kitchen.url()});
    REQUIRE(kitchen.there.until_live());
    CHECK(kitchen.there.model()->pairing.kind == PairingState::Kind::none);
    CHECK(impostor.messages == 0);
}

TEST_CASE(
    "a screen that starts after the hub has mended its journal finds it by its key, among strangers, for "
    "good") {
    LanKitchen kitchen;
    kitchen.pair();
    const PairingRecord before = record_of(kitchen.there);
    kitchen.there.close();
    kitchen.lose_hub();
    damage(kitchen.directory.path() / "journal.db");
    kitchen.open_hub();

    Impostor stranger(kitchen.loop);
    Search network;
    kitchen.there.search = network.search();
    kitchen.there.open("find", "Grill left");
    bool warned = false;
    network.announce({announced("a-stranger", stranger.url()), announced("mended", kitchen.url())});
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        warned = warned || model.pairing.kind != PairingState::Kind::none;
        return model.link == Link::live;
    }));
    CHECK_FALSE(warned);
    CHECK(stranger.tried());
    CHECK(stranger.met == 0);
    CHECK(stranger.messages == 0);
    CHECK(kitchen.there.model()->fault.empty());

    const PairingRecord after = record_of(kitchen.there);
    CHECK(after.hub != before.hub);
    CHECK(after.token == before.token);
    CHECK(network.wanted.names.front() == after.hub);
    kitchen.there.close();
    kitchen.there.open("find", "Grill left");
    network.announce({announced("a-stranger", stranger.url()), announced(after.hub, kitchen.url())});
    const int met = stranger.met;
    REQUIRE(kitchen.there.until_live());
    CHECK(stranger.met == met);
}

TEST_CASE("where only strangers are found the screen says so and what may be done, and gives them nothing") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.close();
    Impostor stranger(kitchen.loop);
    Search network;
    kitchen.there.search = network.search();
    kitchen.there.open("find", "Grill left");
    network.announce({announced("a-stranger", stranger.url())});
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        return stranger.tried() && model.fault.find("--pair-again") != std::string::npos;
    }));
    CHECK(kitchen.there.model()->fault.find("a-stranger") != std::string::npos);
    CHECK(stranger.messages == 0);
}

TEST_CASE(
    "a stranger who announces the hub's old id is given nothing, raises no alarm and hides the hub from "
    "nobody") {
    LanKitchen kitchen;
    kitchen.pair();
    const PairingRecord record = record_of(kitchen.there);
    kitchen.there.close();
    Impostor stranger(kitchen.loop);
    Search network;
    kitchen.there.search = network.search();
    kitchen.there.open("find", "Grill left");
    bool warned = false;
    network.announce({announced(record.hub, stranger.url()), announced("mended", kitchen.url())});
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        warned = warned || shows_key(model);
        return model.link == Link::live;
    }));
    CHECK_FALSE(warned);
    CHECK(stranger.tried());
    CHECK(stranger.messages == 0);
}

TEST_CASE(
    "a hub that bears its id and another key is told of, though other hubs are there that are only tried") {
    LanKitchen kitchen;
    kitchen.pair();
    const PairingRecord record = record_of(kitchen.there);
    kitchen.there.close();
    kitchen.lose_hub();
    Impostor impostor(kitchen.loop), neighbour(kitchen.loop);
    Search network;
    kitchen.there.search = network.search();
    kitchen.there.open("find", "Grill left");
    network.announce({announced(record.hub, impostor.url()), announced("next-door", neighbour.url())});
    REQUIRE(kitchen.there.until(shows_key));
    CHECK(neighbour.tried());
    CHECK(neighbour.met == 0);
    CHECK(impostor.messages + neighbour.messages == 0);
}

TEST_CASE("a screen is at its mended hub within a moment, though seven strangers are tried before it") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.close();
    std::vector<std::unique_ptr<Impostor>> strangers;
    std::vector<net::FoundHub> found{announced("mended", kitchen.url())};
    for (int i = 0; i < 7; ++i) {
        strangers.push_back(std::make_unique<Impostor>(kitchen.loop));
        found.push_back(announced("a-stranger-" + std::to_string(i), strangers.back()->url()));
    }
    Search network;
    kitchen.there.search = network.search();
    kitchen.there.open("find", "Grill left");
    network.announce(found);
    const DurationMs begun_ms = kitchen.loop.now_ms();
    REQUIRE(kitchen.loop.run_until([&] { return kitchen.there.model()->link == Link::live; }, 60'000));
    CHECK(kitchen.loop.now_ms() - begun_ms < 4'000);
    for (const auto& stranger : strangers) {
        CHECK(stranger->tried());
        CHECK(stranger->met == 0);
    }
}

TEST_CASE("addresses that were found are kept while a new search finds nothing yet") {
    LookOut out;
    auto& [loop, network, places] = out;
    network.find({"wss://a/v1", "wss://b/v1"});
    places.failed("wss://a/v1");
    PairingRecord renewed;
    renewed.hub = "mended";
    places.start(renewed);
    network.tell(Error{"no hub was found in this network"});
    CHECK(places.url() == "wss://b/v1");
    CHECK(places.problem() == "no hub was found in this network");
    network.find({"wss://c/v1", "wss://b/v1"});
    CHECK(places.url() == "wss://b/v1");
    CHECK(places.problem().empty());
}

TEST_CASE("the address that is tried keeps its turn when the list of those that are found changes") {
    LookOut out;
    auto& [loop, network, places] = out;
    network.find({"wss://a/v1", "wss://b/v1"});
    places.failed("wss://a/v1");
    CHECK(places.url() == "wss://b/v1");
    network.find({"wss://c/v1", "wss://a/v1", "wss://b/v1"});
    CHECK(places.url() == "wss://b/v1");
    places.failed("wss://b/v1");
    CHECK(places.url() == "wss://c/v1");
    network.find({"wss://a/v1", "wss://b/v1"});
    CHECK(places.url() == "wss://a/v1");
    places.failed("wss://c/v1");  // which was tried when the list changed
    CHECK(places.url() == "wss://a/v1");
}

TEST_CASE(
    "a hub that is only away is tried again after each of the other hubs in the network, not after all of "
    "them") {
    LookOut out;
    auto& [loop, network, places] = out;
    CHECK_FALSE(places.url());
    network.tell(net::ChosenHub{
        "ours", "Warung Ibu", {"wss://four/v1", "wss://six/v1"}, {"wss://x/v1", "wss://y/v1"}});
    std::vector<std::string> tried;
    for (int i = 0; i < 9; ++i) {
        const std::string url = places.url().value_or("");
        CHECK(places.ours() == (i % 3 < 2));
        CHECK(places.last() == (i % 3 == 2));
        tried.push_back(url.substr(6, 1));
        places.failed(url);
    }
    CHECK(tried == std::vector<std::string>{"f", "s", "x", "f", "s", "y", "f", "s", "x"});
}

TEST_CASE(
    "when the machine with another key is gone the screen says that its hub is away, and nothing of a key") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.close();
    kitchen.lose_hub();
    std::optional<Impostor> impostor(kitchen.loop);
    kitchen.there.open(impostor->url(), "Grill left");
    REQUIRE(kitchen.there.until(shows_key));
    impostor.reset();
    REQUIRE(kitchen.there.until([](const ScreenModel& model) { return !shows_key(model); }));
    CHECK(kitchen.there.model()->pairing.kind == PairingState::Kind::none);
}

TEST_CASE("an address in capitals is held to the pinned key as any other") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.close();
    Impostor impostor(kitchen.loop);
    kitchen.there.open("WSS" + impostor.url().substr(3), "Grill left");
    REQUIRE(kitchen.there.until(shows_key));
    CHECK(impostor.messages == 0);
}

TEST_CASE(
    "a hub that forgot its devices for a while is greeted with the token again, and nobody types a code") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.here.close();  // it would wait for a code of its own, and one address has one place
    kitchen.lose_hub();
    kitchen.trust_loopback = false;
    const auto devices = kitchen.directory.path() / "access.json", aside = kitchen.directory.path() / "aside";
    std::filesystem::rename(devices, aside);
    kitchen.open_hub();
    kitchen.there.code();
    kitchen.lose_hub();
    std::filesystem::rename(aside, devices);
    kitchen.open_hub();
    REQUIRE(kitchen.there.until_live());
    CHECK(kitchen.there.model()->pairing.kind == PairingState::Kind::none);
}

TEST_CASE("a screen that was paired as a till says so, and shows no code: none would help") {
    LanKitchen kitchen;
    const std::string code = kitchen.there.code();
    kitchen.look();
    REQUIRE(kitchen.here.until([&](const ScreenModel&) { return !kitchen.waiting_id().empty(); }));
    Installer(kitchen, {R"({"type":"device.pair","id":"1","role":"pos","waiting":")" + kitchen.waiting_id() +
                        R"(","code":")" + code + R"("})"});
    REQUIRE(kitchen.there.until(
        [](const ScreenModel& model) { return model.fault.find("refuses") != std::string::npos; }));
    bool asked = false;
    kitchen.loop.run_until([&] { return asked = asked || shows_code(*kitchen.there.model()); }, 600);
    CHECK_FALSE(asked);
}

TEST_CASE(
    "a screen at work hears of an announced key at once, and of the old one's end: nobody is paired anew") {
    LanKitchen kitchen;
    kitchen.pair();
    const auto pins = [&] {
        const auto record = read_pairing_record(text_of(kitchen.there.record()));
        return record ? record->pins : std::vector<std::string>();
    };
    const std::vector<std::string> first = pins();
    REQUIRE(first.size() == 1);
    Installer(kitchen, {R"({"type":"key.announce","id":"1"})"});
    REQUIRE(kitchen.there.until([&](const ScreenModel&) { return pins().size() == 2; }));
    const std::string next = pins().back();
    Installer(kitchen, {R"({"type":"key.change","id":"1","force":true})"});
    bool asked = false;
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        asked = asked || model.pairing.kind != PairingState::Kind::none;
        return model.link == Link::live && pins() == std::vector{next};
    }));
    CHECK_FALSE(asked);
}

TEST_CASE("the device page finds a screen, has it show its name and start anew") {
    LanKitchen kitchen;
    kitchen.pair();
    const std::string id = kitchen.id_of("Grill left");
    kitchen.here.ask(Action::Kind::device_identify, id);
    REQUIRE(kitchen.there.until([](const ScreenModel& model) { return !model.identify.name.empty(); }));
    CHECK(kitchen.there.model()->identify.name == "Grill left");
    kitchen.here.ask(Action::Kind::device_restart, id);
    REQUIRE(kitchen.loop.run_until([&] { return kitchen.there.restarts == 1; }, patience_ms));
}

TEST_CASE("a screen is renamed on the device page: the list calls it so, and so it calls itself") {
    LanKitchen kitchen;
    kitchen.pair();
    Action rename;
    rename.kind = Action::Kind::device_rename;
    rename.device = kitchen.id_of("Grill left");
    rename.name = "Grill left";
    rename.new_name = "Panggangan 1";
    kitchen.here.mailbox.post(rename);
    REQUIRE(kitchen.here.until(
        [](const ScreenModel& model) { return model.devices.answer == DevicePage::Answer::renamed; }));
    CHECK(kitchen.here.model()->devices.about == "Panggangan 1");
    CHECK(kitchen.id_of("Panggangan 1") == rename.device);
    kitchen.here.ask(Action::Kind::device_identify, rename.device);
    REQUIRE(
        kitchen.there.until([](const ScreenModel& model) { return model.identify.name == "Panggangan 1"; }));
}

TEST_CASE("the device page finds the hub's own screen, which has no token, by the screen's id") {
    LanKitchen kitchen;
    kitchen.look();
    REQUIRE(kitchen.here.until([&](const ScreenModel&) { return !kitchen.device("Expo").screen.empty(); }));
    const std::string screen = kitchen.device("Expo").screen;
    CHECK(kitchen.device("Expo").id.empty());
    kitchen.here.ask(Action::Kind::device_identify, {}, {}, screen);
    REQUIRE(kitchen.here.until([](const ScreenModel& model) { return !model.identify.name.empty(); }));
    CHECK(kitchen.here.model()->identify.name == "Expo");
    kitchen.here.ask(Action::Kind::device_restart, {}, {}, screen);
    REQUIRE(kitchen.loop.run_until([&] { return kitchen.here.restarts == 1; }, patience_ms));
}

TEST_CASE(
    "a screen that devices are not looked after from says where they are, and nothing of what it may send") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.ask(Action::Kind::devices_open);
    REQUIRE(kitchen.there.until([](const ScreenModel& model) { return model.devices.elsewhere; }));
    CHECK(kitchen.there.model()->devices.refusal.empty());
    CHECK_FALSE(kitchen.there.model()->devices.list);
    kitchen.look();
    REQUIRE(kitchen.here.until([](const ScreenModel& model) { return bool(model.devices.list); }));
    CHECK_FALSE(kitchen.here.model()->devices.elsewhere);
}

TEST_CASE("a screen that waits with its code does not claim to know the time; from its hub it does") {
    LanKitchen kitchen;
    const std::string code = kitchen.there.code();
    CHECK_FALSE(kitchen.there.model()->clock_known);
    kitchen.type(code);
    REQUIRE(kitchen.there.until_live());
    CHECK(kitchen.there.model()->clock_known);
    kitchen.here.ask(Action::Kind::device_revoke, kitchen.id_of("Grill left"));
    kitchen.there.code();
    CHECK(kitchen.there.model()->clock_known);  // it has been told
}

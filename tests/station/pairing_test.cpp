#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "net/client.h"
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

// Sends messages from the hub's own machine and waits for the answer to the last.
class Installer : net::ClientEvents {
  public:
    Installer(LanKitchen& kitchen, std::vector<std::string> messages)
        : messages_(std::move(messages)),
          client_(kitchen.loop.make_client(*this)) {
        REQUIRE(client_->connect({"ws://" + kitchen.plain + "/v1"}));
        REQUIRE(kitchen.loop.run_until([this] { return answered_ == messages_.size(); }, patience_ms));
    }

  private:
    void on_open() override {
        client_->send(R"({"type":"hello","protocol":1,"role":"pos","name":"tool"})");
        for (const std::string& message : messages_) client_->send(message);
    }
    void on_message(std::string_view payload, bool) override {
        REQUIRE_FALSE(payload.starts_with(R"({"type":"error")"));
        if (payload.find(R"("re":)") != std::string_view::npos) ++answered_;
    }
    void on_close(std::uint16_t, const std::string& reason) override { FAIL(reason); }

    std::vector<std::string> messages_;
    std::size_t answered_ = 0;
    std::unique_ptr<net::Client> client_;
};

bool shows_code(const ScreenModel& model) { return model.pairing.kind == PairingState::Kind::code; }

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
    REQUIRE(kitchen.here.until([](const ScreenModel& model) { return !model.devices.refusal.empty(); }));
    const std::string next = kitchen.there.code(code);
    CHECK_FALSE(kitchen.there.model()->pairing.failure.empty());
    CHECK_FALSE(std::filesystem::exists(kitchen.there.record()));
    kitchen.type(next);
    CHECK(kitchen.there.until_live());
}

TEST_CASE("a screen whose token was revoked keeps its tickets and bumps, and is paired anew by a code alone") {
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
    CHECK(kitchen.there.model()->pairing.known_key != kitchen.there.model()->pairing.found_key);
    CHECK(kitchen.there.model()->pairing.kind == PairingState::Kind::foreign_key);
    CHECK(text_of(kitchen.there.record()) == record);

    kitchen.there.close();
    kitchen.there.open(kitchen.url(), "Grill left", true);
    kitchen.pair();
    CHECK(text_of(kitchen.there.record()) != record);
}

TEST_CASE("a key that was announced is known when it is changed, and nobody is paired anew") {
    LanKitchen kitchen;
    kitchen.pair();
    Installer(kitchen, {R"({"type":"key.announce","id":"1"})"});
    kitchen.there.close();
    kitchen.there.open(kitchen.url(), "Grill left");
    REQUIRE(kitchen.there.until_live());
    auto record = read_pairing_record(text_of(kitchen.there.record()));
    REQUIRE(record);
    CHECK(record->pins.size() == 2);
    Installer(kitchen, {R"({"type":"key.change","id":"1"})"});
    kitchen.there.close();
    kitchen.there.open(kitchen.url(), "Grill left");
    bool asked = false;
    REQUIRE(kitchen.there.until([&](const ScreenModel& model) {
        asked = asked || model.pairing.kind != PairingState::Kind::none;
        return model.link == Link::live;
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

TEST_CASE("a screen of the kitchen that may not look after devices says so in the hub's words") {
    LanKitchen kitchen;
    kitchen.pair();
    kitchen.there.ask(Action::Kind::devices_open);
    REQUIRE(kitchen.there.until([](const ScreenModel& model) { return !model.devices.refusal.empty(); }));
    CHECK_FALSE(kitchen.there.model()->devices.list);
}

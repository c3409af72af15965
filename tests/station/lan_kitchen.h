// A hub on the network, a screen at its own machine and one at the far end of a cable, all on one loop: the
// test is the person who walks between them.
#pragma once

#include "hub/access_store.h"
#include "hub/keys.h"
#include "station/line_kitchen.h"

namespace brigade::test {

// One screen, with its directory and what it shows.
class LanScreen {
  public:
    LanScreen(net::EventLoop& loop, std::filesystem::path directory)
        : loop_(loop),
          directory_(std::move(directory)) {}

    void open(const std::string& url, const std::string& name, bool pair_again = false) {
        StationOptions options;
        options.hub_url = url;
        options.station = "grill";
        options.name = name;
        options.version = "1.0";
        options.pair_again = pair_again;
        options.cook = cook;
        if (search) options.search = search;
        options.wall_clock = [this] { return opening + loop_.now_ms(); };
        options.utc_offset_min = [](const std::string&) { return 0; };
        options.restart = [this] { ++restarts; };
        auto started = StationScreen::start(loop_, mailbox, store_in(directory_), std::move(options));
        REQUIRE(started);
        screen = std::move(*started);
    }
    void close() { screen.reset(); }
    std::filesystem::path record() const { return directory_ / "pairing.json"; }

    ScreenModelPtr model() { return mailbox.newest(); }
    template <class Test>
    bool until(Test test) {
        return loop_.run_until([&] { return model() && test(*model()); }, patience_ms);
    }
    bool until_live() {
        return until([](const ScreenModel& model) { return model.link == Link::live; });
    }
    // The code it shows, once it shows another one than `before`.
    std::string code(const std::string& before = {}) {
        REQUIRE(until([&](const ScreenModel& model) {
            return !model.pairing.code.empty() && model.pairing.code != before;
        }));
        return model()->pairing.code;
    }
    void ask(Action::Kind kind, const std::string& device = {}, const std::string& code = {},
             const std::string& of_screen = {}) {
        Action action;
        action.kind = kind;
        action.screen = of_screen;
        action.device = device;
        action.code = code;
        mailbox.post(action);
    }

    Mailbox mailbox;
    std::unique_ptr<StationScreen> screen;
    std::string cook;  // whose screen it is, from the next start on
    HubSearch search;  // for the next start with "find"
    int restarts = 0;

  private:
    net::EventLoop& loop_;
    std::filesystem::path directory_;
};

inline bool shows_code(const ScreenModel& model) { return model.pairing.kind == PairingState::Kind::code; }

class LanKitchen {
  public:
    net::EventLoop loop;
    TemporaryDirectory directory;
    LanScreen here{loop, directory.path() / "here"}, there{loop, directory.path() / "there"};
    std::unique_ptr<Hub> hub;
    std::string plain = "127.0.0.1:0", secure = "127.0.0.1:0";
    bool trust_loopback = true;  // from the next open_hub() on, as the limits
    net::ServerLimits limits;
    std::optional<RateLimit> rate_limit;  // of requests, of this machine's too

    LanKitchen() {
        open_hub();
        here.open("ws://" + plain + "/v1", "Expo");
        REQUIRE(here.until_live());
        here.ask(Action::Kind::devices_open);
        there.open(url(), "Grill left");
    }

    std::string url() const { return "wss://" + secure + "/v1"; }

    void open_hub() {
        auto journal = open_journal(directory.path() / "journal.db");
        REQUIRE(journal);
        auto keys = HubKeys::open(directory.path(), "Warung Ibu", opening);
        REQUIRE(keys);
        HubOptions options;
        options.rules.kitchen = with_expo();
        options.listen = {plain};
        options.trust_loopback = trust_loopback;
        options.listen_tls = {secure};
        options.server_limits = limits;
        options.limit_loopback = bool(rate_limit);
        options.rate_limit = rate_limit.value_or(options.rate_limit);
        options.keys = std::move(*keys);
        options.access_store = access_file(directory.path() / "access.json");
        options.wall_clock = [this] { return opening + loop.now_ms(); };
        options.utc_offset_min = [] { return 0; };
        options.failed = [](const std::string& message) { FAIL(message); };
        auto started = Hub::start(loop, std::move(*journal), std::move(options));
        REQUIRE(started);
        hub = std::move(*started);
        for (const std::string& address : hub->addresses()) {
            const std::size_t scheme = address.find("://");
            (address.starts_with("wss") ? secure : plain) = address.substr(scheme + 3);
        }
    }
    void lose_hub() {
        hub.reset();
        typed_for_.clear();  // the next one counts from the beginning
    }
    // As a new installation at the same address: it has another key and knows nobody.
    void replace_keys() {
        for (const char* name : {"hub-key.pem", "hub-certificate.pem", "access.json"})
            std::filesystem::remove(directory.path() / name);
    }

    // Opens the page anew: it asks at once then, and else only every so often.
    void look() { here.ask(Action::Kind::devices_open); }
    std::string waiting_id() {
        const auto list = here.model()->devices.list;
        return list && !list->waiting.empty() ? list->waiting.front().id : "";
    }
    // Empty until the list holds such a one.
    ListedDevice device(const std::string& name) {
        if (const auto list = here.model()->devices.list)
            for (const ListedDevice& device : list->devices)
                if (device.name == name) return device;
        return {};
    }
    // The id of the paired one.
    std::string id_of(const std::string& name) {
        look();
        REQUIRE(here.until([&](const ScreenModel&) { return !device(name).id.empty(); }));
        return device(name).id;
    }
    // What a person does who has read the code: types it on the device page of the hub's own screen.
    void type(const std::string& code) {
        look();
        REQUIRE(here.until(
            [&](const ScreenModel&) { return !waiting_id().empty() && waiting_id() != typed_for_; }));
        typed_for_ = waiting_id();
        here.ask(Action::Kind::device_pair, typed_for_, code);
    }
    void pair() {
        type(there.code());
        REQUIRE(there.until_live());
    }

  private:
    std::string typed_for_;  // the list may still show who has just been answered
};

// Sends messages from the hub's own machine and waits for the answer to the last.
class Installer : net::ClientEvents {
  public:
    Installer(LanKitchen& kitchen, std::vector<std::string> messages, std::string role = "pos")
        : messages_(std::move(messages)),
          role_(std::move(role)),
          client_(kitchen.loop.make_client(*this)) {
        REQUIRE(client_->connect({"ws://" + kitchen.plain + "/v1"}));
        REQUIRE(kitchen.loop.run_until([this] { return answered_ == messages_.size(); }, patience_ms));
    }

  private:
    void on_open() override {
        client_->send(R"({"type":"hello","protocol":1,"role":")" + role_ + R"(","name":"tool"})");
        for (const std::string& message : messages_) client_->send(message);
    }
    void on_message(std::string_view payload, bool) override {
        REQUIRE_FALSE(payload.starts_with(R"({"type":"error")"));
        if (payload.find(R"("re":)") != std::string_view::npos) ++answered_;
    }
    void on_close(std::uint16_t, const std::string& reason) override { FAIL(reason); }

    std::vector<std::string> messages_;
    std::string role_;
    std::size_t answered_ = 0;
    std::unique_ptr<net::Client> client_;
};

}  // namespace brigade::test

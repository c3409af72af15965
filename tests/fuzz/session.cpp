// Whole sessions with the real hub, in one thread and on a made-up disk: tills, screens and HTTP clients that
// greet, ask, press, repeat themselves byte for byte, send nonsense and hang up, while the disk is slow, full
// or failing, time passes, and the hub is killed and started again. Each input is such a day, read choice by
// choice. What is held at every step: journal_watch.h and hub_client.h; here, that a refusal or a duplicate
// writes nothing, that what was acked survives, and that after quiet everybody has the same kitchen.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <variant>

#include "base/check.h"
#include "base/log.h"
#include "core/json_fields.h"
#include "core/snapshot.h"
#include "fake_world.h"
#include "hub/hub.h"
#include "hub_client.h"
#include "messages.h"
#include "support/kitchen_builder.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

constexpr std::size_t steps_max = 400;

class Session : Peers {
  public:
    explicit Session(std::string_view input) : choices_(input) {
        for (std::size_t i = 0; i < clients_.size(); ++i) clients_[i].name = "front-" + std::to_string(i);
        start();
    }
    ~Session() override {
        loop_.kill();
        hub_.reset();
    }

    void run() {
        for (std::size_t step = 0; step < steps_max && !choices_.done(); ++step) act();
        end();
    }

  private:
    void received(net::PeerId peer, std::string_view text) override {
        watch_.look();
        for (HubClient& client : clients_)
            if (client.peer == peer) client.received(text);
    }
    void closed(net::PeerId peer) override {
        for (HubClient& client : clients_)
            if (client.peer == peer) client.closed();
    }

    void start();
    void restart();
    void act();
    void talk(HubClient& client);
    void greet(HubClient& client);
    void ask(HubClient& client, std::string text);
    void check_answer(const HubClient& client, Seq before) const;
    void ask_by_http();
    void trouble_the_disk();
    void end();
    void check_same(const Kitchen& shown) const;
    HubOptions options();

    Choices choices_;
    sim::SimDisk disk_{1};
    JournalWatch watch_{disk_};
    Messages messages_{choices_, watch_.kitchen()};
    std::array<HubClient, 5> clients_{HubClient(watch_), HubClient(watch_), HubClient(watch_),
                                      HubClient(watch_), HubClient(watch_)};
    FakeLoop loop_{*this};
    std::unique_ptr<Hub> hub_;
    std::vector<std::string> said_;  // to be said again
    DurationMs away_ms_ = 0;         // of the wall clock, against the loop's
    bool failed_ = false;
    Seq acked_ = 0;
};

HubOptions Session::options() {
    HubOptions options;
    options.rules.kitchen = test::with_expo();
    RouteRule combo;
    combo.items = {"combo"};
    combo.stations = {"grill", "drink"};
    options.rules.routes.push_back(combo);
    options.rules.menu["cola"] = {"drinks", "drink", 30};
    options.listen = {"127.0.0.1:8686"};
    options.wall_clock = [this] { return test::opening + away_ms_ + loop_.now_ms(); };
    options.utc_offset_min = [] { return 420; };
    options.failed = [this](const std::string&) { failed_ = true; };
    return options;
}

void Session::start() {
    auto opened = disk_.open_journal();
    BRIGADE_CHECK(opened && !opened->recovery.damaged, "a killed hub's journal is whole");
    auto hub = Hub::start(loop_, *std::move(opened), options());
    BRIGADE_CHECK(hub, "a hub must start from its own journal");
    hub_ = std::move(*hub);
    watch_.look();
    for (const HubClient& client : clients_) acked_ = std::max(acked_, client.acked());
    BRIGADE_CHECK(acked_ <= watch_.seq(), "what was acked must survive");
}

// Killed, or its power cut; and begun again, at once or another day, when the disk is well.
void Session::restart() {
    failed_ = false;
    disk_.control.faults = {};
    loop_.kill();
    if (choices_.one_in(2))
        disk_.crash();
    else
        disk_.power_cut();
    hub_.reset();
    away_ms_ += choices_.any_of<DurationMs>({0, 60'000, 6 * 3'600'000, 30 * 3'600'000, -3'600'000});
    start();
}

void Session::act() {
    if (failed_) return restart();
    switch (choices_.below(16)) {
        case 0:
            return loop_.run_tasks();
        case 1:
            loop_.finish_job();
            return watch_.look();
        case 2:
            return loop_.pass(choices_.any_of<DurationMs>({10, 1'000, 11'000, 120'000}));
        case 3:
            return trouble_the_disk();
        case 4:
            return ask_by_http();
        case 5:
            if (choices_.one_in(4)) restart();
            return;
        case 6:
            return loop_.quiet();
        default:
            return talk(clients_[choices_.below(clients_.size())]);
    }
}

void Session::talk(HubClient& client) {
    if (client.peer == 0) {
        client.peer = loop_.connect();
        return choices_.one_in(16) ? void() : greet(client);
    }
    switch (choices_.below(16)) {
        case 0:
            return loop_.hang_up(client.peer);
        case 1:
            return greet(client);
        case 2:
            return loop_.say(client.peer, "\x01\x02", true);
        case 3:
            if (!said_.empty()) ask(client, messages_.broken(said_[choices_.below(said_.size())]));
            return;
        case 4:
        case 5:
            if (!said_.empty())
                ask(client, said_[said_.size() - 1 - choices_.below(std::min<std::size_t>(8, said_.size()))]);
            return;
        case 6:
            return ask(client, messages_.shown());
        case 7:
        case 8:
        case 9:
        case 10:
            return ask(client, messages_.from_pos());
        default:
            return ask(client, messages_.from_screen());
    }
}

void Session::greet(HubClient& client) {
    if (client.greeted()) return loop_.say(client.peer, R"({"type":"hello","protocol":1,"role":"pos"})");
    Role role =
        choices_.any_of({Role::station, Role::pos, Role::pos, Role::station, Role::board, Role::monitor});
    std::string station = choices_.any_of<const char*>({"grill", "drink", "pass", "nowhere"});
    std::string screen = "screen-" + std::to_string(choices_.below(4));
    auto resume = client.where_it_was();
    if (resume && choices_.one_in(4)) resume->head = to_text(genesis_head(Identity{}, resume->after));
    if (choices_.one_in(4)) resume = HubClient::Resume{choices_.below(64), ""};
    if (choices_.one_in(3)) resume.reset();
    std::string hello = client.hello(role, station, screen, resume);
    loop_.say(client.peer, hello);
}

void Session::ask(HubClient& client, std::string text) {
    Seq before = watch_.seq();
    bool alone = !loop_.busy() && choices_.one_in(2);
    client.said(text);
    loop_.say(client.peer, text);
    if (said_.size() < 200) said_.push_back(std::move(text));
    if (!alone) return;
    loop_.quiet();
    watch_.look();
    check_answer(client, before);
}

void Session::check_answer(const HubClient& client, Seq before) const {
    if (!client.answer() || watch_.seq() == before) return;
    const auto* ack = std::get_if<FromHubAck>(&*client.answer());
    BRIGADE_CHECK(ack, "a refusal must write nothing");
    BRIGADE_CHECK(!ack->duplicate, "what was done before must write nothing");
    BRIGADE_CHECK(ack->seq == watch_.seq(), "an ack must name the last event that it brought about");
}

void Session::ask_by_http() {
    if (!loop_.listener()) return;
    net::HttpRequest request;
    request.method = choices_.any_of<const char*>({"GET", "POST", "POST", "HEAD", "PUT"});
    bool posts = request.method == "POST";
    request.path = posts ? choices_.any_of<const char*>({"/api/v1/requests", "/api/v1/orders", "/"})
                         : choices_.any_of<const char*>({"/api/v1/orders/o1", "/api/v1/stations/grill/board",
                                                         "/api/v1/stations", "/healthz", "/metrics",
                                                         "/api/v1/orders/%6f0"});
    if (posts) request.body = request.path == "/api/v1/orders" ? messages_.order() : messages_.from_screen();
    if (choices_.one_in(3)) request.headers.emplace_back("X-Brigade-Name", std::string(choices_.bytes(4)));
    request.peer_address = "127.0.0.1";
    request.loopback = true;
    bool text = request.path == "/metrics";
    loop_.listener()->on_http(request, net::HttpReply([text](net::HttpAnswer&& answer) {
                                  BRIGADE_CHECK(answer.status >= 200 && answer.status < 600,
                                                "an answer must have a status");
                                  if (answer.content_type == "application/json" && !text)
                                      BRIGADE_CHECK(parse_json(answer.body), "an answer must be JSON");
                              }));
}

void Session::trouble_the_disk() {
    sim::DiskFaults& faults = disk_.control.faults;
    switch (choices_.below(4)) {
        case 0:
            faults.full = !faults.full;
            return;
        case 1:
            faults.next_write_refused = true;
            return;
        case 2:
            faults.next_sync_fails = choices_.one_in(4);
            return;
        default:
            faults = {};
    }
}

void Session::end() {
    disk_.control.faults = {};
    loop_.quiet();
    if (failed_) restart();
    loop_.pass(3'000);
    loop_.quiet();
    if (failed_) return;
    watch_.look();
    BRIGADE_CHECK(hub_->seq() == watch_.seq(), "after quiet the hub must show what is durable");
    for (const HubClient& client : clients_) {
        if (client.peer == 0) continue;
        BRIGADE_CHECK(!client.waits(), "every request must be answered");
        if (const Kitchen* shown = client.shows()) check_same(*shown);
    }
}

void Session::check_same(const Kitchen& shown) const {
    std::string theirs = encode_snapshot(shown), ours = encode_snapshot(watch_.kitchen());
    if (theirs == ours) return;
    auto at = static_cast<std::size_t>(std::ranges::mismatch(theirs, ours).in1 - theirs.begin());
    std::size_t from = at < 200 ? 0 : at - 200;
    log_error("a screen holds: {}\nand the journal: {}", theirs.substr(from, 400), ours.substr(from, 400));
    BRIGADE_CHECK(false, "after quiet everybody must have the same kitchen");
}

}  // namespace

void target(std::string_view input) { Session(input).run(); }

}  // namespace brigade::fuzz

// A tool with a pairing on a network with several hubs: the key tells which is its own.
#include "app/hub_way.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "base/small_file.h"
#include "net/server.h"
#include "net/tls.h"
#include "support/kitchen_builder.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// A hub on the network that welcomes whoever says hello, as one does that has just mended its journal.
class WelcomingHub : net::ServerEvents {
  public:
    explicit WelcomingHub(net::EventLoop& loop) {
        net::ListenOptions options;
        options.identity = *net::make_identity("Warung Ibu", opening);
        pin = options.identity->pin;
        auto listening = net::Server::listen(loop, "127.0.0.1:0", *this, options);
        REQUIRE(listening);
        server_ = std::move(*listening);
    }
    std::string url() const { return "wss://" + server_->address() + "/v1"; }
    // The same, as an address that is not known to be this machine's.
    std::string url_from_afar() const {
        return "wss://0.0.0.0" + server_->address().substr(server_->address().rfind(':')) + "/v1";
    }

    std::string pin;
    std::string welcome = R"({"type":"welcome","format":1,"hub":"mended","pins":[")";
    int messages = 0;
    std::string last;      // of the messages
    bool refuses = false;  // whoever says hello
    std::string refusal = R"({"type":"error","code":"unauthorized","message":"not now"})";

  private:
    void on_open(net::PeerId, const net::PeerInfo&) override {}
    void on_message(net::PeerId peer, std::string_view text, bool) override {
        ++messages;
        last = text;
        if (!refuses) return server_->send_text(peer, welcome + pin + R"("]})");
        server_->send_text(peer, refusal);
        server_->close(peer, 1008, "not now");
    }
    void on_close(net::PeerId) override {}
    void on_drained(net::PeerId) override {}
    void on_http(const net::HttpRequest&, net::HttpReply) override { ++messages; }

    std::unique_ptr<net::Server> server_;
};

// A pairing of the hub's own machine: a token, and no key to know a hub by.
PairingRecord without_pins() { return {"before", "Warung Ibu", {}, std::string(64, '1'), "d-1", "Till 1"}; }

// D-Bus at an address where nobody listens; put back afterwards.
struct NoDaemon {
    NoDaemon() { setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1); }
    ~NoDaemon() { unsetenv("DBUS_SYSTEM_BUS_ADDRESS"); }
};

}  // namespace

TEST_CASE(
    "a till whose hub has mended its journal sends its token to the hub with its key alone, and keeps the "
    "new id") {
    net::EventLoop loop;
    WelcomingHub stranger(loop), ours(loop);
    TemporaryDirectory directory;
    const std::string path = (directory.path() / "pairing.json").string();
    PairingRecord record{"before", "Warung Ibu", {ours.pin}, std::string(64, '1'), "d-1", "Till 1"};
    REQUIRE(write_small_file(path, to_text(record)));

    TerminalLinkOptions options{{stranger.url(), record.pins}, "pos", "Till 1", "", record.token};
    options.urls = {ours.url()};
    options.keep = [&](const std::string& hub, const std::vector<std::string>& pins) {
        renew_pairing(path, record, hub, pins);
    };
    TerminalLink link(loop, options, {});
    REQUIRE(link.start());
    REQUIRE(loop.run_until([&] { return link.is_live(); }, 5'000));
    CHECK(stranger.messages == 0);

    const auto text = read_small_file(path, pairing_record_bytes);
    REQUIRE(text);
    const auto kept = read_pairing_record(text->value());
    REQUIRE(kept);
    CHECK(kept->hub == "mended");
    CHECK(kept->token == record.token);
    CHECK(kept->pins == std::vector{ours.pin});
    const net::WantedHub wanted = wanted_hub("", *kept);
    CHECK(wanted.names == std::vector<std::string>{"mended", "Warung Ibu"});
    CHECK(wanted.known_by_key);
}

TEST_CASE("a tool whose pairing names no key asks this machine's hub, and no network where it is") {
    const NoDaemon no_daemon;
    net::EventLoop loop;
    TemporaryDirectory directory;
    const std::string path = (directory.path() / "pairing.json").string();
    REQUIRE(write_small_file(path, to_text(without_pins())));
    ToolArguments arguments;
    arguments.options["--pairing"] = path;
    const auto way = way_to_hub(loop, arguments, "brigade");
    REQUIRE(way);
    CHECK(way->hub.url == "ws://127.0.0.1:8686/v1");
    CHECK(way->token == without_pins().token);
}

TEST_CASE("a token without a key to know the hub by is told to this machine alone") {
    net::EventLoop loop;
    WelcomingHub hub(loop);
    const std::string token = without_pins().token;
    for (const auto& [url, told] : {std::pair(hub.url_from_afar(), false), std::pair(hub.url(), true)}) {
        TerminalLink link(loop, {{url, {}}, "pos", "Till 1", "", token}, {});
        REQUIRE(link.start());
        REQUIRE(loop.run_until([&] { return link.is_live(); }, 5'000));
        CHECK((hub.last.find(token) != std::string::npos) == told);
    }
}

TEST_CASE("a till whose hub refused it once and moved since tries the hub's other address") {
    net::EventLoop loop;
    std::optional<WelcomingHub> before(loop);
    WelcomingHub since(loop);
    before->refuses = true;
    TerminalLinkOptions options{
        {before->url(), {before->pin, since.pin}}, "pos", "Till 1", "", std::string(64, '1')};
    options.urls = {since.url()};
    std::string lost;
    TerminalLink link(loop, options, {{}, {}, {}, [&](const std::string& reason) { lost = reason; }});
    REQUIRE(link.start());
    REQUIRE(loop.run_until([&] { return !lost.empty(); }, 5'000));
    CHECK(lost == "not now");
    CHECK(since.messages == 0);
    before.reset();
    REQUIRE(loop.run_until([&] { return link.is_live(); }, 5'000));
    CHECK(since.messages == 1);
}

TEST_CASE("a tool that its hub does not know says how it becomes known") {
    net::EventLoop loop;
    WelcomingHub hub(loop);
    hub.refuses = true;
    hub.refusal =
        R"({"type":"error","code":"unauthorized","path":"/token","message":"this address needs a token"})";
    for (const auto& [token, way] : {std::pair<std::string, std::string>("", "--pairing FILE"),
                                     std::pair<std::string, std::string>("", "`brigade pair CODE`"),
                                     std::pair<std::string, std::string>("here", "trust_loopback = false"),
                                     std::pair<std::string, std::string>(std::string(64, '1'), "revoked")}) {
        std::string lost;
        const bool here = token == "here";
        TerminalLink link(
            loop,
            {{here ? hub.url() : hub.url_from_afar(), {hub.pin}}, "pos", "Till 1", "", here ? "" : token},
            {{}, {}, {}, [&](const std::string& reason) { lost = reason; }});
        REQUIRE(link.start());
        REQUIRE(loop.run_until([&] { return !lost.empty(); }, 5'000));
        CHECK(lost.starts_with("this address needs a token"));
        CHECK(lost.find(way) != std::string::npos);
    }
}

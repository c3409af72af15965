// A tool with a pairing on a network with several hubs: the key tells which is its own.
#include "app/hub_way.h"

#include <catch2/catch_test_macros.hpp>

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

    std::string pin;
    std::string welcome = R"({"type":"welcome","format":1,"hub":"mended","pins":[")";
    int messages = 0;

  private:
    void on_open(net::PeerId, const net::PeerInfo&) override {}
    void on_message(net::PeerId peer, std::string_view, bool) override {
        ++messages;
        server_->send_text(peer, welcome + pin + R"("]})");
    }
    void on_close(net::PeerId) override {}
    void on_drained(net::PeerId) override {}
    void on_http(const net::HttpRequest&, net::HttpReply) override { ++messages; }

    std::unique_ptr<net::Server> server_;
};

}  // namespace

TEST_CASE("a till whose hub has mended its journal sends its token to the hub with its key alone, and keeps the new id") {
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

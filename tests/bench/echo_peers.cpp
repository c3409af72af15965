// Tills whose server sends back what it gets: what a WebSocket costs without a kitchen behind it.
#include "peers.h"
#include "web_socket_peer.h"

namespace brigade::bench {
namespace {

class EchoPeers : public Peers {
  public:
    EchoPeers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls)
        : calls_(std::move(calls)),
          text_(options.run, options.order_bytes),
          unopened_(options.tills) {
        for (int till = 0; till < options.tills; ++till)
            tills_.push_back(std::make_unique<WebSocketPeer>(
                loop, net::HubAddress{options.url, options.pins},
                WebSocketPeer::Calls{[this](WebSocketPeer&) {
                                         if (--unopened_ == 0) calls_.ready();
                                     },
                                     [this](std::string_view text) { echoed(text); }, calls_.failed}));
    }

    void send(int till, std::uint32_t order) override {
        tills_[static_cast<std::size_t>(till)]->send(text_.of(order));
    }

  private:
    void echoed(std::string_view text) {
        constexpr std::string_view before_id = R"({"id":")";
        if (const auto order = text_.number_at(text.substr(before_id.size()))) return calls_.acked(*order);
        calls_.failed("what came back was not what was sent");
    }

    PeerCalls calls_;
    OrderText text_;
    int unopened_;
    std::vector<std::unique_ptr<WebSocketPeer>> tills_;
};

}  // namespace

std::unique_ptr<Peers> echo_peers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls) {
    return std::make_unique<EchoPeers>(loop, options, std::move(calls));
}

}  // namespace brigade::bench

// Terminals, screens and, where orders are to be served, an expediter, as a hub knows them.
#include <fmt/format.h>

#include <charconv>

#include "peers.h"
#include "screen_peer.h"
#include "web_socket_peer.h"

namespace brigade::bench {
namespace {

std::string_view after(std::string_view text, std::string_view word) {
    const auto at = text.find(word);
    return at == text.npos ? std::string_view() : text.substr(at + word.size());
}

class HubPeers : public Peers {
  public:
    HubPeers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls);

    void send(int till, std::uint32_t order) override {
        tills_[static_cast<std::size_t>(till)]->send(
            fmt::format(R"({{"type":"order.submit","id":"{}","order":{}}})", order, text_.of(order)));
    }
    void serve(std::uint32_t order) override {
        pass_->send(fmt::format(R"({{"type":"ticket.bump","id":"{}","order_id":"{}","station":"expo"}})",
                                order, text_.id(order)));
    }

  private:
    using Answered = std::function<void(std::uint32_t)>;
    std::unique_ptr<WebSocketPeer> ask(net::EventLoop& loop, const std::string& hello, Answered answered);
    void take(std::string_view text, const Answered& answered);
    void one_is_live() {
        if (--not_live_ == 0) calls_.ready();
    }

    PeerCalls calls_;
    net::HubAddress hub_;
    OrderText text_;
    int not_live_;
    std::vector<std::unique_ptr<WebSocketPeer>> tills_;
    std::vector<std::unique_ptr<ScreenPeer>> screens_;
    std::unique_ptr<WebSocketPeer> pass_;
};

HubPeers::HubPeers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls)
    : calls_(std::move(calls)),
      hub_{options.url, options.pins},
      text_(options.run, options.order_bytes),
      not_live_(options.tills + options.readers + (options.serves ? 1 : 0)) {
    for (int till = 0; till < options.tills; ++till)
        tills_.push_back(ask(loop, fmt::format(R"("role":"pos","name":"till-{}")", till), calls_.acked));
    for (int screen = 0; screen < options.readers; ++screen)
        screens_.push_back(std::make_unique<ScreenPeer>(
            loop, hub_, text_, screen, options.confirms,
            ScreenPeer::Calls{[this] { one_is_live(); }, calls_.heard, calls_.failed}));
    if (options.serves)
        pass_ = ask(loop, R"("role":"station","station":"expo","screen":"pass")", calls_.served);
}

std::unique_ptr<WebSocketPeer> HubPeers::ask(net::EventLoop& loop, const std::string& hello,
                                             Answered answered) {
    return std::make_unique<WebSocketPeer>(
        loop, hub_,
        WebSocketPeer::Calls{[hello](WebSocketPeer& hub) {
                                 hub.send(fmt::format(R"({{"type":"hello","protocol":1,{}}})", hello));
                             },
                             [this, answered](std::string_view text) { take(text, answered); },
                             calls_.failed});
}

void HubPeers::take(std::string_view text, const Answered& answered) {
    if (text.starts_with(R"({"type":"ack")")) {
        const std::string_view number = after(text, R"("re":")");
        std::uint32_t order = 0;
        std::from_chars(number.data(), number.data() + number.size(), order);
        return answered(order);
    }
    if (text.starts_with(R"({"type":"live")")) return one_is_live();
    if (text.starts_with(R"({"type":"error")")) calls_.failed(std::string(text));
}

}  // namespace

std::unique_ptr<Peers> hub_peers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls) {
    return std::make_unique<HubPeers>(loop, options, std::move(calls));
}

}  // namespace brigade::bench

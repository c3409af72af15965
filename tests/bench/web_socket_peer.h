// One connection to a WebSocket server that must not break while it is measured.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/client.h"

namespace brigade::bench {

class WebSocketPeer : net::ClientEvents {
  public:
    struct Calls {
        std::function<void(WebSocketPeer& peer)> open;
        std::function<void(std::string_view text)> text;
        std::function<void(const std::string& why)> broken;
    };
    WebSocketPeer(net::EventLoop& loop, const net::HubAddress& address, Calls calls)
        : calls_(std::move(calls)),
          client_(net::Client::make(loop, *this)) {
        if (auto status = client_->connect(address); !status) broken_ = status.error().message;
        if (!broken_.empty()) loop.post([this] { calls_.broken(broken_); });
    }
    void send(std::string_view text) { client_->send(text); }

  private:
    void on_open() override { calls_.open(*this); }
    void on_message(std::string_view payload, bool) override { calls_.text(payload); }
    void on_close(std::uint16_t, const std::string& reason) override { calls_.broken(reason); }

    Calls calls_;
    std::string broken_;
    std::unique_ptr<net::Client> client_;
};

}  // namespace brigade::bench

// The station's line to its hub: connects, greets, tells what comes, and tries again for ever, sooner at
// first and with some jitter so that a kitchen of screens does not knock all at once. Owned by the station;
// loop thread.
#pragma once

#include <functional>
#include <memory>
#include <random>
#include <string>

#include "net/client.h"
#include "net/loop.h"
#include "protocol/from_hub.h"

namespace brigade {

class HubLink : net::ClientEvents {
  public:
    struct Events {
        std::function<std::string()> hello;  // the greeting, made anew for each connection
        std::function<void(const FromHub&)> message;
        std::function<void(const std::string&)> closed;  // after every attempt and every connection
    };
    // `jitter_seed` differs from screen to screen.
    HubLink(net::Loop& loop, std::string url, std::uint32_t jitter_seed, Events events);

    void start();
    bool send(const std::string& text) { return client_->send(text); }
    // The hub has let us in: the next attempt after this connection comes soon again.
    void settled();
    // Ends the connection for a reason of ours; the next attempt follows.
    void reconnect(const std::string& reason) { client_->drop(reason); }
    DurationMs last_heard_ms() const { return client_->last_heard_ms(); }

  private:
    void on_open() override;
    void on_message(std::string_view payload, bool binary) override;
    void on_close(std::uint16_t code, const std::string& reason) override;
    void connect();
    void watch_silence();
    void try_again_later();

    net::Loop& loop_;
    std::string url_;
    Events events_;
    std::unique_ptr<net::Client> client_;
    DurationMs wait_ms_;
    std::minstd_rand jitter_;
    net::Timer retry_timer_, silence_timer_;
};

}  // namespace brigade

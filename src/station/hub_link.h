// The station's line to its hub: connects, greets, tells what comes, and tries again for ever, sooner at
// first and with some jitter so that a kitchen of screens does not knock all at once. Of several addresses
// one follows the other without a pause until each has been tried. Where the hub is pinned and cannot be
// reached, it looks which key answers there, sends nothing to it, and tells when it is another. Owned by the
// station; loop thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "net/client.h"
#include "net/loop.h"
#include "protocol/from_hub.h"

namespace brigade {

class HubLink : net::ClientEvents {
  public:
    struct Attempt {
        net::HubAddress address;
        bool ours = true;  // it should have our hub's key: another one there is worth telling
        bool last = true;  // of those to be tried in a round; then comes a pause
    };
    struct Events {
        std::function<std::optional<Attempt>()>
            attempt;                         // for each connection; nothing: no address is known yet
        std::function<std::string()> hello;  // the greeting, made anew for each connection
        // A message as it came, before it is read; true: it was taken. For what is said before the greeting,
        // and for answers that one part of the screen alone knows.
        std::function<bool(std::string_view)> raw;
        std::function<void(const FromHub&)> message;
        // The pinned hub was had at no address of a round: the pin of the other key that answers at one that
        // is ours; empty: none does.
        std::function<void(const std::string& pin)> other_key;
        std::function<void(const std::string& reason, bool was_open)> closed;  // after each attempt, too
    };
    // `jitter_seed` differs from screen to screen.
    HubLink(net::Loop& loop, std::uint32_t jitter_seed, Events events);

    void start();
    bool send(const std::string& text) { return client_->send(text); }
    // The hub has let us in: the next attempt after this connection comes soon again.
    void settled();
    // Ends the connection for a reason of ours; the next attempt follows.
    void reconnect(const std::string& reason) { client_->drop(reason); }
    // There is reason to try at once, such as an address that has just been found.
    void hurry();
    DurationMs last_heard_ms() const { return client_->last_heard_ms(); }
    std::string peer_pin() const { return client_->peer_pin(); }
    // Of the present connection or attempt.
    const std::string& url() const { return attempt_.address.url; }

  private:
    void on_open() override;
    void on_message(std::string_view payload, bool binary) override;
    void on_close(std::uint16_t code, const std::string& reason) override;
    void connect();
    void look_at_key();
    bool worth_a_look() const;
    void missed();
    void watch_silence();
    void try_again_later();

    net::Loop& loop_;
    Events events_;
    std::unique_ptr<net::Client> client_;
    Attempt attempt_;
    DurationMs began_ms_ = 0;
    bool opened_ = false;
    bool looking_ = false;   // this connection is only to see the key
    std::string other_pin_;  // seen in this round
    DurationMs wait_ms_;
    std::minstd_rand jitter_;
    net::Timer retry_timer_, silence_timer_;
};

bool is_secure(const std::string& url);  // wss://
bool is_this_machine(const std::string& url);

}  // namespace brigade

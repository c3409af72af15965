// A terminal's side of the protocol for the tools: requests are kept until they are answered and sent again
// after every reconnect, which is always safe (docs/protocol.md, "Sending again is always safe"). What it has
// heard is remembered, so that a reconnect brings what was missed.
//
// Loop thread; owned by whoever asks; destroyed before the loop. A request that the hub cannot take just now
// (rate_limited, journal_unavailable) is asked again by itself.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/seq.h"
#include "net/client.h"

namespace brigade {

struct TerminalLinkOptions {
    net::HubAddress hub;  // its pins as well, where it is reached over the network
    std::string role;     // pos, station …
    std::string name;     // of the terminal; with role station also the screen's id
    std::string station;  // with role station
    std::string token;  // of a paired device; told to a hub whose key is among the pins, and to this machine
    bool asks_again = true;  // what the hub cannot take just now; else that is the answer
    // The hub whose key we know has said its id and which keys it has from now on: to be kept beside the
    // token where that is news.
    std::function<void(const std::string& hub, const std::vector<std::string>& pins)> keep = {};
    std::vector<std::string> urls = {};  // where the same hub may be had too: each is tried in its turn
};

// Each may be left empty. A request is answered once: `answer` is its ack or error, `waited_ms` since it was
// asked.
struct TerminalLinkCalls {
    std::function<void(std::uint64_t id, const boost::json::object& answer, DurationMs waited_ms)> answered;
    std::function<void(const boost::json::object& message)> told;  // everything that is no answer
    std::function<void()> live;                                    // welcomed: requests are on their way
    // Once per broken connection, or attempt that failed at every address.
    std::function<void(const std::string& reason)> lost;
};

class TerminalLink : private net::ClientEvents {
  public:
    TerminalLink(net::EventLoop& loop, TerminalLinkOptions options, TerminalLinkCalls calls);
    ~TerminalLink() override;

    // Connects, and again for ever after a failure, with growing pauses. Fails on a URL that cannot be read.
    Status start();

    // Gives the request its id and sends it now or as soon as there is a connection.
    std::uint64_t ask(boost::json::object request);

    std::size_t waiting() const { return pending_.size(); }
    bool is_live() const { return live_; }
    int failures() const { return failures_; }  // in a row, without a welcome between them

  private:
    struct Pending {
        std::string text;
        DurationMs asked_ms = 0;
        net::Timer again;
    };

    void on_open() override;
    void on_message(std::string_view payload, bool binary) override;
    void on_close(std::uint16_t code, const std::string& reason) override;

    bool may_know_token() const;
    void connect();
    void connect_later();
    bool try_next_url();
    void watch_silence();
    void welcomed();
    void learn(const boost::json::object& welcome);
    std::string why_refused(const boost::json::object& answer) const;
    void take_answer(const boost::json::object& answer);
    bool ask_again(std::uint64_t id, Pending& pending, const boost::json::object& answer);
    void remember(const boost::json::object& message);

    net::EventLoop& loop_;
    TerminalLinkOptions options_;
    TerminalLinkCalls calls_;
    std::unique_ptr<net::Client> client_;
    std::map<std::uint64_t, Pending> pending_;  // by id, which is the order of asking
    std::uint64_t last_id_ = 0;
    Seq after_ = 0;
    std::string head_;
    std::size_t urls_tried_ = 0;  // of urls, in this round
    std::string refused_;         // why the hello was refused
    bool live_ = false;
    int failures_ = 0;
    std::minstd_rand jitter_;
    net::Timer reconnect_;
    net::Timer silence_;
};

}  // namespace brigade

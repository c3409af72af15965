// A world for one hub in one thread: its loop, its clock, its worker and its listener do only what the input
// tells them to, so that a batch may be held at the disk while more requests, a closed connection or an hour
// come in between. Owned by the session that runs in it; outlives the hub.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "net/client.h"
#include "net/loop.h"
#include "net/server.h"

namespace brigade::fuzz {

// What reaches a peer.
class Peers {
  public:
    virtual ~Peers() = default;
    virtual void received(net::PeerId peer, std::string_view text) = 0;
    virtual void closed(net::PeerId peer) = 0;
};

class FakeLoop : public net::Loop {
  public:
    explicit FakeLoop(Peers& peers) : peers_(peers) {}

    void post(net::Task task) override { tasks_.push_back(std::move(task)); }
    [[nodiscard]] net::Timer after(DurationMs delay_ms, net::Task task) override;
    DurationMs now_ms() const override { return now_ms_; }
    bool run_until(const std::function<bool()>& done, DurationMs timeout_ms) override;
    Result<std::unique_ptr<net::Server>> listen(const std::string& address, net::ServerEvents& events,
                                                const net::ListenOptions& options) override;
    std::unique_ptr<net::Client> make_client(net::ClientEvents&) override { return nullptr; }
    std::unique_ptr<net::Worker> make_worker() override;

    // What the input tells it.
    void run_tasks();                   // all that are due, and those that they post
    bool finish_job();                  // one job of the worker; false if there is none
    void quiet();                       // both until neither has anything to do
    void pass(DurationMs duration_ms);  // with every timer on the way
    bool busy() const { return !tasks_.empty() || !jobs_.empty(); }

    // What a peer does. Nothing without a listener.
    net::PeerId connect();
    void say(net::PeerId peer, std::string_view text, bool binary = false);
    void hang_up(net::PeerId peer);
    net::ServerEvents* listener() { return listener_; }

    // The process is gone: nothing that it had begun goes on.
    void kill();

  private:
    friend class FakeServer;
    friend class FakeWorker;

    Peers& peers_;
    DurationMs now_ms_ = 1'000;
    std::deque<net::Task> tasks_, jobs_;
    std::multimap<DurationMs, std::shared_ptr<net::Timer::State>> timers_;
    net::ServerEvents* listener_ = nullptr;
    std::map<net::PeerId, bool> open_;  // whether the hub has not yet said goodbye
    net::PeerId last_peer_ = 0;
};

}  // namespace brigade::fuzz

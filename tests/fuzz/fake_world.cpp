#include "fake_world.h"

#include "base/check.h"

namespace brigade::fuzz {

class FakeServer : public net::Server {
  public:
    explicit FakeServer(FakeLoop& loop) : loop_(loop) {}
    ~FakeServer() override { loop_.listener_ = nullptr; }

    Status use_identity(const net::Identity&) override { return {}; }
    std::string address() const override { return "127.0.0.1:8686"; }
    void send(net::PeerId peer, const net::FramePtr& frame) override {
        send_text(peer, net::text_of(*frame));
    }
    void send_text(net::PeerId peer, std::string_view text) override {
        auto found = loop_.open_.find(peer);
        if (found != loop_.open_.end() && found->second) loop_.peers_.received(peer, text);
    }
    void close(net::PeerId peer, std::uint16_t, std::string_view reason) override {
        BRIGADE_CHECK(reason.size() <= 123, "a close frame holds no longer reason");
        auto found = loop_.open_.find(peer);
        if (found == loop_.open_.end() || !std::exchange(found->second, false)) return;
        loop_.post([this, peer] { loop_.hang_up(peer); });
    }
    void keep(net::PeerId) override {}
    std::size_t queued_bytes(net::PeerId) const override { return 0; }
    void want_drained(net::PeerId peer) override {
        loop_.post([this, peer] {
            if (loop_.listener_ && loop_.open_.contains(peer)) loop_.listener_->on_drained(peer);
        });
    }
    const net::ServerCounters& counters() const override { return counters_; }

  private:
    FakeLoop& loop_;
    net::ServerCounters counters_;
};

class FakeWorker : public net::Worker {
  public:
    explicit FakeWorker(FakeLoop& loop) : loop_(loop) {}
    ~FakeWorker() override {
        while (loop_.finish_job()) {
        }
    }
    void run(net::Task job) override { loop_.jobs_.push_back(std::move(job)); }

  private:
    FakeLoop& loop_;
};

net::Timer FakeLoop::after(DurationMs delay_ms, net::Task task) {
    auto state = std::make_shared<net::Timer::State>(std::move(task));
    timers_.emplace(now_ms_ + std::max<DurationMs>(delay_ms, 0), state);
    return net::Timer(std::move(state));
}

bool FakeLoop::run_until(const std::function<bool()>& done, DurationMs) {
    quiet();
    return done();
}

Result<std::unique_ptr<net::Server>> FakeLoop::listen(const std::string&, net::ServerEvents& events,
                                                      const net::ListenOptions&) {
    listener_ = &events;
    return std::unique_ptr<net::Server>(std::make_unique<FakeServer>(*this));
}

std::unique_ptr<net::Worker> FakeLoop::make_worker() { return std::make_unique<FakeWorker>(*this); }

void FakeLoop::run_tasks() {
    while (!tasks_.empty()) {
        net::Task task = std::move(tasks_.front());
        tasks_.pop_front();
        task();
    }
}

bool FakeLoop::finish_job() {
    if (jobs_.empty()) return false;
    net::Task job = std::move(jobs_.front());
    jobs_.pop_front();
    job();
    return true;
}

void FakeLoop::quiet() {
    do run_tasks();
    while (finish_job());
}

void FakeLoop::pass(DurationMs duration_ms) {
    DurationMs end_ms = now_ms_ + duration_ms;
    while (!timers_.empty() && timers_.begin()->first <= end_ms) {
        auto [due_ms, state] = *timers_.begin();
        timers_.erase(timers_.begin());
        if (!state->task) continue;  // cancelled
        now_ms_ = std::max(now_ms_, due_ms);
        std::exchange(state->task, nullptr)();
        run_tasks();
    }
    now_ms_ = end_ms;
}

net::PeerId FakeLoop::connect() {
    if (!listener_) return 0;
    open_.emplace(++last_peer_, true);
    listener_->on_open(last_peer_, {"127.0.0.1", true});
    return last_peer_;
}

void FakeLoop::say(net::PeerId peer, std::string_view text, bool binary) {
    auto found = open_.find(peer);
    if (listener_ && found != open_.end() && found->second) listener_->on_message(peer, text, binary);
}

void FakeLoop::hang_up(net::PeerId peer) {
    if (open_.erase(peer) == 0) return;
    if (listener_) listener_->on_close(peer);
    peers_.closed(peer);
}

void FakeLoop::kill() {
    tasks_.clear();
    jobs_.clear();
    timers_.clear();
    for (const auto& [peer, open] : std::exchange(open_, {})) peers_.closed(peer);
}

}  // namespace brigade::fuzz

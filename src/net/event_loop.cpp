#include "net/event_loop.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <exception>
#include <utility>

#include "base/check.h"
#include "base/log.h"
#include "net/loop_parts.h"

namespace brigade::net {
namespace {

using Milliseconds = std::chrono::milliseconds;

// An exception of the network libraries costs the connection it came from, not the process. Our own tasks
// never throw: they are called as noexcept, so that a broken one stops here and not somewhere else later.
template <class Step>
void contained(Step step) {
    try {
        step();
    } catch (const std::exception& failure) {
        log_error("network: {}; the connection concerned is given up", failure.what());
    }
}

void call(const Task& task) noexcept { task(); }

struct AsioTimer : Timer::State {
    AsioTimer(boost::asio::io_context& io, Task call_back) : State(std::move(call_back)), timer(io) {}
    void on_cancel() override { timer.cancel(); }
    boost::asio::steady_timer timer;
};

void wait_for_signal(LoopParts& parts) {
    parts.signals->async_wait([&parts](const boost::system::error_code& error, int signal) {
        if (error) return;
        [&]() noexcept { parts.signal_call(signal); }();
        wait_for_signal(parts);
    });
}

}  // namespace

Timer::~Timer() { cancel(); }

Timer& Timer::operator=(Timer&& other) noexcept {
    if (this == &other) return *this;
    cancel();
    state_ = std::move(other.state_);
    return *this;
}

void Timer::cancel() {
    if (!state_) return;
    state_->task = nullptr;
    state_->on_cancel();
    state_.reset();
}

EventLoop::EventLoop() : parts_(std::make_unique<LoopParts>()) {}
EventLoop::~EventLoop() = default;

void EventLoop::run() {
    while (!parts_->io.stopped()) contained([this] { parts_->io.run(); });
    parts_->io.restart();
}

void EventLoop::stop() { parts_->io.stop(); }

void EventLoop::post(Task task) {
    boost::asio::post(parts_->io, [task = std::move(task)] { call(task); });
}

Timer EventLoop::after(DurationMs delay_ms, Task task) {
    auto state = std::make_shared<AsioTimer>(parts_->io, std::move(task));
    state->timer.expires_after(Milliseconds(std::max<DurationMs>(delay_ms, 0)));
    state->timer.async_wait([state](const boost::system::error_code& error) {
        if (error || !state->task) return;
        call(std::exchange(state->task, nullptr));
    });
    return Timer(state);
}

DurationMs EventLoop::now_ms() const {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<Milliseconds>(now).count();
}

void EventLoop::on_signal(std::initializer_list<int> signals, std::function<void(int)> call_back) {
    BRIGADE_CHECK(!parts_->signals, "signals are claimed once per loop");
    parts_->signal_call = std::move(call_back);
    parts_->signals.emplace(parts_->io);
    for (const int signal : signals) parts_->signals->add(signal);
    wait_for_signal(*parts_);
}

bool EventLoop::run_until(const std::function<bool()>& done, DurationMs timeout_ms) {
    const DurationMs deadline_ms = now_ms() + timeout_ms;
    while (!done()) {
        const DurationMs left_ms = deadline_ms - now_ms();
        if (left_ms <= 0) return false;
        contained([&] { parts_->io.run_one_for(Milliseconds(left_ms)); });
        if (parts_->io.stopped()) {
            parts_->io.restart();
            return done();
        }
    }
    return true;
}

}  // namespace brigade::net

// A loop whose clock stands until a test moves it. Its worker's jobs run when the test lets them.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>

#include "base/check.h"
#include "net/client.h"
#include "net/server.h"

namespace brigade::test {

class FakeLoop : public net::Loop {
  public:
    void post(net::Task task) override { tasks_.push_back(std::move(task)); }
    [[nodiscard]] net::Timer after(DurationMs delay_ms, net::Task task) override {
        auto state = std::make_shared<net::Timer::State>(std::move(task));
        timers_.emplace(now_ms_ + delay_ms, state);
        return net::Timer(state);
    }
    DurationMs now_ms() const override { return now_ms_; }
    bool run_until(const std::function<bool()>& done, DurationMs) override {
        run();
        return done();
    }
    Result<std::unique_ptr<net::Server>> listen(const std::string&, net::ServerEvents&,
                                                const net::ListenOptions&) override {
        return Error{"a fake loop has no network"};
    }
    std::unique_ptr<net::Client> make_client(net::ClientEvents&) override { return nullptr; }
    std::unique_ptr<net::Worker> make_worker() override { return std::make_unique<FakeWorker>(jobs_); }

    // Everything that is due now. Jobs only where the worker is not held.
    void run() {
        for (;;) {
            if (!tasks_.empty())
                run_first(tasks_);
            else if (!jobs_->empty() && !worker_held)
                run_first(*jobs_);
            else
                return;
        }
    }
    void advance(DurationMs by_ms) {
        const DurationMs until_ms = now_ms_ + by_ms;
        run();
        while (!timers_.empty() && timers_.begin()->first <= until_ms) {
            const auto [due_ms, timer] = *timers_.begin();
            timers_.erase(timers_.begin());
            now_ms_ = std::max(now_ms_, due_ms);
            if (timer->task) std::exchange(timer->task, nullptr)();
            run();
        }
        now_ms_ = until_ms;
    }
    std::size_t jobs_waiting() const { return jobs_->size(); }

    bool worker_held = false;

  private:
    using Tasks = std::deque<net::Task>;

    struct FakeWorker : net::Worker {
        explicit FakeWorker(std::shared_ptr<Tasks> jobs) : jobs_(std::move(jobs)) {}
        ~FakeWorker() override {
            while (!jobs_->empty()) run_first(*jobs_);
        }
        void run(net::Task job) override { jobs_->push_back(std::move(job)); }
        std::shared_ptr<Tasks> jobs_;
    };

    static void run_first(Tasks& tasks) {
        net::Task task = std::move(tasks.front());
        tasks.pop_front();
        task();
    }

    DurationMs now_ms_ = 1'000;
    Tasks tasks_;
    std::multimap<DurationMs, std::shared_ptr<net::Timer::State>> timers_;
    std::shared_ptr<Tasks> jobs_ = std::make_shared<Tasks>();
};

}  // namespace brigade::test

#include "sim/sim_loop.h"

#include <algorithm>
#include <deque>

#include "sim/sim_network.h"

namespace brigade::sim {
namespace {

// One job after the other, each as late as the disk is slow. A process that ends by itself finishes them.
class SimWorker : public net::Worker {
  public:
    SimWorker(World& world, ProcessPtr process, const DurationMs& write_ms_max)
        : world_(world),
          process_(std::move(process)),
          write_ms_max_(write_ms_max) {}

    ~SimWorker() override {
        while (process_->alive && !jobs_->empty()) run_next(*jobs_);
    }

    void run(net::Task job) override {
        jobs_->push_back(std::move(job));
        busy_until_ms_ = std::max(busy_until_ms_, world_.now_ms()) + world_.random.between(0, write_ms_max_);
        world_.at(busy_until_ms_, process_, [jobs = std::weak_ptr(jobs_)] {
            if (auto ours = jobs.lock(); ours && !ours->empty()) run_next(*ours);
        });
    }

  private:
    using Jobs = std::deque<net::Task>;

    static void run_next(Jobs& jobs) {
        net::Task job = std::move(jobs.front());
        jobs.pop_front();
        job();
    }

    World& world_;
    ProcessPtr process_;
    const DurationMs& write_ms_max_;
    DurationMs busy_until_ms_ = 0;
    std::shared_ptr<Jobs> jobs_ = std::make_shared<Jobs>();
};

}  // namespace

SimLoop::SimLoop(World& world, SimNetwork& network, ProcessPtr process, const DurationMs& write_ms_max)
    : world_(world),
      network_(network),
      process_(std::move(process)),
      write_ms_max_(write_ms_max) {}

void SimLoop::post(net::Task task) { world_.after(0, process_, std::move(task)); }

net::Timer SimLoop::after(DurationMs delay_ms, net::Task task) {
    auto state = std::make_shared<net::Timer::State>(std::move(task));
    world_.after(std::max<DurationMs>(0, delay_ms), process_, [state] {
        if (state->task) std::exchange(state->task, nullptr)();
    });
    return net::Timer(state);
}

bool SimLoop::run_until(const std::function<bool()>& done, DurationMs timeout_ms) {
    return world_.run_until(world_.now_ms() + timeout_ms, *process_, done);
}

Result<std::unique_ptr<net::Server>> SimLoop::listen(const std::string& address, net::ServerEvents& events,
                                                     const net::ListenOptions&) {
    return network_.listen(address, process_, events);
}

std::unique_ptr<net::Client> SimLoop::make_client(net::ClientEvents& events) {
    return network_.make_client(process_, events);
}

std::unique_ptr<net::Worker> SimLoop::make_worker() {
    return std::make_unique<SimWorker>(world_, process_, write_ms_max_);
}

}  // namespace brigade::sim

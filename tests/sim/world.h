// The clock and the order of all things in a simulated kitchen. What is to happen waits in one queue, by time
// and then by when it was put there; nothing else decides what comes next, so a seed gives one run. Whatever
// belongs to a process that is gone is passed over; what belongs to a frozen one waits until it thaws.
//
// Owned by the Simulation; one thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "net/loop.h"
#include "sim/rng.h"

namespace brigade::sim {

// One run of a program, from its start to its crash.
struct Process {
    explicit Process(std::string host_name) : host(std::move(host_name)) {}
    std::string host;
    bool alive = true;
    DurationMs frozen_until_ms = 0;
};
using ProcessPtr = std::shared_ptr<Process>;

class World {
  public:
    explicit World(std::uint64_t seed) : random(seed) {}

    DurationMs now_ms() const { return now_ms_; }

    // Without an owner it happens whoever is gone.
    void at(DurationMs at_ms, ProcessPtr owner, net::Task task);
    void after(DurationMs delay_ms, ProcessPtr owner, net::Task task) {
        at(now_ms_ + delay_ms, std::move(owner), std::move(task));
    }

    // All that is due up to then, in order; the clock then stands there.
    void run_until(DurationMs at_ms);

    // The same, for a process that waits for something: until `done`, asked after each, or it is gone.
    bool run_until(DurationMs at_ms, const Process& process, const std::function<bool()>& done);

    std::uint64_t happened() const { return happened_; }

    Rng random;  // of the network and of the disks' slowness

  private:
    void run_first();
    struct Entry {
        ProcessPtr owner;
        net::Task task;
    };
    using Queue = std::map<std::pair<DurationMs, std::uint64_t>, Entry>;

    DurationMs now_ms_ = 0;
    std::uint64_t next_ = 0;
    std::uint64_t happened_ = 0;
    Queue queue_;
};

}  // namespace brigade::sim

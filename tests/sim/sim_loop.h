// A process's Loop in the simulated world: its turns and timers are the world's, its worker takes the disk's
// time, its network is the simulated one. Owned by the node that the process runs on.
#pragma once

#include "net/client.h"
#include "net/server.h"
#include "sim/world.h"

namespace brigade::sim {

class SimNetwork;

class SimLoop : public net::Loop {
  public:
    // `write_ms_max`: how long the node's disk takes at most for one job of the worker, read at each.
    SimLoop(World& world, SimNetwork& network, ProcessPtr process, const DurationMs& write_ms_max);

    void post(net::Task task) override;
    [[nodiscard]] net::Timer after(DurationMs delay_ms, net::Task task) override;
    DurationMs now_ms() const override { return world_.now_ms(); }
    bool run_until(const std::function<bool()>& done, DurationMs timeout_ms) override;
    Result<std::unique_ptr<net::Server>> listen(const std::string& address, net::ServerEvents& events,
                                                const net::ListenOptions& options) override;
    std::unique_ptr<net::Client> make_client(net::ClientEvents& events) override;
    std::unique_ptr<net::Worker> make_worker() override;

  private:
    World& world_;
    SimNetwork& network_;
    ProcessPtr process_;
    const DurationMs& write_ms_max_;
};

}  // namespace brigade::sim

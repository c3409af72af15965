// The machines of a simulated kitchen: a hub, and screens. Each has a disk that outlives its program, and a
// program that is started, crashes and is started again. The programs are the real ones, down to Loop, the
// journal's contract and StationStore.
//
// Owned by the Simulation; one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "hub/hub.h"
#include "sim/sim_disk.h"
#include "sim/sim_loop.h"
#include "sim/sim_network.h"
#include "station/station.h"

namespace brigade::sim {

inline constexpr TimeMs opening_time = 1'795'176'000'000;  // 2026-11-20T12:00:00.000Z
inline constexpr const char* hub_address = "hub:8686";

// What a program's writes pass through, so that a crash can strike in the middle of one and a program that
// is gone writes nothing more.
struct DiskGate {
    ProcessPtr process;
    bool die_before_next_write = false;
    bool die_after_next_write = false;
    bool publishes_first = false;  // sabotage: what is appended is told to the screens before
    SimNetwork* network = nullptr;
};

class Node {
  public:
    Node(std::string name, World& world, SimNetwork& network, std::uint64_t seed);
    virtual ~Node() = default;

    bool running() const { return process && process->alive; }
    // Starts the program; false if it could not (it is then tried again later).
    virtual bool start() = 0;
    // Ends it as kill -9 does, or as a power cut of this machine does.
    void kill(bool power);

    TimeMs wall_now() const { return opening_time + world.now_ms() + wall_jump_ms; }

    std::string host;
    World& world;
    SimNetwork& network;
    SimDisk disk;
    DurationMs write_ms_max = 3;
    DurationMs wall_jump_ms = 0;
    DurationMs start_at_ms = 0;  // when it is down
    std::shared_ptr<DiskGate> gate;
    ProcessPtr process;

  protected:
    virtual void take_down() = 0;
    void new_process();
    std::unique_ptr<SimLoop> loop_;
};

class HubNode : public Node {
  public:
    using Node::Node;
    bool start() override;

    Rules rules;
    std::optional<Recovery> recovered;  // of the start, until the oracle has read it

  private:
    void take_down() override;
    std::unique_ptr<Hub> hub_;
};

class ScreenNode : public Node {
  public:
    ScreenNode(std::string name, std::string station, World& world, SimNetwork& network, std::uint64_t seed);
    bool start() override;

    const std::string station;
    const StationScreen* screen() const { return screen_.get(); }
    Mailbox* mailbox() { return mailbox_.get(); }
    std::uint64_t starts = 0;

  private:
    void take_down() override;
    std::uint32_t jitter_seed_;
    std::unique_ptr<Mailbox> mailbox_;
    std::unique_ptr<StationScreen> screen_;
};

}  // namespace brigade::sim

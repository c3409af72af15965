// Decides, by the dice, what happens next in a simulated kitchen and how likely each kind of fault is in this
// run. Owned by one simulation.
#pragma once

#include <memory>
#include <vector>

#include "sim/cook.h"
#include "sim/oracle.h"
#include "sim/terminal.h"

namespace brigade::sim {

// Parts in a million, of each step.
struct FaultRates {
    explicit FaultRates(Rng& random);

    std::uint64_t crash = 0, crash_in_write = 0, freeze = 0, power_one = 0, power_all = 0, block = 0, cut = 0;
    std::uint64_t full_disk = 0, refused_write = 0, failed_sync = 0, damage = 0, wall_jump = 0, night = 0;
    std::uint64_t reconfigure = 0;
    std::uint64_t hub_share_percent = 30;  // of what strikes one node
    DurationMs pause_ms_max = 300;         // between two steps
};

// Everybody and everything in the kitchen, in the order in which they are built and taken down.
struct Cast {
    Cast(Oracle& tap, std::uint64_t seed);

    Rng random;
    World world;
    SimNetwork network;
    std::unique_ptr<HubNode> hub;
    std::vector<std::unique_ptr<ScreenNode>> screens;
    std::vector<std::unique_ptr<Cook>> cooks;
    std::vector<std::unique_ptr<Terminal>> terminals;

    std::vector<ScreenNode*> screen_nodes() const;
    std::vector<Node*> nodes() const;
};

class Director {
  public:
    Director(Cast& cast, Oracle& oracle);

    // One step of phase one.
    void step();
    // From here on nothing goes wrong any more.
    void end_faults();
    // Lets the world go on; people look at their screens.
    void quiet(DurationMs for_ms);

    std::uint64_t crashes() const { return crashes_; }
    std::uint64_t power_cuts() const { return power_cuts_; }

  private:
    void people();
    void faults();
    void strike(std::uint64_t rate, void (Director::*fault)());
    void crash();
    void crash_in_write();
    void freeze();
    void power_one();
    void power_all();
    void block();
    void cut();
    void full_disk();
    void refused_write();
    void failed_sync();
    void damage();
    void wall_jump();
    void night();
    void reconfigure();
    void kill(Node& node, bool power);
    void tend();
    Node& some_node();

    Cast& cast_;
    Oracle& oracle_;
    Rng& random_;
    FaultRates rates_;
    std::uint64_t crashes_ = 0, power_cuts_ = 0;
    DurationMs unblock_at_ms_ = 0, room_at_ms_ = 0;
};

// What a kitchen's hub is configured with: the usual, or as somebody changed it.
Rules rules_of_the_house(bool changed);

}  // namespace brigade::sim

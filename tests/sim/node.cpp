#include "sim/node.h"

#include "sim/gated_disk.h"

namespace brigade::sim {
namespace {

class SimStore : public StationStore {
  public:
    SimStore(std::string id, SimDisk& disk, std::shared_ptr<DiskGate> gate)
        : id_(std::move(id)),
          disk_(disk),
          gate_(std::move(gate)) {}

    Result<std::string> screen_id() override { return id_; }
    // The simulated network is the hub's own machine to everybody: nobody is paired.
    Result<std::optional<PairingRecord>> pairing() override { return std::optional<PairingRecord>(); }
    Status keep_pairing(const PairingRecord&) override { return {}; }
    Status forget_pairing() override { return {}; }
    Result<Opened> open_copy() override { return behind_gate(disk_.open_journal({.replica = true})); }
    Result<Opened> begin_copy(const Head& head, TimeMs at, std::string_view snapshot, bool) override {
        if (!gate_->process->alive) return Error{"the process is gone"};
        return behind_gate(disk_.start_replica(head, at, snapshot));
    }
    void forget_copies(TimeMs) override {}  // a simulated disk has no directory
    Result<OpenedOutbox> open_outbox() override {
        auto opened = disk_.open_outbox();
        if (!opened) return opened.error();
        return gated(std::move(*opened), gate_);
    }

  private:
    Result<Opened> behind_gate(Result<Opened> opened) {
        if (!opened) return opened.error();
        return gated(std::move(*opened), gate_);
    }

    std::string id_;
    SimDisk& disk_;
    std::shared_ptr<DiskGate> gate_;
};

}  // namespace

Node::Node(std::string name, World& its_world, SimNetwork& its_network, std::uint64_t seed)
    : host(std::move(name)),
      world(its_world),
      network(its_network),
      disk(seed) {}

void Node::new_process() {
    bool publishes_first = gate && gate->publishes_first;
    process = std::make_shared<Process>(host);
    gate = std::make_shared<DiskGate>();
    gate->process = process;
    gate->publishes_first = publishes_first;
    gate->network = &network;
    loop_ = std::make_unique<SimLoop>(world, network, process, write_ms_max);
}

void Node::kill(bool power) {
    if (!process) return;
    process->alive = false;
    if (power)
        network.power_lost(*process);
    else
        network.process_ended(*process);
    take_down();
    loop_.reset();
    if (power)
        disk.power_cut();
    else
        disk.crash();
    process.reset();
}

bool HubNode::start() {
    new_process();
    auto opened = disk.open_journal();
    if (!opened) return false;
    recovered = opened->recovery;
    HubOptions options;
    options.rules = rules;
    options.listen = {hub_address};
    options.wall_clock = [this] { return wall_now(); };
    options.utc_offset_min = [] { return 420; };
    options.failed = [dying = process](const std::string&) { dying->alive = false; };
    auto started = Hub::start(*loop_, gated(std::move(*opened), gate), std::move(options));
    if (!started) return false;
    hub_ = std::move(*started);
    return true;
}

void HubNode::take_down() { hub_.reset(); }

ScreenNode::ScreenNode(std::string name, std::string its_station, World& its_world, SimNetwork& its_network,
                       std::uint64_t seed)
    : Node(std::move(name), its_world, its_network, seed),
      station(std::move(its_station)),
      jitter_seed_(static_cast<std::uint32_t>(seed)) {}

bool ScreenNode::start() {
    new_process();
    ++starts;
    mailbox_ = std::make_unique<Mailbox>();
    StationOptions options;
    options.hub_url = std::string("ws://") + hub_address + "/v1";
    options.station = station;
    options.jitter_seed = jitter_seed_;
    options.wall_clock = [this] { return wall_now(); };
    options.utc_offset_min = [](const std::string&) { return 420; };
    auto started = StationScreen::start(*loop_, *mailbox_, std::make_unique<SimStore>(host, disk, gate),
                                        std::move(options));
    if (!started) return false;
    screen_ = std::move(*started);
    return true;
}

void ScreenNode::take_down() {
    screen_.reset();
    mailbox_.reset();
}

}  // namespace brigade::sim

#include "sim/simulation.h"

#include "base/limits.h"
#include "core/snapshot.h"
#include "sim/broken_check.h"
#include "sim/director.h"
#include "sim/sabotage.h"

namespace brigade::sim {
namespace {

// After faults: the silence until a screen knows, its slowest next attempt, the hub's grace and the limit.
const DurationMs delivery_ms =
    limits::hub_silent_ms + limits::peer_silent_ms + limits::reconnect_ms_max + 10'000;
constexpr DurationMs quiet_ms = 20'000;

void arrange(Cast& cast, Sabotage sabotage) {
    for (Node* node : cast.nodes()) {
        DiskSabotage& lies = node->disk.control.sabotage;
        bool is_hub = node == cast.hub.get();
        lies.skip_sync = is_hub && sabotage == Sabotage::skip_sync;
        lies.ack_before_sync = is_hub && sabotage == Sabotage::ack_before_sync;
        lies.forget_order_ids = is_hub && sabotage == Sabotage::drop_dedupe;
        lies.forget_outbox = !is_hub && sabotage == Sabotage::forget_outbox;
        lies.reuse_seq_after_salvage = is_hub && sabotage == Sabotage::reuse_seq;
        node->gate = std::make_shared<DiskGate>();
        node->gate->publishes_first = is_hub && sabotage == Sabotage::publish_before_durable;
    }
}

class Run {
  public:
    explicit Run(std::uint64_t seed) : oracle_(hub_), cast_(oracle_, seed) {
        hub_ = cast_.hub.get();
        arrange(cast_, sabotage());
    }

    Outcome run(std::uint64_t steps) {
        Director director(cast_, oracle_);
        const auto screens = cast_.screen_nodes();
        std::uint64_t step = 0;
        try {
            while (step < steps && !oracle_.violation()) {
                ++step;
                director.step();
                oracle_.follow(screens);
            }
            ++step;
            if (!oracle_.violation()) converge(director, screens);
        } catch (const BrokenCheck& check) {
            oracle_.broken(check.invariant, check.what);
        }
        if (oracle_.violation() && step > steps) step = steps + 1;
        return outcome(director, step);
    }

  private:
    void converge(Director& director, const std::vector<ScreenNode*>& screens) {
        oracle_.follow(screens);
        director.end_faults();
        director.quiet(1'000);
        oracle_.follow(screens);
        const TimeMs ended_at = oracle_.kitchen().at;
        director.quiet(delivery_ms);
        oracle_.follow(screens);
        oracle_.check_shown(screens, ended_at);
        director.quiet(quiet_ms);
        oracle_.follow(screens);
        oracle_.check_quiet(screens, tills_quiet());
        for (const auto& terminal : cast_.terminals)
            if (terminal->is_till()) oracle_.check_heard(*terminal);
    }

    bool tills_quiet() const {
        for (const auto& terminal : cast_.terminals)
            if (!terminal->quiet()) return false;
        return true;
    }

    Outcome outcome(const Director& director, std::uint64_t step) const {
        Outcome out;
        out.violation = oracle_.violation();
        out.failed_at = out.violation ? step : 0;
        out.digest = to_hex(state_digest(oracle_.kitchen()));
        out.acked = oracle_.acked();
        out.crashes = director.crashes();
        out.power_cuts = director.power_cuts();
        out.events = oracle_.kitchen().seq;
        out.happened = cast_.world.happened();
        out.simulated_ms = cast_.world.now_ms();
        return out;
    }

    HubNode* hub_ = nullptr;
    Oracle oracle_;
    Cast cast_;
};

}  // namespace

Outcome simulate(std::uint64_t seed, std::uint64_t steps) { return Run(seed).run(steps); }

}  // namespace brigade::sim

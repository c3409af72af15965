// Ways to break what keeps orders safe, each of which the simulator must notice: a test of the tests. They
// are linked into the simulator only. Some lie at the simulated disk; the others stand in, at link time, for
// functions of core and journal (`--wrap`, CMakeLists.txt), so that the product holds no trace of them.
//
// Chosen once, before a simulation starts; one thread.
#pragma once

#include <string_view>
#include <vector>

namespace brigade::sim {

enum class Sabotage {
    none,
    ack_before_sync,
    skip_sync,
    drop_dedupe,
    apply_out_of_order,
    ignore_generations,
    forget_outbox,
    publish_before_durable,
    complete_unseen,
    reuse_seq,
};

struct SabotageName {
    Sabotage sabotage;
    std::string_view name;
    std::string_view what;
};

const std::vector<SabotageName>& sabotages();

void set_sabotage(Sabotage sabotage);
Sabotage sabotage();

}  // namespace brigade::sim

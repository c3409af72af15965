#include "sim/sim_disk.h"

namespace brigade::sim {

void SimDisk::crash() {
    ++control.process;
    sim::crash(journal);
    sim::crash(outbox);
}

void SimDisk::power_cut() {
    crash();
    sim::power_cut(journal, control.random);
    sim::power_cut(outbox, control.random);
}

Result<Opened> SimDisk::open_journal(OpenOptions options) {
    return open_sim_journal(journal, control, options);
}

Result<Opened> SimDisk::start_replica(const Head& head, TimeMs at_ms, std::string_view snapshot_body) {
    return start_sim_replica(journal, control, head, at_ms, snapshot_body);
}

Result<OpenedOutbox> SimDisk::open_outbox() { return open_sim_outbox(outbox, control); }

}  // namespace brigade::sim

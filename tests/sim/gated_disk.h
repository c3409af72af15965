// A disk's files as a program has them: behind the gate (node.h), through which nothing passes once the
// program is gone. Owned by the program.
#pragma once

#include <memory>

#include "journal/open.h"
#include "journal/outbox.h"
#include "sim/node.h"

namespace brigade::sim {

Opened gated(Opened opened, std::shared_ptr<DiskGate> gate);
OpenedOutbox gated(OpenedOutbox opened, std::shared_ptr<DiskGate> gate);

}  // namespace brigade::sim

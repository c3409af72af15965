// What the simulator puts in place of some of the product's functions (stand_ins.cpp).
#pragma once

namespace brigade::sim {

// The programs' log on stderr, which is else silent.
void want_log();

}  // namespace brigade::sim

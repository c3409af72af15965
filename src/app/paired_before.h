// A screen that is paired again is a new device to the hub, which keeps the old one until somebody revokes
// it: the person who pairs is told which one. Pure, but for the store.
#pragma once

#include <string>

#include "station/store.h"

namespace brigade {

// Before the old pairing is forgotten; empty if there is none.
std::string said_of_old_pairing(StationStore& store);

}  // namespace brigade

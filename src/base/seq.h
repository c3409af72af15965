// The journal's sequence number: one for the whole kitchen, rising by one with every event, from 1. It is the
// order of all things; 0 is the moment before the first event.
#pragma once

#include <cstdint>

namespace brigade {

using Seq = std::uint64_t;

}  // namespace brigade

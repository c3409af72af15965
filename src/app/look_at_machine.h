// The box that a screen runs on, for its setup page: asked anew whenever somebody wants to know. Blocking,
// but on this machine alone. What cannot be found out is empty.
#pragma once

#include <filesystem>

#include "station/machine_facts.h"

namespace brigade {

// `known` holds what does not change while the program runs.
MachineFacts look_at_machine(const std::filesystem::path& data, MachineFacts known);
std::string system_name();  // "Debian GNU/Linux 12 (bookworm)"

}  // namespace brigade

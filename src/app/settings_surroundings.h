// What this machine knows that a settings file is checked against. Blocking; main thread.
#pragma once

#include "provision/read_settings.h"

namespace brigade {

SettingsSurroundings surroundings_here();

// Every name that the system's rules have, in order.
std::vector<std::string> time_zone_names();

}  // namespace brigade

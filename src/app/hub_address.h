// What a person writes after --hub, made whole: "192.168.1.5" and "kitchen.local:9000" are hubs of this
// network, "localhost" the one of this machine. So nobody has to know scheme, port and path by heart. Pure.
#pragma once

#include <string>

#include "base/result.h"

namespace brigade {

// "find…" and whole addresses stay as they are. Fails with a sentence that shows one that works.
Result<std::string> complete_hub(const std::string& given);

// Why a hub could not be reached, with what to look at first where the reason tells.
std::string unreachable_words(const std::string& url, const std::string& why);

}  // namespace brigade

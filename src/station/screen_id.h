// The id by which a hub knows one screen for ever: made once, kept beside its data.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace brigade {

// Makes the directory too. Fails with a sentence if nothing can be written there.
Result<std::string> lasting_screen_id(const std::filesystem::path& directory);

}  // namespace brigade

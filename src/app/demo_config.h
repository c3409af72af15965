// The demo's own configuration: the kitchen of the given one, with every time divided by the demo's speed, so
// that a minute's demo shows what a lunch shows. Written as files that people can read, edit and check.
#pragma once

#include <filesystem>

#include "app/config.h"

namespace brigade {

// Writes DIR/brigade.toml with its stations and menu; yields its path. Fails with a sentence.
Result<std::filesystem::path> write_demo_config(const HubConfig& config, double speed,
                                                const std::filesystem::path& directory);

}  // namespace brigade

// Looks at our files without a trace: beside a program that has them open, after a kill, or where nothing may
// be written. For tools that tell what is wrong (`brigade doctor`). Any thread; blocking.
#pragma once

#include <cstddef>
#include <filesystem>

#include "base/result.h"

namespace brigade {

// How many presses wait in a station's outbox; an error says why it is not what was written.
Result<std::size_t> look_at_outbox(const std::filesystem::path& path);

// Whether a newer program has written this file, so that ours leaves it alone.
bool is_of_newer_format(const std::filesystem::path& path);

// Whether the pages of a SQLite file of ours hold together; what stands in them is not judged.
Status look_at_pages(const std::filesystem::path& path);

}  // namespace brigade

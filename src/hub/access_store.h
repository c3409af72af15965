// Where the register is kept: one file, replaced as a whole. An interface so that the simulator keeps it in
// memory and tests let it fail.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace brigade {

class AccessStore {
  public:
    virtual ~AccessStore() = default;
    // For error messages.
    virtual std::string place() const = 0;
    // Nothing if there is none yet. Loop thread, once, at the start.
    virtual Result<std::optional<std::string>> read() = 0;
    // Durable when it returns success. After a failure the old text is still there, or, where only the
    // last sync failed, either of the two. On the worker's thread.
    virtual Status write(const std::string& text) = 0;
};

// The real one, of mode 0600: written beside itself, synced, renamed, and the directory synced.
std::unique_ptr<AccessStore> access_file(std::filesystem::path path);

}  // namespace brigade

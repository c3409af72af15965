// Another program, run to its end: what it says comes back, what it takes from us is its words alone, so
// nothing of ours is ever read by a shell. Blocking; any thread.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace brigade {

struct ProgramRan {
    int status = 0;    // as it ended; 128 and the signal's number where a signal ended it
    std::string said;  // on both of its outputs; of much, the end
};

// Looks for words[0] along PATH. Fails with a sentence where it cannot be started.
Result<ProgramRan> run_program(const std::vector<std::string>& words);

inline constexpr std::size_t program_said_bytes = std::size_t{16} * 1024;

}  // namespace brigade

// Presses that are recorded as somebody's whom the register does not know: a screen was started with a
// misspelt
// --cook, or the person was removed since. The press counts all the same, for the kitchen goes on; whoever
// looks after it hears of each such name once. Loop thread; owned by the hub.
#pragma once

#include <set>
#include <string>

#include "core/command.h"

namespace brigade {

// Whose press a command is; empty: nobody's, or it is none.
const std::string& cook_of(const Command& command);

class UnknownCooks {
  public:
    // Whether this one was told in the log: the first time, and while there are not too many of them.
    bool note(const std::string& cook, const std::string& screen);

    static constexpr std::size_t told_max = 32;

  private:
    std::set<std::string> told_;
};

}  // namespace brigade

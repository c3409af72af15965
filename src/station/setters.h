// The presses that set a value - held, priority, what can be had - and whose setting it is that now stands. A
// setter tells what its screen had seen, and loses to whatever was set since; but not to what this very
// screen has set: its cook knows of that, also before the hub has confirmed it. Values; loop thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/command.h"
#include "core/kitchen.h"

namespace brigade {

// What the command sets, the same for every command that sets it; empty: it sets nothing.
std::string thing_set_by(const Command& command);
// When that was set last, in this kitchen; 0: never.
Seq set_at(const Kitchen& kitchen, const Command& command);
// What its screen had seen, if it sets anything and says so.
std::optional<Seq> seen_by(const Command& command);
// It has the value that the command gives it.
bool is_set(const Kitchen& kitchen, const Command& command);

// What this screen has set last of each thing, by the event that set it.
class OwnSettings {
  public:
    void note(const std::string& thing, Seq seq);
    // As if its screen had seen what it set itself.
    Command as_known(const Kitchen& kitchen, Command command) const;

  private:
    std::map<std::string, Seq> set_;
};

}  // namespace brigade

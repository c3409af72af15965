// What a setup page says of the box that a screen runs on, and what can be chosen there. The program's main
// gathers it, since only that looks around; an immutable value in the model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace brigade {

struct MachineFacts {
    std::string program, system,
        display;                         // versions: "1.2.0", "Debian GNU/Linux 12 (bookworm)", "SDL 2.26.5"
    std::string host;                    // "brigade": the network finds it as brigade.local
    std::vector<std::string> addresses;  // on the network: "eth0 192.168.1.12"
    std::string directory;               // where this screen keeps its copy and its presses
    std::uint64_t copy_bytes = 0, free_bytes = 0;
    std::vector<std::string> languages;     // that there are words in
    std::vector<std::string> bar_profiles;  // that a bump bar can have
    std::string settings_problem;           // why what was chosen here could not be read; empty: it was
    std::string box_problem;  // what is wrong with this box's own settings, a sentence; empty: nothing
    std::string serial;       // by which the box can be told from others; empty: it has none

    bool operator==(const MachineFacts&) const = default;
};

}  // namespace brigade

// What every program answers alike about itself, and how it ends where its command line is wrong. Main
// thread, before anything else runs.
#pragma once

#include <getopt.h>

#include <string>

namespace brigade {

inline constexpr int exit_good = 0;
inline constexpr int exit_bad = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_unreachable = 3;

struct Program {
    const char* name;  // "brigade-hub"
    const char* help;  // the whole page of --help
};

// These three stand in the options of every program.
inline constexpr option debug_option{"debug", no_argument, nullptr, 'v'};
inline constexpr option help_option{"help", no_argument, nullptr, 'h'};
inline constexpr option version_option{"version", no_argument, nullptr, 'V'};

// False: `option` is none of the three. --help and --version end the program.
bool take_common_option(int option, const Program& program);

[[noreturn]] void end_with_usage(const Program& program, const std::string& problem);

}  // namespace brigade

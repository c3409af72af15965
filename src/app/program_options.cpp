#include "app/program_options.h"

#include <cstdio>
#include <cstdlib>

#include "base/log.h"

namespace brigade {

bool take_common_option(int option, const Program& program) {
    if (option == debug_option.val) {
        set_log_level(LogLevel::debug);
        return true;
    }
    if (option == help_option.val) {
        std::fputs(program.help, stdout);
        std::exit(exit_good);
    }
    if (option == version_option.val) {
        std::printf("%s %s\n", program.name, BRIGADE_VERSION);
        std::exit(exit_good);
    }
    return false;
}

void end_with_usage(const Program& program, const std::string& problem) {
    std::fprintf(stderr, "%s: %s; see %s --help\n", program.name, problem.c_str(), program.name);
    std::exit(exit_usage);
}

}  // namespace brigade

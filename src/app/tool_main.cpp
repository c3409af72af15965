// brigade: see app/tool.h for its commands.
#include <cstdio>
#include <exception>

#include "app/tool.h"

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words[0] == "--version") {
        std::puts("brigade " BRIGADE_VERSION);
        return brigade::exit_good;
    }
    try {
        int status = brigade::run_tool(words);
        if (std::fflush(stdout) == 0) return status;
        std::perror("brigade: standard output cannot be written");
        return brigade::exit_bad;
    } catch (const std::exception& error) {  // such as a full disk under standard output
        std::fprintf(stderr, "brigade: %s\n", error.what());
        return brigade::exit_bad;
    }
}

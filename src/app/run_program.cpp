#include "app/run_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

extern char** environ;

namespace brigade {
namespace {

// Both outputs into the pipe, nothing to read.
struct Outputs {
    explicit Outputs(int pipe) {
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, pipe, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, pipe, STDERR_FILENO);
    }
    ~Outputs() { ::posix_spawn_file_actions_destroy(&actions); }
    Outputs(const Outputs&) = delete;
    Outputs& operator=(const Outputs&) = delete;
    posix_spawn_file_actions_t actions{};
};

std::string read_to_end(int pipe) {
    std::string said;
    std::array<char, 4096> some{};
    for (;;) {
        const ssize_t got = ::read(pipe, some.data(), some.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return said;
        said.append(some.data(), static_cast<std::size_t>(got));
        if (said.size() > program_said_bytes) said.erase(0, said.size() - program_said_bytes);
    }
}

int status_of_child(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<ProgramRan> run_program(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return Error{fmt::format("no pipe: {}", std::strerror(errno))};
    const Outputs outputs(pipe[1]);
    pid_t child = 0;
    const int error =
        ::posix_spawnp(&child, arguments[0], &outputs.actions, nullptr, arguments.data(), environ);
    ::close(pipe[1]);
    ProgramRan ran;
    if (error == 0) {
        ran.said = read_to_end(pipe[0]);
        ran.status = status_of_child(child);
    }
    ::close(pipe[0]);
    if (error != 0) return Error{fmt::format("{} cannot be started: {}", words[0], std::strerror(error))};
    return ran;
}

}  // namespace brigade

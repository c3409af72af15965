#include "app/demo_child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace brigade {
namespace {

constexpr DurationMs pause_ms_min = 300;
constexpr DurationMs pause_ms_max = 5'000;
constexpr DurationMs steady_ms = 10'000;  // alive for so long, it is forgiven

std::string described(int status) {
    if (WIFSIGNALED(status))
        return fmt::format("was killed by signal {} ({})", WTERMSIG(status), ::strsignal(WTERMSIG(status)));
    return fmt::format("ended with status {}", WEXITSTATUS(status));
}

std::string read_from(const std::filesystem::path& file, std::uintmax_t start) {
    std::ifstream in(file, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(start));
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// In the child, between fork and exec: only what is allowed there. It leaves the terminal's process group, so
// that Ctrl-C is the demo's alone to hear.
[[noreturn]] void become(const std::vector<char*>& words, int log, pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(127);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv(words[0], words.data());
    ::_exit(127);
}

}  // namespace

DemoChild::DemoChild(net::EventLoop& loop, std::string name, std::vector<std::string> command,
                     std::filesystem::path log, std::function<void(const std::string&)> said)
    : loop_(loop),
      name_(std::move(name)),
      command_(std::move(command)),
      log_(std::move(log)),
      said_(std::move(said)) {}

DemoChild::~DemoChild() {
    if (!running()) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

Status DemoChild::start() {
    std::vector<char*> words;
    for (std::string& word : command_) words.push_back(word.data());
    words.push_back(nullptr);
    int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) return Error{fmt::format("{} cannot be written: {}", log_.string(), std::strerror(errno))};
    std::error_code unknown;
    std::uintmax_t size = std::filesystem::file_size(log_, unknown);
    log_start_ = unknown ? 0 : size;
    pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) become(words, log, parent);
    int failed = errno;
    ::close(log);
    if (pid_ < 0) {
        pid_ = 0;
        return Error{fmt::format("{} cannot be started: {}", name_, std::strerror(failed))};
    }
    started_ms_ = loop_.now_ms();
    return {};
}

void DemoChild::reap() {
    int status = 0;
    if (!running() || ::waitpid(pid_, &status, WNOHANG) != pid_) return;
    pid_ = 0;
    ended(status);
}

void DemoChild::ended(int status) {
    bool in_order = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (ending_) {
        failed_ = !in_order;
        if (failed_)
            said_(fmt::format("{} was told to end and {}\n{}", name_, described(status), last_lines(5)));
        return;
    }
    left_ = in_order;
    if (left_)
        said_(name_ + " has been closed");
    else
        start_again(described(status));
}

void DemoChild::start_again(const std::string& why) {
    bool steady = loop_.now_ms() - started_ms_ > steady_ms;
    pause_ms_ = steady ? pause_ms_min : std::clamp(2 * pause_ms_, pause_ms_min, pause_ms_max);
    said_(fmt::format("{} {}; it is started again with the same data", name_, why));
    if (!steady) said_(last_lines(3));
    again_ = loop_.after(pause_ms_, [this] {
        if (Status started = start(); !started) start_again(started.error().message);
    });
}

void DemoChild::signal(int number) {
    if (running()) ::kill(pid_, number);
}

void DemoChild::end() {
    ending_ = true;
    again_.cancel();
    signal(SIGTERM);
}

std::string DemoChild::output() const { return read_from(log_, log_start_); }

std::string DemoChild::last_lines(std::size_t count) const {
    std::string text = output();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::size_t from = text.size();
    for (std::size_t i = 0; i < count && from != std::string::npos && from > 0; ++i)
        from = text.rfind('\n', from - 1);
    text = from == std::string::npos || from == 0 ? text : text.substr(from + 1);
    std::string shown;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) shown += "    | " + line + "\n";
    if (!shown.empty()) shown.pop_back();
    return shown;
}

}  // namespace brigade

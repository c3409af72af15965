// A process that the demo has started: its output goes to a file, and when it dies without having been told
// to, it is started again with the same data, sooner at first. It dies with the demo, whatever becomes of
// that.
//
// Loop thread; owned by the demo. The demo hears SIGCHLD and then asks every child (reap).
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "net/event_loop.h"

namespace brigade {

class DemoChild {
  public:
    // `said` hears sentences for the person who watches.
    DemoChild(net::EventLoop& loop, std::string name, std::vector<std::string> command,
              std::filesystem::path log, std::function<void(const std::string&)> said);
    ~DemoChild();  // ends it the hard way if it is still there
    DemoChild(const DemoChild&) = delete;
    DemoChild& operator=(const DemoChild&) = delete;

    Status start();
    // What to start from the next time on.
    void set_command(std::vector<std::string> command) { command_ = std::move(command); }
    // After SIGCHLD.
    void reap();
    void signal(int number);
    // Asks it to end, and expects that from now on.
    void end();

    const std::string& name() const { return name_; }
    const std::filesystem::path& log() const { return log_; }
    pid_t pid() const { return pid_; }
    bool running() const { return pid_ > 0; }
    bool left() const { return left_; }      // ended by itself, in order: its window was closed, say
    bool failed() const { return failed_; }  // told to end, it ended badly
    // What it wrote since it was last started.
    std::string output() const;
    std::string last_lines(std::size_t count) const;

  private:
    void ended(int status);
    void start_again(const std::string& why);

    net::EventLoop& loop_;
    std::string name_;
    std::vector<std::string> command_;
    std::filesystem::path log_;
    std::function<void(const std::string&)> said_;
    pid_t pid_ = 0;
    std::uintmax_t log_start_ = 0;
    DurationMs started_ms_ = 0;
    DurationMs pause_ms_ = 0;
    bool ending_ = false;
    bool left_ = false;
    bool failed_ = false;
    net::Timer again_;
};

}  // namespace brigade

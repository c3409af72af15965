// The thread that reads the bump bars: it owns the devices and waits for keys, for bars that come and go
// (inotify on the directory: a node appears, and may be read a moment later), and for what other threads ask.
// The hooks are called on it. Bars that are pulled out come back by themselves; serial ones within a second
// or so.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "station/serial_bar.h"

namespace brigade {

class BarReader {
  public:
    BarReader(std::filesystem::path directory, BarHooks hooks);
    ~BarReader();
    BarReader(const BarReader&) = delete;
    BarReader& operator=(const BarReader&) = delete;

    void bind(std::vector<BarBinding> bindings);                   // any thread
    void learn(bool on, std::string device = {}, int screen = 0);  // any thread

  private:
    void ask(std::function<void()> what);
    void run();
    void watch();  // the directory, as soon as it is there
    void answer();
    void wait();
    void tell();

    BarHooks hooks_;
    std::vector<BarFound> keyboards_, lines_;  // that are there; all on the thread alone
    BarDesk desk_;
    SerialBars serial_;
    std::filesystem::path directory_;
    int watcher_;           // inotify
    bool watched_ = false;  // on the thread alone
    int wake_;              // an eventfd
    std::mutex mutex_;      // guards what follows
    std::vector<std::function<void()>> asked_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace brigade

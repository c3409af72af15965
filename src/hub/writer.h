// The journal writer's thread: takes one job after the other, appends before upkeep, and reports back on
// the loop. It owns the JournalWriter; nothing else touches it. Between jobs it checkpoints when due.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/kitchen.h"
#include "journal/journal.h"

namespace brigade {

class Writer {
  public:
    using Task = std::function<void()>;
    // `post` brings a task to the loop. `failed` is called there, once, when nobody can know any more what
    // is on the disk: the process must stop without answering anybody.
    Writer(std::unique_ptr<JournalWriter> journal, std::function<void(Task)> post,
           std::function<void(const std::string&)> failed);
    // Finishes every append it was given.
    ~Writer();

    void append(Batch batch, std::function<void(AppendResult)> done);
    // Upkeep: best effort, logged when it fails.
    void save_snapshot(std::shared_ptr<const Kitchen> kitchen);
    void forget_through(Seq seq);

  private:
    using Job = std::function<void()>;
    void run();
    void add(std::deque<Job>& jobs, Job job);
    bool check(WriteOutcome outcome, const std::string& message, const char* what);
    void forget_slice(Seq seq);

    std::unique_ptr<JournalWriter> journal_;  // the thread's alone
    std::function<void(Task)> post_;
    std::function<void(const std::string&)> failed_;

    std::mutex mutex_;  // guards the next four
    std::condition_variable wake_;
    std::deque<Job> appends_, upkeep_;
    bool stopping_ = false;

    std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace brigade

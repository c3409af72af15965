// All writing to the journal, on a worker of its own: one job after the other, appends before upkeep, and
// reports back on the loop. It owns the JournalWriter; nothing else touches it. Between jobs it checkpoints
// when due.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "base/lifetime.h"
#include "core/kitchen.h"
#include "journal/journal.h"
#include "net/loop.h"

namespace brigade {

class Writer {
  public:
    // `failed` is called on the loop, once, when nobody can know any more what is on the disk: the process
    // must stop without answering anybody.
    Writer(std::unique_ptr<JournalWriter> journal, net::Loop& loop,
           std::function<void(const std::string&)> failed);
    // Finishes every append it was given; nobody is told any more.
    ~Writer();

    void append(Batch batch, std::function<void(AppendResult)> done);
    // Upkeep: best effort, logged when it fails.
    void save_snapshot(std::shared_ptr<const Kitchen> kitchen);
    void forget_through(Seq seq);

  private:
    void add(std::deque<net::Task>& jobs, net::Task job);
    void work();
    bool check(WriteOutcome outcome, const std::string& message, const char* what);
    void forget_slice(Seq seq);

    std::unique_ptr<JournalWriter> journal_;  // the worker's alone
    net::Loop& loop_;
    const Lifetime lifetime_;  // of what is told on the loop
    std::function<void(const std::string&)> failed_;

    std::mutex mutex_;  // guards the next line
    std::deque<net::Task> appends_, upkeep_;

    std::unique_ptr<net::Worker> worker_;  // last: works while all the rest is there
};

}  // namespace brigade

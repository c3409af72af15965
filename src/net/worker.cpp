#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "net/event_loop.h"

namespace brigade::net {
namespace {

class ThreadWorker : public Worker {
  public:
    ThreadWorker() : thread_([this] { serve(); }) {}

    ~ThreadWorker() override {
        {
            std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    void run(Task job) override {
        {
            std::lock_guard lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        wake_.notify_one();
    }

  private:
    void serve() {
        for (;;) {
            Task job;
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
                if (jobs_.empty()) return;
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
            job();
        }
    }

    std::mutex mutex_;  // guards the next three
    std::condition_variable wake_;
    std::deque<Task> jobs_;
    bool stopping_ = false;

    std::thread thread_;  // last: starts when all the rest is there
};

}  // namespace

std::unique_ptr<Worker> EventLoop::make_worker() { return std::make_unique<ThreadWorker>(); }

}  // namespace brigade::net

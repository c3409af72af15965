#include "hub/writer.h"

#include "base/log.h"
#include "core/snapshot.h"

namespace brigade {

Writer::Writer(std::unique_ptr<JournalWriter> journal, std::function<void(Task)> post,
               std::function<void(const std::string&)> failed)
    : journal_(std::move(journal)),
      post_(std::move(post)),
      failed_(std::move(failed)),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Writer::add(std::deque<Job>& jobs, Job job) {
    {
        std::lock_guard lock(mutex_);
        jobs.push_back(std::move(job));
    }
    wake_.notify_one();
}

void Writer::run() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stopping_ || !appends_.empty() || !upkeep_.empty(); });
            auto& jobs = appends_.empty() ? upkeep_ : appends_;
            if (jobs.empty()) return;
            job = std::move(jobs.front());
            jobs.pop_front();
        }
        job();
        WriteResult checkpoint = journal_->checkpoint_if_due();
        check(checkpoint.outcome, checkpoint.message, "checkpoint");
    }
}

bool Writer::check(WriteOutcome outcome, const std::string& message, const char* what) {
    if (outcome == WriteOutcome::unknown) {
        post_([this, message] { failed_(message); });
        return false;
    }
    if (outcome == WriteOutcome::refused) log_warning("journal {}: {}", what, message);
    return outcome == WriteOutcome::durable;
}

void Writer::append(Batch batch, std::function<void(AppendResult)> done) {
    add(appends_, [this, batch = std::move(batch), done = std::move(done)]() mutable {
        AppendResult result = journal_->append(batch);
        if (result.outcome == WriteOutcome::unknown)
            check(result.outcome, result.message, "append");
        else
            post_([done = std::move(done), result = std::move(result)] { done(result); });
    });
}

void Writer::save_snapshot(std::shared_ptr<const Kitchen> kitchen) {
    add(upkeep_, [this, kitchen = std::move(kitchen)]() mutable {
        std::string body = encode_snapshot(*kitchen);
        Seq seq = kitchen->seq;
        kitchen.reset();
        WriteResult result = journal_->save_snapshot(seq, body);
        check(result.outcome, result.message, "snapshot");
    });
}

void Writer::forget_through(Seq seq) {
    add(upkeep_, [this, seq] { forget_slice(seq); });
}

void Writer::forget_slice(Seq seq) {
    ForgetResult result = journal_->forget_through(seq);
    if (check(result.outcome, result.message, "retention") && result.more) forget_through(seq);
}

}  // namespace brigade

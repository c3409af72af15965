#include "hub/writer.h"

#include "base/log.h"
#include "core/snapshot.h"

namespace brigade {

Writer::Writer(std::unique_ptr<JournalWriter> journal, net::Loop& loop,
               std::function<void(const std::string&)> failed)
    : journal_(std::move(journal)),
      loop_(loop),
      failed_(std::move(failed)),
      worker_(loop.make_worker()) {}

Writer::~Writer() { worker_.reset(); }

// One call of work() for each job, but which job it takes is decided when it comes to it.
void Writer::add(std::deque<net::Task>& jobs, net::Task job) {
    {
        std::lock_guard lock(mutex_);
        jobs.push_back(std::move(job));
    }
    worker_->run([this] { work(); });
}

void Writer::work() {
    net::Task job;
    {
        std::lock_guard lock(mutex_);
        auto& jobs = appends_.empty() ? upkeep_ : appends_;
        job = std::move(jobs.front());
        jobs.pop_front();
    }
    job();
    WriteResult checkpoint = journal_->checkpoint_if_due();
    check(checkpoint.outcome, checkpoint.message, "checkpoint");
}

bool Writer::check(WriteOutcome outcome, const std::string& message, const char* what) {
    if (outcome == WriteOutcome::unknown) {
        loop_.post(lifetime_.guard([this, message] { failed_(message); }));
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
            loop_.post(
                lifetime_.guard([done = std::move(done), result = std::move(result)] { done(result); }));
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

#include <algorithm>

#include "crash_points/journal_check.h"
#include "crash_points/script.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

constexpr OpenOptions a_replica{.verify_all = false, .replica = true, .log_bytes = small_log_bytes};

// One history of a station's copy: what was written to it, and what may be relied on.
struct Copy {
    Written written;
    JournalPromise promise;
};

// Which copy holds, and whether the next one may have taken its place already.
struct ReplicaPromise {
    std::size_t copy = 0;
    bool next_begun = false;
    JournalPromise of_copy;
};

class ReplicaScript : public Script {
  public:
    void prepare(const fs::path& directory) override {
        auto journal = must_open(directory / "r", a_replica);
        copies_.push_back({});
        copies_[0].written.ends[0] = {};
        append(journal, {});
        append(journal, {});
    }

    void run(const fs::path& directory, const CallCount& calls) override {
        promises_.add(0, {0, false, copies_[0].promise});
        for (Seq start : {Seq{500}, Seq{900}}) {
            note(calls, true);
            Head head{start, hash_of({std::to_string(start)})};
            auto journal = start_replica(directory / "r", head, 0, snapshot_at(start), a_replica);
            if (!journal) FAIL(journal.error().message);
            Copy copy;
            copy.written.ends[start] = head;
            copy.promise = {start, start, start, start, start};
            copies_.push_back(std::move(copy));
            note(calls, false);
            for (int i = 0; i < 5; ++i) append(*journal, calls);
        }
    }

    std::string judge(const fs::path& directory, std::size_t calls) const override {
        const ReplicaPromise& promise = promises_.after(calls);
        std::string broken = kept(directory, promise);
        if (!broken.empty()) return broken;
        std::size_t copy = promise.copy;
        if (promise.next_begun) {
            auto journal = open_journal(directory / "r", a_replica);
            if (!journal) return journal.error().message;
            copy += journal->writer->head().seq > copies_[copy].promise.begun;
        }
        return judge_journal(directory / "r", copies_[copy].written,
                             copy == promise.copy ? promise.of_copy : started(copy), a_replica);
    }

  private:
    JournalPromise started(std::size_t copy) const {
        Seq start = copies_[copy].written.ends.begin()->first;
        return {start, start, start, start, start};
    }

    // Every older copy lies aside with all of its events, once a start has completed what was begun.
    std::string kept(const fs::path& directory, const ReplicaPromise& promise) const {
        if (auto opened = open_journal(directory / "r", a_replica); !opened) return opened.error().message;
        for (std::size_t copy = 0; copy < promise.copy; ++copy) {
            auto aside = directory / ("r.old-" + std::to_string(copy + 1));
            auto reader = open_for_reading(aside);
            if (!reader) return reader.error().message;
            auto broken = broken_promise(**reader, copies_[copy].written, copies_[copy].promise);
            if (!broken.empty()) return "the older copy: " + broken;
        }
        return {};
    }

    void append(Opened& journal, const CallCount& calls) {
        Copy& copy = copies_.back();
        Batch batch = next_batch(copy.written, 3, 1500);
        copy.promise.begun = batch.events.back().seq;
        if (calls) note(calls, false);
        add(copy.written, batch, must_append(*journal.writer, batch));
        copy.promise.acked = copy.promise.begun;
        if (calls) note(calls, false);
    }

    void note(const CallCount& calls, bool next_begun) {
        promises_.add(calls(), {copies_.size() - 1, next_begun, copies_.back().promise});
    }

    std::vector<Copy> copies_;
    Promises<ReplicaPromise> promises_;
};

}  // namespace

std::unique_ptr<Script> replica_script() { return std::make_unique<ReplicaScript>(); }

}  // namespace brigade::test

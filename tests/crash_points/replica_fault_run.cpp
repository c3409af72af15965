#include "crash_points/fault_run.h"
#include "crash_points/journal_check.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

constexpr OpenOptions a_replica{.verify_all = false, .replica = true, .log_bytes = 64 * 1024};

// A copy begins anew on a failing disk: it has begun, or the old one is as it was.
class ReplicaFaultRun : public FaultRun {
  public:
    ReplicaFaultRun() {
        TemporaryDirectory directory;
        {
            auto journal = must_open(directory / "r", a_replica);
            old_.ends[0] = journal.writer->head();
            Batch batch = next_batch(old_, 12, 900);
            add(old_, batch, must_append(*journal.writer, batch));
        }
        before_ = read_files(directory.path());
    }
    const Files& before() const override { return before_; }

    std::string run(const fs::path& directory, Trouble& trouble) const override {
        Head head{500, hash_of({"500"})};
        Written anew;
        anew.ends[500] = head;
        bool begun = false;
        {
            auto journal = start_replica(directory / "r", head, 0, snapshot_at(500), a_replica);
            if (journal && journal->writer->head() != head) return "it begins elsewhere";
            if (!journal && !trouble.has_struck()) return journal.error().message;
            begun = static_cast<bool>(journal);
        }
        auto misdeed = trouble.misdeed();
        trouble.mend();
        if (!misdeed.empty()) return misdeed;
        auto opened = open_journal(directory / "r", a_replica);
        if (!opened) return "afterwards: " + opened.error().message;
        bool is_new = opened->writer->head() == head;
        opened = Error{};
        if (begun && !is_new) return "it had begun and is gone";
        auto where = directory / (is_new ? "r.old-1" : "r");
        auto reader = open_for_reading(where);
        if (!reader) return "the older copy: " + reader.error().message;
        auto wrong = broken_promise(**reader, old_, {12, 12, 0, 0, 0});
        if (!wrong.empty()) return "the older copy: " + wrong;
        return is_new ? judge_journal(directory / "r", anew, {500, 500, 500, 500, 500}, a_replica) : "";
    }

  private:
    Files before_;
    Written old_;
};

}  // namespace

std::unique_ptr<FaultRun> replica_fault_run() { return std::make_unique<ReplicaFaultRun>(); }

}  // namespace brigade::test

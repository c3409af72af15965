#include <fmt/format.h>

#include "crash_points/fault_run.h"
#include "crash_points/journal_check.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

// The log is full after a few batches, so that a day has checkpoints.
constexpr OpenOptions tiny_log{.verify_all = false, .replica = false, .log_bytes = 64 * 1024};

// One process: what it was told, and what it may be asked for later.
class Day {
  public:
    Day(const Written& written, const JournalPromise& promise, Trouble& trouble)
        : written_(written),
          now_(promise),
          trouble_(trouble) {}

    std::string live(const fs::path& path) {
        std::string wrong;
        if (auto journal = open_journal(path, tiny_log)) {
            if (!journal->recovery.found.empty()) return salvaged(*std::move(journal));
            wrong = use(*journal);
        } else if (journal.error().message.empty() || !trouble_.has_struck()) {
            return "it cannot be opened: " + journal.error().message;
        }
        if (wrong.empty()) wrong = trouble_.misdeed();
        trouble_.mend();
        if (!wrong.empty()) return wrong;
        wrong = judge_journal(path, written_, now_, tiny_log);
        return wrong.empty() ? "" : "afterwards: " + wrong;
    }

  private:
    // A page that cannot be read is damage, as far as anybody can know: it is said, and the file is kept.
    std::string salvaged(Opened journal) {
        if (!trouble_.looks_like_damage() || !trouble_.lasts())
            return "it is called damaged: " + journal.recovery.found;
        trouble_.mend();
        auto kept = open_for_reading(journal.recovery.kept_as);
        if (!kept) return "what was put aside: " + kept.error().message;
        auto wrong = broken_promise(**kept, written_, now_);
        if (!wrong.empty()) return "what was put aside: " + wrong;
        Seq saved = journal.writer->head().seq;
        return saved == now_.acked || journal.recovery.last_good == saved ? "" : "the loss is not said";
    }

    std::string use(Opened& journal) {
        JournalWriter& writer = *journal.writer;
        for (std::size_t i = 0; i < 14 && !ended_; ++i) {
            if (auto wrong = append(journal, 1 + i % 3, 300 + i * 700); !wrong.empty()) return wrong;
            if (!ended_) upkeep(writer.checkpoint_if_due());
            if (i == 5 && !ended_) save_snapshot(writer);
            if (i == 9 && !ended_) forget(journal);
        }
        return ended_ ? stays_ended(writer) : "";
    }

    std::string append(Opened& journal, std::size_t count, std::size_t body_bytes) {
        Batch batch = next_batch(written_, count, body_bytes);
        Head before = journal.writer->head();
        auto result = journal.writer->append(batch);
        if (result.outcome == WriteOutcome::refused) {
            if (!trouble_.has_struck()) return "an append was refused: " + result.message;
            if (result.message.empty() || result.head != before) return "a refusal says the wrong thing";
            if (trouble_.lasts()) trouble_.mend();
            if (auto last = journal.reader->last(); last && last->head != before) return "refused, but there";
            result = journal.writer->append(batch);
            if (result.outcome != WriteOutcome::durable) return "the second time: " + result.message;
        }
        add_to(batch, result);
        return {};
    }

    void add_to(const Batch& batch, const AppendResult& result) {
        Head head = written_.ends.rbegin()->second;
        for (const Record& record : batch.events) head = next_head(head, record);
        add(written_, batch, head);
        now_.begun = head.seq;
        if (result.outcome == WriteOutcome::durable)
            now_.acked = head.seq;
        else
            ended_ = true;
    }

    void upkeep(const WriteResult& result) { ended_ = result.outcome == WriteOutcome::unknown; }

    void save_snapshot(JournalWriter& writer) {
        auto saved = writer.save_snapshot(now_.acked, snapshot_at(now_.acked));
        if (saved.outcome == WriteOutcome::durable) now_.snapshot_acked = now_.acked;
        upkeep(saved);
    }

    void forget(Opened& journal) {
        now_.base_begun = 20;
        auto forgotten = journal.writer->forget_through(20);
        if (forgotten.outcome == WriteOutcome::refused) now_.base_begun = 0;
        ended_ = forgotten.outcome == WriteOutcome::unknown;
    }

    // Nobody can know any more: nothing more is answered, written or synced.
    std::string stays_ended(JournalWriter& writer) {
        std::size_t calls = trouble_.calls();
        Batch one{{{writer.head().seq + 1, 1'000'000, "{}"}}, {}};
        bool silent = writer.append(one).outcome == WriteOutcome::unknown &&
                      writer.append({}).outcome == WriteOutcome::unknown &&
                      writer.checkpoint_if_due().outcome == WriteOutcome::unknown &&
                      writer.save_snapshot(writer.head().seq, "x").outcome == WriteOutcome::unknown &&
                      writer.forget_through(1).outcome == WriteOutcome::unknown;
        if (!silent) return "after an unknown outcome another answer was given";
        return trouble_.calls() == calls ? "" : "after an unknown outcome the disk was used";
    }

    Written written_;
    JournalPromise now_;
    Trouble& trouble_;
    bool ended_ = false;
};

class JournalFaultRun : public FaultRun {
  public:
    JournalFaultRun() {
        TemporaryDirectory directory;
        written_.ends[0] = {};
        {
            auto journal = must_open(directory / "j", tiny_log);
            written_.ends[0] = journal.writer->head();
            for (int i = 0; i < 6; ++i) {
                Batch batch = next_batch(written_, 4, 900);
                add(written_, batch, must_append(*journal.writer, batch));
            }
        }
        before_ = read_files(directory.path());
    }
    const Files& before() const override { return before_; }
    std::string run(const fs::path& directory, Trouble& trouble) const override {
        return Day(written_, {24, 24, 0, 0, 0}, trouble).live(directory / "j");
    }

  private:
    Files before_;
    Written written_;
};

}  // namespace

std::unique_ptr<FaultRun> journal_fault_run() { return std::make_unique<JournalFaultRun>(); }

}  // namespace brigade::test

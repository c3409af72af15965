#include "crash_points/journal_check.h"
#include "crash_points/script.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

class JournalScript : public Script {
  public:
    void run(const fs::path& directory, const CallCount& calls) override {
        promises_.add(0, now_);
        calls_ = &calls;
        write(directory / "j", 100);
        write(directory / "j", 200);
    }

    std::string judge(const fs::path& directory, std::size_t calls) const override {
        return judge_journal(directory / "j", written_, promises_.after(calls), small_log);
    }

    std::pair<const Written&, JournalPromise> promise(std::size_t calls) const {
        return {written_, promises_.after(calls)};
    }

  private:
    void write(const fs::path& path, Seq through) {
        auto journal = must_open(path, small_log);
        if (written_.ends.empty()) written_.ends[0] = journal.writer->head();
        for (std::size_t i = 0; now_.acked < through; ++i) {
            append(*journal.writer, 1 + i * 5 % 7, 60 + i * 977 % 6000);
            REQUIRE(journal.writer->checkpoint_if_due().outcome == WriteOutcome::durable);
            if (i % 6 == 5) save_snapshot(*journal.writer);
            if (i % 10 == 9) forget(journal, now_.acked - 25);
            REQUIRE(broken_promise(*journal.reader, written_, now_).empty());
        }
    }

    void append(JournalWriter& writer, std::size_t count, std::size_t body_bytes) {
        Batch batch = next_batch(written_, count, body_bytes);
        now_.begun = batch.events.back().seq;
        note();
        add(written_, batch, must_append(writer, batch));
        now_.acked = now_.begun;
        note();
    }

    void save_snapshot(JournalWriter& writer) {
        REQUIRE(writer.save_snapshot(now_.acked, snapshot_at(now_.acked)).outcome == WriteOutcome::durable);
        now_.snapshot_acked = now_.acked;
        note();
    }

    void forget(Opened& journal, Seq through) {
        now_.base_begun = through;
        note();
        REQUIRE(journal.writer->forget_through(through).outcome == WriteOutcome::durable);
        // Retention stops at the older of the two snapshots.
        now_.base_acked = now_.base_begun = *journal.reader->base();
        note();
    }

    void note() { promises_.add((*calls_)(), now_); }

    Written written_;
    JournalPromise now_;
    Promises<JournalPromise> promises_;
    const CallCount* calls_ = nullptr;
};

}  // namespace

std::unique_ptr<Script> journal_script() { return std::make_unique<JournalScript>(); }

std::pair<const Written&, JournalPromise> journal_promise(const Script& script, std::size_t calls) {
    return dynamic_cast<const JournalScript&>(script).promise(calls);
}

}  // namespace brigade::test

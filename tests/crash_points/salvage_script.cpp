#include "crash_points/journal_check.h"
#include "crash_points/script.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

// Of 40 events the 30th is not what was written; the log holds ten more.
class SalvageScript : public Script {
  public:
    void prepare(const fs::path& directory) override {
        auto path = directory / "j";
        written_.ends[0] = {};
        {
            auto journal = must_open(path, small_log);
            for (int i = 0; i < 8; ++i) {
                Batch batch = next_batch(written_, 5, 3000);
                add(written_, batch, must_append(*journal.writer, batch));
            }
        }
        move_log(path);
        {
            auto journal = must_open(path, small_log);
            must_append(*journal.writer, next_batch(written_, 10, 3000));
        }
        damaged_ = bytes_of_file(path);
        auto place = damaged_.find("{\"event\":30,");
        REQUIRE(place != std::string::npos);
        damaged_[place + 40] = '?';
        write_file(path, damaged_);
        std::erase_if(written_.events, [](const auto& one) { return one.first >= 30; });
        std::erase_if(written_.orders, [](const auto& one) { return one.seq >= 30; });
        std::erase_if(written_.ends, [](const auto& one) { return one.first >= 30; });
    }

    void run(const fs::path& directory, const CallCount& calls) override {
        JournalPromise promise{29, 29, 0, 0, 0};
        promises_.add(0, promise);
        auto journal = must_open(directory / "j", small_log);
        REQUIRE(journal.recovery.damaged);
        written_.ends[29] = journal.writer->head();
        for (int i = 0; i < 5; ++i) {
            Batch batch = next_batch(written_, 3, 1000);
            promise.begun = batch.events.back().seq;
            promises_.add(calls(), promise);
            add(written_, batch, must_append(*journal.writer, batch));
            promise.acked = promise.begun;
            promises_.add(calls(), promise);
        }
    }

    std::string judge(const fs::path& directory, std::size_t calls) const override {
        bool salvaged = promises_.after(calls).begun > 29;
        auto broken = judge_journal(directory / "j", written_, promises_.after(calls), small_log, !salvaged);
        if (!broken.empty()) return broken;
        if (!fs::exists(directory / "j.damaged-1")) return "the damaged journal is not kept";
        return bytes_of_file(directory / "j.damaged-1") == damaged_ ? "" : "what is kept has changed";
    }

  private:
    std::string damaged_;
    Written written_;
    Promises<JournalPromise> promises_;
};

}  // namespace

std::unique_ptr<Script> salvage_script() { return std::make_unique<SalvageScript>(); }

}  // namespace brigade::test

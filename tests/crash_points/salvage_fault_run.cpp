#include <fmt/format.h>

#include "crash_points/fault_run.h"
#include "crash_points/journal_check.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

constexpr OpenOptions tiny_log{.verify_all = true, .replica = false, .log_bytes = 64 * 1024};

// A damaged journal on a failing disk. What is saved and said agree, and a short memory or a full disk saves
// nothing rather than less.
class SalvageFaultRun : public FaultRun {
  public:
    SalvageFaultRun() {
        TemporaryDirectory directory;
        written_.ends[0] = {};
        {
            auto journal = must_open(directory / "j", tiny_log);
            for (int i = 0; i < 5; ++i) {
                Batch batch = next_batch(written_, 6, 2500);
                add(written_, batch, must_append(*journal.writer, batch));
            }
        }
        move_log(directory / "j");
        before_ = read_files(directory.path());
        std::string& content = before_.at("j");
        auto place = content.find("{\"event\":25,");
        REQUIRE(place != std::string::npos);
        content[place + 40] = '?';
    }
    const Files& before() const override { return before_; }

    std::string run(const fs::path& directory, Trouble& trouble) const override {
        {
            auto journal = open_journal(directory / "j", tiny_log);
            trouble.mend();
            if (journal && journal->recovery.state_lost)
                return trouble.looks_like_damage() && trouble.lasts() ? "" : "everything was given up";
            if (journal) return judge(directory, *journal, trouble.looks_like_damage());
            if (!trouble.has_struck()) return journal.error().message;
        }
        auto journal = open_journal(directory / "j", tiny_log);
        if (!journal) return "afterwards: " + journal.error().message;
        return judge(directory, *journal, trouble.looks_like_damage());
    }

  private:
    std::string judge(const fs::path& directory, Opened& journal, bool could_not_read) const {
        // A salvage that was only not finished opening has been told in the log.
        bool said = journal.recovery.damaged;
        Seq saved = journal.writer->head().seq;
        if (said && journal.recovery.last_good != saved)
            return fmt::format("{} is said to be saved, and {} is", journal.recovery.last_good, saved);
        if (saved != 24 && !could_not_read) return "event " + std::to_string(saved + 1) + " was not saved";
        for (const OrderEntry& order : written_.orders) {
            auto found = journal.reader->find_order(order.id);
            if (order.seq <= saved && !could_not_read && (!found || !*found))
                return order.id + " is forgotten";
        }
        if (!fs::exists(directory / "j.damaged-1")) return "the damaged journal is not kept";
        return bytes_of_file(directory / "j.damaged-1") == before_.at("j") ? "" : "what is kept has changed";
    }

    Files before_;
    Written written_;
};

}  // namespace

std::unique_ptr<FaultRun> salvage_fault_run() { return std::make_unique<SalvageFaultRun>(); }

}  // namespace brigade::test

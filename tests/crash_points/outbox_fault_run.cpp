#include <fmt/format.h>

#include "crash_points/fault_run.h"
#include "journal/outbox.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

using Requests = std::vector<OutboxRequest>;

class OutboxDay {
  public:
    OutboxDay(const Requests& waiting, Trouble& trouble) : acked_(waiting), begun_(waiting), trouble_(trouble) {}

    std::string live(const fs::path& path) {
        std::string wrong;
        if (auto box = open_outbox(path)) {
            if (!box->found.empty()) {  // and what could not be read is kept aside
                bool may_be_said = trouble_.looks_like_damage() && trouble_.lasts();
                return may_be_said ? "" : "it is called damaged: " + box->found;
            }
            wrong = use(*box->outbox);
        } else if (box.error().message.empty() || !trouble_.has_struck()) {
            return "it cannot be opened: " + box.error().message;
        }
        if (wrong.empty()) wrong = trouble_.misdeed();
        trouble_.mend();
        return wrong.empty() ? judge(path) : wrong;
    }

  private:
    std::string use(Outbox& box) {
        for (std::size_t i = 0; i < 24 && !ended_; ++i) {
            OutboxRequest request{fmt::format("late-{}", i), std::string(200 + i * 50, 'y')};
            begun_.push_back(request);
            auto wrong = told([&] { return box.add(request.id, request.body); });
            if (!wrong.empty()) return wrong;
            if (ended_ || i % 3 != 2) continue;
            std::string first = begun_.front().id;
            begun_.erase(begun_.begin());
            wrong = told([&] { return box.remove(first); });
            if (!wrong.empty()) return wrong;
        }
        return ended_ ? stays_ended(box) : "";
    }

    // Nobody can know any more: nothing more is answered, written or synced.
    std::string stays_ended(Outbox& box) {
        std::size_t calls = trouble_.calls();
        bool silent = box.add("too late", "x").outcome == WriteOutcome::unknown &&
                      box.remove("early-9").outcome == WriteOutcome::unknown &&
                      box.remove("never there").outcome == WriteOutcome::unknown;
        if (!silent) return "after an unknown outcome another answer was given";
        return trouble_.calls() == calls ? "" : "after an unknown outcome the disk was used";
    }

    std::string told(const std::function<WriteResult()>& write) {
        auto result = write();
        if (result.outcome == WriteOutcome::refused) {
            if (!trouble_.has_struck() || result.message.empty()) return "refused: " + result.message;
            if (trouble_.lasts()) trouble_.mend();
            result = write();
            if (result.outcome != WriteOutcome::durable) return "the second time: " + result.message;
        }
        ended_ = result.outcome == WriteOutcome::unknown;
        if (!ended_) acked_ = begun_;
        return {};
    }

    std::string judge(const fs::path& path) const {
        auto box = open_outbox(path);
        if (!box) return "afterwards: " + box.error().message;
        if (!box->found.empty()) return "afterwards it is called damaged: " + box->found;
        auto waiting = box->outbox->all();
        if (!waiting) return "afterwards: " + waiting.error().message;
        if (*waiting != acked_ && *waiting != begun_)
            return fmt::format("afterwards {} requests wait where {} should", waiting->size(), acked_.size());
        return {};
    }

    Requests acked_, begun_;
    Trouble& trouble_;
    bool ended_ = false;
};

class OutboxFaultRun : public FaultRun {
  public:
    OutboxFaultRun() {
        TemporaryDirectory directory;
        {
            auto box = open_outbox(directory / "box");
            REQUIRE(box);
            for (int i = 0; i < 10; ++i) {
                waiting_.push_back({fmt::format("early-{}", i), "bump"});
                REQUIRE(box->outbox->add(waiting_.back().id, "bump").outcome == WriteOutcome::durable);
            }
        }
        before_ = read_files(directory.path());
    }
    const Files& before() const override { return before_; }
    std::string run(const fs::path& directory, Trouble& trouble) const override {
        return OutboxDay(waiting_, trouble).live(directory / "box");
    }

  private:
    Files before_;
    Requests waiting_;
};

}  // namespace

std::unique_ptr<FaultRun> outbox_fault_run() { return std::make_unique<OutboxFaultRun>(); }

}  // namespace brigade::test

#include <fmt/format.h>

#include "crash_points/script.h"
#include "journal/outbox.h"
#include "journal/support.h"

namespace brigade::test {
namespace {

using Requests = std::vector<OutboxRequest>;

struct OutboxPromise {
    Requests acked, begun;
};

class OutboxScript : public Script {
  public:
    void run(const fs::path& directory, const CallCount& calls) override {
        promises_.add(0, now_);
        for (std::size_t from : {0u, 40u}) {
            auto box = open_outbox(directory / "box");
            REQUIRE(box);
            for (std::size_t i = from; i < from + 40; ++i) {
                add(*box->outbox, i, calls);
                if (i % 4 == 3) remove(*box->outbox, now_.acked.size() / 2, calls);
                if (i % 4 == 1) remove(*box->outbox, 0, calls);
            }
        }
    }

    std::string judge(const fs::path& directory, std::size_t calls) const override {
        const OutboxPromise& promise = promises_.after(calls);
        Requests found;
        {
            auto box = open_outbox(directory / "box");
            if (!box) return box.error().message;
            if (!box->found.empty()) return "it is called damaged: " + box->found;
            auto all = box->outbox->all();
            if (!all) return all.error().message;
            found = *all;
            if (found != promise.acked && found != promise.begun)
                return fmt::format("{} requests wait where {} should", found.size(), promise.acked.size());
            if (box->outbox->add("after", "x").outcome != WriteOutcome::durable)
                return "it cannot be added to";
        }
        found.push_back({"after", "x"});
        auto box = open_outbox(directory / "box");
        if (!box) return box.error().message;
        auto all = box->outbox->all();
        return all && *all == found && box->found.empty() ? "" : "what was added is not there";
    }

  private:
    void add(Outbox& box, std::size_t number, const CallCount& calls) {
        OutboxRequest request{fmt::format("press-{}", number), std::string(50 + number * 97 % 900, 'x')};
        now_.begun.push_back(request);
        promises_.add(calls(), now_);
        REQUIRE(box.add(request.id, request.body).outcome == WriteOutcome::durable);
        now_.acked = now_.begun;
        promises_.add(calls(), now_);
    }

    void remove(Outbox& box, std::size_t at, const CallCount& calls) {
        std::string id = now_.acked[at].id;
        now_.begun.erase(now_.begun.begin() + static_cast<std::ptrdiff_t>(at));
        promises_.add(calls(), now_);
        REQUIRE(box.remove(id).outcome == WriteOutcome::durable);
        now_.acked = now_.begun;
        promises_.add(calls(), now_);
    }

    OutboxPromise now_;
    Promises<OutboxPromise> promises_;
};

}  // namespace

std::unique_ptr<Script> outbox_script() { return std::make_unique<OutboxScript>(); }

}  // namespace brigade::test

// A hub's answers over the real journal on a failing disk: an error to the POS, never a silent loss.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <variant>

#include "crash_points/disk_shim.h"
#include "crash_points/everything.h"
#include "hub/group_commit.h"
#include "journal/support.h"
#include "net/event_loop.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs patience_ms = 5'000;
using Answer = std::variant<Ack, Refusal>;

class FaultyDisk : public DiskWatcher {
  public:
    enum class Fault { none, full, sync };
    std::atomic<Fault> fault = Fault::none;
    std::atomic<int> syncs_after_the_fault = 0;

    Verdict judge(const DiskCall& call) override {
        if (call.kind == DiskCall::Kind::write && fault == Fault::full) return {SQLITE_FULL, 0, false};
        if (call.kind != DiskCall::Kind::sync || fault != Fault::sync) return {};
        ++syncs_after_the_fault;
        return {SQLITE_IOERR_FSYNC, 0, false};
    }
};

// From the start of a hub to its end.
struct Hub {
    net::EventLoop loop;
    Opened journal;
    std::string failure;
    Writer writer;
    GroupCommit commits;
    Rules rules;
    TimeMs now = opening;
    std::vector<Answer> answers;

    explicit Hub(const fs::path& path)
        : journal(must_open(path)),
          writer(std::move(journal.writer), loop, [this](const std::string& why) { failure = why; }),
          commits(*restore_kitchen(*journal.reader), *journal.reader, writer,
                  {[this](std::function<void()> task) { loop.post(std::move(task)); },
                   [](const CommittedBatch&) {}}) {
        rules.kitchen = a_kitchen();
        now = std::max(now, commits.committed().at);
        ask(Configure{rules.kitchen});
    }

    void submit(const Command& command) {
        commits.submit(command, {++now, rules, nullptr, nullptr},
                       [this](const Answer& answer) { answers.push_back(answer); });
    }
    Answer ask(const Command& command) {
        answers.clear();
        submit(command);
        REQUIRE(loop.run_until([&] { return !answers.empty(); }, patience_ms));
        return answers.front();
    }
};

SubmitOrder order(const std::string& id) { return {an_order(id).line("1").line("2", "drink"), "front-1"}; }

struct Restaurant {
    TemporaryDirectory directory;
    FaultyDisk disk;
    DiskShim shim{directory.path(), disk};
    fs::path path = directory / "journal.db";
    Restaurant() { set_log_level(silent); }
};

}  // namespace

TEST_CASE("a POS hears of a full disk, sends again when there is room, and the order is kept") {
    Restaurant restaurant;
    {
        Hub hub(restaurant.path);
        restaurant.disk.fault = FaultyDisk::Fault::full;
        Answer refused = hub.ask(order("a"));
        REQUIRE(std::holds_alternative<Refusal>(refused));
        CHECK(std::get<Refusal>(refused).code == ErrorCode::journal_unavailable);
        CHECK(hub.commits.committed().find("a") == nullptr);
        restaurant.disk.fault = FaultyDisk::Fault::none;
        Answer taken = hub.ask(order("a"));
        REQUIRE(std::holds_alternative<Ack>(taken));
        CHECK_FALSE(std::get<Ack>(taken).duplicate);
    }
    Hub again(restaurant.path);
    CHECK(again.commits.committed().find("a") != nullptr);
}

TEST_CASE("after a failed sync no POS gets an answer, the hub stops, and what is sent again is there once") {
    Restaurant restaurant;
    {
        Hub hub(restaurant.path);
        hub.answers.clear();
        restaurant.disk.fault = FaultyDisk::Fault::sync;
        hub.submit(order("a"));
        REQUIRE(hub.loop.run_until([&] { return !hub.failure.empty(); }, patience_ms));
        hub.submit(order("b"));
        hub.loop.run_until([&] { return !hub.answers.empty(); }, 20);
        CHECK(hub.answers.empty());
    }
    CHECK(restaurant.disk.syncs_after_the_fault == 1);
    restaurant.disk.fault = FaultyDisk::Fault::none;
    Hub again(restaurant.path);
    for (const char* id : {"a", "b"}) {
        REQUIRE(std::holds_alternative<Ack>(again.ask(order(id))));
        CHECK(again.commits.committed().find(id) != nullptr);
    }
}

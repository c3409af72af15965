#include "hub/group_commit.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <memory>
#include <variant>

#include "hub/fake_journal.h"
#include "net/event_loop.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs patience_ms = 5'000;

// A loop, a writer on a fake disk, and the answers in the order in which they were given.
struct CommitBench {
    net::EventLoop loop;
    std::shared_ptr<FakeDisk> disk = std::make_shared<FakeDisk>();
    FakeReader reader{disk};
    Writer writer{std::make_unique<FakeWriter>(disk), loop, [](const std::string&) {}};
    std::vector<CommittedBatch> published;
    GroupCommit commits{Restored{Kitchen{}, disk->head, 0},
                        reader,
                        writer,
                        {[this](std::function<void()> task) { loop.post(std::move(task)); },
                         [this](const CommittedBatch& batch) { published.push_back(batch); }}};
    Rules rules;
    TimeMs now = opening;
    std::vector<std::variant<Ack, Refusal>> answers;

    CommitBench() {
        rules.kitchen = a_kitchen();
        submit(Configure{rules.kitchen});
        wait_for_answers(1);
        answers.clear();
    }
    ~CommitBench() { disk->set_held(false); }

    void submit(const Command& command) {
        commits.submit(command, {++now, rules, nullptr, nullptr},
                       [this](const std::variant<Ack, Refusal>& answer) { answers.push_back(answer); });
    }
    bool wait_for_answers(std::size_t count) {
        return loop.run_until([&] { return answers.size() >= count; }, patience_ms);
    }
    bool refused(std::size_t at) const { return std::holds_alternative<Refusal>(answers[at]); }
    const Ack& ack(std::size_t at) const { return std::get<Ack>(answers[at]); }
};

SubmitOrder order(const std::string& id) { return {an_order(id).line("1").line("2", "drink"), "front-1"}; }

}  // namespace

TEST_CASE("an ack waits for the disk") {
    CommitBench bench;
    bench.disk->set_held(true);
    bench.submit(order("a"));
    CHECK_FALSE(bench.loop.run_until([&] { return !bench.answers.empty(); }, 50));
    CHECK(bench.commits.committed().find("a") == nullptr);
    bench.disk->set_held(false);
    REQUIRE(bench.wait_for_answers(1));
    CHECK(bench.commits.committed().find("a") != nullptr);
}

TEST_CASE("a hub that is closed while a batch is being written is told nothing of it any more") {
    net::EventLoop loop;
    auto disk = std::make_shared<FakeDisk>();
    bool told = false;
    auto writer =
        std::make_unique<Writer>(std::make_unique<FakeWriter>(disk), loop, [](const std::string&) {});
    disk->set_held(true);
    writer->append({{{1, opening, "{}"}}, {}}, [&](const AppendResult&) { told = true; });
    disk->set_held(false);
    writer.reset();
    CHECK(disk->batch_count() == 1);
    CHECK_FALSE(loop.run_until([&] { return told; }, 20));
}

TEST_CASE("what arrives while one batch is being synced shares the next one") {
    CommitBench bench;
    std::size_t before = bench.disk->batch_count();
    bench.disk->set_held(true);
    bench.submit(order("first"));
    bench.loop.run_until([] { return false; }, 20);  // the first batch is on its way
    for (int i = 0; i < 50; ++i) bench.submit(order("o" + std::to_string(i)));
    bench.disk->set_held(false);
    REQUIRE(bench.wait_for_answers(51));
    CHECK(bench.disk->batch_count() == before + 2);
}

TEST_CASE("a duplicate and a refusal wait for the batch that they rest on") {
    CommitBench bench;
    bench.disk->set_held(true);
    bench.submit(order("a"));
    bench.submit(order("a"));
    bench.submit(VoidOrder{"a", std::vector<std::string>{"no-such-line"}});
    CHECK_FALSE(bench.loop.run_until([&] { return !bench.answers.empty(); }, 50));
    bench.disk->set_held(false);
    REQUIRE(bench.wait_for_answers(3));
    CHECK_FALSE(bench.ack(0).duplicate);
    CHECK(bench.ack(1).duplicate);
    CHECK(bench.ack(1).seq == bench.ack(0).seq);
    CHECK(bench.refused(2));
}

TEST_CASE("a full disk refuses everything that was decided on it, and the kitchen is as before") {
    CommitBench bench;
    bench.submit(order("kept"));
    REQUIRE(bench.wait_for_answers(1));
    Seq seq = bench.commits.committed().seq;
    bench.disk->set_full(true);
    bench.submit(order("lost"));
    bench.submit(order("lost"));
    REQUIRE(bench.wait_for_answers(3));
    REQUIRE(bench.refused(1));
    REQUIRE(bench.refused(2));
    CHECK(std::get<Refusal>(bench.answers[1]).code == ErrorCode::journal_unavailable);
    CHECK(bench.commits.working().seq == seq);
    CHECK(bench.commits.working().find("lost") == nullptr);
    CHECK_FALSE(bench.commits.trouble().empty());

    bench.disk->set_full(false);
    bench.submit(order("lost"));
    REQUIRE(bench.wait_for_answers(4));
    CHECK_FALSE(bench.ack(3).duplicate);
    CHECK(bench.commits.trouble().empty());
}

TEST_CASE("what is published is durable, whole and in order") {
    CommitBench bench;
    for (int i = 0; i < 20; ++i) bench.submit(order("o" + std::to_string(i)));
    REQUIRE(bench.wait_for_answers(20));
    Seq expected = 1;
    Head head = genesis_head(Identity{});
    for (const CommittedBatch& batch : bench.published) {
        CHECK(batch.before == head);
        for (std::size_t i = 0; i < batch.events.size(); ++i) {
            CHECK(batch.events[i].seq == expected++);
            head = next_head(head, {batch.events[i].seq, batch.events[i].at, batch.bodies[i]});
        }
        CHECK(batch.head == head);
    }
}

TEST_CASE("an order of a day that has been forgotten is still known by its id") {
    CommitBench bench;
    bench.submit(order("old"));
    REQUIRE(bench.wait_for_answers(1));
    bench.submit(BumpTicket{at("grill", "old")});
    bench.submit(BumpTicket{at("drink", "old")});
    bench.now += 2 * 24 * 3600 * 1000LL;
    bench.submit(Tick{});
    REQUIRE(bench.wait_for_answers(4));
    REQUIRE(bench.commits.committed().find("old") == nullptr);

    bench.submit(order("old"));
    bench.submit(VoidOrder{"old", std::nullopt});
    REQUIRE(bench.wait_for_answers(6));
    CHECK(bench.ack(4).duplicate);
    CHECK(bench.ack(4).seq == bench.ack(0).seq);
    CHECK(bench.ack(4).tickets == bench.ack(0).tickets);
    CHECK(std::get<Refusal>(bench.answers[5]).code == ErrorCode::not_allowed);
}

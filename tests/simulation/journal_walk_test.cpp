// A walk by dice over everything that can be asked of a journal, taken by the real one and the simulated one
// side by side: the same calls must have the same answers. Both begin as a replica of the same head, so that
// their heads are comparable too.
#include <catch2/generators/catch_generators_range.hpp>

#include "benches.h"

using namespace brigade;
using namespace brigade::test;

namespace {

class JournalWalk {
  public:
    explicit JournalWalk(std::uint64_t seed) : dice_(seed), simulated_(seed + 1) {
        begin({dice_.below(3) * 50, dice_.hash()});
    }

    void step() {
        switch (dice_.below(14)) {
            case 0:
                return save_snapshot();
            case 1:
                return forget();
            case 2:
                return open_again(OpenOptions{dice_.chance_percent(30), true});
            case 3:
                return sometimes_full();
            case 4:
                if (dice_.chance_percent(30)) fail_a_sync();
                return;
            case 5:
                if (dice_.chance_percent(40)) damage();
                return;
            case 6:
            case 7:
            case 8:
                return look();
            default:
                return append();
        }
    }

  private:
    void begin(Head head) {
        one_ = {}, two_ = {};
        auto one = real_.start_replica(head, at_ms_, "state"),
             two = simulated_.start_replica(head, at_ms_, "state");
        REQUIRE(one);
        REQUIRE(two);
        one_ = *std::move(one), two_ = *std::move(two);
        compare();
    }

    Seq end() const { return one_.writer->head().seq; }
    Seq base() { return *one_.reader->base(); }
    // Between base and end, both included.
    Seq some_seq() { return static_cast<Seq>(dice_.between(std::int64_t(base()), std::int64_t(end()))); }

    template <class A>
    void same(const A& one, const A& two) {
        CHECK(one.outcome == two.outcome);
        CHECK(one.message.empty() == two.message.empty());
    }

    void append() {
        Batch batch;
        Seq seq = end();
        for (auto count = dice_.below(5); count > 0; --count) {
            at_ms_ += dice_.between(0, 20);
            batch.events.push_back({++seq, at_ms_, std::string(dice_.below(300), 'x')});
            if (dice_.chance_percent(60))
                batch.orders.push_back({"order-" + std::to_string(orders_++), seq, dice_.hash()});
        }
        auto one = one_.writer->append(batch), two = two_.writer->append(batch);
        same(one, two);
        CHECK(one.head == two.head);
        same(one_.writer->checkpoint_if_due(), two_.writer->checkpoint_if_due());
    }

    void save_snapshot() {
        Seq seq = dice_.chance_percent(70) ? end() : some_seq();
        std::string body = "state " + std::to_string(dice_.below(1000));
        same(one_.writer->save_snapshot(seq, body), two_.writer->save_snapshot(seq, body));
    }

    void forget() {
        Seq seq = some_seq() + dice_.below(3);
        auto one = one_.writer->forget_through(seq), two = two_.writer->forget_through(seq);
        same(one, two);
        CHECK(one.more == two.more);
    }

    void open_again(OpenOptions options) {
        set_full(false);
        one_ = {}, two_ = {};
        one_ = real_.must_open(options);
        two_ = simulated_.must_open(options);
        CHECK(one_.writer->head().seq == two_.writer->head().seq);
        CHECK(one_.recovery.found == two_.recovery.found);
        CHECK(one_.recovery.damaged == two_.recovery.damaged);
        CHECK(one_.recovery.state_lost == two_.recovery.state_lost);
        CHECK(one_.recovery.last_good == two_.recovery.last_good);
        CHECK(one_.recovery.lost_orders == two_.recovery.lost_orders);
        CHECK(one_.recovery.lost_orders_count == two_.recovery.lost_orders_count);
        // Each invents a history of its own now.
        if (one_.recovery.state_lost)
            begin({end() + dice_.below(3), dice_.hash()});
        else
            compare();
    }

    void set_full(bool full) {
        real_.set_full(full);
        simulated_.set_full(full);
    }

    void sometimes_full() {
        set_full(true);
        for (int i = 0; i < 4; ++i)
            dice_.chance_percent(50) ? append() : dice_.chance_percent(50) ? forget() : save_snapshot();
        set_full(false);
    }

    void fail_a_sync() {
        open_again({true, true});  // so that no damage is found at the same time
        real_.fail_syncs(true);
        simulated_.fail_syncs(true);
        append_one();
        real_.fail_syncs(false);
        simulated_.fail_syncs(false);
        for (int i = 0; i < 3; ++i) append(), forget(), save_snapshot(), look();
        // What the real file kept is a matter of how far it had come; the dice of the other must agree.
        auto in_doubt = simulated_.disk().journal.in_doubt;
        REQUIRE(in_doubt);
        one_ = {};
        one_ = real_.must_open({.verify_all = false, .replica = true});
        Seq written = in_doubt->events.front().record.seq;
        for (int tries = 0; tries < 100; ++tries) {
            if (end() < written) simulated_.disk().journal.in_doubt.reset();
            two_ = {};
            two_ = simulated_.must_open({.verify_all = false, .replica = true});
            if (two_.writer->head().seq == end()) break;
            simulated_.disk().journal.in_doubt = in_doubt;
        }
        at_ms_ = one_.reader->last()->at_ms;
        compare();
    }

    void append_one() {
        Batch batch{{{end() + 1, at_ms_, "one"}}, {}};
        auto one = one_.writer->append(batch), two = two_.writer->append(batch);
        CHECK(one.outcome == WriteOutcome::unknown);
        same(one, two);
    }

    void damage() {
        Seq event = base() + 1 + dice_.below(end() - base() + 1);
        bool has_event = event <= end();
        auto snapshot = *one_.reader->newest_snapshot();
        auto order = "order-" + std::to_string(dice_.below(orders_ + 1));
        auto found = one_.reader->find_order(order);
        bool has_order = found && *found;
        one_ = {}, two_ = {};
        for (Bench* bench : {static_cast<Bench*>(&real_), static_cast<Bench*>(&simulated_)})
            switch (seen_ % 3) {
                case 0:
                    if (has_event) bench->damage_event(event);
                    break;
                case 1:
                    if (snapshot) bench->damage_snapshot(snapshot->head.seq);
                    break;
                default:
                    if (has_order) bench->damage_order(order);
            }
        ++seen_;
        open_again({dice_.chance_percent(30), true});
    }

    template <class T>
    bool both(const Result<T>& one, const Result<T>& two) {
        CHECK(bool(one) == bool(two));
        return one && two;
    }

    void look() {
        Seq after = base() + dice_.below(end() - base() + 4);
        if (after > 0 && dice_.chance_percent(20)) after = dice_.below(after);
        std::size_t events_max = dice_.below(20), bytes_max = dice_.below(2000);
        auto one = one_.reader->read(after, events_max, bytes_max);
        auto two = two_.reader->read(after, events_max, bytes_max);
        if (both(one, two)) CHECK(*one == *two);
        CHECK(*one_.reader->head_at(after) == *two_.reader->head_at(after));
        TimeMs at_ms = at_ms_ - dice_.between(-5, 500);
        CHECK(*one_.reader->first_seq_at_or_after(at_ms) == *two_.reader->first_seq_at_or_after(at_ms));
        auto id = "order-" + std::to_string(dice_.below(orders_ + 2));
        auto first = one_.reader->find_order(id), second = two_.reader->find_order(id);
        if (both(first, second)) CHECK(*first == *second);
        compare();
    }

    void compare() {
        CHECK(one_.writer->head() == two_.writer->head());
        CHECK(one_.reader->last()->head == two_.reader->last()->head);
        CHECK(one_.reader->last()->at_ms == two_.reader->last()->at_ms);
        CHECK(*one_.reader->base() == *two_.reader->base());
        auto one = *one_.reader->newest_snapshot(), two = *two_.reader->newest_snapshot();
        REQUIRE(one.has_value() == two.has_value());
        if (!one) return;
        CHECK(one->head == two->head);
        CHECK(one->at_ms == two->at_ms);
        CHECK(one->body == two->body);
    }

    sim::Rng dice_;
    SqliteBench real_;
    SimulatedBench simulated_;
    Opened one_, two_;
    TimeMs at_ms_ = 1000;
    std::size_t orders_ = 0;
    std::size_t seen_ = 0;
};

}  // namespace

TEST_CASE("walk: the simulated journal answers as the real one, step by step") {
    set_log_level(LogLevel::error);
    auto seed = GENERATE(range(std::uint64_t{1}, std::uint64_t{13}));
    INFO("seed " << seed);
    JournalWalk walk(seed);
    for (int step = 0; step < 250; ++step) {
        INFO("step " << step);
        walk.step();
    }
}

TEST_CASE("walk: the simulated outbox answers as the real one, step by step") {
    set_log_level(LogLevel::error);
    auto seed = GENERATE(range(std::uint64_t{1}, std::uint64_t{5}));
    INFO("seed " << seed);
    sim::Rng dice(seed);
    SqliteBench real;
    SimulatedBench simulated(seed);
    auto one = real.must_open_outbox(), two = simulated.must_open_outbox();
    for (int step = 0; step < 250; ++step) {
        INFO("step " << step);
        bool full = dice.chance_percent(10);
        real.set_full(full);
        simulated.set_full(full);
        auto id = "p" + std::to_string(dice.below(12));
        if (dice.chance_percent(50))
            CHECK(one->add(id, std::to_string(step)).outcome == two->add(id, std::to_string(step)).outcome);
        else
            CHECK(one->remove(id).outcome == two->remove(id).outcome);
        real.set_full(false);
        simulated.set_full(false);
        if (dice.chance_percent(5)) {
            one.reset(), two.reset();
            one = real.must_open_outbox(), two = simulated.must_open_outbox();
        }
        REQUIRE(*one->all() == *two->all());
    }
}

// What must hold after every step of any kitchen's day, whatever anybody sends.
#include <fmt/ranges.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <map>
#include <set>
#include <variant>

#include "core/apply.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "random_walk.h"
#include "support/moves.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr int steps = 400;  // of each of the walks

// Two kitchens of one journal: one applies what was decided, the other what was written.
struct Walk {
    TestKitchen k;
    Kitchen replica;
    RandomWalk random;
    Command command;
    Decision decision;

    explicit Walk(unsigned seed) : k(a_walked_kitchen(seed)), random(seed) {
        for (const Event& event : k.journal) apply(replica, event);
    }
    void step() {
        command = random.next(k);
        decision = k.run(command);
        for (const Event& event : k.events) apply(replica, event);
    }
};

std::string written(const std::vector<Event>& events) {
    std::string text;
    for (const Event& event : events) text += encode_event(event) + "\n";
    return text;
}

template <class Check>
void on_every_walk(Check check) {
    unsigned seed = GENERATE(range(1u, 9u));
    Walk walk(seed);
    for (int i = 0; i < steps; ++i) {
        Kitchen before = walk.k.kitchen;
        walk.step();
        INFO("seed " << seed << ", step " << i << ", command " << walk.command.index());
        INFO(written(walk.k.events));
        check(walk, before);
    }
}

// Field by field, though each kitchen holds its own copy of what the POS sent.
bool same_orders(std::map<Seq, OrderState> one, const std::map<Seq, OrderState>& other) {
    if (one.size() != other.size()) return false;
    for (auto& [seq, order] : one) {
        auto there = other.find(seq);
        if (there == other.end() || *order.content != *there->second.content) return false;
        order.content = there->second.content;
        if (order != there->second) return false;
    }
    return true;
}

// Empty entries of an index grown step by step say nothing.
auto with_content(const BoardIndex& index) {
    std::map<std::string, StationIndex> stations;
    for (const auto& [id, station] : index.stations)
        if (!station.board.empty()) stations[id] = station;
    return std::tuple(stations, index.pass, index.promised, index.open);
}

// What is wrong with one share of a line; nothing if its parts agree.
const char* wrong_with(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket,
                       const TicketLine& line) {
    const OrderLine& content = order.lines[line.line];
    if (content.voided) return "a void line is being made";
    if (line.finished() != (line.done == content.content->quantity)) return "finished and done disagree";
    if (line.finished() != (line.done_at != 0)) return "finished and done_at disagree";
    if (line.state == LineState::started && line.started_at == 0) return "started at no time";
    if (!line.active()) return nullptr;
    const Station* station = kitchen.config.find(ticket.station);
    if (!station || station->kind != StationKind::prep) return "asked of a station that does not cook";
    if (order.closed()) return "asked of a closed order";
    return nullptr;
}

// Every line that is not void is being made, or was made, somewhere.
const char* wrong_with(const Kitchen& kitchen, const OrderState& order) {
    std::vector<int> shares(order.lines.size(), 0);
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) {
            if (line.state == LineState::voided) continue;
            ++shares[line.line];
            if (const char* wrong = wrong_with(kitchen, order, ticket, line)) return wrong;
        }
    for (std::size_t i = 0; i < order.lines.size(); ++i)
        if (order.lines[i].voided != (shares[i] == 0)) return "a line is lost";
    if (!order.closed() && order.all_done() && !order.ready) return "all done and not ready";
    if (order.served && !order.all_done()) return "served and not all done";
    return nullptr;
}

bool is_safe_to_send_again(const Command& command) {
    return !std::holds_alternative<RecallTicket>(command) && !std::holds_alternative<TransferTicket>(command);
}

}  // namespace

TEST_CASE("applying what was written gives the same kitchen as applying what was decided") {
    on_every_walk([](Walk& walk, const Kitchen&) {
        REQUIRE(same_orders(walk.replica.orders, walk.k.kitchen.orders));
        REQUIRE(state_digest(walk.replica) == state_digest(walk.k.kitchen));
    });
}

TEST_CASE("a snapshot comes back as the same kitchen, and its index is the one grown step by step") {
    on_every_walk([](Walk& walk, const Kitchen&) {
        if (walk.k.kitchen.seq % 3 != 0) return;  // it takes its time
        std::string text = encode_snapshot(walk.k.kitchen);
        auto read = decode_snapshot(text);
        if (!read) FAIL(read.error().message);
        REQUIRE(same_orders(read->orders, walk.k.kitchen.orders));
        REQUIRE(read->by_id == walk.k.kitchen.by_id);
        REQUIRE(encode_snapshot(*read) == text);
        REQUIRE(with_content(read->index) == with_content(walk.k.kitchen.index));
    });
}

TEST_CASE("within a generation a line only moves open, started, done, served or void") {
    on_every_walk([](Walk& walk, const Kitchen& before) {
        for (const auto& [seq, order] : before.orders)
            if (const OrderState* now = walk.k.kitchen.find(order.id()))
                REQUIRE(wrong_move(order, *now).empty());
    });
}

TEST_CASE("no line is ever lost, and every order's parts agree") {
    on_every_walk([](Walk& walk, const Kitchen&) {
        for (const auto& [seq, order] : walk.k.kitchen.orders)
            if (const char* wrong = wrong_with(walk.k.kitchen, order))
                FAIL("order " << order.id() << ": " << wrong);
    });
}

TEST_CASE("every ticket with work to do is on its station's board once, and nothing else is") {
    on_every_walk([](Walk& walk, const Kitchen&) {
        for (const char* station : {"grill", "drink", "dessert"}) {
            std::set<std::string> expected;
            for (const auto& [seq, order] : walk.k.kitchen.orders)
                if (const Ticket* ticket = order.find_ticket(station); ticket && ticket->on_board())
                    expected.insert(order.id());
            std::vector<std::string> shown = walk.k.board(station);
            REQUIRE(std::set<std::string>(shown.begin(), shown.end()) == expected);
            REQUIRE(shown.size() == expected.size());
        }
    });
}

TEST_CASE("what is asked a second time writes nothing, and is acked with the first time's seq") {
    on_every_walk([](Walk& walk, const Kitchen&) {
        if (const Refusal* refusal = walk.decision.refusal()) {
            REQUIRE(walk.decision.events.empty());
            REQUIRE_FALSE(refusal->message.empty());
        } else if (ack_of(walk.decision).duplicate) {
            REQUIRE(walk.decision.events.empty());
        }
        if (std::holds_alternative<Audit>(walk.command)) return;  // each is a thing that happened
        Decision again = decide(walk.k.kitchen, walk.command, walk.k.context());
        REQUIRE(again.events.empty());
        if (walk.decision.events.empty() || order_id_of(walk.command).empty()) return;
        if (std::holds_alternative<ReportShown>(walk.command) || !is_safe_to_send_again(walk.command)) return;
        REQUIRE(answer(again) == "duplicate");
        REQUIRE(seq_of(again) == seq_of(walk.decision));
        REQUIRE(seq_of(again) == walk.k.events.back().seq);
    });
}

TEST_CASE("a request's events follow on and name its last") {
    on_every_walk([](Walk& walk, const Kitchen& before) {
        Seq seq = before.seq;
        for (const Event& event : walk.k.events) {
            REQUIRE(event.seq == ++seq);
            REQUIRE(event.request_last == walk.k.events.back().seq);
            REQUIRE(event.status.has_value() == !event.terminal.empty());
        }
    });
}

TEST_CASE("after a tick no deadline is past, and the tick at the next one writes something") {
    on_every_walk([](Walk& walk, const Kitchen&) {
        auto deadline = walk.k.deadline();
        REQUIRE(deadline);
        Context then = walk.k.context();
        then.now = std::max(then.now, *deadline);
        // For a backup that is not there the kitchen only looks again.
        Kitchen alone = walk.k.kitchen;
        for (Station& station : alone.config.stations) station.backup.clear();
        if (next_deadline(alone, walk.k.context()) == deadline)
            REQUIRE_FALSE(decide(walk.k.kitchen, Tick{}, then).events.empty());
        if (*deadline > walk.k.now) REQUIRE(decide(walk.k.kitchen, Tick{}, walk.k.context()).events.empty());
        if (std::holds_alternative<Tick>(walk.command)) REQUIRE(*deadline > walk.k.now);
    });
}

TEST_CASE("the walks go everywhere: every kind of event is written by some") {
    std::set<std::string_view> kinds;
    for (unsigned seed = 1; seed < 9; ++seed) {
        Walk walk(seed);
        for (int i = 0; i < steps; ++i) walk.step();
        for (const Event& event : walk.k.journal) kinds.insert(kind_of(event.body));
    }
    INFO(fmt::format("{}", fmt::join(kinds, " ")));
    CHECK(kinds.size() == std::variant_size_v<EventBody>);
}

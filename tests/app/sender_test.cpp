// Terminals of the tools against a real hub.
#include "app/sender.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/hub_fixture.h"
#include "app/json_words.h"
#include "core/order_json.h"

using namespace brigade;
using namespace brigade::test;

namespace {

FileOrder file_order(const Order& order, std::size_t index) {
    return {"lunch.json", index, order_to_json(order)};
}

std::vector<FileOrder> some_orders(int count) {
    std::vector<FileOrder> orders;
    for (int i = 1; i <= count; ++i)
        orders.push_back(
            file_order(an_order("o" + std::to_string(i)).line("1", "grill").value(), orders.size() + 1));
    return orders;
}

struct Outcome {
    SendCounts counts;
    std::vector<std::string> refused;
    std::string unreachable;
};

Outcome send(net::EventLoop& loop, const std::string& url, std::vector<FileOrder> orders) {
    Outcome outcome;
    Sender sender(loop, {{url}, "pos", "till", "", ""}, std::move(orders),
                  {[&](const std::string& sentence) { outcome.refused.push_back(sentence); }, [] {},
                   [&](const std::string& reason) { outcome.unreachable = reason; }});
    REQUIRE(sender.start());
    loop.run_until([&] { return sender.done() || !outcome.unreachable.empty(); }, 10'000);
    outcome.counts = sender.counts();
    return outcome;
}

}  // namespace

TEST_CASE("orders are sent once, however often they are sent") {
    HubFixture fixture;
    fixture.start();
    // More than may be on their way at once.
    int many = static_cast<int>(Sender::window) * 3;
    Outcome first = send(fixture.loop, fixture.url(), some_orders(many));
    CHECK(first.counts.accepted == static_cast<std::size_t>(many));
    Outcome again = send(fixture.loop, fixture.url(), some_orders(many));
    CHECK(again.counts.accepted == 0);
    CHECK(again.counts.duplicates == static_cast<std::size_t>(many));
    CHECK(again.counts.refused == 0);
}

TEST_CASE("a refusal names the file, the order, the place in it and the reason") {
    HubFixture fixture;
    fixture.start();
    auto orders = some_orders(2);
    orders[1].order["lines"].get_array()[0].get_object()["quantity"] = 0;
    Outcome outcome = send(fixture.loop, fixture.url(), orders);
    CHECK(outcome.counts.accepted == 1);
    REQUIRE(outcome.refused.size() == 1);
    CHECK(outcome.refused[0] == "lunch.json: order 2 (o2): /lines/0/quantity: quantity must be 1 to 999");
}

TEST_CASE("a hub that is not there is given up at once, with the reason") {
    HubFixture fixture;
    fixture.start();
    std::string url = fixture.url();
    fixture.stop();
    Outcome outcome = send(fixture.loop, url, some_orders(1));
    CHECK(outcome.counts.answered() == 0);
    CHECK(outcome.unreachable.find("refused") != std::string::npos);
}

TEST_CASE("a hub of several addresses is reached at the one where it answers, whichever comes first") {
    HubFixture fixture;
    fixture.start();
    const std::string here = fixture.url(), nobody = "ws://127.0.0.1:1/v1", nor_here = "ws://127.0.0.1:2/v1";
    for (auto urls : {std::vector{nobody, nor_here, here}, std::vector{nobody, here, nor_here},
                      std::vector{here, nobody, nor_here}, std::vector{nobody, nor_here}}) {
        bool live = false;
        std::string lost;
        TerminalLinkOptions options{{urls.front()}, "pos", "till", "", ""};
        options.urls.assign(urls.begin() + 1, urls.end());
        TerminalLink link(fixture.loop, options,
                          {{}, {}, [&] { live = true; }, [&](const std::string& reason) { lost = reason; }});
        REQUIRE(link.start());
        fixture.loop.run_until([&] { return live || !lost.empty(); }, 5'000);
        CHECK(live == (urls.size() == 3));
        CHECK(lost.empty() == live);
    }
}

TEST_CASE("a request asked while the hub is away is answered when it is back, and once") {
    HubFixture fixture;
    fixture.start();
    int answers = 0, accepted = 0;
    TerminalLink link(fixture.loop, {{fixture.url()}, "pos", "till", "", ""},
                      {[&](std::uint64_t, const json::object& answer, DurationMs) {
                           ++answers;
                           if (text_in(answer, "type") == "ack" && !is_true_in(answer, "duplicate"))
                               ++accepted;
                       },
                       {},
                       {},
                       {}});
    REQUIRE(link.start());
    REQUIRE(fixture.loop.run_until([&] { return link.is_live(); }, 5'000));
    fixture.stop();
    fixture.loop.run_until([&] { return !link.is_live(); }, 5'000);
    for (const FileOrder& order : some_orders(5))
        link.ask({{"type", "order.submit"}, {"order", order.order}});
    CHECK(link.waiting() == 5);
    fixture.start();
    REQUIRE(fixture.loop.run_until([&] { return link.waiting() == 0; }, 10'000));
    CHECK(answers == 5);
    CHECK(accepted == 5);
}

TEST_CASE("statuses missed while the line was down come once, after the last one heard") {
    HubFixture fixture;
    fixture.start();
    std::vector<std::int64_t> heard;
    TerminalLink link(fixture.loop, {{fixture.url()}, "pos", "till", "", ""},
                      {{},
                       [&](const json::object& message) {
                           if (text_in(message, "type") == "order.status")
                               heard.push_back(integer_in(message, "seq", 0));
                       },
                       {},
                       {}});
    REQUIRE(link.start());
    for (const FileOrder& order : some_orders(3))
        link.ask({{"type", "order.submit"}, {"order", order.order}});
    REQUIRE(fixture.loop.run_until([&] { return heard.size() == 3; }, 5'000));
    fixture.stop();
    fixture.loop.run_until([&] { return !link.is_live(); }, 5'000);
    fixture.start();
    link.ask({{"type", "order.void"}, {"order_id", "o1"}});
    REQUIRE(fixture.loop.run_until([&] { return heard.size() > 3; }, 10'000));
    REQUIRE(heard.size() == 4);
    CHECK(std::is_sorted(heard.begin(), heard.end()));
}

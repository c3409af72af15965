// Whom a network's announcements keep out: nobody who is wanted, however many strangers announce themselves.
#include "net/discovery_table.h"

#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <set>

using namespace brigade;
using namespace brigade::net;

namespace {

ServiceKey service(const std::string& name) { return {2, 0, name, "local"}; }
ServiceKey stranger(int number) { return service(fmt::format("stranger {}", number)); }

FoundHub hub_of(const std::string& name, const std::string& id) {
    return {name, id, name, "192.168.1.5", 8687, "eth0"};
}

// A network in which `answer` is what a resolver says; nothing for one that never answers.
struct Network {
    using Answer = std::optional<std::optional<FoundHub>>;
    DiscoveryTable table;
    std::function<Answer(const ServiceKey&)> answer;
    DurationMs now_ms = 1'000;
    std::set<ServiceKey> resolvers = {};

    // As the watch does: after each answer there is another turn.
    void turn() {
        for (;;) {
            const DiscoveryTable::Turn turn = table.turn(now_ms);
            for (const ServiceKey& key : turn.end) resolvers.erase(key);
            for (const ServiceKey& key : turn.begin) resolvers.insert(key);
            CHECK(resolvers.size() <= DiscoveryTable::places);
            if (turn.begin.empty()) return;
            for (const ServiceKey& key : turn.begin)
                if (const Answer said = answer(key)) table.resolved(key, *said, now_ms);
        }
    }
    bool found(const std::string& id) const {
        for (const FoundHub& hub : table.hubs())
            if (hub.id == id) return true;
        return false;
    }
    void announce_strangers(int count) {
        for (int i = 0; i < count; ++i) table.appeared(stranger(i));
    }
    // Turns until it is found, and how long that took; -1: not within a minute and a half.
    DurationMs search(const std::string& id) {
        for (const DurationMs began_ms = now_ms; now_ms - began_ms <= 90'000;
             now_ms += DiscoveryTable::again_ms) {
            turn();
            if (found(id)) return now_ms - began_ms;
        }
        return -1;
    }
};

Network::Answer honest(const ServiceKey& key) { return hub_of(key.name, key.name); }
Network::Answer no_answer_of_strangers(const ServiceKey& key) {
    return key == service("ours") ? honest(key) : std::nullopt;
}

}  // namespace

TEST_CASE("the wanted hub is found though hundreds of strangers were announced before it") {
    SECTION("who are hubs of others") {
        Network network{DiscoveryTable(WantedHub{{"ours"}}), honest};
        network.announce_strangers(500);
        network.table.appeared(service("ours"));
        CHECK(network.search("ours") >= 0);
    }
    SECTION("who are no hubs at all") {
        Network network{DiscoveryTable(WantedHub{{"ours"}}), [](const ServiceKey& key) {
                            return key == service("ours") ? honest(key) : Network::Answer(std::nullopt);
                        }};
        network.announce_strangers(500);
        network.table.appeared(service("ours"));
        CHECK(network.search("ours") >= 0);
    }
    SECTION("who never answer") {
        Network network{DiscoveryTable(), no_answer_of_strangers};
        network.announce_strangers(500);
        network.table.appeared(service("ours"));
        CHECK(network.search("ours") >= 0);
    }
    SECTION("who bear its id") {
        const auto copying = [](const ServiceKey& key) { return Network::Answer(hub_of(key.name, "ours")); };
        Network network{DiscoveryTable(WantedHub{{"ours"}}), copying};
        network.announce_strangers(500);
        network.table.appeared(service("the real one"));
        bool seen = false;
        for (int i = 0; i < 40 && !seen; ++i) {
            network.turn();
            network.now_ms += DiscoveryTable::again_ms;
            for (const FoundHub& hub : network.table.hubs()) seen = seen || hub.name == "the real one";
        }
        CHECK(seen);
    }
}

TEST_CASE("the wanted hub stays found, however many come after it") {
    Network network{DiscoveryTable(WantedHub{{"ours"}}), honest};
    network.table.appeared(service("ours"));
    network.turn();
    REQUIRE(network.found("ours"));
    network.announce_strangers(500);
    for (int i = 0; i < 30; ++i) {
        network.now_ms += DiscoveryTable::again_ms;
        network.turn();
        REQUIRE(network.found("ours"));
    }
}

TEST_CASE("where no certain hub is wanted, those that were found first stay, and a free place is taken") {
    Network network{DiscoveryTable(), honest};
    network.table.appeared(service("first"));
    network.turn();
    network.announce_strangers(200);
    network.turn();
    network.now_ms += DiscoveryTable::again_ms;
    network.turn();
    CHECK(network.found("first"));
    CHECK(network.table.hubs().size() == DiscoveryTable::places);
    network.table.appeared(service("last"));
    for (int i = 0; i < 200; ++i) network.table.vanished(stranger(i));
    network.turn();
    CHECK(network.found("last"));
    CHECK(network.found("first"));
    CHECK(network.table.hubs().size() == 2);
    CHECK(network.table.wait_ms() == -1);
}

TEST_CASE(
    "one whose resolver failed is asked again, and one that went and came back in one turn begins anew") {
    Network network{DiscoveryTable(), no_answer_of_strangers};
    network.table.appeared(stranger(1));
    network.turn();
    network.table.failed(stranger(1), network.now_ms);
    network.turn();
    CHECK(network.resolvers.empty());
    CHECK(network.table.wait_ms() > 0);
    network.now_ms += DiscoveryTable::again_ms;
    network.turn();
    CHECK(network.resolvers.size() == 1);
    network.table.vanished(stranger(1));
    network.table.appeared(stranger(1));
    const DiscoveryTable::Turn turn = network.table.turn(network.now_ms);
    CHECK(turn.end == std::vector{stranger(1)});
    CHECK(turn.begin == std::vector{stranger(1)});
}

TEST_CASE(
    "more announcements than are kept push out those that have had their turn, and one passed over is found "
    "when all are told anew") {
    Network network{DiscoveryTable(WantedHub{{"ours"}}), honest};
    network.announce_strangers(static_cast<int>(DiscoveryTable::announced_max));
    network.table.appeared(service("ours"));
    CHECK(network.table.overflowed());  // nobody has had a turn
    CHECK_FALSE(network.found("ours"));
    network.turn();
    network.turn();
    network.table.told_anew();
    CHECK_FALSE(network.table.overflowed());
    network.table.appeared(service("ours"));
    DurationMs took_ms = -1;
    for (int i = 0; i < 10 && took_ms < 0; ++i) took_ms = network.search("ours");
    CHECK(took_ms >= 0);
}

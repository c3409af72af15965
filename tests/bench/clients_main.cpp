// bench-clients: everybody who talks to a server that is measured, in one process: tills that send orders and
// readers that hear of them. Prints what was measured as one line of JSON: metrics by name, samples in a
// list.
#include <fmt/format.h>
#include <getopt.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "load.h"
#include "net/event_loop.h"
#include "peers.h"

namespace brigade::bench {
namespace {

constexpr const char* help_text =
    R"(usage: bench-clients hub|echo|redis --to ADDRESS [OPTIONS]

  --to ADDRESS      ws://… or wss://… of the server; of Redis HOST:PORT
  --pin PIN         of a hub's key, over TLS
  --watch PID       the server, whose processor time, memory and disk are noted
  --tills N         connections that send orders (1)
  --readers N       connections that hear of every order (0)
  --confirm         readers confirm what they have heard
  --bytes N         of an order (1024)
  --per-second N    orders at fixed times; without it each till sends its next one when the last is done
  --in-hand N       orders of one till on their way at once, without --per-second (1)
  --warm S          seconds before it measures (1)
  --seconds S       seconds that it measures (5)
  --orders N        ends with so many orders instead
  --serve           each order is served at the expo before it is done
)";

struct Arguments {
    std::string kind;
    PeerOptions peers;
    Plan plan;
};

[[noreturn]] void end_with(const std::string& why) {
    fmt::print(stderr, "bench-clients: {}\n", why);
    std::exit(EXIT_FAILURE);
}

Arguments read_arguments(int count, char** words) {
    static const option options[] = {
        {"to", required_argument, nullptr, 't'},      {"pin", required_argument, nullptr, 'p'},
        {"watch", required_argument, nullptr, 'w'},   {"tills", required_argument, nullptr, 'n'},
        {"readers", required_argument, nullptr, 'r'}, {"confirm", no_argument, nullptr, 'c'},
        {"bytes", required_argument, nullptr, 'b'},   {"per-second", required_argument, nullptr, 'f'},
        {"in-hand", required_argument, nullptr, 'i'}, {"warm", required_argument, nullptr, 'm'},
        {"seconds", required_argument, nullptr, 's'}, {"orders", required_argument, nullptr, 'o'},
        {"serve", no_argument, nullptr, 'e'},         {nullptr, 0, nullptr, 0}};
    Arguments read;
    for (int found; (found = getopt_long(count, words, "", options, nullptr)) != -1;) switch (found) {
            case 't':
                read.peers.url = optarg;
                break;
            case 'p':
                read.peers.pins.emplace_back(optarg);
                break;
            case 'w':
                read.plan.server = std::atoi(optarg);
                break;
            case 'n':
                read.plan.tills = std::atoi(optarg);
                break;
            case 'r':
                read.plan.readers = std::atoi(optarg);
                break;
            case 'c':
                read.peers.confirms = true;
                break;
            case 'b':
                read.peers.order_bytes = std::strtoul(optarg, nullptr, 10);
                break;
            case 'f':
                read.plan.orders_per_s = std::atof(optarg);
                break;
            case 'i':
                read.plan.in_hand = std::atoi(optarg);
                break;
            case 'm':
                read.plan.warm_s = std::atof(optarg);
                break;
            case 's':
                read.plan.seconds = std::atof(optarg);
                break;
            case 'o':
                read.plan.orders = static_cast<std::uint32_t>(std::strtoul(optarg, nullptr, 10));
                break;
            case 'e':
                read.plan.serves = true;
                break;
            default:
                end_with(help_text);
        }
    if (optind + 1 != count || read.peers.url.empty()) end_with(help_text);
    read.kind = words[optind];
    read.peers.tills = read.plan.tills;
    read.peers.readers = read.plan.readers;
    read.peers.serves = read.plan.serves;
    read.peers.run = fmt::format("b{}", getpid());
    return read;
}

int run(const Arguments& arguments) {
    net::EventLoop loop;
    std::unique_ptr<Peers> peers;
    Load load(loop, arguments.plan,
              {[&](int till, std::uint32_t order) { peers->send(till, order); },
               [&](std::uint32_t order) { peers->serve(order); }, [&] { loop.stop(); }, end_with});
    const PeerCalls calls{[&] { load.begin(); }, [&](std::uint32_t order) { load.acked(order); },
                          [&](std::uint32_t order) { load.heard(order); },
                          [&](std::uint32_t order) { load.served(order); }, end_with};
    const auto make = arguments.kind == "hub"     ? hub_peers
                      : arguments.kind == "echo"  ? echo_peers
                      : arguments.kind == "redis" ? redis_peers
                                                  : nullptr;
    if (!make) end_with(help_text);
    peers = make(loop, arguments.peers, calls);
    loop.run();
    fmt::print("{}\n", load.metrics());
    std::fflush(stdout);
    std::_Exit(EXIT_SUCCESS);  // connections that end now would be told as broken
}

}  // namespace
}  // namespace brigade::bench

int main(int count, char** words) {
    return brigade::bench::run(brigade::bench::read_arguments(count, words));
}

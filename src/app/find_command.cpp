// `brigade find`: which hubs are in this network?
#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "app/tool.h"
#include "net/discovery_browser.h"
#include "net/event_loop.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade find lists the hubs that announce themselves in this network.

usage: brigade find [OPTIONS]

  --seconds N  how long to look (default 3)
  --json       one JSON array: kitchen, id, url, and every address as urls
               (default: a table)
  --help       this page

What is found is a place to look, not a proof: pairing, and the key that a device
keeps from it, tell whether it is your hub.

Exit status: 0 some hub, 1 none, 2 wrong usage.

example: brigade find --seconds 5
)";

constexpr double seconds_max = 600;

void print_json(const std::vector<net::ChosenHub>& hubs) {
    boost::json::array all;
    for (const net::ChosenHub& hub : hubs) {
        boost::json::array urls;
        for (const std::string& url : hub.urls) urls.emplace_back(url);
        all.push_back({{"kitchen", hub.kitchen}, {"id", hub.id}, {"url", hub.urls.front()}, {"urls", urls}});
    }
    fmt::print("{}\n", boost::json::serialize(all));
}

void print_table(const std::vector<net::ChosenHub>& hubs) {
    std::size_t width = 0;
    for (const net::ChosenHub& hub : hubs) width = std::max(width, hub.kitchen.size());
    for (const net::ChosenHub& hub : hubs)
        fmt::print("{:<{}}  {}  {}\n", hub.kitchen, width, hub.id, hub.urls.front());
}

std::string nothing_found(bool has_daemon) {
    if (!has_daemon)
        return "no hub can be found, for no Avahi daemon answers on this machine; install avahi-daemon, or "
               "give "
               "the hub's address: wss://192.168.1.5:8687/v1";
    return net::choose_hub("", {}).error().message;
}

int run(const ToolArguments& arguments) {
    auto seconds = number_option(arguments, "--seconds", 3, 0.1, seconds_max);
    if (!seconds) return usage_error("find", seconds.error().message);
    net::EventLoop loop;
    net::Browser browser(loop, [](const std::vector<net::FoundHub>&) {});
    loop.run_until([] { return false; }, static_cast<DurationMs>(*seconds * 1000));
    const std::vector<net::ChosenHub> hubs = net::by_hub(browser.hubs());
    if (arguments.has("--json"))
        print_json(hubs);
    else
        print_table(hubs);
    if (!hubs.empty()) return exit_good;
    fmt::print(stderr, "brigade find: {}\n", nothing_found(browser.has_daemon()));
    return exit_bad;
}

}  // namespace

const ToolCommand find_command{
    "find", "list the hubs in this network", help_text, {"--json"}, {"--seconds"}, "", false, run};

}  // namespace brigade

#include "app/hub_address.h"

#include <fmt/format.h>

#include <algorithm>

#include "net/address.h"
#include "net/discovery.h"
#include "station/hub_link.h"

namespace brigade {
namespace {

constexpr std::uint16_t local_port = 8686;
constexpr std::uint16_t network_port = 8687;
constexpr std::string_view hub_path = "/v1";

bool names_port(const std::string& host) {
    const std::size_t colon = host.rfind(':');
    return colon != std::string::npos && host.find(']', colon) == std::string::npos;
}

// "fe80::1" is an address without a port, which is written in brackets.
std::string bracketed(const std::string& host) {
    const bool bare = host.find('[') == std::string::npos && std::ranges::count(host, ':') > 1;
    return bare ? "[" + host + "]" : host;
}

// A machine's encrypted port is known by its number where nothing else tells.
Result<std::string> from_host(const std::string& given) {
    const std::string host = bracketed(given);
    auto url = net::parse_hub_url("ws://" + host + std::string(hub_path));
    if (!url)
        return Error{
            fmt::format("\"{}\" is not a hub's address; write one like 192.168.1.5, "
                        "wss://192.168.1.5:8687/v1 or find",
                        given)};
    const bool has_port = names_port(host);
    const bool local =
        is_this_machine("ws://" + host + std::string(hub_path)) && !(has_port && url->port == network_port);
    const std::uint16_t port = has_port ? url->port : local ? local_port : network_port;
    return fmt::format("{}://{}{}", local ? "ws" : "wss", net::to_text(url->host, port), hub_path);
}

}  // namespace

Result<std::string> complete_hub(const std::string& given) {
    if (net::wanted_hub(given)) return given;
    const std::size_t scheme = given.find("://");
    if (scheme == std::string::npos) {
        const std::size_t slash = given.find('/');
        const std::string rest = slash == std::string::npos ? std::string(hub_path) : given.substr(slash);
        if (rest != "/" && rest != hub_path)
            return Error{fmt::format("\"{}\" is not a hub's address; write only its host, or end it with {}",
                                     given, hub_path)};
        return from_host(given.substr(0, slash));
    }
    auto url = net::parse_hub_url(given);
    if (!url) return url.error();
    if (url->resource.ends_with(hub_path)) return given;
    const std::string host = given.substr(scheme + 3, given.find('/', scheme + 3) - scheme - 3);
    const std::uint16_t port = names_port(host) ? url->port : url->secure ? network_port : local_port;
    return Error{fmt::format("\"{}\" does not end with {}; write {}://{}{}", given, hub_path,
                             url->secure ? "wss" : "ws", net::to_text(url->host, port), hub_path)};
}

std::string unreachable_words(const std::string& url, const std::string& why) {
    const auto says = [&](std::string_view part) { return why.find(part) != std::string::npos; };
    if (says("refused"))
        return why + ". Nobody listens there: is brigade-hub running, and on this port? --hub names another";
    if (says("no answer within") || says("timed out"))
        return why + ". Is the machine on, in this network, and the port open in its firewall?";
    if (says("broke off the handshake") && !is_secure(url))
        return why + ". If that is the hub's encrypted port, write wss:// in place of ws://";
    if (says("TLS could not be agreed on"))
        return why + ". If that is the hub's port for its own machine, write ws:// in place of wss://";
    return why;
}

}  // namespace brigade

#include "app/announced.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <optional>
#include <string_view>

#include "base/key_text.h"
#include "net/address.h"
#include "net/discovery.h"

namespace brigade {
namespace {

constexpr std::string_view over_tls = "wss://";

// Of an address that others can come to.
std::optional<net::ListenAddress> from_elsewhere(const std::string& address) {
    if (!address.starts_with(over_tls)) return std::nullopt;
    auto parsed = net::parse_listen_address(std::string_view(address).substr(over_tls.size()));
    if (!parsed || net::is_loopback(*parsed)) return std::nullopt;
    return *parsed;
}

std::string text_of(const sockaddr* address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address->sa_family == AF_INET) {
        const auto* four = reinterpret_cast<const sockaddr_in*>(address);
        ::inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
    } else if (address->sa_family == AF_INET6) {
        const auto* six = reinterpret_cast<const sockaddr_in6*>(address);
        if (!IN6_IS_ADDR_LINKLOCAL(&six->sin6_addr))
            ::inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
    }
    return text;
}

}  // namespace

std::uint16_t announced_port(const std::vector<std::string>& addresses) {
    for (const std::string& address : addresses)
        if (auto parsed = from_elsewhere(address)) return parsed->port;
    return 0;
}

// "::" takes both families.
std::vector<std::string> reached_at(const std::vector<std::string>& addresses,
                                    const std::vector<std::string>& own) {
    std::vector<std::string> urls;
    for (const std::string& address : addresses) {
        const auto parsed = from_elsewhere(address);
        if (!parsed) continue;
        const bool any = parsed->host == "0.0.0.0" || parsed->host == "::";
        for (const std::string& host : any ? own : std::vector{parsed->host})
            if (parsed->host != "0.0.0.0" || host.find(':') == std::string::npos)
                urls.push_back(fmt::format("wss://{}/v1", net::to_text(host, parsed->port)));
    }
    return urls;
}

std::vector<std::string> own_addresses() {
    std::vector<std::string> all;
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return all;
    for (const ifaddrs* one = list; one; one = one->ifa_next) {
        if (!one->ifa_addr || (one->ifa_flags & IFF_LOOPBACK) != 0) continue;
        if (std::string text = text_of(one->ifa_addr); !text.empty()) all.push_back(std::move(text));
    }
    ::freeifaddrs(list);
    return all;
}

std::string announcement_words(const Announcement& announcement) {
    if (announcement.urls.empty())
        return "this hub is reached from its own machine alone, and is not announced";
    std::string text =
        fmt::format("other machines reach this hub at {}", fmt::join(announcement.urls, " or "));
    if (!announcement.pin.empty())
        text += fmt::format("; its key begins with {}", key_beginning(announcement.pin));
    if (!announcement.announced)
        return text +
               "; it is not announced (announce = false): screens need that address in place of `--hub find`";
    return text +
           fmt::format(
               "; announced as \"{}\" ({}) where avahi-daemon runs: without it screens need that address in "
               "place of `--hub find`",
               net::service_name(announcement.kitchen), net::discovery_service);
}

}  // namespace brigade

#include "net/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "net/text.h"

namespace brigade::net {
namespace {

constexpr std::size_t host_chars_max = 253;  // a name's longest form, RFC 1035

struct HostAndPort {
    std::string_view host;
    std::optional<std::string_view> port;
};

// Splits at the last colon that is not inside brackets; nothing if the brackets do not match.
std::optional<HostAndPort> split(std::string_view text) {
    if (text.empty() || text.front() != '[') {
        const std::size_t colon = text.rfind(':');
        if (colon == std::string_view::npos) return HostAndPort{text, {}};
        if (text.find(':') != colon) return {};  // IPv6 without brackets
        return HostAndPort{text.substr(0, colon), text.substr(colon + 1)};
    }
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return {};
    const std::string_view rest = text.substr(end + 1);
    if (rest.empty()) return HostAndPort{text.substr(1, end - 1), {}};
    if (rest.front() != ':') return {};
    return HostAndPort{text.substr(1, end - 1), rest.substr(1)};
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return port;
}

// An IPv6 one may name an interface: "fe80::1%eth0".
bool is_ip_address(std::string_view host) {
    const std::string address(host.substr(0, host.find('%')));
    in6_addr ignored{};
    return inet_pton(AF_INET6, address.c_str(), &ignored) == 1 ||
           (address == host && inet_pton(AF_INET, address.c_str(), &ignored) == 1);
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
    const auto parts = split(text);
    const auto port = parts && parts->port ? parse_port(*parts->port) : std::nullopt;
    if (!parts || !is_ip_address(parts->host) || !port)
        return Error{fmt::format(
            "\"{}\" is not an address to listen on; write one like 127.0.0.1:8686 or [::1]:8686", text)};
    return ListenAddress{std::string(parts->host), *port};
}

bool is_loopback(const ListenAddress& address) {
    return address.host.starts_with("127.") || address.host == "::1";
}

Result<HubUrl> parse_hub_url(std::string_view text) {
    constexpr std::string_view plain = "ws://";
    constexpr std::string_view over_tls = "wss://";
    const Error unreadable{fmt::format(
        "\"{}\" is not a hub's address; write one like wss://192.168.1.5:8687/v1 or ws://127.0.0.1:8686/v1",
        text)};
    const bool secure = same_word(text.substr(0, over_tls.size()), over_tls);
    if (!secure && !same_word(text.substr(0, plain.size()), plain)) return unreadable;
    if (text.find_first_of(" \t\r\n#@") != std::string_view::npos) return unreadable;
    const std::string_view rest = text.substr(secure ? over_tls.size() : plain.size());
    const std::size_t slash = rest.find('/');
    const auto parts = split(rest.substr(0, slash));
    if (!parts || parts->host.empty() || parts->host.size() > host_chars_max) return unreadable;
    HubUrl url{std::string(parts->host)};
    url.secure = secure;
    if (secure) url.port = 443;
    if (parts->port) {
        const auto port = parse_port(*parts->port);
        if (!port || *port == 0) return unreadable;
        url.port = *port;
    }
    if (slash != std::string_view::npos) url.resource = rest.substr(slash);
    return url;
}

std::string to_text(std::string_view host, std::uint16_t port) {
    const bool bracketed = host.find(':') != std::string_view::npos;
    return bracketed ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

}  // namespace brigade::net

// How addresses are written: "127.0.0.1:8686" or "[::1]:8686" to listen on, "ws://hub.local:8686/v1" to
// connect to. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade::net {

struct ListenAddress {
    std::string host;  // an IP address, without brackets
    std::uint16_t port = 0;
};

struct HubUrl {
    std::string host;         // a name or an IP address, without brackets
    std::uint16_t port = 80;  // 443 for wss
    std::string resource = "/";
    bool secure = false;  // wss://
};

Result<ListenAddress> parse_listen_address(std::string_view text);
// Whether only programs on this machine can reach it.
bool is_loopback(const ListenAddress& address);
Result<HubUrl> parse_hub_url(std::string_view text);

// The reverse, with brackets around IPv6.
std::string to_text(std::string_view host, std::uint16_t port);

}  // namespace brigade::net

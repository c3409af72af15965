// One HTTP question to a hub and its answer, for tools that ask and wait: the reading half of
// docs/protocol.md, HTTP. What a Client keeps to (net/client.h) holds here too: ws:// leads to this machine
// and nowhere else, wss:// to the hub whose key is known.
//
// Any thread; waits on a loop of its own. Nothing throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "net/client.h"

namespace brigade::net {

struct HttpQuestion {
    std::string target;             // path and query, percent-encoded
    std::string token{};            // empty: none is sent
    DurationMs silent_ms = 30'000;  // the longest that nothing may come
    std::size_t bytes_max = std::size_t{80} * 1024 * 1024;
    // With one: what comes from this byte on, of which the hub may give a part (status 206).
    std::optional<std::uint64_t> first_byte{};
};

struct HttpReceived {
    int status = 0;
    std::string content_type;
    std::string body;
    std::uint64_t whole_bytes = 0;  // of what was asked for, where the answer is a part of it
};

// `hub.url` as a Client takes it; its path does not matter. An error is why the hub cannot be asked.
Result<HttpReceived> ask_over_http(const HubAddress& hub, const HttpQuestion& question);

}  // namespace brigade::net

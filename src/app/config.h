// What an installer writes down about a kitchen: config/brigade.toml with its station files and its menu,
// read and validated as a whole before anything uses it. A file that is not good yields every problem at
// once, each with its place and its fix, and changes nothing; the caller keeps the configuration it has.
//
// Plain values, read on the thread that asks. Keys and defaults are explained in config/brigade.toml itself.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "analytics/daypart.h"
#include "base/limits.h"
#include "base/result.h"
#include "base/time.h"
#include "core/rules.h"

namespace brigade {

struct ConfigProblem {
    std::string file;
    int line = 0;    // from 1; 0: the file as a whole
    int column = 0;  // from 1, in characters
    std::string message;
    std::string fix;

    bool operator==(const ConfigProblem&) const = default;
};

// "brigade.toml:12:1: there is no key …", without the fix.
std::string to_text(const ConfigProblem& problem);

// What one peer may take of the hub (docs/protocol.md, Trust).
struct PeerLimits {
    std::size_t connections = limits::connections;
    std::size_t connections_per_address = limits::connections_per_address;
    std::size_t handshakes_pending = limits::handshakes_pending;
    DurationMs handshake_ms = limits::handshake_ms;
    double requests_per_s = 20;
    int request_burst = 50;
    bool loopback = false;  // whether peers on this machine are limited as well
};

struct HubConfig {
    Rules rules;                          // with the time zone's offset as it is when the files are read
    std::string time_zone;                // for later: app/time_zone.h tells the offset again when it changes
    std::vector<std::string> listen;      // plain, of this machine alone
    std::vector<std::string> listen_tls;  // for the network; empty: nobody else is served
    bool announce = true;                 // whether others on the network may find the hub by asking around
    bool trust_loopback = true;           // whether programs on this machine need no token
    int retention_days = 90;
    std::vector<Daypart> dayparts = default_dayparts();  // what managers can ask for
    PeerLimits limits;
    std::vector<std::filesystem::path> files;  // all that were read, the given one first
};

Result<HubConfig, std::vector<ConfigProblem>> load_hub_config(const std::filesystem::path& path);

}  // namespace brigade

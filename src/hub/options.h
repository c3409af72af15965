// What a hub is told at its start, once read from files and found good (src/app/config.h).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/secret.h"
#include "core/rules.h"
#include "hub/access_store.h"
#include "hub/figures.h"
#include "hub/keys.h"
#include "hub/page_files.h"
#include "hub/rate.h"
#include "net/server.h"

namespace brigade {

struct HubOptions {
    Rules rules;
    std::string version = "";             // of the program
    std::vector<std::string> listen;      // plain: "127.0.0.1:8686"; port 0 takes a free one
    std::vector<std::string> listen_tls;  // needs keys
    std::unique_ptr<HubKeys> keys;
    std::unique_ptr<AccessStore>
        access_store;  // nullptr: no register, only this machine's programs are let in
    ScryptCost pin_cost{};
    PageFiles page;                 // empty: it was not built
    Figures* figures = nullptr;     // outlives the hub; nullptr: none
    std::filesystem::path updates;  // the directory of those handed on to stations; empty: none are
    bool trust_loopback = true;
    int retention_days = 90;
    net::ServerLimits server_limits;
    RateLimit rate_limit;
    bool limit_loopback = false;                     // whether loopback peers are held to the rate as well
    std::function<TimeMs()> wall_clock;              // the only one; src/app owns it
    std::function<int()> utc_offset_min;             // of the kitchen's time zone, now
    std::function<void(const std::string&)> failed;  // the journal's state is unknown: stop, answer nobody
};

}  // namespace brigade

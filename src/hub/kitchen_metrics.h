// How the kitchen stands, as Prometheus reads it: what waits where, since when, and who is there to see it
// (docs/monitoring.md). A station is the only thing that values are told apart by; there are at most
// limits::stations of them. Pure; costs a look at every open ticket, for each scrape.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>

#include "core/kitchen.h"
#include "protocol/client_message.h"

namespace brigade {

// Who is connected and has said hello.
struct Connected {
    std::array<std::size_t, words::of<Role>.size()> roles{};  // by Role
    std::map<std::string, std::size_t, std::less<>> screens;  // that draw, by station
    std::size_t frozen = 0;                                   // screens that present nothing any more
    std::size_t faulty = 0;                                   // screens that show a fault of their own
};

void put_kitchen(std::string& out, const Kitchen& kitchen, TimeMs now);
void put_connected(std::string& out, const Connected& connected, const KitchenConfig& config);

}  // namespace brigade

// How a command reaches its hub: --hub gives the address, or `find`; --pairing gives the file that `brigade
// join` has kept, with the token and the hub's key. Main thread.
#pragma once

#include <string>
#include <vector>

#include "app/terminal_link.h"
#include "app/tool.h"
#include "base/result.h"
#include "station/pairing_record.h"

namespace brigade {

// The options that every such command takes.
inline const std::vector<std::string> hub_options{"--hub", "--pairing"};
inline constexpr const char* hub_options_help =
    R"(  --hub WHERE    the hub (default ws://127.0.0.1:8686/v1: this machine's; with
                 --pairing: find). From another machine its host, such as
                 192.168.1.5 for wss://192.168.1.5:8687/v1, or find, together
                 with --pairing. Needed if the hub listens on another port:
                 HOST:PORT, or a whole ws:// or wss:// address
  --pairing FILE what `brigade join` has kept: this device's token and the
                 hub's key (default: none, which is enough on the hub's own
                 machine)
)";

// A terminal at the hub that the options name. Waits a few seconds where the hub has to be found; fails with
// a sentence.
Result<TerminalLinkOptions> way_to_hub(net::EventLoop& loop, const ToolArguments& arguments,
                                       const std::string& name);

// "find…" becomes the addresses that are found, the likeliest first and at least one; anything else stays.
// With a pairing they may be of several hubs, of which the key tells the right one.
Result<std::vector<std::string>> resolve_hub(net::EventLoop& loop, const std::string& option,
                                             const PairingRecord& paired = {});

// Keeps in the file what the hub has said of itself, where that differs from the record there.
void renew_pairing(const std::string& path, PairingRecord& record, const std::string& hub,
                   const std::vector<std::string>& pins);

}  // namespace brigade

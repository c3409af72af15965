// Every terminal and screen as the hub tells those who look after them (answer to device.list). Values; read
// by protocol/from_hub.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/seq.h"
#include "base/time.h"

namespace brigade {

struct ListedDevice {
    std::string id;          // of the pairing; empty: a peer on the hub's own machine, without a token
    std::string name, role;  // pos, kitchen, manager, installer
    std::string screen;      // by which a screen can be asked to identify itself; empty: not a screen
    std::string station;     // where a screen stands
    std::string address, version;
    bool connected = false;
    TimeMs seen_at = 0;        // as people read it; 0: never
    Seq lag = 0;               // events that it has not told to have shown
    std::uint64_t frames = 0;  // presented since its program began
    std::string fault;         // the sentence that it shows; empty while all is well
};

// Shows a code and waits for somebody who types it.
struct ListedWaiting {
    std::string id;
    std::string name, role, address;
    int expires_s = 0;  // from the answer on
};

struct DeviceList {
    std::vector<ListedDevice> devices;
    std::vector<ListedWaiting> waiting;
    int locked_s = 0;        // too many wrong codes: no pairing for so long, from the answer on
    bool needs_pin = false;  // nothing is changed from here before a manager has signed in
};

}  // namespace brigade

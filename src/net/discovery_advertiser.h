// Announces a hub on its network (DNS-SD, `_brigade._tcp`), so that screens and tills find it without anybody
// typing an address. A name that is taken becomes "Warung Ibu #2". Without Avahi the hub is simply not found.
//
// Owned by whoever listens; constructed and destroyed on any one thread, works on a thread of its own
// (discovery_thread.h). Nothing fails: what is missing is logged. When it is destroyed, or the process dies,
// the daemon takes the announcement back.
#pragma once

#include <cstdint>

#include "net/discovery.h"
#include "net/discovery_thread.h"

namespace brigade::net {

class Advertiser {
  public:
    // The port of the TLS listener.
    Advertiser(const HubFacts& facts, std::uint16_t port);

  private:
    DiscoveryThread thread_;
};

}  // namespace brigade::net

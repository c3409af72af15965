// Who may connect: the counts of docs/protocol.md, Trust. Loopback peers are let in and not counted, unless
// limit_loopback. Owned by a server; loop thread only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "net/refusal.h"
#include "net/server.h"

namespace brigade::net {

class Admission {
  public:
    explicit Admission(const ServerLimits& limits) : limits_(limits) {}

    // Whether the limits hold for this peer at all.
    bool counted(const PeerInfo& peer) const { return !peer.loopback || limits_.limit_loopback; }

    // A connection has been accepted. Nothing: it is welcome, which must be matched by one leave().
    std::optional<Refusal> enter(PeerId id, const PeerInfo& peer);
    // Of too many unfinished handshakes the one that should give way to this newcomer: the oldest from the
    // address that has most of them. Nobody, if that is not more than the newcomer's address has.
    std::optional<PeerId> to_displace(const PeerInfo& newcomer) const;
    // Its handshake is over, whether it became a peer or an HTTP request; at most once for each enter().
    void handshake_done(PeerId id, const PeerInfo& peer);
    void leave(const PeerInfo& peer);

  private:
    struct Place {
        std::size_t connections = 0;
        std::set<PeerId> handshakes;  // unfinished ones, by age
    };

    const ServerLimits limits_;
    std::size_t total_ = 0;
    std::size_t pending_ = 0;
    std::map<std::string, Place> places_;
};

}  // namespace brigade::net

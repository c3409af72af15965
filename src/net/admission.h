// Who may connect: the counts of docs/protocol.md, Trust, over all the servers that share it. Loopback peers
// are let in and not counted, unless limit_loopback. Where all places are taken, somebody whom nobody has
// vouched for yet gives way, so that no device is kept out by strangers, whatever they send.
//
// Owned by the servers together; loop thread only. Times and sockets are theirs.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "net/refusal.h"
#include "net/server.h"

namespace brigade::net {

class Admission {
  public:
    // Ends a connection in favour of another; called at most once, from inside enter(), after which the
    // connection is counted no longer. It must not call back.
    using GiveWay = std::function<void(Refusal cause)>;

    explicit Admission(const ServerLimits& limits) : limits_(limits) {}

    // Whether the limits hold for this peer at all.
    bool counted(const PeerInfo& peer) const { return !peer.loopback || limits_.limit_loopback; }

    // A connection has been accepted. Nothing: it is welcome, until leave(). Of too many unfinished
    // handshakes the oldest of the address that has most gives way, if that is more than the newcomer's
    // address has; of too many connections the oldest stranger, of the address that has most of those.
    std::optional<Refusal> enter(PeerId id, const PeerInfo& peer, GiveWay give_way = {});
    // Its handshake is over, whether it became a peer or an HTTP request.
    void handshake_done(PeerId id);
    // It is no stranger any more, and gives way to nobody.
    void keep(PeerId id);
    void leave(PeerId id);

  private:
    struct Place {
        std::size_t connections = 0;
        std::set<PeerId> handshakes;  // unfinished ones, by age
        std::set<PeerId> strangers;   // whom nobody has vouched for, by age; those among them
    };
    struct Guest {
        std::string address;
        GiveWay give_way;
    };

    std::optional<PeerId> oldest_of_most(std::set<PeerId> Place::*which, std::size_t more_than) const;
    bool displace(std::optional<PeerId> guest, Refusal cause);

    const ServerLimits limits_;
    std::size_t pending_ = 0;
    std::map<PeerId, Guest> guests_;  // whoever is counted
    std::map<std::string, Place> places_;
};

}  // namespace brigade::net

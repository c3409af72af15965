// Who may connect: the counts of docs/protocol.md, Trust. Loopback peers are let in and not counted, unless
// limit_loopback. Owned by a server; loop thread only.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "net/server.h"

namespace brigade::net {

class Admission {
  public:
    enum class Verdict { welcome, too_many, too_many_from_address, too_many_pending };

    explicit Admission(const ServerLimits& limits) : limits_(limits) {}

    // A connection has been accepted; `welcome` must be matched by one leave().
    Verdict enter(const PeerInfo& peer);
    // Its handshake is over, whether it became a peer or an HTTP request; at most once for each enter().
    void handshake_done(const PeerInfo& peer);
    void leave(const PeerInfo& peer);

  private:
    bool counted(const PeerInfo& peer) const { return !peer.loopback || limits_.limit_loopback; }

    const ServerLimits limits_;
    std::size_t total_ = 0;
    std::size_t pending_ = 0;
    std::map<std::string, std::size_t> from_address_;
};

}  // namespace brigade::net

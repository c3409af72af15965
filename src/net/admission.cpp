#include "net/admission.h"

namespace brigade::net {

Admission::Verdict Admission::enter(const PeerInfo& peer) {
    if (!counted(peer)) return Verdict::welcome;
    if (total_ >= limits_.connections) return Verdict::too_many;
    if (pending_ >= limits_.handshakes_pending) return Verdict::too_many_pending;
    const auto known = from_address_.find(peer.address);
    if (known != from_address_.end() && known->second >= limits_.connections_per_address)
        return Verdict::too_many_from_address;
    ++total_;
    ++pending_;
    ++from_address_[peer.address];
    return Verdict::welcome;
}

void Admission::handshake_done(const PeerInfo& peer) {
    if (counted(peer)) --pending_;
}

void Admission::leave(const PeerInfo& peer) {
    if (!counted(peer)) return;
    --total_;
    const auto known = from_address_.find(peer.address);
    if (--known->second == 0) from_address_.erase(known);
}

}  // namespace brigade::net

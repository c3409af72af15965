#include "net/admission.h"

namespace brigade::net {

std::optional<Refusal> Admission::enter(PeerId id, const PeerInfo& peer) {
    if (!counted(peer)) return {};
    if (total_ >= limits_.connections) return Refusal::too_many_connections;
    const auto known = places_.find(peer.address);
    if (known != places_.end() && known->second.connections >= limits_.connections_per_address)
        return Refusal::too_many_from_address;
    if (pending_ >= limits_.handshakes_pending) return Refusal::too_many_handshakes;
    ++total_;
    ++pending_;
    Place& place = places_[peer.address];
    ++place.connections;
    place.handshakes.insert(id);
    return {};
}

std::optional<PeerId> Admission::to_displace(const PeerInfo& newcomer) const {
    const auto own = places_.find(newcomer.address);
    std::size_t most = own == places_.end() ? 0 : own->second.handshakes.size();
    std::optional<PeerId> oldest;
    for (const auto& [address, place] : places_) {
        const std::size_t size = place.handshakes.size();
        const bool more = size > most;
        const bool as_many_but_older = oldest && size == most && *place.handshakes.begin() < *oldest;
        if (!more && !as_many_but_older) continue;
        most = size;
        oldest = *place.handshakes.begin();
    }
    return oldest;
}

void Admission::handshake_done(PeerId id, const PeerInfo& peer) {
    if (!counted(peer)) return;
    --pending_;
    places_.find(peer.address)->second.handshakes.erase(id);
}

void Admission::leave(const PeerInfo& peer) {
    if (!counted(peer)) return;
    --total_;
    const auto known = places_.find(peer.address);
    if (--known->second.connections == 0) places_.erase(known);
}

}  // namespace brigade::net

#include "net/admission.h"

#include <utility>

namespace brigade::net {

std::optional<Refusal> Admission::enter(PeerId id, const PeerInfo& peer, GiveWay give_way) {
    if (!counted(peer)) return {};
    const auto known = places_.find(peer.address);
    const std::size_t own = known == places_.end() ? 0 : known->second.connections;
    const std::size_t own_handshakes = known == places_.end() ? 0 : known->second.handshakes.size();
    if (own >= limits_.connections_per_address) return Refusal::too_many_from_address;
    // Who goes for a handshake leaves a connection too: nobody goes for a newcomer who is turned away after
    // all.
    if (pending_ >= limits_.handshakes_pending &&
        !displace(oldest_of_most(&Place::handshakes, own_handshakes), Refusal::displaced_handshake))
        return Refusal::too_many_handshakes;
    if (guests_.size() >= limits_.connections &&
        !displace(oldest_of_most(&Place::strangers, 0), Refusal::displaced_stranger))
        return Refusal::too_many_connections;
    ++pending_;
    guests_.emplace(id, Guest{peer.address, std::move(give_way)});
    Place& place = places_[peer.address];
    ++place.connections;
    place.handshakes.insert(id);
    place.strangers.insert(id);
    return {};
}

std::optional<PeerId> Admission::oldest_of_most(std::set<PeerId> Place::*which, std::size_t more_than) const {
    std::size_t most = more_than;
    std::optional<PeerId> oldest;
    for (const auto& [address, place] : places_) {
        const std::set<PeerId>& waiting = place.*which;
        const bool more = waiting.size() > most;
        const bool as_many_but_older = oldest && waiting.size() == most && *waiting.begin() < *oldest;
        if (!more && !as_many_but_older) continue;
        most = waiting.size();
        oldest = *waiting.begin();
    }
    return oldest;
}

bool Admission::displace(std::optional<PeerId> guest, Refusal cause) {
    if (!guest) return false;
    const GiveWay give_way = std::move(guests_.at(*guest).give_way);
    leave(*guest);
    if (give_way) give_way(cause);
    return true;
}

void Admission::handshake_done(PeerId id) {
    const auto guest = guests_.find(id);
    if (guest != guests_.end()) pending_ -= places_.at(guest->second.address).handshakes.erase(id);
}

void Admission::keep(PeerId id) {
    const auto guest = guests_.find(id);
    if (guest != guests_.end()) places_.at(guest->second.address).strangers.erase(id);
}

void Admission::leave(PeerId id) {
    const auto guest = guests_.find(id);
    if (guest == guests_.end()) return;
    handshake_done(id);
    keep(id);
    const auto place = places_.find(guest->second.address);
    if (--place->second.connections == 0) places_.erase(place);
    guests_.erase(guest);
}

std::shared_ptr<Admission> make_admission(const ServerLimits& limits) {
    return std::make_shared<Admission>(limits);
}

}  // namespace brigade::net

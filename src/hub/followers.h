// Everybody who listens, and the publishing to them: a batch is framed once for all screens, a status once
// for all who hear of it. Owned by the hub; loop thread.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>

#include "hub/follower.h"

namespace brigade {

class Followers {
  public:
    void add(net::PeerId peer, std::unique_ptr<Follower> follower);
    void remove(net::PeerId peer);
    Follower* find(net::PeerId peer);

    // To everybody who is live; the others will read it from the journal.
    void publish(const CommittedBatch& batch);

    std::size_t size() const { return followers_.size(); }
    std::size_t screens_of(const std::string& station) const;

  private:
    void publish_events(const CommittedBatch& batch);
    void publish_statuses(const CommittedBatch& batch);

    std::unordered_map<net::PeerId, std::unique_ptr<Follower>> followers_;
};

}  // namespace brigade

#include "hub/followers.h"

#include <algorithm>

#include "base/limits.h"
#include "protocol/hub_message.h"

namespace brigade {
namespace {

// Room for the frame's own words around the events.
constexpr std::size_t frame_bytes = limits::hub_message_bytes - 4096;

std::size_t bytes_of(const CommittedBatch& batch) {
    std::size_t bytes = 0;
    for (const std::string& body : batch.bodies) bytes += body.size() + 1;
    return bytes;
}

}  // namespace

void Followers::add(net::PeerId peer, std::unique_ptr<Follower> follower) {
    followers_[peer] = std::move(follower);
}

void Followers::remove(net::PeerId peer) { followers_.erase(peer); }

Follower* Followers::find(net::PeerId peer) {
    auto found = followers_.find(peer);
    return found == followers_.end() ? nullptr : found->second.get();
}

void Followers::publish(const CommittedBatch& batch) {
    if (followers_.empty()) return;
    publish_events(batch);
    publish_statuses(batch);
}

void Followers::publish_events(const CommittedBatch& batch) {
    std::vector<Follower*> screens;
    for (auto& [peer, follower] : followers_)
        if (follower->live() && follower->wants_events()) screens.push_back(follower.get());
    if (screens.empty()) return;
    // A head belongs to the last event of its frame: a batch that fills several frames is walked along the
    // chain once more to find the heads in between.
    std::vector<std::string_view> bodies;
    std::size_t bytes = 0;
    Head head = batch.before;
    auto send = [&] {
        net::FramePtr frame = net::make_frame(events_text(to_text(head), bodies));
        for (Follower* screen : screens) screen->send(frame);
        bodies.clear();
        bytes = 0;
    };
    bool one_frame = bytes_of(batch) <= frame_bytes;
    for (std::size_t i = 0; i < batch.bodies.size(); ++i) {
        if (!bodies.empty() && bytes + batch.bodies[i].size() > frame_bytes) send();
        bodies.push_back(batch.bodies[i]);
        bytes += batch.bodies[i].size() + 1;
        if (!one_frame) head = next_head(head, {batch.events[i].seq, batch.events[i].at, batch.bodies[i]});
    }
    head = batch.head;
    send();
}

void Followers::publish_statuses(const CommittedBatch& batch) {
    for (const Event& event : batch.events) {
        net::FramePtr frame;
        for (auto& [peer, follower] : followers_) {
            if (!follower->live() || !follower->wants_status(event)) continue;
            if (!frame) {
                auto text = status_text(event);
                if (!text) break;
                frame = net::make_frame(std::move(*text));
            }
            follower->send(frame);
        }
    }
}

std::size_t Followers::screens_of(const std::string& station) const {
    return static_cast<std::size_t>(
        std::count_if(followers_.begin(), followers_.end(), [&](const auto& entry) {
            return entry.second->role() == Role::station && entry.second->station() == station;
        }));
}

}  // namespace brigade

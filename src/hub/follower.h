// One peer that hears of what happens: first what it missed, in pieces as its socket drains, then live. A
// terminal hears statuses of its orders, a station the events, a monitor both. Owned by Followers; loop
// thread.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "hub/group_commit.h"
#include "net/server.h"
#include "protocol/client_message.h"

namespace brigade {

class Follower {
  public:
    // Sends one text to the peer.
    using Send = std::function<void(const net::FramePtr&)>;

    Follower(const Hello& hello, const GroupCommit& commits, JournalReader& reader, Send send);

    bool wants_events() const { return role_ == Role::station || role_ == Role::monitor; }
    bool wants_status(const Event& event) const;
    bool live() const { return live_; }
    const std::string& station() const { return station_; }
    Role role() const { return role_; }

    void send(const net::FramePtr& frame) { send_(frame); }

    // Sends the next piece of what was missed; the last is `live`. False if the journal could not be read.
    bool catch_up();

  private:
    void begin_with_snapshot();
    void begin_with_latest();
    bool resumable(const Hello& hello) const;
    bool send_missed_events();

    Role role_;
    std::string terminal_, station_;
    const GroupCommit& commits_;
    JournalReader& reader_;
    Send send_;
    std::deque<std::string> queue_;  // to be sent before events after sent_
    Seq sent_ = 0;
    bool live_ = false;
};

}  // namespace brigade

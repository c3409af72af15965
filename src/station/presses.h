// What was pressed here and is not yet certain: kept on disk until the hub's answer has come back as events
// and these are on disk too, so that neither a power cut nor a lost hub undoes a bump. Owned by the station;
// loop thread.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/command.h"
#include "station/setters.h"
#include "station/store.h"

namespace brigade {

struct PendingPress {
    std::string id;         // of the request, while it waits
    std::string message;    // the request as the protocol has it, but for age_ms
    TimeMs pressed_at = 0;  // kitchen time
    Command command;
    std::string thing;             // that it sets (station/setters.h); empty: none
    bool sent = false;             // on the present connection
    bool sent_before = false;      // it may have been: the answer may be lost
    std::optional<Seq> acked_seq;  // the hub wrote it with this event
    bool duplicate = false;        // or it was so, or decided otherwise, since this event
};

class Presses {
  public:
    static Result<std::unique_ptr<Presses>> open(StationStore& store);

    // In the order in which they were pressed.
    const std::deque<PendingPress>& all() const { return pending_; }
    std::size_t waiting() const;  // not acked yet

    // Remembers it; call save() next, once for all that one press has asked for. Split in two so that the
    // screen can answer before the disk does.
    PendingPress& add(Command command, TimeMs now);
    Status save(std::size_t newest);

    // The next to be sent; null: none at present. One that sets what an earlier one has set waits until the
    // kitchen holds that: only then can it say what it has seen.
    const PendingPress* next() const;
    // The request's text for the wire, with how long ago it was pressed.
    std::string request_text(const PendingPress& press, const Kitchen& kitchen, TimeMs now) const;

    void mark_sent(const std::string& id);
    void mark_all_unsent();
    // Of a hub whose kitchen does not go that far: it is another one.
    void forget_acks(Seq after);
    void acked(const std::string& id, Seq seq, bool duplicate);
    // Refused for good: gone. Returns what it was.
    std::optional<PendingPress> drop(const std::string& id);
    // What the replica holds needs no repeating; what it holds on disk need not be kept. Returns those that
    // set nothing, because somebody else had set it meanwhile.
    std::vector<Command> settle(const Kitchen& replica, Seq persisted);
    const OwnSettings& own() const { return own_; }  // of those that are settled

  private:
    explicit Presses(std::unique_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}

    std::unique_ptr<Outbox> outbox_;
    std::deque<PendingPress> pending_;
    bool waits_for(const std::string& thing) const;

    // In the kitchen already, kept on disk a little longer. As long as a later one waits that sets the same:
    // a restarted screen learns from the answer to the first what the second has seen.
    struct Applied {
        std::string id, thing;
        Seq seq = 0;
    };
    std::deque<Applied> applied_;
    OwnSettings own_;
    std::uint64_t next_id_ = 1;
};

}  // namespace brigade

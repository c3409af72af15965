// What was pressed here and is not yet certain: kept on disk until the hub's answer has come back as events
// and these are on disk too, so that neither a power cut nor a lost hub undoes a bump. Owned by the station;
// loop thread.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "core/command.h"
#include "station/store.h"

namespace brigade {

struct PendingPress {
    std::string id;         // of the request, while it waits
    std::string message;    // the request as the protocol has it, but for age_ms
    TimeMs pressed_at = 0;  // kitchen time
    Command command;
    bool sent = false;             // on the present connection
    std::optional<Seq> acked_seq;  // the hub wrote it with this event
};

class Presses {
  public:
    static Result<std::unique_ptr<Presses>> open(StationStore& store);

    // In the order in which they were pressed.
    const std::deque<PendingPress>& all() const { return pending_; }
    std::size_t waiting() const;  // not acked yet

    // Remembers it; call save() next. Split in two so that the screen can answer before the disk does.
    PendingPress& add(Command command, TimeMs now);
    Status save(const PendingPress& press);

    // The request's text for the wire, with how long ago it was pressed.
    static std::string request_text(const PendingPress& press, TimeMs now);

    void mark_sent(const std::string& id);
    void mark_all_unsent();
    void acked(const std::string& id, Seq seq);
    // Refused for good: gone. Returns what it was.
    std::optional<PendingPress> drop(const std::string& id);
    // What the replica holds needs no repeating; what it holds on disk need not be kept.
    void settle(Seq applied, Seq persisted);

  private:
    explicit Presses(std::unique_ptr<Outbox> outbox) : outbox_(std::move(outbox)) {}

    std::unique_ptr<Outbox> outbox_;
    std::deque<PendingPress> pending_;
    std::deque<std::pair<std::string, Seq>> applied_;  // in the kitchen already, kept on disk a little longer
    std::uint64_t next_id_ = 1;
};

}  // namespace brigade

// Decide, append, apply: the hub's heart. Commands are decided on the `working` kitchen, which runs ahead of
// the disk; their events gather in a batch while the one before is being synced; when a batch is durable it
// is applied to the `committed` kitchen, published, and everything that rested on it is answered. Nobody is
// ever told anything that is not on the disk.
//
// Loop thread only; owned by the hub.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "base/lifetime.h"
#include "core/decide.h"
#include "hub/writer.h"
#include "journal/journal.h"
#include "journal/restore.h"

namespace brigade {

// A durable batch: its events, their encoded bodies, and the journal's head before and after it.
struct CommittedBatch {
    std::vector<Event> events;
    std::vector<std::string> bodies;
    Head before;
    Head head;
};

struct CommitCounters {
    std::uint64_t batches = 0;
    std::uint64_t events = 0;
    std::uint64_t orders = 0;
    std::uint64_t acks = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t refusals = 0;
    std::uint64_t appends_refused = 0;
};

class GroupCommit {
  public:
    using Answer = std::function<void(const std::variant<Ack, Refusal>&)>;
    struct Events {
        std::function<void(std::function<void()>)> post;       // run later on the loop
        std::function<void(const CommittedBatch&)> committed;  // after `committed()` has moved on
        std::function<void()> troubled = {};                   // trouble() says something else; may be empty
    };

    GroupCommit(Restored start, JournalReader& reader, Writer& writer, Events events);

    // Decides now, answers once everything the answer rests on is durable (perhaps at once).
    void submit(const Command& command, Context context, Answer answer);

    const Kitchen& working() const { return working_; }
    const Kitchen& committed() const { return committed_; }
    const Head& head() const { return head_; }
    bool idle() const { return !writing_ && open_.events.empty(); }
    const std::string& trouble() const {
        return trouble_;
    }  // why the last append was refused; empty: it was not
    const CommitCounters& counters() const { return counters_; }

  private:
    struct Waiting {
        Seq rests_on = 0;
        std::variant<Ack, Refusal> answer;
        Answer tell;
    };

    std::optional<Refusal> look_up(const Command& command, Context& context);
    void gather(std::vector<Event> events);
    void schedule_flush();
    void flush();
    void on_appended(const AppendResult& result);
    void commit(const Head& head);
    void give_up(const std::string& message);
    void tell(Waiting waiting);
    void answer_durable();

    JournalReader& reader_;
    Writer& writer_;
    Events events_;
    const Lifetime lifetime_;
    Kitchen working_, committed_;
    Head head_;                      // of committed_
    CommittedBatch open_, written_;  // gathering; being synced
    std::vector<OrderEntry> open_orders_;
    std::deque<Waiting> waiting_;  // by what they rest on
    bool writing_ = false;
    bool flush_scheduled_ = false;
    std::string trouble_;
    CommitCounters counters_;
    KnownOrder known_;  // of the command being decided
    std::optional<Event> known_accepted_;
};

}  // namespace brigade

// The journal's contract: the one place where what happened in the kitchen lasts. It is two contracts because
// appending waits for the disk on the writer's thread while the loop reads what is committed; the simulator
// fakes both. The SQLite behind them is made by open.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/chain.h"
#include "journal/record.h"

namespace brigade {

enum class WriteOutcome {
    durable,  // on the disk: its fdatasync has returned
    refused,  // nothing was stored (a full disk, say); the same call may be tried again later
    unknown,  // nobody can know what was stored: answer nothing, stop the process, recover at the next start
};

struct WriteResult {
    WriteOutcome outcome = WriteOutcome::durable;
    std::string message;  // one sentence, unless durable
};

struct AppendResult {
    WriteOutcome outcome = WriteOutcome::durable;
    Head head;            // the journal's end after the call; of no meaning if unknown
    std::string message;  // one sentence, unless durable
};

struct ForgetResult {
    WriteOutcome outcome = WriteOutcome::durable;
    bool more = false;    // call again: the slice was full and older events remain
    std::string message;  // one sentence, unless durable
};

// Does all writing and all checkpoints. Used on one thread at a time (the writer's). After an `unknown` every
// later call is `unknown` too and touches nothing.
class JournalWriter {
  public:
    virtual ~JournalWriter() = default;

    // The end of the journal as this writer knows it.
    virtual Head head() const = 0;

    // One transaction, one fdatasync. Seqs must continue the head without a gap, times must not fall, and no
    // order id may be there already: anything else is a broken invariant. An empty batch is durable at once.
    virtual AppendResult append(const Batch& batch) = 0;

    // Moves the log into the main file once it has grown to limits::wal_bytes; between batches. It never
    // waits for readers. A `refused` leaves everything readable and appendable.
    virtual WriteResult checkpoint_if_due() = 0;

    // The kitchen's state at `seq`, which must lie between base and head. The newest limits::snapshots_kept
    // stay.
    virtual WriteResult save_snapshot(Seq seq, std::string_view body) = 0;

    // Retention: deletes events up to and including `seq`, at most limits::forget_events a call, and never
    // beyond the oldest of the kept snapshots, which must stay a start. Order ids are never deleted.
    virtual ForgetResult forget_through(Seq seq) = 0;
};

struct Last {
    Head head;
    TimeMs at_ms = 0;  // of the newest event; of an empty journal what it was started with
};

struct Snapshot {
    Head head;
    TimeMs at_ms = 0;
    std::string body;
};

// Sees exactly what is committed. Used on one thread only. An error means that the file could not be read or
// that what was read is damaged; the next opening then checks everything.
class JournalReader {
  public:
    virtual ~JournalReader() = default;

    virtual Identity identity() const = 0;
    virtual Result<Last> last() = 0;

    // The event before the oldest kept one: oldest is base() + 1. 0 if nothing was ever forgotten.
    virtual Result<Seq> base() = 0;

    // Events after `after` in order, as many as fit both bounds, but at least one if there is one. Each is
    // checked against the chain. `after` before base() is an error; at or beyond the end it yields none.
    virtual Result<std::vector<Record>> read(Seq after, std::size_t events_max, std::size_t bytes_max) = 0;

    // Nothing for a seq before base() or beyond the end.
    virtual Result<std::optional<Head>> head_at(Seq seq) = 0;

    virtual Result<std::optional<OrderEntry>> find_order(std::string_view id) = 0;

    // The first kept event at or after `at_ms`; one past the last if there is none.
    virtual Result<Seq> first_seq_at_or_after(TimeMs at_ms) = 0;

    // The newest one that is whole. Without one the kitchen is empty at base().
    virtual Result<std::optional<Snapshot>> newest_snapshot() = 0;
};

}  // namespace brigade

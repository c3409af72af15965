#include "app/played_kitchen.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/check.h"
#include "base/limits.h"
#include "core/apply.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "hub/retention.h"

namespace brigade {
namespace {

constexpr Seq snapshot_every_events = 100'000;
constexpr std::int64_t day_min = 24 * 60;
constexpr TimeMs never = std::numeric_limits<TimeMs>::max();

}  // namespace

PlayedKitchen::PlayedKitchen(Opened journal, Rules rules, TimeMs now, std::uint32_t seed, double speed)
    : journal_(std::move(journal.writer)),
      rules_(std::move(rules)),
      delivery_{now, {}},
      now_(now),
      chance_(seed),
      speed_(speed),
      reader_(std::move(journal.reader)) {}

LocalTime PlayedKitchen::local_time() const {
    const std::int64_t minute = (now_ + kitchen_.wall_offset_ms) / 60'000 + rules_.utc_offset_min;
    const std::int64_t day = (minute - rules_.service_day_start_min) / day_min;  // since a Thursday
    return {static_cast<int>((day + 3) % 7), static_cast<int>(minute - day * day_min)};
}

bool PlayedKitchen::ask(const Command& command) {
    if (const auto* shown = std::get_if<ReportShown>(&command)) {
        Seq& reported = delivery_.reported[shown->station];
        reported = std::max(reported, shown->seq);
    }
    Decision decision = decide(kitchen_, command, context());
    const bool taken = decision.ack() != nullptr;
    gather(std::move(decision.events));
    return taken;
}

void PlayedKitchen::gather(std::vector<Event> events) {
    for (Event& event : events) {
        apply(kitchen_, event);
        if (const auto* accepted = std::get_if<OrderAccepted>(&event.body))
            batch_.orders.push_back({event.order_id, event.seq, accepted->content});
        batch_.events.push_back({event.seq, event.at, encode_event(event)});
    }
    if (!happened) return;
    for (const Event& event : events)
        happened(event, event.order_id.empty() ? nullptr : kitchen_.find(event.order_id));
}

Status PlayedKitchen::play_until(TimeMs end) {
    for (;;) {
        const TimeMs task = agenda_.next_ms().value_or(never);
        const TimeMs deadline = next_deadline(kitchen_, context()).value_or(never);
        const TimeMs next = std::max(now_, std::min(task, deadline));
        if (next > end) break;
        now_ = next;
        if (deadline <= next) {
            const Seq before = kitchen_.seq;
            ask(Tick{});
            BRIGADE_CHECK(kitchen_.seq > before, "a deadline that has come changes the kitchen");
        }
        agenda_.run_due(now_);
        if (batch_.events.size() < limits::batch_events) continue;
        if (Status written = write(); !written) return written;
    }
    now_ = std::max(now_, end);
    return {};
}

Status PlayedKitchen::write() {
    AppendResult appended = journal_->append(batch_);
    if (appended.outcome != WriteOutcome::durable) return Error{appended.message};
    batch_ = {};
    if (WriteResult moved = journal_->checkpoint_if_due(); moved.outcome == WriteOutcome::unknown)
        return Error{moved.message};
    if (Status forgotten = forget(); !forgotten) return forgotten;
    return kitchen_.seq - snapshot_seq_ < snapshot_every_events ? Status{} : save_snapshot();
}

// Only what snapshots follow may go.
Status PlayedKitchen::forget() {
    if (!forget_before_) return {};
    if (Status saved = save_snapshot(); !saved) return saved;
    const auto through = forgettable_through(*reader_, kitchen_, *std::exchange(forget_before_, {}));
    if (!through) return through.error();
    for (bool more = true; more;) {
        ForgetResult forgotten = journal_->forget_through(*through);
        if (forgotten.outcome != WriteOutcome::durable) return Error{forgotten.message};
        more = forgotten.more;
        if (WriteResult moved = journal_->checkpoint_if_due(); moved.outcome == WriteOutcome::unknown)
            return Error{moved.message};
    }
    return {};
}

Status PlayedKitchen::save_snapshot() {
    snapshot_seq_ = kitchen_.seq;
    WriteResult saved = journal_->save_snapshot(kitchen_.seq, encode_snapshot(kitchen_));
    if (saved.outcome != WriteOutcome::durable) return Error{saved.message};
    return {};
}

Status PlayedKitchen::finish() {
    if (Status written = write(); !written) return written;
    return snapshot_seq_ == kitchen_.seq ? Status{} : save_snapshot();
}

}  // namespace brigade

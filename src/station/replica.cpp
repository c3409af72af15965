#include "station/replica.h"

#include <algorithm>
#include <variant>

#include "base/limits.h"
#include "core/apply.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/restore.h"

namespace brigade {
Result<std::unique_ptr<Replica>> Replica::open(StationStore& store) {
    std::unique_ptr<Replica> replica(new Replica(store));
    auto opened = store.open_copy();
    if (!opened) return opened.error();
    replica->found_ = opened->recovery.found;
    if (auto loaded = replica->load(std::move(*opened)); !loaded) {
        // Not ours to understand (a newer format, say): keep it, begin anew, ask the hub for all of it.
        replica->found_ = loaded.error().message;
        auto fresh = store.begin_copy(Head{}, 0, encode_snapshot(Kitchen{}), false);
        if (!fresh) return fresh.error();
        if (auto again = replica->load(std::move(*fresh)); !again) return again.error();
    }
    return replica;
}

Status Replica::load(Opened opened) {
    auto restored = restore_kitchen(*opened.reader);
    if (!restored) return restored.error();
    writer_ = std::move(opened.writer);
    reader_ = std::move(opened.reader);
    kitchen_ = std::move(restored->kitchen);
    head_ = restored->head;
    persisted_ = head_.seq;
    unwritten_.clear();
    lapsed_ = false;
    day_began_ = true;
    return {};
}

Status Replica::apply_events(const std::vector<Event>& events, const std::string& head) {
    Head end = head_;
    std::vector<Record> records;
    std::vector<const Event*> fresh;
    for (const Event& event : events) {
        if (event.seq <= head_.seq) continue;
        if (event.seq != end.seq + 1) return Error{"events are missing after " + std::to_string(end.seq)};
        records.push_back({event.seq, event.at, encode_event(event)});
        end = next_head(end, records.back());
        fresh.push_back(&event);
    }
    if (fresh.empty()) return {};
    if (to_text(end) != head) return Error{"the hub's history is not the one that this screen has"};
    for (const Event* event : fresh) {
        apply(kitchen_, *event);
        day_began_ = day_began_ || std::holds_alternative<DayOpened>(event->body);
    }
    head_ = end;
    if (lapsed_) return {};
    for (Record& record : records) unwritten_.push_back(std::move(record));
    if (unwritten_.size() <= limits::replica_unwritten_events) return {};
    unwritten_ = {};
    lapsed_ = true;
    return {};
}

Status Replica::begin(const std::string& head, std::string_view snapshot) {
    auto kitchen = decode_snapshot(snapshot);
    if (!kitchen) return kitchen.error();
    auto parsed = head_from_text(head);
    if (!parsed || parsed->seq != kitchen->seq)
        return Error{"the snapshot and its head do not belong together"};
    writer_.reset();
    reader_.reset();
    auto opened = store_.begin_copy(*parsed, kitchen->at, snapshot, empty());
    lapsed_ = true;  // until there is one again
    if (!opened) return opened.error();
    return load(std::move(*opened));
}

Status Replica::begin_from_memory() {
    writer_.reset();
    reader_.reset();
    auto opened = store_.begin_copy(head_, kitchen_.at, encode_snapshot(kitchen_), false);
    if (!opened) return opened.error();
    return load(std::move(*opened));
}

Status Replica::persist() {
    if (lapsed_) return begin_from_memory();
    if (unwritten_.empty() || !writer_) return {};
    Batch batch;
    batch.events = unwritten_;
    AppendResult result = writer_->append(batch);
    if (result.outcome != WriteOutcome::durable) return Error{result.message};
    persisted_ = unwritten_.back().seq;
    unwritten_.clear();
    writer_->checkpoint_if_due();
    return {};
}

Seq Replica::last_outdated(TimeMs now) {
    auto first_kept = reader_->first_seq_at_or_after(now - limits::replica_keep_ms);
    if (!first_kept || *first_kept == 0) return 0;
    const auto& open = kitchen_.index.open;
    return open.empty() ? *first_kept - 1 : std::min(*first_kept, *open.begin()) - 1;
}

// Only what lies before a stored snapshot can go, so one is stored first.
bool Replica::forget_slice(TimeMs wall_ms) {
    if (empty() || behind() || !writer_) return false;
    const TimeMs now = std::min(kitchen_.at, wall_ms - kitchen_.wall_offset_ms);
    if (day_began_) {
        WriteResult saved = writer_->save_snapshot(kitchen_.seq, encode_snapshot(kitchen_));
        if (saved.outcome != WriteOutcome::durable) return false;
        day_began_ = false;
        forgetting_ = true;
        store_.forget_copies(now + kitchen_.wall_offset_ms - limits::replica_keep_ms);
    }
    if (!forgetting_) return false;
    ForgetResult forgotten;
    if (const Seq seq = last_outdated(now); seq > 0) forgotten = writer_->forget_through(seq);
    forgetting_ = forgotten.outcome == WriteOutcome::durable && forgotten.more;
    writer_->checkpoint_if_due();
    return forgetting_;
}

}  // namespace brigade

#include "sim/sim_journal.h"

#include <fmt/format.h>

#include <algorithm>

#include "journal/bounds.h"
#include "sim/sim_journal_handles.h"
#include "sim/sim_salvage.h"

namespace brigade::sim {
namespace {

// The unsynced transactions are undone newest first, so what is left is what was there before them.
void undo(JournalContent& content, JournalUndo step) {
    for (std::size_t i = 0; i < step.events_added; ++i) content.events.pop_back();
    for (auto& [id, before] : step.orders_before) {
        content.orders.erase(id);
        if (before) content.orders.emplace(id, *before);
    }
    if (step.snapshots_before) content.snapshots = *std::move(step.snapshots_before);
    while (!step.events_forgotten.empty()) {
        content.events.push_front(std::move(step.events_forgotten.back()));
        step.events_forgotten.pop_back();
    }
    content.base = step.base_before;
}

void put_snapshot(std::vector<StoredSnapshot>& snapshots, Snapshot snapshot) {
    std::erase_if(snapshots, [&](const auto& one) { return one.snapshot.head.seq == snapshot.head.seq; });
    auto place = std::find_if(snapshots.begin(), snapshots.end(),
                              [&](const auto& one) { return one.snapshot.head.seq < snapshot.head.seq; });
    snapshots.insert(place, {std::move(snapshot), true});
    if (snapshots.size() > limits::snapshots_kept) snapshots.resize(limits::snapshots_kept);
}

// A file that takes the old one's place, synced before it does.
void replace(SimJournalFile& file, JournalContent content) {
    file.content = std::move(content);
    file.in_doubt.reset();
    file.unsynced.clear();
    file.log_bytes = 0;
    ++file.replaced;
}

std::string put_aside(SimJournalFile& file, std::string_view kind) {
    file.files_aside = std::min(file.files_aside + 1, limits::files_aside);
    return fmt::format("journal.{}-{}", kind, file.files_aside);
}

Error no_room() { return {"the journal cannot be created: database or disk is full"}; }

// Opening syncs the log: what a killed process wrote and never synced must last before it is believed.
Status settle(SimJournalFile& file, DiskControl& control) {
    bool fails = control.faults.next_sync_fails;
    control.faults.next_sync_fails = false;
    if (fails) return Error{"the journal cannot be opened: cannot sync its log: Input/output error"};
    if (file.in_doubt && control.random.chance_percent(50)) apply(*file.content, *file.in_doubt, nullptr);
    file.in_doubt.reset();
    if (!control.sabotage.skip_sync) file.unsynced.clear();
    return {};
}

Status recover(SimJournalFile& file, DiskControl& control, bool replica, std::string damage,
               Recovery& recovery) {
    if (control.faults.full)
        return Error{"the damaged journal could not be salvaged into a new file: database or disk is full"};
    replace(file, salvage_content(*file.content, replica, control, recovery));
    recovery.found = std::move(damage);
    recovery.kept_as = put_aside(file, "damaged");
    return {};
}

}  // namespace

void apply(JournalContent& content, JournalTransaction transaction, JournalUndo* before) {
    if (before) {
        before->events_added = transaction.events.size();
        before->base_before = content.base;
        if (transaction.snapshot) before->snapshots_before = content.snapshots;
    }
    for (StoredEvent& event : transaction.events) content.events.push_back(std::move(event));
    for (OrderEntry& order : transaction.orders) {
        auto found = content.orders.find(order.id);
        bool known = found != content.orders.end();
        if (before) before->orders_before[order.id] = known ? std::optional(found->second) : std::nullopt;
        std::string id = order.id;
        content.orders.insert_or_assign(std::move(id), StoredOrder{std::move(order), true});
    }
    if (transaction.snapshot) put_snapshot(content.snapshots, *std::move(transaction.snapshot));
    if (!transaction.new_base) return;
    while (!content.events.empty() && content.events.front().record.seq <= transaction.new_base->head.seq) {
        if (before) before->events_forgotten.push_back(std::move(content.events.front()));
        content.events.pop_front();
    }
    content.base = *transaction.new_base;
}

Last JournalContent::last() const {
    if (events.empty()) return base;
    const StoredEvent& newest = events.back();
    return {{newest.record.seq, newest.hash}, newest.record.at_ms};
}

const StoredEvent* JournalContent::event(Seq seq) const {
    if (seq <= base.head.seq || seq - base.head.seq > events.size()) return nullptr;
    return &events[seq - base.head.seq - 1];
}

std::optional<Last> JournalContent::at(Seq seq) const {
    if (seq == base.head.seq) return base;
    const StoredEvent* found = event(seq);
    if (!found) return std::nullopt;
    return Last{{seq, found->hash}, found->record.at_ms};
}

void crash(SimJournalFile& file) { file.locked = false; }

void power_cut(SimJournalFile& file, Rng& random) {
    if (file.unsynced.empty()) return;  // what is in doubt stays so until somebody looks
    std::size_t kept = random.below(file.unsynced.size() + 1);
    if (kept < file.unsynced.size()) file.in_doubt.reset();
    while (file.unsynced.size() > kept) {
        undo(*file.content, std::move(file.unsynced.back()));
        file.unsynced.pop_back();
    }
    file.unsynced.clear();  // what a power cut has left is on the disk
}

Result<Opened> open_sim_journal(SimJournalFile& file, DiskControl& control, OpenOptions options) {
    if (file.locked)
        return Error{"the journal is in use by another process; stop it first, or name another file"};
    Recovery recovery;
    if (!file.content) {
        if (control.faults.full) return no_room();
        JournalContent fresh;
        fresh.identity = control.random.hash();
        fresh.base.head = genesis_head(fresh.identity);
        replace(file, std::move(fresh));
        recovery.created = true;
    }
    if (auto settled = settle(file, control); !settled) return settled.error();
    auto check = check_content(*file.content, options.verify_all || file.suspect);
    if (!check.damage.empty()) {
        if (auto saved = recover(file, control, options.replica, check.damage, recovery); !saved)
            return saved.error();
        check = check_content(*file.content, true);
        BRIGADE_CHECK(check.damage.empty(), "what was salvaged is whole");
    } else {
        recovery.last_good = file.content->last().head.seq;
        recovery.found = check.passed_over;
    }
    file.suspect = false;
    JournalHandle handle(file, control);
    return Opened{make_sim_writer(handle, std::move(check.snapshots)), make_sim_reader(handle),
                  std::move(recovery)};
}

Result<Opened> start_sim_replica(SimJournalFile& file, DiskControl& control, const Head& head, TimeMs at_ms,
                                 std::string_view snapshot_body) {
    if (file.locked)
        return Error{"the journal is in use by another process; stop it first, or name another file"};
    if (control.faults.full) return no_room();
    if (file.content) put_aside(file, "old");
    JournalContent copy;
    copy.identity = control.random.hash();
    copy.base = {head, at_ms};
    copy.snapshots.push_back({{head, at_ms, std::string(snapshot_body)}, true});
    replace(file, std::move(copy));
    return open_sim_journal(file, control, {.verify_all = false, .replica = true});
}

}  // namespace brigade::sim

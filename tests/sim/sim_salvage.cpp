#include "sim/sim_salvage.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/event_json.h"
#include "journal/bounds.h"

namespace brigade::sim {
namespace {

// As far as the events after `start` are whole.
Last walk(const JournalContent& content, const Last& start) {
    Last end = start;
    if (start.head.seq < content.base.head.seq) return end;
    while (const StoredEvent* event = content.event(end.head.seq + 1)) {
        if (!event->whole) break;
        end = {{event->record.seq, event->hash}, event->record.at_ms};
    }
    return end;
}

bool stands(const JournalContent& content, const StoredSnapshot& stored) {
    auto at = content.at(stored.snapshot.head.seq);
    return stored.whole && at && at->head == stored.snapshot.head;
}

// The state at the base is known at the very beginning, or if some snapshot stands on the run from there.
bool knows_base(const JournalContent& content, const Last& end) {
    if (content.base.head.seq == 0) return true;
    return std::any_of(content.snapshots.begin(), content.snapshots.end(), [&](const StoredSnapshot& stored) {
        return stands(content, stored) && stored.snapshot.head.seq <= end.head.seq;
    });
}

struct Stretch {
    Last start;
    Last end;
};

std::optional<Stretch> longest_run(const JournalContent& content) {
    std::optional<Stretch> best;
    Last end = walk(content, content.base);
    if (knows_base(content, end)) best = Stretch{content.base, end};
    for (const StoredSnapshot& stored : content.snapshots) {
        if (!stored.whole) continue;
        Last start{stored.snapshot.head, stored.snapshot.at_ms};
        Stretch run{start, walk(content, start)};
        if (!best || run.end.head.seq > best->end.head.seq) best = run;
    }
    return best;
}

void copy_orders(const JournalContent& from, JournalContent& to, Seq through, Recovery& recovery) {
    for (const auto& [id, order] : from.orders) {
        if (!order.whole) continue;
        if (order.entry.seq <= through) {
            to.orders.emplace(id, order);
            continue;
        }
        ++recovery.lost_orders_count;
        if (recovery.lost_orders.size() < limits::lost_orders_named) recovery.lost_orders.push_back(id);
    }
}

// No state can be rebuilt: an empty kitchen, at a seq that none of the old ones is above.
JournalContent start_empty(const JournalContent& damaged, DiskControl& control, Recovery& recovery) {
    Seq greatest = damaged.last().head.seq;
    for (const auto& [id, order] : damaged.orders) greatest = std::max(greatest, order.entry.seq);
    for (const auto& stored : damaged.snapshots) greatest = std::max(greatest, stored.snapshot.head.seq);
    JournalContent fresh;
    fresh.identity = control.random.hash();
    fresh.base = {genesis_head(fresh.identity, greatest), damaged.last().at_ms};
    copy_orders(damaged, fresh, damaged.base.head.seq, recovery);
    recovery.state_lost = true;
    recovery.last_good = 0;
    return fresh;
}

}  // namespace

ContentCheck check_content(const JournalContent& content, bool all) {
    ContentCheck check;
    for (const StoredSnapshot& stored : content.snapshots) {
        if (stands(content, stored))
            check.snapshots.push_back(stored.snapshot.head.seq);
        else
            check.passed_over =
                fmt::format("the snapshot at {} is not whole and was passed over", stored.snapshot.head.seq);
    }
    if (!check.passed_over.empty() && check.snapshots.empty() && content.base.head.seq > 0) {
        check.damage = "no snapshot is whole";
        return check;
    }
    bool from_base = all || check.snapshots.empty();
    Last start = from_base ? content.base : *content.at(check.snapshots.front());
    Seq good = walk(content, start).head.seq;
    if (good != content.last().head.seq)
        check.damage = fmt::format("event {} is not what was written", good + 1);
    else if (all && std::any_of(content.orders.begin(), content.orders.end(),
                                [](const auto& order) { return !order.second.whole; }))
        check.damage = "the entry of an order is not what was written";
    return check;
}

JournalContent salvage_content(const JournalContent& damaged, bool replica, DiskControl& control,
                               Recovery& recovery) {
    recovery.damaged = true;
    auto run = longest_run(damaged);
    if (!run) return start_empty(damaged, control, recovery);
    Seq end = run->end.head.seq;
    while (!replica && end > run->start.head.seq && !ends_request(damaged.event(end)->record.body)) --end;
    JournalContent saved;
    saved.base = run->start;
    saved.marks = damaged.marks;
    std::erase_if(saved.marks, [&](const auto& mark) { return mark.first > end; });
    saved.identity = damaged.identity;
    if (!control.sabotage.reuse_seq_after_salvage) {
        saved.identity = control.random.hash();
        if (!replica) saved.marks[end] = saved.identity;
    }
    for (const StoredEvent& event : damaged.events)
        if (event.record.seq > run->start.head.seq && event.record.seq <= end) saved.events.push_back(event);
    copy_orders(damaged, saved, end, recovery);
    for (const StoredSnapshot& stored : damaged.snapshots)
        if (stored.whole && stored.snapshot.head.seq >= run->start.head.seq &&
            stored.snapshot.head.seq <= end)
            saved.snapshots.push_back(stored);
    recovery.last_good = end;
    return saved;
}

}  // namespace brigade::sim

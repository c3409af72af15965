#include "app/replayed.h"

#include <fmt/format.h>

#include "core/apply.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/open.h"

namespace brigade {
namespace {

constexpr std::size_t events_at_once = 1'000;
constexpr std::size_t bytes_at_once = std::size_t{4} * 1024 * 1024;

struct Ways {
    std::optional<Kitchen> from_base;
    std::optional<Kitchen> from_snapshot;
};

// The state at base() is empty only where nothing was ever forgotten or no snapshot tells otherwise.
Result<Ways> starts(JournalReader& reader, Replayed& replayed) {
    auto base = reader.base();
    if (!base) return base.error();
    replayed.base = *base;
    auto snapshot = reader.newest_snapshot();
    if (!snapshot) return snapshot.error();
    Ways ways;
    if (*snapshot) {
        auto kitchen = decode_snapshot((*snapshot)->body);
        if (!kitchen)
            return Error{fmt::format("the snapshot at {} is damaged: {}", (*snapshot)->head.seq,
                                     kitchen.error().message)};
        ways.from_snapshot = *std::move(kitchen);
        replayed.snapshot = (*snapshot)->head.seq;
    }
    if (replayed.base == 0 || !ways.from_snapshot) {
        ways.from_base = Kitchen{};
        ways.from_base->seq = replayed.base;
    }
    return ways;
}

Status take(Ways& ways, const Record& record, const std::function<void(const Record&, const Event&)>& each) {
    auto event = decode_event(record.body);
    if (!event) return Error{fmt::format("event {} cannot be read: {}", record.seq, event.error().message)};
    if (event->seq != record.seq)
        return Error{fmt::format("event {} calls itself {}", record.seq, event->seq)};
    if (each) each(record, *event);
    if (ways.from_base) apply(*ways.from_base, *event);
    if (ways.from_snapshot && record.seq > ways.from_snapshot->seq) apply(*ways.from_snapshot, *event);
    return {};
}

}  // namespace

Result<Replayed> replay_journal(const std::filesystem::path& path,
                                const std::function<void(const Record&, const Event&)>& each) {
    auto reader = open_for_reading(path);
    if (!reader) return reader.error();
    Replayed replayed;
    auto ways = starts(**reader, replayed);
    if (!ways) return ways.error();
    Seq at = replayed.base;
    for (;;) {
        auto records = (*reader)->read(at, events_at_once, bytes_at_once);
        if (!records) return records.error();
        if (records->empty()) break;
        for (const Record& record : *records)
            if (Status taken = take(*ways, record, each); !taken) return taken.error();
        at = records->back().seq;
        replayed.events += records->size();
    }
    auto head = (*reader)->head_at(at);
    if (!head) return head.error();
    if (!*head) return Error{fmt::format("the journal ends at {} but has no head there", at)};
    replayed.head = **head;
    replayed.from_base = ways->from_base.has_value();
    replayed.kitchen = replayed.from_base ? *std::move(ways->from_base) : *ways->from_snapshot;
    replayed.digest = state_digest(replayed.kitchen);
    if (replayed.from_base && ways->from_snapshot)
        replayed.digest_from_snapshot = state_digest(*ways->from_snapshot);
    return replayed;
}

}  // namespace brigade

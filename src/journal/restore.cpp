#include "journal/restore.h"

#include "core/apply.h"
#include "core/event_json.h"
#include "core/snapshot.h"

namespace brigade {
namespace {

constexpr std::size_t chunk_events = 4096;
constexpr std::size_t chunk_bytes = 4 * 1024 * 1024;

Result<Kitchen> starting_point(JournalReader& reader) {
    auto snapshot = reader.newest_snapshot();
    if (!snapshot) return snapshot.error();
    if (*snapshot) return decode_snapshot((*snapshot)->body);
    auto base = reader.base();
    if (!base) return base.error();
    Kitchen empty;
    empty.seq = *base;
    return empty;
}

}  // namespace

Result<Restored> restore_kitchen(JournalReader& reader) {
    auto start = starting_point(reader);
    if (!start) return start.error();
    Restored restored{std::move(*start), {}, 0};
    for (;;) {
        auto records = reader.read(restored.kitchen.seq, chunk_events, chunk_bytes);
        if (!records) return records.error();
        if (records->empty()) break;
        for (const Record& record : *records) {
            auto event = decode_event(record.body);
            if (!event) return Error{"event " + std::to_string(record.seq) + ": " + event.error().message};
            apply(restored.kitchen, *event);
            ++restored.replayed;
        }
    }
    auto last = reader.last();
    if (!last) return last.error();
    restored.head = last->head;
    return restored;
}

}  // namespace brigade

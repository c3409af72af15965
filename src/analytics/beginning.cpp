#include "analytics/beginning.h"

#include "core/snapshot.h"

namespace brigade {
namespace {

constexpr DurationMs service_day_ms = 24 * 3600 * 1000;

FactError passing(const Error& error) { return {error.message, false}; }

// The service day of an instant of the wall clock, by the one that ends at `ends_at`.
std::string day_of(TimeMs at, const std::string& day, TimeMs ends_at) {
    const auto midnight = parse_time(day + "T00:00:00Z");
    if (!midnight || ends_at == 0 || at >= ends_at) return day;
    const DurationMs back = (ends_at - 1 - at) / service_day_ms;
    return format_time(*midnight - back * service_day_ms).substr(0, 10);
}

// Nobody knows how the kitchen stood before the journal begins; it was most likely configured as it is now.
Kitchen likely_frame(const Kitchen& now, TimeMs at) {
    Kitchen frame;
    frame.config = now.config;
    frame.day = day_of(at + now.wall_offset_ms, now.day, now.day_ends_at);
    return frame;
}

}  // namespace

FactResult<TimeMs> first_event_at(JournalReader& journal, Seq base) {
    constexpr std::size_t any_bytes = 1;  // one is read whatever its size
    auto first = journal.read(base, 1, any_bytes);
    if (!first) return passing(first.error());
    return first->empty() ? TimeMs{0} : first->front().at_ms;
}

FactResult<Beginning> beginning_of(JournalReader& journal) {
    auto base = journal.base();
    if (!base) return passing(base.error());
    auto head = journal.head_at(*base);
    if (!head) return passing(head.error());
    Beginning beginning{head->value_or(Head{}), {}, false};
    if (*base == 0) return beginning;
    auto snapshot = journal.newest_snapshot();
    if (!snapshot) return passing(snapshot.error());
    Kitchen newest;
    if (*snapshot)
        if (auto decoded = decode_snapshot((*snapshot)->body)) newest = *std::move(decoded);
    if (*snapshot && (*snapshot)->head == beginning.head) {
        beginning.kitchen = std::move(newest);
        beginning.known = true;
        return beginning;
    }
    auto first_at = first_event_at(journal, *base);
    if (!first_at) return first_at.error();
    beginning.kitchen = likely_frame(newest, *first_at == 0 ? newest.at : *first_at);
    beginning.kitchen.seq = *base;
    return beginning;
}

}  // namespace brigade

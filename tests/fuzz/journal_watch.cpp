#include "journal_watch.h"

#include "base/check.h"
#include "core/apply.h"
#include "core/event_json.h"
#include "support/moves.h"

namespace brigade::fuzz {

void JournalWatch::look() {
    const auto& content = disk_.journal.content;
    if (!content) return;
    BRIGADE_CHECK(content->last().head.seq >= kitchen_.seq, "what was durable must stay");
    while (const sim::StoredEvent* next = content->event(kitchen_.seq + 1)) follow(*next);
}

void JournalWatch::follow(const sim::StoredEvent& stored) {
    auto event = decode_event(stored.record.body);
    BRIGADE_CHECK(event, "what the hub writes it must be able to read again");
    BRIGADE_CHECK(encode_event(*event) == stored.record.body, "an event must have one written form");
    BRIGADE_CHECK(event->seq == stored.record.seq && event->at == stored.record.at_ms,
                  "an event must say where it stands");
    const OrderState* found = kitchen_.find(event->order_id);
    std::optional<OrderState> before;
    if (found) before = *found;
    apply(kitchen_, *event);
    if (!before) return;
    const OrderState* after = kitchen_.find(event->order_id);
    BRIGADE_CHECK(after && test::wrong_move(*before, *after).empty(), "a line must only move forward");
}

void JournalWatch::check_event(const Event& event) const {
    const sim::StoredEvent* stored =
        disk_.journal.content ? disk_.journal.content->event(event.seq) : nullptr;
    BRIGADE_CHECK(stored && stored->record.body == encode_event(event),
                  "nobody may be told what is not durable");
}

void JournalWatch::check_head(Seq seq, std::string_view head) const {
    const sim::StoredEvent* stored = disk_.journal.content ? disk_.journal.content->event(seq) : nullptr;
    if (!stored) return;  // before the first event that is kept
    BRIGADE_CHECK(to_text(Head{seq, stored->hash}) == head, "a head must be the journal's");
}

}  // namespace brigade::fuzz

#include "journal/merge_facts.h"

#include "core/event_json.h"
#include "core/snapshot.h"
#include "journal/orders_seen.h"

namespace brigade {
namespace {

void take(SegmentFacts& facts, const Snapshot& snapshot) {
    auto kitchen = decode_snapshot(snapshot.body);
    if (!kitchen) return;
    facts.config = kitchen->config;
    for (const auto& [seq, order] : kitchen->orders)
        facts.remembered.push_back({order.id(), seq, order.revisions.front().content});
}

void take(SegmentFacts& facts, const Record& record) {
    std::string_view kind = kind_in(record.body);
    if (is_somebodys_doing(kind)) ++facts.doings;
    bool accepts = kind == "order_accepted";
    if (!accepts && kind != "kitchen_configured") return;
    auto event = decode_event(record.body);
    if (!event) {
        facts.not_understood += accepts ? 1 : 0;
    } else if (const auto* accepted = std::get_if<OrderAccepted>(&event->body)) {
        facts.accepted.push_back({event->order_id, record.seq, accepted->content});
    } else if (const auto* configured = std::get_if<KitchenConfigured>(&event->body)) {
        facts.config = configured->kitchen;
    }
}

}  // namespace

Result<std::vector<SegmentFacts>> facts_of(const CopyFiles& files, const History& history) {
    std::vector<SegmentFacts> all(history.segments().size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (const Snapshot* snapshot : history.segments()[i].snapshots) take(all[i], *snapshot);
        auto read = history.read(files, i, [&](const Record& record, const Head& head) {
            take(all[i], record);
            if (ends_request(record.body)) all[i].request_end = {head, record.at_ms};
            return true;
        });
        if (!read) return read.error();
    }
    return all;
}

}  // namespace brigade

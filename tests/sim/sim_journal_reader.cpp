#include <fmt/format.h>

#include <algorithm>

#include "sim/sim_journal_handles.h"

namespace brigade::sim {
namespace {

class SimReader : public JournalReader {
  public:
    explicit SimReader(JournalHandle handle) : handle_(handle), identity_(handle.content().identity) {}

    Identity identity() const override { return identity_; }
    Result<Last> last() override { return handle_.content().last(); }
    Result<Seq> base() override { return handle_.content().base.head.seq; }
    Result<std::vector<Record>> read(Seq after, std::size_t events_max, std::size_t bytes_max) override;
    Result<std::optional<Head>> head_at(Seq seq) override {
        auto at = handle_.content().at(seq);
        return at ? std::optional(at->head) : std::nullopt;
    }
    Result<std::optional<OrderEntry>> find_order(std::string_view id) override;
    Result<Seq> first_seq_at_or_after(TimeMs at_ms) override;
    Result<std::optional<Snapshot>> newest_snapshot() override;

  private:
    Error damage(std::string what) const {
        handle_.file().suspect = true;
        return {fmt::format("the journal is damaged: {}", what)};
    }

    JournalHandle handle_;
    Identity identity_;
};

Result<std::vector<Record>> SimReader::read(Seq after, std::size_t events_max, std::size_t bytes_max) {
    const JournalContent& content = handle_.content();
    Seq base = content.base.head.seq;
    if (after < base)
        return Error{
            fmt::format("events after {} are no longer kept; the oldest kept is {}", after, base + 1)};
    std::vector<Record> records;
    std::size_t bytes = 0;
    while (records.size() < events_max) {
        const StoredEvent* event = content.event(after + 1 + records.size());
        if (!event) break;
        if (!event->whole) return damage(fmt::format("event {} is not what was written", event->record.seq));
        bytes += event->record.body.size();
        if (bytes > bytes_max && !records.empty()) break;
        records.push_back(event->record);
    }
    return records;
}

Result<std::optional<OrderEntry>> SimReader::find_order(std::string_view id) {
    const JournalContent& content = handle_.content();
    auto found = content.orders.find(id);
    if (found == content.orders.end() || handle_.control().sabotage.forget_order_ids)
        return std::optional<OrderEntry>();
    if (!found->second.whole) return damage(fmt::format("the entry of order {} is not what was written", id));
    return std::optional(found->second.entry);
}

Result<Seq> SimReader::first_seq_at_or_after(TimeMs at_ms) {
    const JournalContent& content = handle_.content();
    auto found = std::partition_point(content.events.begin(), content.events.end(),
                                      [&](const StoredEvent& event) { return event.record.at_ms < at_ms; });
    return content.base.head.seq + 1 + static_cast<Seq>(found - content.events.begin());
}

Result<std::optional<Snapshot>> SimReader::newest_snapshot() {
    const JournalContent& content = handle_.content();
    for (const StoredSnapshot& stored : content.snapshots) {
        auto at = content.at(stored.snapshot.head.seq);
        if (stored.whole && at && at->head == stored.snapshot.head) return std::optional(stored.snapshot);
    }
    return std::optional<Snapshot>();
}

}  // namespace

std::unique_ptr<JournalReader> make_sim_reader(JournalHandle handle) {
    return std::make_unique<SimReader>(handle);
}

}  // namespace brigade::sim

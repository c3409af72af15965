#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "journal/bounds.h"
#include "sim/sim_journal_handles.h"

namespace brigade::sim {
namespace {

class SimWriter : public JournalWriter {
  public:
    SimWriter(JournalHandle handle, std::vector<Seq> snapshots)
        : handle_(handle),
          last_(handle.content().last()),
          snapshots_(std::move(snapshots)) {
        handle_.file().locked = true;
    }
    ~SimWriter() override {
        if (handle_.is_current()) handle_.file().locked = false;
    }

    Head head() const override { return last_.head; }
    AppendResult append(const Batch& batch) override;
    WriteResult checkpoint_if_due() override;
    WriteResult save_snapshot(Seq seq, std::string_view body) override;
    ForgetResult forget_through(Seq seq) override;

  private:
    JournalTransaction transaction_of(const Batch& batch) const;
    WriteResult write(JournalTransaction transaction, std::size_t bytes);
    WriteResult give_up(std::string message);

    JournalHandle handle_;
    Last last_;
    std::vector<Seq> snapshots_;  // known to be whole, newest first
    std::int64_t log_bytes_due_ = limits::wal_bytes;
    bool broken_ = false;
};

WriteResult SimWriter::give_up(std::string message) {
    broken_ = true;
    return {WriteOutcome::unknown, std::move(message)};
}

WriteResult SimWriter::write(JournalTransaction transaction, std::size_t bytes) {
    SimJournalFile& file = handle_.file();
    if (broken_) return give_up("the journal failed earlier and is no longer written to");
    switch (handle_.control().next_write()) {
        case WriteFate::refused:
            return {WriteOutcome::refused, "nothing was stored in the journal: database or disk is full"};
        case WriteFate::in_doubt:
            file.in_doubt = std::move(transaction);
            return give_up("the journal failed in a way that leaves open what was stored: disk I/O error");
        case WriteFate::stored:
            break;
    }
    const DiskSabotage& sabotage = handle_.control().sabotage;
    if (!sabotage.skip_sync) file.unsynced.clear();
    JournalUndo* before = sabotage.leaves_unsynced() ? &file.unsynced.emplace_back() : nullptr;
    apply(*file.content, std::move(transaction), before);
    // The pages of the log that a transaction takes: its text, and those of the trees it changes.
    file.log_bytes += 2 * limits::journal_page_bytes + static_cast<std::int64_t>(bytes);
    return {};
}

JournalTransaction SimWriter::transaction_of(const Batch& batch) const {
    JournalTransaction transaction;
    const JournalContent& content = handle_.content();
    Last end = last_;
    transaction.events.reserve(batch.events.size());
    for (const Record& record : batch.events) {
        BRIGADE_CHECK(record.seq == end.head.seq + 1, "an append must continue the journal without a gap");
        BRIGADE_CHECK(record.at_ms >= end.at_ms, "kitchen time never falls");
        auto mark = content.marks.find(end.head.seq);
        Head from = mark == content.marks.end() ? end.head : marked_head(end.head, mark->second);
        end = {next_head(from, record), record.at_ms};
        transaction.events.push_back({record, end.head.hash, true});
    }
    for (const OrderEntry& order : batch.orders) {
        BRIGADE_CHECK(order.seq > last_.head.seq && order.seq <= end.head.seq,
                      "an order's entry comes with its event");
        bool known = content.orders.find(order.id) != content.orders.end();
        BRIGADE_CHECK(!known || handle_.control().sabotage.forget_order_ids,
                      "an order id is accepted once, for ever");
        transaction.orders.push_back(order);
    }
    return transaction;
}

AppendResult SimWriter::append(const Batch& batch) {
    BRIGADE_CHECK(!batch.events.empty() || batch.orders.empty(), "an order's entry comes with its event");
    if (batch.events.empty() && !broken_) return {WriteOutcome::durable, last_.head, {}};
    std::size_t bytes = 0;
    for (const Record& record : batch.events) bytes += record.body.size();
    auto result = write(transaction_of(batch), bytes);
    if (result.outcome == WriteOutcome::durable) last_ = handle_.content().last();
    return {result.outcome, last_.head, std::move(result.message)};
}

WriteResult SimWriter::checkpoint_if_due() {
    SimJournalFile& file = handle_.file();
    if (broken_) return give_up("the journal failed earlier and is no longer written to");
    if (file.log_bytes < log_bytes_due_) return {};
    switch (handle_.control().next_write()) {
        case WriteFate::refused:
            log_bytes_due_ = file.log_bytes + limits::wal_bytes / 4;
            return {WriteOutcome::refused, "nothing was stored in the journal: database or disk is full"};
        case WriteFate::in_doubt:
            return give_up("the journal failed in a way that leaves open what was stored: disk I/O error");
        case WriteFate::stored:
            break;
    }
    file.log_bytes = 0;
    file.unsynced.clear();
    log_bytes_due_ = limits::wal_bytes;
    return {};
}

WriteResult SimWriter::save_snapshot(Seq seq, std::string_view body) {
    auto at = handle_.content().at(seq);
    BRIGADE_CHECK(at && seq <= last_.head.seq, "a snapshot is of a moment the journal holds");
    JournalTransaction transaction;
    transaction.snapshot = Snapshot{at->head, at->at_ms, std::string(body)};
    auto result = write(std::move(transaction), body.size());
    if (result.outcome != WriteOutcome::durable) return result;
    std::erase(snapshots_, seq);
    snapshots_.push_back(seq);
    std::sort(snapshots_.begin(), snapshots_.end(), std::greater<>());
    if (snapshots_.size() > limits::snapshots_kept) snapshots_.resize(limits::snapshots_kept);
    return result;
}

ForgetResult SimWriter::forget_through(Seq seq) {
    const JournalContent& content = handle_.content();
    if (broken_)
        return {WriteOutcome::unknown, false, "the journal failed earlier and is no longer written to"};
    Seq base = content.base.head.seq;
    Seq through = snapshots_.empty() ? 0 : std::min(seq, snapshots_.back());
    if (through <= base) return {};
    Seq slice_end = std::min<Seq>(through, base + limits::forget_events);
    JournalTransaction transaction;
    transaction.new_base = content.at(slice_end);
    auto result = write(std::move(transaction), 0);
    if (result.outcome != WriteOutcome::durable) return {result.outcome, true, std::move(result.message)};
    return {WriteOutcome::durable, slice_end < through, {}};
}

}  // namespace

std::unique_ptr<JournalWriter> make_sim_writer(JournalHandle handle, std::vector<Seq> snapshots) {
    return std::make_unique<SimWriter>(handle, std::move(snapshots));
}

}  // namespace brigade::sim

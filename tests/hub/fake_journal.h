// A journal in memory whose disk does as it is told: takes what it is given, refuses it, or holds it back
// until the test lets go. The writer's thread and the test's thread share it.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "journal/journal.h"

namespace brigade::test {

struct FakeDisk {
    std::mutex mutex;  // guards everything below
    std::condition_variable changed;
    bool full = false;
    bool held = false;
    std::vector<Batch> batches;  // durable
    Head head = genesis_head(Identity{});
    std::map<std::string, OrderEntry> orders;

    void set_held(bool now) {
        std::lock_guard lock(mutex);
        held = now;
        changed.notify_all();
    }
    void set_full(bool now) {
        std::lock_guard lock(mutex);
        full = now;
    }
    std::size_t batch_count() {
        std::lock_guard lock(mutex);
        return batches.size();
    }
};

class FakeWriter : public JournalWriter {
  public:
    explicit FakeWriter(std::shared_ptr<FakeDisk> disk) : disk_(std::move(disk)) {}

    Head head() const override { return disk_->head; }
    AppendResult append(const Batch& batch) override {
        std::unique_lock lock(disk_->mutex);
        disk_->changed.wait(lock, [&] { return !disk_->held; });
        if (disk_->full) return {WriteOutcome::refused, disk_->head, "no space left on the disk"};
        for (const Record& record : batch.events) disk_->head = next_head(disk_->head, record);
        for (const OrderEntry& order : batch.orders) disk_->orders[order.id] = order;
        disk_->batches.push_back(batch);
        return {WriteOutcome::durable, disk_->head, ""};
    }
    WriteResult checkpoint_if_due() override { return {}; }
    WriteResult save_snapshot(Seq, std::string_view) override { return {}; }
    ForgetResult forget_through(Seq) override { return {}; }

  private:
    std::shared_ptr<FakeDisk> disk_;
};

class FakeReader : public JournalReader {
  public:
    explicit FakeReader(std::shared_ptr<FakeDisk> disk) : disk_(std::move(disk)) {}

    Identity identity() const override { return {}; }
    Result<Last> last() override { return Last{disk_->head, 0}; }
    Result<Seq> base() override { return Seq{0}; }
    Result<std::vector<Record>> read(Seq after, std::size_t events_max, std::size_t) override {
        std::lock_guard lock(disk_->mutex);
        std::vector<Record> records;
        for (const Batch& batch : disk_->batches)
            for (const Record& record : batch.events)
                if (record.seq > after && records.size() < events_max) records.push_back(record);
        return records;
    }
    Result<std::optional<Head>> head_at(Seq) override { return std::optional<Head>(); }
    Result<std::optional<OrderEntry>> find_order(std::string_view id) override {
        std::lock_guard lock(disk_->mutex);
        auto found = disk_->orders.find(std::string(id));
        return found == disk_->orders.end() ? std::optional<OrderEntry>() : std::optional(found->second);
    }
    Result<Seq> first_seq_at_or_after(TimeMs) override { return Seq{0}; }
    Result<std::optional<Snapshot>> newest_snapshot() override { return std::optional<Snapshot>(); }

  private:
    std::shared_ptr<FakeDisk> disk_;
};

}  // namespace brigade::test

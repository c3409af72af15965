// A disk that takes nothing when it is told to be full: of a hub's journal, and all that a screen keeps of
// the kitchen. Full on the test's thread, asked on the journal's too.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <utility>

#include "station/store.h"

namespace brigade::test {

class FullWriter : public JournalWriter {
  public:
    FullWriter(std::unique_ptr<JournalWriter> disk, const std::atomic<bool>& full)
        : disk_(std::move(disk)),
          full_(full) {}

    Head head() const override { return disk_->head(); }
    AppendResult append(const Batch& batch) override {
        if (full_) return {WriteOutcome::refused, disk_->head(), "no space left on the disk"};
        return disk_->append(batch);
    }
    WriteResult checkpoint_if_due() override { return disk_->checkpoint_if_due(); }
    WriteResult save_snapshot(Seq seq, std::string_view text) override {
        return disk_->save_snapshot(seq, text);
    }
    ForgetResult forget_through(Seq seq) override { return disk_->forget_through(seq); }

  private:
    std::unique_ptr<JournalWriter> disk_;
    const std::atomic<bool>& full_;
};

class FullStore : public StationStore {
  public:
    FullStore(const std::filesystem::path& directory, const std::atomic<bool>& full)
        : disk_(store_in(directory)),
          full_(full) {}

    Result<std::string> screen_id() override { return disk_->screen_id(); }
    Result<std::optional<PairingRecord>> pairing() override { return disk_->pairing(); }
    Status keep_pairing(const PairingRecord& record) override { return disk_->keep_pairing(record); }
    Status forget_pairing() override { return disk_->forget_pairing(); }
    Result<Opened> open_copy() override { return behind(disk_->open_copy()); }
    Result<Opened> begin_copy(const Head& head, TimeMs at, std::string_view text, bool empty) override {
        if (full_) return Error{"no space left on the disk"};
        return behind(disk_->begin_copy(head, at, text, empty));
    }
    void forget_copies(TimeMs before_ms) override { disk_->forget_copies(before_ms); }
    Result<OpenedOutbox> open_outbox() override { return disk_->open_outbox(); }

  private:
    Result<Opened> behind(Result<Opened> opened) {
        if (opened) opened->writer = std::make_unique<FullWriter>(std::move(opened->writer), full_);
        return opened;
    }
    std::unique_ptr<StationStore> disk_;
    const std::atomic<bool>& full_;
};

}  // namespace brigade::test

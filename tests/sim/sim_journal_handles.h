// The two halves of an opened simulated journal. Inside sim_journal only.
#pragma once

#include <memory>
#include <vector>

#include "sim/sim_journal.h"

namespace brigade::sim {

// Carries the transaction out; `before` (if not null) is filled in so that it can be taken back.
void apply(JournalContent& content, JournalTransaction transaction, JournalUndo* before);

// The open file of one process. After its crash, or when another file took its place, it is of no use.
class JournalHandle {
  public:
    JournalHandle(SimJournalFile& file, DiskControl& control)
        : file_(file),
          control_(control),
          process_(control.process),
          replaced_(file.replaced) {}

    bool is_current() const { return control_.process == process_ && file_.replaced == replaced_; }
    SimJournalFile& file() const {
        BRIGADE_CHECK(is_current(), "a process that is gone cannot touch the disk");
        return file_;
    }
    JournalContent& content() const { return *file().content; }
    DiskControl& control() const { return control_; }

  private:
    SimJournalFile& file_;
    DiskControl& control_;
    std::uint64_t process_;
    std::uint64_t replaced_;
};

// Takes the lock. `snapshots` are the whole ones, newest first.
std::unique_ptr<JournalWriter> make_sim_writer(JournalHandle handle, std::vector<Seq> snapshots);
std::unique_ptr<JournalReader> make_sim_reader(JournalHandle handle);

}  // namespace brigade::sim

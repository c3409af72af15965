// A disk of which the n-th call fails, or every one from the n-th on, in one of four ways.
#pragma once

#include <set>
#include <string>

#include "crash_points/disk_shim.h"
#include "crash_points/fault_run.h"

namespace brigade::test {

enum class Fault {
    io_error,
    short_write,  // half of it is there
    full,         // also when what was written before is synced
    no_memory,
};
const char* name_of(Fault fault);

class DiskTrouble : public Trouble, public DiskWatcher {
  public:
    DiskTrouble(Fault fault, std::size_t at, bool lasts) : fault_(fault), at_(at), lasts_(lasts) {}

    Verdict judge(const DiskCall& call) override;
    void mend() override { mended_ = true; }
    bool has_struck() const override { return has_struck_; }
    bool lasts() const override { return lasts_; }
    bool looks_like_damage() const override { return could_not_read_; }
    std::size_t calls() const override { return calls_; }
    std::string misdeed() const override { return misdeed_; }

  private:
    const Fault fault_;
    const std::size_t at_;
    const bool lasts_;
    bool mended_ = false, has_struck_ = false, could_not_read_ = false;
    std::size_t calls_ = 0;
    std::set<int> sync_failed_;
    std::string misdeed_;
};

}  // namespace brigade::test

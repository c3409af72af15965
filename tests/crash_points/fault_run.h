// A node's day on a disk that fails at one call: a journal is opened, written to in every way, closed, and
// after the disk has been mended opened again. Whatever was answered must have been true.
#pragma once

#include <filesystem>
#include <string>

#include "crash_points/script.h"

namespace brigade::test {

// What makes the n-th call fail, and counts them. Used by one run at a time.
class Trouble {
  public:
    virtual ~Trouble() = default;
    virtual void mend() = 0;
    virtual bool has_struck() const = 0;
    virtual bool lasts() const = 0;
    virtual bool looks_like_damage() const { return false; }
    // Calls of any kind so far; a writer that has given up makes none.
    virtual std::size_t calls() const = 0;
    // What a process did that it must never do; empty if nothing.
    virtual std::string misdeed() const { return {}; }
};

class FaultRun {
  public:
    virtual ~FaultRun() = default;
    // What lies on the disk when the day begins.
    virtual const Files& before() const = 0;
    // Yields the untrue answer; empty if all were true. It mends the disk on the way.
    virtual std::string run(const std::filesystem::path& directory, Trouble& trouble) const = 0;
};

std::unique_ptr<FaultRun> journal_fault_run();
std::unique_ptr<FaultRun> replica_fault_run();
std::unique_ptr<FaultRun> salvage_fault_run();
std::unique_ptr<FaultRun> outbox_fault_run();

}  // namespace brigade::test

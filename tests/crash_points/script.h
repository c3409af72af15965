// What a node does with one of its files, and what it may rely on afterwards. A script is run once under the
// recorder; while it runs it notes after which call it was promised what. Then it judges recoveries: whether
// a directory that a crash left keeps what had been promised by then.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crash_points/journal_check.h"
#include "crash_points/unreliable_disk.h"

namespace brigade::test {

// How many calls have been made so far.
using CallCount = std::function<std::size_t()>;

class Script {
  public:
    virtual ~Script() = default;
    // What lies there already, closed and synced.
    virtual void prepare(const std::filesystem::path&) {}
    virtual void run(const std::filesystem::path& directory, const CallCount& calls) = 0;
    // Recovers what a crash after so many calls left, uses it, and recovers it again. Yields the promise that
    // is broken; empty if all are kept. No error of Catch's is raised, for it is called very often.
    virtual std::string judge(const std::filesystem::path& directory, std::size_t calls) const = 0;
};

// 200 events with orders, snapshots, retention, checkpoints and a restart.
std::unique_ptr<Script> journal_script();
// What that script was promised after so many calls.
std::pair<const Written&, JournalPromise> journal_promise(const Script& script, std::size_t calls);
// A journal in which bits have turned is salvaged and goes on.
std::unique_ptr<Script> salvage_script();
// A station's copy, begun anew twice.
std::unique_ptr<Script> replica_script();
std::unique_ptr<Script> outbox_script();

// The recording of a script.
struct Recording {
    Names names;
    Files files;
    std::vector<DiskCall> calls;
};
Recording record(Script& script);

// In place of whatever is in the directory.
void put_files(const std::filesystem::path& directory, const Files& files);
Files read_files(const std::filesystem::path& directory);

// What was promised when: the newest entry that is not after the crash.
template <class Promise>
class Promises {
  public:
    void add(std::size_t calls, Promise promise) { entries_.push_back({calls, std::move(promise)}); }
    const Promise& after(std::size_t calls) const {
        std::size_t i = entries_.size() - 1;
        while (i > 0 && entries_[i].calls > calls) --i;
        return entries_[i].promise;
    }
    const Promise& last() const { return entries_.back().promise; }

  private:
    struct Entry {
        std::size_t calls;
        Promise promise;
    };
    std::vector<Entry> entries_;
};

}  // namespace brigade::test

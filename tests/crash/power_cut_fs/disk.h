// A disk with one directory, in memory, that keeps apart what its users were promised and what they only see:
// the contents synced by fsync or fdatasync of their file, the names synced by fsync of the directory. Names
// change in order, as journaling file systems keep them: a power cut undoes the last so many changes. Any
// thread.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "power_cut_fs/file.h"

namespace brigade::power_cut {

using FilePtr = std::shared_ptr<File>;

struct DiskOptions {
    std::filesystem::path backing;  // read at the start, written at the power cut or at the end
    Damage damage;
    std::uint64_t seed = 0;
    std::size_t cut_after = 0;  // changes and syncs, 0: when told
    bool lies = false;          // a sync does nothing, and says that it did
};

class Disk {
  public:
    explicit Disk(DiskOptions options);

    // Everything that a process does to the disk; each is called with it held. False once the power is cut.
    template <class Work>
    bool use(Work work) {
        const std::lock_guard lock(mutex_);
        if (!cut_) work();
        return !cut_;
    }
    // The same for what changes something or makes it safe: it counts towards cut_after.
    template <class Work>
    bool change(Work work) {
        const std::lock_guard lock(mutex_);
        if (!cut_ && options_.cut_after > 0 && ++changes_ > options_.cut_after) cut_power();
        if (!cut_) work();
        return !cut_;
    }

    // Within use() and change().
    FilePtr find(const std::string& name) const;
    const std::map<std::string, FilePtr>& names() const { return names_; }
    FilePtr create(const std::string& name);
    bool remove(const std::string& name);
    bool rename(const std::string& from, const std::string& to);
    void sync(File& file);
    void sync_names();

    void cut();    // the power, now, unless it is cut already
    void close();  // in good order: everything is kept, unless the power was cut

  private:
    using Names = std::map<std::string, FilePtr>;
    void cut_power();
    void write_back(const std::map<std::string, std::string>& contents) const;
    void name_changed() { past_names_.push_back(names_); }

    const DiskOptions options_;
    std::mutex mutex_;  // guards everything below
    Random random_;
    Names names_;
    Names synced_names_;
    std::vector<Names> past_names_;  // after each change since the directory's last sync
    std::size_t changes_ = 0;
    bool cut_ = false;
};

}  // namespace brigade::power_cut

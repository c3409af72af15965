// One file on a disk whose power may go at any moment: what processes read, and everything that the platters
// could hold instead. Owned by the Disk; not thread safe. Offsets and sizes in bytes.
#pragma once

#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace brigade::power_cut {

using Random = std::mt19937_64;

// Which share of what was never synced a power cut leaves, and in pieces of what size.
struct Damage {
    int keep_percent = 50;
    std::size_t sector_bytes = 512;
};

struct Tally {
    std::size_t unsynced = 0;  // sectors
    std::size_t kept = 0;
};

class File {
  public:
    File(std::string content, std::size_t sector_bytes);

    std::size_t size() const { return now_.size(); }
    std::string_view read(std::size_t offset, std::size_t count) const;
    void write(std::size_t offset, std::string_view data);
    void resize(std::size_t size);

    // From here on the present content is safe.
    void sync();

    // What a reader finds after the power is back: of each sector one of the contents that it had since the
    // last sync, and one of the lengths, each chosen by itself.
    std::string after_power_cut(const Damage& damage, Random& random, Tally& tally) const;
    const std::string& content() const { return now_; }

  private:
    void note_sectors(std::size_t begin, std::size_t end);

    const std::size_t sector_bytes_;
    std::string now_;
    std::string synced_;
    std::map<std::size_t, std::vector<std::string>> unsynced_;  // sector → its contents since the last sync
    std::vector<std::size_t> sizes_;                            // the lengths since the last sync
};

}  // namespace brigade::power_cut

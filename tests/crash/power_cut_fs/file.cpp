#include "power_cut_fs/file.h"

#include <algorithm>

namespace brigade::power_cut {
namespace {

std::size_t below(std::size_t end, Random& random) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

void put(std::string& content, std::size_t offset, std::string_view data) {
    if (content.size() < offset + data.size()) content.resize(offset + data.size());
    std::copy(data.begin(), data.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

}  // namespace

File::File(std::string content, std::size_t sector_bytes)
    : sector_bytes_(sector_bytes),
      now_(std::move(content)),
      synced_(now_) {}

std::string_view File::read(std::size_t offset, std::size_t count) const {
    return offset < now_.size() ? std::string_view(now_).substr(offset, count) : std::string_view();
}

void File::write(std::size_t offset, std::string_view data) {
    if (offset + data.size() > now_.size()) resize(offset + data.size());
    put(now_, offset, data);
    note_sectors(offset, offset + data.size());
}

void File::resize(std::size_t size) {
    const std::size_t was = now_.size();
    if (size == was) return;
    now_.resize(size);
    sizes_.push_back(size);
    if (size < was) note_sectors(size, was);  // what was cut off reads as zeros, should the file grow again
}

void File::note_sectors(std::size_t begin, std::size_t end) {
    for (std::size_t sector = begin / sector_bytes_; sector * sector_bytes_ < end; ++sector) {
        std::string content(read(sector * sector_bytes_, sector_bytes_));
        content.resize(sector_bytes_);
        unsynced_[sector].push_back(std::move(content));
    }
}

void File::sync() {
    synced_.resize(now_.size());
    for (const auto& [sector, contents] : unsynced_)
        if (const auto content = read(sector * sector_bytes_, sector_bytes_); !content.empty())
            put(synced_, sector * sector_bytes_, content);
    unsynced_.clear();
    sizes_.clear();
}

std::string File::after_power_cut(const Damage& damage, Random& random, Tally& tally) const {
    const auto kept = [&] { return below(100, random) < static_cast<std::size_t>(damage.keep_percent); };
    std::string found = synced_;
    for (const auto& [sector, contents] : unsynced_) {
        ++tally.unsynced;
        if (!kept()) continue;
        ++tally.kept;
        put(found, sector * sector_bytes_, contents[below(contents.size(), random)]);
    }
    const std::size_t size =
        !sizes_.empty() && kept() ? sizes_[below(sizes_.size(), random)] : synced_.size();
    found.resize(size);
    return found;
}

}  // namespace brigade::power_cut

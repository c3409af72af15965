#include "crash_points/unreliable_disk.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <set>
#include <utility>

#include "base/check.h"

namespace brigade::test {
namespace {

using Kind = DiskCall::Kind;
using Unsynced = Fate::Unsynced;

// Decides what becomes of each piece. A seed leans towards keeping or dropping, so that some crashes lose
// little and others nearly all.
class Chance {
  public:
    explicit Chance(const Fate& fate) : fate_(fate), random_(fate.seed * 2654435761u + fate.sector_bytes) {}

    enum class Piece { kept, dropped, torn };
    Piece sector() {
        if (fate_.unsynced == Unsynced::kept) return Piece::kept;
        if (fate_.unsynced == Unsynced::dropped) return Piece::dropped;
        static constexpr int kept_of_16[] = {8, 14, 2, 12};
        auto roll = static_cast<int>(random_() % 16);
        int kept = kept_of_16[fate_.seed % 4];
        if (roll < kept) return Piece::kept;
        return (16 - roll) % 2 ? Piece::torn : Piece::dropped;
    }
    // Names may be far ahead of content, or behind it.
    bool happens() {
        if (fate_.unsynced != Unsynced::mixed) return fate_.unsynced == Unsynced::kept;
        if (fate_.seed % 3 == 1) return true;
        if (fate_.seed % 3 == 2 && fate_.seed % 2 == 0) return false;
        return random_() % 2 == 0;
    }
    std::size_t within(std::size_t count) { return random_() % (count + 1); }

  private:
    Fate fate_;
    std::mt19937_64 random_;
};

void put(std::string& content, std::size_t at, std::string_view bytes) {
    if (bytes.empty()) return;
    if (content.size() < at + bytes.size()) content.resize(at + bytes.size(), '\0');
    std::memcpy(content.data() + at, bytes.data(), bytes.size());
}

void write_by_chance(std::string& content, const DiskCall& write, std::size_t sector_bytes, Chance& chance) {
    auto at = static_cast<std::size_t>(write.at);
    std::string_view rest = write.bytes;
    while (!rest.empty()) {
        std::size_t count = std::min(rest.size(), sector_bytes - at % sector_bytes);
        auto piece = chance.sector();
        std::size_t reached = piece == Chance::Piece::kept   ? count
                              : piece == Chance::Piece::torn ? chance.within(count)
                                                             : 0;
        put(content, at, rest.substr(0, reached));
        at += count;
        rest.remove_prefix(count);
    }
}

void make_by_chance(std::string& content, const DiskCall& call, const Fate& fate, Chance& chance) {
    if (call.kind == Kind::write)
        write_by_chance(content, call, fate.sector_bytes, chance);
    else if (chance.happens())
        content.resize(static_cast<std::size_t>(call.at), '\0');
}

void rename_in(Names& names, const DiskCall& call) {
    if (call.kind == Kind::create) names[call.name] = call.file;
    if (call.kind == Kind::remove)
        std::erase_if(names, [&](const auto& one) {
            return one == std::pair<const std::string, int>(call.name, call.file);
        });
    if (call.kind == Kind::rename) {
        std::erase_if(names, [&](const auto& one) { return one.second == call.file; });
        names[call.new_name] = call.file;
    }
}

}  // namespace

UnreliableDisk::UnreliableDisk(const Names& names, const Files& files) : names_(names) {
    for (const auto& [name, number] : names) files_[number].synced = files.at(name);
}

std::string UnreliableDisk::name_of(int file) const {
    Names now = names_;
    for (const DiskCall& call : renamings_) rename_in(now, call);
    for (const auto& [name, number] : now)
        if (number == file) return name;
    return {};
}

void UnreliableDisk::make(const DiskCall& call) {
    switch (call.kind) {
        case Kind::open:
        case Kind::read:
            break;
        case Kind::write:
        case Kind::truncate:
            files_[call.file].since.push_back(&call);
            break;
        case Kind::sync: {
            File& file = files_[call.file];
            Fate kept;
            Chance chance(kept);
            for (const DiskCall* one : std::exchange(file.since, {}))
                make_by_chance(file.synced, *one, kept, chance);
            break;
        }
        case Kind::create:
        case Kind::rename:
        case Kind::remove:
            renamings_.push_back(call);
            break;
        case Kind::sync_directory:
            for (const DiskCall& one : std::exchange(renamings_, {})) rename_in(names_, one);
            break;
    }
}

Files UnreliableDisk::after_crash(const Fate& fate) const {
    Chance chance(fate);
    std::vector<bool> happened(renamings_.size());
    std::set<int> later;  // files of which a later change has happened, so that the earlier ones have as well
    for (std::size_t i = renamings_.size(); i-- > 0;) {
        happened[i] = later.contains(renamings_[i].file) || chance.happens();
        if (happened[i]) later.insert(renamings_[i].file);
    }
    Names names = names_;
    for (std::size_t i = 0; i < renamings_.size(); ++i)
        if (happened[i]) rename_in(names, renamings_[i]);
    Files files;
    for (const auto& [name, number] : names) {
        auto found = files_.find(number);
        std::string& content = files[name];
        if (found == files_.end()) continue;
        content = found->second.synced;
        for (const DiskCall* call : found->second.since) make_by_chance(content, *call, fate, chance);
    }
    return files;
}

}  // namespace brigade::test

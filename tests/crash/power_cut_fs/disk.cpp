#include "power_cut_fs/disk.h"

#include <cstdio>
#include <fstream>

namespace brigade::power_cut {
namespace fs = std::filesystem;

Disk::Disk(DiskOptions options) : options_(std::move(options)), random_(options_.seed) {
    for (const auto& entry : fs::directory_iterator(options_.backing)) {
        std::string content(entry.file_size(), '\0');
        std::ifstream(entry.path(), std::ios::binary)
            .read(content.data(), static_cast<std::streamsize>(content.size()));
        names_[entry.path().filename().string()] =
            std::make_shared<File>(std::move(content), options_.damage.sector_bytes);
    }
    synced_names_ = names_;
}

FilePtr Disk::find(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : found->second;
}

FilePtr Disk::create(const std::string& name) {
    FilePtr file = names_[name] = std::make_shared<File>("", options_.damage.sector_bytes);
    name_changed();
    return file;
}

bool Disk::remove(const std::string& name) {
    if (names_.erase(name) == 0) return false;
    name_changed();
    return true;
}

bool Disk::rename(const std::string& from, const std::string& to) {
    const FilePtr file = find(from);
    if (!file) return false;
    names_.erase(from);
    names_[to] = file;
    name_changed();
    return true;
}

void Disk::sync(File& file) {
    if (!options_.lies) file.sync();
}

void Disk::sync_names() {
    if (options_.lies) return;
    synced_names_ = names_;
    past_names_.clear();
}

void Disk::cut() {
    const std::lock_guard lock(mutex_);
    if (!cut_) cut_power();
}

void Disk::cut_power() {
    cut_ = true;
    const Names* names = &synced_names_;
    std::size_t names_kept = 0;
    if (options_.damage.keep_percent > 0) {
        names_kept = std::uniform_int_distribution<std::size_t>(0, past_names_.size())(random_);
        if (names_kept > 0) names = &past_names_[names_kept - 1];
    }
    Tally tally;
    std::map<std::string, std::string> contents;
    for (const auto& [name, file] : *names)
        contents[name] = file->after_power_cut(options_.damage, random_, tally);
    write_back(contents);
    std::printf("cut, %zu of %zu unsynced sectors kept, %zu of %zu names\n", tally.kept, tally.unsynced,
                names_kept, past_names_.size());
    std::fflush(stdout);
}

void Disk::close() {
    const std::lock_guard lock(mutex_);
    if (cut_) return;
    std::map<std::string, std::string> contents;
    for (const auto& [name, file] : names_) contents[name] = file->content();
    write_back(contents);
}

void Disk::write_back(const std::map<std::string, std::string>& contents) const {
    for (const auto& entry : fs::directory_iterator(options_.backing)) fs::remove(entry.path());
    for (const auto& [name, content] : contents) {
        const fs::path path = options_.backing / name;
        std::ofstream(path, std::ios::binary)
            .write(content.data(), static_cast<std::streamsize>(content.size()));
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }
}

}  // namespace brigade::power_cut

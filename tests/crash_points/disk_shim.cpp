#include "crash_points/disk_shim.h"

#include "base/check.h"
#include "crash_points/shim_state.h"

namespace brigade::test {
namespace fs = std::filesystem;

ShimState* shim_state;

std::string ShimState::name_of(std::string_view path) const {
    if (!path.starts_with(directory) || path.size() <= directory.size()) return {};
    return std::string(path.substr(directory.size()));
}

Verdict ShimState::judge(const DiskCall& call) {
    std::lock_guard lock(mutex);
    return watcher.judge(call);
}

// The number that the file of this name has, or that it gets because it is about to be made.
int ShimState::number(const std::string& name, bool& created) {
    std::lock_guard lock(mutex);
    auto [place, is_new] = names.try_emplace(name, next_number);
    if (is_new) ++next_number;
    created = is_new;
    return place->second;
}

void ShimState::forget(const std::string& name) {
    std::lock_guard lock(mutex);
    names.erase(name);
}

void ShimState::move(const std::string& from, const std::string& to) {
    std::lock_guard lock(mutex);
    auto found = names.find(from);
    if (found == names.end()) return;
    names[to] = found->second;
    names.erase(found);
}

int ShimState::find(const std::string& name) {
    std::lock_guard lock(mutex);
    auto found = names.find(name);
    return found == names.end() ? 0 : found->second;
}

DiskShim::DiskShim(const fs::path& directory, DiskWatcher& watcher) {
    BRIGADE_CHECK(!shim_state, "there is one shim at a time");
    shim_state = new ShimState{watcher, directory.string() + "/", {}, {}, 1};
    for (const auto& entry : fs::directory_iterator(directory)) {
        std::string name = entry.path().filename().string();
        bool created = false;
        if (!name.ends_with("-shm")) shim_state->number(name, created);
    }
    names_before_ = shim_state->names;
    watch_sqlite();
    watch_journal();
}

DiskShim::~DiskShim() {
    unwatch_journal();
    unwatch_sqlite();
    delete shim_state;
    shim_state = nullptr;
}

}  // namespace brigade::test

// What the two halves of the shim share. Inside the shim only.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "crash_points/disk_shim.h"

namespace brigade::test {

struct ShimState {
    DiskWatcher& watcher;
    std::string directory;  // with the slash at its end
    std::mutex mutex;       // guards the rest, and the watcher
    Names names;
    int next_number = 1;

    // Empty for what lies elsewhere.
    std::string name_of(std::string_view path) const;
    Verdict judge(const DiskCall& call);
    int number(const std::string& name, bool& created);
    void forget(const std::string& name);
    void move(const std::string& from, const std::string& to);
    int find(const std::string& name);  // 0 if it is not there
};

extern ShimState* shim_state;

void watch_sqlite();
void unwatch_sqlite();
void watch_journal();
void unwatch_journal();

}  // namespace brigade::test

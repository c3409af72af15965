// SQLite's n-th allocation fails, for a moment or for good: the answers are as true as on a failing disk.
#include <fmt/format.h>
#include <sqlite3.h>

#include <catch2/catch_test_macros.hpp>
#include <iostream>

#include "crash_points/disk_trouble.h"
#include "crash_points/everything.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr auto never = ~std::size_t{0};

struct Memory {
    sqlite3_mem_methods real{};
    std::size_t allocations = 0, fails_at = never;
    bool lasts = false, has_struck = false;

    bool fails() {
        std::size_t now = allocations++;
        bool strikes = lasts ? now >= fails_at : now == fails_at;
        has_struck = has_struck || strikes;
        return strikes;
    }
};
Memory memory;

void* allocate(int bytes) { return memory.fails() ? nullptr : memory.real.xMalloc(bytes); }
void* reallocate(void* block, int bytes) {
    return memory.fails() ? nullptr : memory.real.xRealloc(block, bytes);
}

// SQLite takes another allocator only while it is shut down.
class ScarceMemory {
  public:
    ScarceMemory() {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.real);
        sqlite3_mem_methods scarce = memory.real;
        scarce.xMalloc = allocate;
        scarce.xRealloc = reallocate;
        sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce);
    }
    ~ScarceMemory() {
        sqlite3_shutdown();
        sqlite3_config(SQLITE_CONFIG_MALLOC, &memory.real);
    }
    ScarceMemory(const ScarceMemory&) = delete;
    ScarceMemory& operator=(const ScarceMemory&) = delete;
};

// The disk is sound; it is watched, so that what is done after an unknown outcome is seen.
class MemoryTrouble : public Trouble {
  public:
    MemoryTrouble(const std::filesystem::path& directory, std::size_t at, bool lasts)
        : shim_(directory, disk_) {
        memory.allocations = 0;
        memory.fails_at = at;
        memory.lasts = lasts;
        memory.has_struck = false;
    }
    void mend() override { memory.fails_at = never; }
    bool has_struck() const override { return memory.has_struck; }
    bool lasts() const override { return memory.lasts; }
    std::size_t calls() const override { return disk_.calls(); }
    std::string misdeed() const override { return disk_.misdeed(); }

  private:
    DiskTrouble disk_{Fault::io_error, never, false};
    DiskShim shim_;
};

void starve(const char* what, std::unique_ptr<FaultRun> run, std::size_t one_of) {
    set_log_level(silent);
    ScarceMemory scarce;
    TemporaryDirectory directory;
    auto day = [&](std::size_t at, bool lasts) {
        put_files(directory.path(), run->before());
        MemoryTrouble trouble(directory.path(), at, lasts);
        return run->run(directory.path(), trouble);
    };
    REQUIRE(day(never, false) == "");
    std::size_t allocations = memory.allocations, days = 0;
    if (everything()) one_of = 1;
    for (bool lasts : {false, true})
        for (std::size_t at = lasts ? one_of / 2 : 0; at < allocations; at += one_of, ++days) {
            std::string wrong = day(at, lasts);
            if (wrong.empty()) continue;
            FAIL_CHECK(what << ": no memory " << (lasts ? "from" : "at") << " allocation " << at << " of "
                            << allocations << " on: " << wrong);
        }
    std::cout << fmt::format("crash points: {} without memory: {} allocations, {} days\n", what, allocations,
                             days);
}

}  // namespace

TEST_CASE("whatever allocation fails, a journal's answers were true") {
    starve("journal", journal_fault_run(), 61);
}

TEST_CASE("whatever allocation fails, an outbox's answers were true") {
    starve("outbox", outbox_fault_run(), 37);
}

TEST_CASE("whatever allocation fails, a copy begins anew or stays as it was") {
    starve("replica", replica_fault_run(), 97);
}

TEST_CASE("whatever allocation fails, a salvage saves all that can be read or waits") {
    starve("salvage", salvage_fault_run(), 41);
}

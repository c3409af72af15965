// Every call that a node makes fails once, in each way that a disk or the memory can fail, for a moment or
// for good. Whatever was answered must have been true: durable is there, refused is not there and may be
// repeated, unknown ends the process, and no sync is ever tried again.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <iostream>

#include "base/log.h"
#include "crash_points/disk_trouble.h"
#include "crash_points/everything.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// One day with the trouble; the first day of all shows how many calls there are.
std::string day(const FaultRun& run, const TemporaryDirectory& directory, DiskTrouble& trouble) {
    put_files(directory.path(), run.before());
    DiskShim shim(directory.path(), trouble);
    return run.run(directory.path(), trouble);
}

void fail_everywhere(const char* what, const FaultRun& run, std::size_t one_of) {
    set_log_level(silent);
    TemporaryDirectory directory;
    DiskTrouble none(Fault::io_error, ~std::size_t{0}, false);
    REQUIRE(day(run, directory, none) == "");
    std::size_t days = 0, tried = 0, struck = 0;
    for (Fault fault : {Fault::io_error, Fault::short_write, Fault::full, Fault::no_memory})
        for (bool lasts : {false, true})
            for (std::size_t at = 0; at < none.calls(); ++at) {
                if (days++ % (everything() ? 1 : one_of) != 0) continue;
                ++tried;
                DiskTrouble trouble(fault, at, lasts);
                std::string wrong = day(run, directory, trouble);
                struck += trouble.has_struck();
                if (wrong.empty()) continue;
                FAIL_CHECK(what << ": " << name_of(fault) << (lasts ? " from call " : " at call ") << at
                                << " of " << none.calls() << " on: " << wrong);
            }
    std::cout << fmt::format("crash points: {} on a failing disk: {} calls, {} days, {} with a fault\n", what,
                             none.calls(), tried, struck);
}

}  // namespace

TEST_CASE("whatever call of a failing disk fails, a journal's answers were true") {
    fail_everywhere("journal", *journal_fault_run(), 17);
}

TEST_CASE("whatever call of a failing disk fails, an outbox's answers were true") {
    fail_everywhere("outbox", *outbox_fault_run(), 13);
}

TEST_CASE("whatever call of a failing disk fails, a copy begins anew or stays as it was") {
    fail_everywhere("replica", *replica_fault_run(), 7);
}

TEST_CASE("whatever call of a failing disk fails, a salvage saves all that can be read or waits") {
    fail_everywhere("salvage", *salvage_fault_run(), 7);
}

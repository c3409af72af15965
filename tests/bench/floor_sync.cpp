#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "base/check.h"
#include "floor.h"
#include "journal/bounds.h"

namespace brigade::bench {
namespace {

// Zeros that are really there: a hole, or blocks that were only promised, would be recorded by the first
// sync.
void lay_out(int file, std::size_t bytes) {
    const std::string zeros(bytes, '\0');
    BRIGADE_CHECK(
        pwrite(file, zeros.data(), zeros.size(), 0) == static_cast<ssize_t>(zeros.size()) && fsync(file) == 0,
        "the disk must have room for a log");
}

}  // namespace

std::vector<double> sync_ms(const FloorPlan& plan, std::size_t bytes, bool laid_out) {
    const auto path = plan.directory / "raw-log";
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    BRIGADE_CHECK(file >= 0, "a file can be made in the directory to be measured");
    const auto whole = static_cast<std::size_t>(limits::wal_bytes);
    if (laid_out) lay_out(file, whole);
    const std::string order(bytes, 'x');
    std::size_t at = 0;
    const auto append = [&] {
        if (laid_out && at + bytes > whole) at = 0;
        const ssize_t written = pwrite(file, order.data(), bytes, static_cast<off_t>(at));
        BRIGADE_CHECK(written == static_cast<ssize_t>(bytes) && fdatasync(file) == 0, "it must be written");
        at += bytes;
    };
    const auto times_ms = timed(plan, append, [] {});
    close(file);
    std::filesystem::remove(path);
    return times_ms;
}

}  // namespace brigade::bench

// What the disk itself costs, without a hub: the references of `./bench`. Both write into `directory`, for so
// many seconds, back to back or at a fixed pace, and give how long each write took until it was safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <thread>
#include <vector>

namespace brigade::bench {

struct FloorPlan {
    std::filesystem::path directory;
    double seconds = 5;
    double per_second = 0;  // 0: back to back
};

// A log that orders are appended to: `bytes` each, then fdatasync. `laid_out`: the file has its size already,
// as the journal's log has, so that no sync has to record a new one.
std::vector<double> sync_ms(const FloorPlan& plan, std::size_t bytes, bool laid_out);

// The journal's own tables and settings, with nothing else of it: `orders` to a transaction, `bytes` each.
// The log is moved into the file when it is as long as the journal lets it grow; a batch's time does not hold
// that.
std::vector<double> sqlite_ms(const FloorPlan& plan, std::size_t bytes, int orders);

// Calls `write` as the plan says, and times each call; what is to be done between two writes is not timed.
template <class Write, class Between>
std::vector<double> timed(const FloorPlan& plan, Write write, Between between) {
    using Clock = std::chrono::steady_clock;
    using Seconds = std::chrono::duration<double>;
    std::vector<double> times_ms;
    const auto began = Clock::now();
    while (Seconds(Clock::now() - began).count() < plan.seconds) {
        if (plan.per_second > 0) {
            const Seconds due(static_cast<double>(times_ms.size()) / plan.per_second);
            std::this_thread::sleep_until(began + std::chrono::duration_cast<Clock::duration>(due));
        }
        const auto before = Clock::now();
        write();
        times_ms.push_back(Seconds(Clock::now() - before).count() * 1e3);
        between();
    }
    return times_ms;
}

}  // namespace brigade::bench

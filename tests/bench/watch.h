// What the process that is measured, and this one, have used so far: two readings and their difference.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace brigade::bench {

struct Used {
    double server_cpu_s = 0;  // user and system time of all its threads
    double client_cpu_s = 0;  // of this process
    std::uint64_t server_disk_bytes =
        0;                         // what it caused to be written, in whole pages of the kernel's cache
    std::uint64_t wire_bytes = 0;  // both ways on the TCP connections that this process has now, TLS included
    std::uint64_t server_resident_bytes = 0;
};

Used used_by(pid_t server);

std::int64_t now_ns();  // of the monotonic clock

}  // namespace brigade::bench

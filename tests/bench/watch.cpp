#include "watch.h"

#include <dirent.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include "base/check.h"

namespace brigade::bench {
namespace {

double seconds_of(clockid_t clock) {
    timespec time{};
    BRIGADE_CHECK(clock_gettime(clock, &time) == 0, "a running process has a processor clock");
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double cpu_s_of(pid_t process) {
    clockid_t clock = 0;
    BRIGADE_CHECK(clock_getcpuclockid(process, &clock) == 0, "the process to be watched must run");
    return seconds_of(clock);
}

std::uint64_t number_after(const std::string& path, const std::string& word) {
    std::ifstream file(path);
    for (std::string read; file >> read;)
        if (std::uint64_t number = 0; read == word && file >> number) return number;
    return 0;
}

std::uint64_t wire_bytes() {
    std::uint64_t bytes = 0;
    const std::unique_ptr<DIR, int (*)(DIR*)> files(opendir("/proc/self/fd"), closedir);
    for (const dirent* entry = nullptr; files && (entry = readdir(files.get()));) {
        tcp_info info{};
        socklen_t size = sizeof info;
        if (getsockopt(std::atoi(entry->d_name), IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
            bytes += info.tcpi_bytes_acked + info.tcpi_bytes_received;
    }
    return bytes;
}

}  // namespace

Used used_by(pid_t server) {
    Used used;
    used.client_cpu_s = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    used.wire_bytes = wire_bytes();
    if (server == 0) return used;
    const std::string directory = "/proc/" + std::to_string(server);
    used.server_cpu_s = cpu_s_of(server);
    used.server_disk_bytes = number_after(directory + "/io", "write_bytes:");
    used.server_resident_bytes = number_after(directory + "/status", "VmRSS:") * 1024;
    return used;
}

std::int64_t now_ns() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace brigade::bench

#include "app/key_lines.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/log.h"

namespace brigade {
namespace {

constexpr std::size_t line_bytes_max = 64;

}  // namespace

KeyLines::KeyLines(int descriptor, std::function<void(std::size_t, Function)> press)
    : press_(std::move(press)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
    BRIGADE_CHECK(stop_ >= 0, "an eventfd can be had");
    thread_ = std::thread([this, descriptor] { read(descriptor); });
}

KeyLines::~KeyLines() {
    ::eventfd_write(stop_, 1);
    thread_.join();
    ::close(stop_);
}

void KeyLines::read(int descriptor) {
    std::string waiting;
    std::array<pollfd, 2> watched{{{descriptor, POLLIN, 0}, {stop_, POLLIN, 0}}};
    for (;;) {
        if (::poll(watched.data(), watched.size(), -1) < 0)
            continue;  // a signal, which is not for this thread
        if (watched[1].revents != 0) return;
        std::array<char, 256> bytes;
        const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
        if (count <= 0) return;
        waiting.append(bytes.data(), static_cast<std::size_t>(count));
        for (std::size_t end; (end = waiting.find('\n')) != std::string::npos; waiting.erase(0, end + 1))
            take(std::string_view(waiting).substr(0, end));
        if (waiting.size() > line_bytes_max) waiting.clear();
    }
}

void KeyLines::take(std::string_view line) {
    constexpr std::string_view beside = "beside ";
    const bool second = line.starts_with(beside);
    if (const auto function = function_named(second ? line.substr(beside.size()) : line))
        press_(second ? 1 : 0, *function);
    else
        log_warning("no key is called \"{}\"", line.substr(0, line_bytes_max));
}

}  // namespace brigade

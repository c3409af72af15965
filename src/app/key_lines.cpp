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

using ui::Function;

constexpr std::size_t line_bytes_max = 64;

constexpr std::array<std::pair<std::string_view, Function>, 17> function_names{{
    {"bump", Function::bump},
    {"bump line", Function::bump_line},
    {"start", Function::start},
    {"recall", Function::recall},
    {"undo", Function::undo},
    {"confirm", Function::confirm},
    {"fire course", Function::fire_course},
    {"page next", Function::page_next},
    {"page previous", Function::page_previous},
    {"up", Function::up},
    {"down", Function::down},
    {"left", Function::left},
    {"right", Function::right},
    {"cancel", Function::cancel},
    {"devices", Function::devices},
    {"cook", Function::cook},
    {"zero", Function::zero},
}};

}  // namespace

std::optional<Function> function_named(std::string_view name) {
    constexpr std::string_view position = "position ";
    if (name.starts_with(position) && name.size() == position.size() + 1 && name.back() >= '1' &&
        name.back() <= '9')
        return ui::position(name.back() - '0');
    for (const auto& [known, function] : function_names)
        if (known == name) return function;
    return std::nullopt;
}

KeyLines::KeyLines(int descriptor, std::function<void(Function)> press)
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
    if (const auto function = function_named(line))
        press_(*function);
    else
        log_warning("no key is called \"{}\"", line.substr(0, line_bytes_max));
}

}  // namespace brigade

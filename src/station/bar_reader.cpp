#include "station/bar_reader.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "base/check.h"

namespace brigade {
namespace {

constexpr int again_ms =
    1'000;  // for what nobody tells: another program lets a bar go, a line or the directory comes

void drain_descriptor(int descriptor) {
    std::array<char, 4096> bytes;
    while (::read(descriptor, bytes.data(), bytes.size()) > 0) continue;
}

}  // namespace

BarReader::BarReader(std::filesystem::path directory, BarHooks hooks)
    : hooks_(std::move(hooks)),
      desk_(directory, {hooks_.press, hooks_.raw,
                        [this](const std::vector<BarFound>& found) {
                            keyboards_ = found;
                            tell();
                        }}),
      serial_({hooks_.press,
               {},
               [this](const std::vector<BarFound>& found) {
                   lines_ = found;
                   tell();
               }}),
      directory_(std::move(directory)),
      watcher_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    BRIGADE_CHECK(watcher_ >= 0 && wake_ >= 0, "an inotify and an eventfd can be had");
    thread_ = std::thread([this] { run(); });
}

BarReader::~BarReader() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    ::eventfd_write(wake_, 1);
    thread_.join();
    ::close(wake_);
    ::close(watcher_);
}

void BarReader::bind(std::vector<BarBinding> bindings) {
    ask([this, bindings = std::move(bindings)]() mutable {
        serial_.bind(bindings);
        desk_.bind(std::move(bindings));
    });
}

void BarReader::learn(bool on, std::string device, int screen) {
    ask([this, on, device = std::move(device), screen] {
        serial_.learn(on, screen);
        desk_.learn(on, device, screen);
    });
}

void BarReader::ask(std::function<void()> what) {
    {
        const std::lock_guard lock(mutex_);
        asked_.push_back(std::move(what));
    }
    ::eventfd_write(wake_, 1);
}

void BarReader::watch() {
    if (watched_) return;
    watched_ = ::inotify_add_watch(watcher_, directory_.c_str(), IN_CREATE | IN_ATTRIB | IN_DELETE) >= 0;
}

void BarReader::answer() {
    std::vector<std::function<void()>> asked;
    {
        const std::lock_guard lock(mutex_);
        asked.swap(asked_);
    }
    for (const auto& what : asked) what();
}

void BarReader::run() {
    watch();
    desk_.look();
    for (;;) {
        answer();
        {
            const std::lock_guard lock(mutex_);
            if (stop_) return;
        }
        wait();
    }
}

void BarReader::wait() {
    std::vector<pollfd> polled{{wake_, POLLIN, 0}, {watcher_, POLLIN, 0}};
    for (const int descriptor : desk_.descriptors()) polled.push_back({descriptor, POLLIN, 0});
    const std::size_t lines = polled.size();
    for (const int descriptor : serial_.descriptors()) polled.push_back({descriptor, POLLIN, 0});
    const bool soon = !watched_ || desk_.waits() || serial_.waits();
    if (::poll(polled.data(), polled.size(), soon ? again_ms : -1) < 0) return;  // a signal
    if (polled[0].revents != 0) drain_descriptor(wake_);
    for (std::size_t i = 2; i < polled.size(); ++i) {
        const bool gone = (polled[i].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
        if (polled[i].revents == 0) continue;
        if (i < lines)
            desk_.readable(polled[i].fd, gone);
        else
            serial_.readable(polled[i].fd, gone, bar_clock_ms());
    }
    if (polled[1].revents != 0) {
        drain_descriptor(watcher_);
        watched_ = false;  // the directory itself may be gone: without any device there is none
    }
    if (!watched_) {
        watch();
        desk_.look();
    }
    if (soon) desk_.settle();
    if (soon) serial_.look();
}

void BarReader::tell() {
    if (!hooks_.changed) return;
    std::vector<BarFound> all = keyboards_;
    all.insert(all.end(), lines_.begin(), lines_.end());
    hooks_.changed(all);
}

}  // namespace brigade

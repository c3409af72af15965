#include "net/discovery_thread.h"

#include <avahi-client/client.h>
#include <avahi-common/error.h>
#include <avahi-common/simple-watch.h>
#include <dbus/dbus.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/log.h"

namespace brigade::net {
namespace {

constexpr DurationMs pause_ms_min = 1'000;  // between attempts to reach D-Bus
constexpr DurationMs pause_ms_max = 30'000;
constexpr auto leave_behind_after = std::chrono::milliseconds(500);

DurationMs now_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

// The sooner of two waits, where -1 is for ever.
int sooner(int a, int b) { return a < 0 ? b : b < 0 ? a : std::min(a, b); }

// libdbus, on which Avahi stands, sets itself up in its first call, which two threads must not make at once.
void set_up_dbus() {
    static std::once_flag once;
    std::call_once(once, [] { dbus_threads_init_default(); });
}

}  // namespace

struct DiscoveryThread::Core {
    Core(std::unique_ptr<DiscoveryJob> work, std::string missing)
        : job(std::move(work)),
          purpose(std::move(missing)),
          poll(avahi_simple_poll_new()) {
        set_up_dbus();
    }
    ~Core() {
        if (poll) avahi_simple_poll_free(poll);
    }
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    void serve() {
        while (poll && !stopping && step()) {
        }
        release();
        std::lock_guard lock(mutex);
        ended = true;
        changed.notify_all();
    }

    // Avahi's callbacks only note what happened; it is acted on here, where objects may be freed.
    bool step() {
        if (!client && now_ms() >= try_again_at_ms) connect();
        act();
        int wait_ms = here ? job->turn(now_ms()) : -1;
        if (!client)
            wait_ms = sooner(wait_ms, static_cast<int>(std::max<DurationMs>(try_again_at_ms - now_ms(), 0)));
        return avahi_simple_poll_iterate(poll, wait_ms) == 0;
    }

    void connect() {
        int error = 0;
        left = false;
        state = AVAHI_CLIENT_CONNECTING;
        client = avahi_client_new(avahi_simple_poll_get(poll), AVAHI_CLIENT_NO_FAIL, on_state, this, &error);
        if (!client) return give_up(avahi_strerror(error));
        if (state == AVAHI_CLIENT_CONNECTING) say_absent("no Avahi daemon runs");
    }

    static void on_state(AvahiClient*, AvahiClientState now, void* self) {
        auto& core = *static_cast<Core*>(self);
        core.state = now;
        if (now != AVAHI_CLIENT_S_RUNNING) core.left = true;
    }

    void act() {
        if (!client) return;
        if (std::exchange(left, false) && std::exchange(here, false)) job->daemon_left();
        if (state == AVAHI_CLIENT_FAILURE) {
            const std::string reason = avahi_strerror(avahi_client_errno(client));
            release();
            return give_up(reason);
        }
        if (state != AVAHI_CLIENT_S_RUNNING || here) return;
        here = true;
        pause_ms = pause_ms_min;
        if (std::exchange(absent_said, false)) log_info("discovery: the Avahi daemon is here");
        job->daemon_came(*client);
    }

    void give_up(const std::string& reason) {
        say_absent(reason);
        try_again_at_ms = now_ms() + pause_ms;
        pause_ms = std::min(2 * pause_ms, pause_ms_max);
    }

    void say_absent(const std::string& reason) {
        if (std::exchange(absent_said, true)) return;
        log_info("discovery: {} ({}); addresses given by hand work as ever", purpose, reason);
    }

    void release() {
        if (std::exchange(here, false)) job->daemon_left();
        if (client) avahi_client_free(client);
        client = nullptr;
    }

    // The thread's own.
    std::unique_ptr<DiscoveryJob> job;
    std::string purpose;
    AvahiSimplePoll* poll;
    AvahiClient* client = nullptr;
    AvahiClientState state = AVAHI_CLIENT_CONNECTING;
    bool here = false;  // the job has been told of a daemon
    bool left = false;  // the daemon was away or registering anew since act() looked
    bool absent_said = false;
    DurationMs try_again_at_ms = 0;
    DurationMs pause_ms = pause_ms_min;

    std::atomic<bool> stopping = false;
    std::mutex mutex;  // guards `ended`
    std::condition_variable changed;
    bool ended = false;
};

DiscoveryThread::DiscoveryThread(std::unique_ptr<DiscoveryJob> job, std::string purpose)
    : core_(std::make_shared<Core>(std::move(job), std::move(purpose))),
      thread_([core = core_] { core->serve(); }) {}

DiscoveryThread::~DiscoveryThread() {
    core_->stopping = true;
    if (core_->poll) avahi_simple_poll_wakeup(core_->poll);
    std::unique_lock lock(core_->mutex);
    const bool ended = core_->changed.wait_for(lock, leave_behind_after, [this] { return core_->ended; });
    lock.unlock();
    if (ended)
        thread_.join();
    else
        thread_.detach();
}

}  // namespace brigade::net

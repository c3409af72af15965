// The one thread on which a process talks to the world: sockets, timers, signals and work handed over by
// other threads all take turns here, so nothing above it needs a lock.
//
// Owned by main (or a test), built first and destroyed last: servers, clients and timers must be gone before
// it. Everything is for the loop's own thread except post() and stop(). Times are monotonic milliseconds
// that have nothing to do with the time of day. A task must not throw.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>

#include "base/time.h"

namespace brigade::net {

struct LoopParts;  // the Asio side, for this room only

// A call that is still to come; destroying or overwriting it cancels the call, also from within a callback.
class Timer {
  public:
    Timer() = default;
    Timer(Timer&& other) noexcept = default;
    Timer& operator=(Timer&& other) noexcept;
    ~Timer();

    void cancel();
    bool pending() const;

  private:
    friend class EventLoop;
    struct State;
    explicit Timer(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

class EventLoop {
  public:
    using Task = std::function<void()>;

    EventLoop();
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Serves until stop(); may be called again afterwards.
    void run();
    // Any thread; also before run(), which then returns at once.
    void stop();
    // Any thread. The task runs later on the loop's thread, in the order of posting; never inside post().
    void post(Task task);

    [[nodiscard]] Timer after(DurationMs delay_ms, Task task);
    DurationMs now_ms() const;

    // From now on these signals come as calls on the loop instead of ending the process. Once per loop.
    void on_signal(std::initializer_list<int> signals, std::function<void(int)> call);

    // Serves until `done` holds, asked after each event, or the time is up; tells whether it held.
    bool run_until(const std::function<bool()>& done, DurationMs timeout_ms);

    LoopParts& parts() { return *parts_; }

  private:
    std::unique_ptr<LoopParts> parts_;
};

}  // namespace brigade::net

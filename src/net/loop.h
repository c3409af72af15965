// What a process needs of the world outside itself: turns, timers, a second thread, and the network. The
// kitchen's logic is written against this alone, so that the simulator can run a whole kitchen of processes
// on a clock, a network and disks of its own. The real one is EventLoop.
//
// Built first and destroyed last: whatever it made must be gone before it. Everything is for the loop's own
// thread except post(). Times are monotonic milliseconds that have nothing to do with the time of day.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "base/result.h"
#include "base/time.h"

namespace brigade::net {

class Client;
class ClientEvents;
class Server;
class ServerEvents;
struct ListenOptions;

using Task = std::function<void()>;  // must not throw

// A call that is still to come; destroying or overwriting it cancels the call, also from within a callback.
class Timer {
  public:
    // What a loop keeps of it. The task is empty once it has run or was cancelled.
    struct State {
        explicit State(Task call) : task(std::move(call)) {}
        virtual ~State() = default;
        virtual void on_cancel() {}
        Task task;
    };

    Timer() = default;
    explicit Timer(std::shared_ptr<State> state) : state_(std::move(state)) {}
    Timer(Timer&& other) noexcept = default;
    Timer& operator=(Timer&& other) noexcept;
    ~Timer();

    void cancel();
    bool pending() const { return state_ && state_->task; }

  private:
    std::shared_ptr<State> state_;
};

// Does what would make the loop wait, one job after the other, elsewhere. Destroying it finishes every job
// that it was given. Jobs may be given from any thread, a job among them.
class Worker {
  public:
    virtual ~Worker() = default;
    virtual void run(Task job) = 0;
};

class Loop {
  public:
    virtual ~Loop() = default;

    // Any thread. The task runs later on the loop's thread, in the order of posting; never inside post().
    virtual void post(Task task) = 0;
    [[nodiscard]] virtual Timer after(DurationMs delay_ms, Task task) = 0;
    virtual DurationMs now_ms() const = 0;

    // Serves until `done` holds, asked after each event, or the time is up; tells whether it held.
    virtual bool run_until(const std::function<bool()>& done, DurationMs timeout_ms) = 0;

    // See Server::listen and Client.
    virtual Result<std::unique_ptr<Server>> listen(const std::string& address, ServerEvents& events,
                                                   const ListenOptions& options) = 0;
    virtual std::unique_ptr<Client> make_client(ClientEvents& events) = 0;
    virtual std::unique_ptr<Worker> make_worker() = 0;
};

}  // namespace brigade::net

// The one thread on which a process talks to the world: sockets, timers, signals and work handed over by
// other threads all take turns here, so nothing above it needs a lock. The contract is Loop's; this is the
// real one, on Asio.
//
// Owned by main (or a test). post() and stop() are for any thread. A task must not throw.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>

#include "net/loop.h"

namespace brigade::net {

struct LoopParts;  // the Asio side, for this room only

class EventLoop : public Loop {
  public:
    EventLoop();
    ~EventLoop() override;
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Serves until stop(); may be called again afterwards.
    void run();
    // Any thread; also before run(), which then returns at once.
    void stop();

    void post(Task task) override;
    [[nodiscard]] Timer after(DurationMs delay_ms, Task task) override;
    DurationMs now_ms() const override;
    bool run_until(const std::function<bool()>& done, DurationMs timeout_ms) override;
    Result<std::unique_ptr<Server>> listen(const std::string& address, ServerEvents& events,
                                           const ListenOptions& options) override;
    std::unique_ptr<Client> make_client(ClientEvents& events) override;
    std::unique_ptr<Worker> make_worker() override;

    // From now on these signals come as calls on the loop instead of ending the process. Once per loop.
    void on_signal(std::initializer_list<int> signals, std::function<void(int)> call);

    LoopParts& parts() { return *parts_; }

  private:
    std::unique_ptr<LoopParts> parts_;
};

}  // namespace brigade::net

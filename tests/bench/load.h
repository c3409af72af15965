// When which order is sent, and what is noted of it: the part of the clients that is the same whatever they
// talk to. A closed loop sends a till's next order when the one before is done; a paced load sends them to
// one till after the other at fixed times, whether or not any is done.
//
// A run warms up, measures, and waits for what is still on its way. Only orders sent in the measured part
// give samples. Loop thread; owned by main; calls nobody from inside its own methods but `send` and `serve`.
#pragma once

#include <sys/types.h>

#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "net/event_loop.h"
#include "watch.h"

namespace brigade::bench {

struct Plan {
    int tills = 1;
    int readers = 0;  // who must hear of each order
    double warm_s = 1, seconds = 5;
    double orders_per_s = 0;   // 0: a closed loop
    int in_hand = 1;           // of one till at once, in a closed loop
    std::uint32_t orders = 0;  // the run ends with so many instead of by time; 0: by time
    bool serves = false;       // an order is done once it has been served, not with its ack
    pid_t server = 0;          // to be watched; 0: nobody
};

class Load {
  public:
    struct Calls {
        std::function<void(int till, std::uint32_t order)> send;
        std::function<void(std::uint32_t order)> serve;
        std::function<void()> over;
        std::function<void(const std::string& why)> failed;
    };
    Load(net::EventLoop& loop, const Plan& plan, Calls calls);

    void begin();  // everybody is connected
    void acked(std::uint32_t order);
    void served(std::uint32_t order);
    void heard(std::uint32_t order);  // by one of the readers

    // Once it is over: the metrics as JSON, each a list of samples.
    std::string metrics() const;

    static constexpr double patience_s = 20;  // for what is on its way when the measured part has ended

  private:
    enum class Part { idle, warm, measured, draining, over };
    struct Order {
        int till = 0;
        bool counts = false;
        int readers_left = 0;
        std::int64_t sent_ns = 0, acked_ns = 0, heard_ns = 0;
    };

    void send(int till);
    void send_next_paced();
    void done(int till);
    void measure();
    void drain();
    void settle(Order& order);
    void finish();

    Plan plan_;
    Calls calls_;
    Part part_ = Part::idle;
    std::vector<Order> orders_;
    std::uint32_t unsettled_ = 0;  // of those that count: not yet acked and heard of everywhere
    std::uint32_t done_ = 0;       // in the measured part, whenever they were sent
    std::uint64_t paced_ = 0;
    boost::asio::steady_timer pace_, end_;
    std::chrono::steady_clock::time_point began_;
    std::int64_t from_ns_ = 0, to_ns_ = 0;
    Used before_, after_;
};

}  // namespace brigade::bench

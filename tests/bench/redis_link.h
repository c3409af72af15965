// One connection to a Redis server on our loop: hiredis does the protocol, Asio the waiting.
#pragma once

#include <hiredis/async.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/event_loop.h"

namespace brigade::bench {

class RedisLink {
  public:
    using Answer = std::function<void(const redisReply&)>;

    RedisLink(net::EventLoop& loop, const std::string& host, int port,
              std::function<void(const std::string& why)> broken);
    ~RedisLink();
    RedisLink(const RedisLink&) = delete;
    RedisLink& operator=(const RedisLink&) = delete;

    // Sends a command; its answer comes later, in order. An error that Redis answers ends the link.
    void ask(const std::vector<std::string_view>& words, Answer answer);

  private:
    struct Asked;
    static void answered(redisAsyncContext* context, void* reply, void* asked);
    void wait_to_read();
    void wait_to_write();

    std::function<void(const std::string& why)> broken_;
    redisAsyncContext* context_ = nullptr;
    std::unique_ptr<boost::asio::posix::stream_descriptor> socket_;
    bool reads_ = false, writes_ = false;     // what hiredis wants
    bool reading_ = false, writing_ = false;  // what is being waited for
    std::shared_ptr<bool> alive_ =
        std::make_shared<bool>(true);  // waits that come back later look here first
};

}  // namespace brigade::bench

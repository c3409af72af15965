#include "redis_link.h"

#include "base/check.h"
#include "net/loop_parts.h"

namespace brigade::bench {

struct RedisLink::Asked {
    RedisLink* link;
    Answer answer;
};

RedisLink::RedisLink(net::EventLoop& loop, const std::string& host, int port,
                     std::function<void(const std::string& why)> broken)
    : broken_(std::move(broken)),
      context_(redisAsyncConnect(host.c_str(), port)) {
    BRIGADE_CHECK(context_ && context_->err == 0, "a socket to Redis can be made");
    socket_ = std::make_unique<boost::asio::posix::stream_descriptor>(loop.parts().io, context_->c.fd);
    context_->data = this;
    context_->ev.data = this;
    context_->ev.addRead = [](void* link) {
        static_cast<RedisLink*>(link)->reads_ = true;
        static_cast<RedisLink*>(link)->wait_to_read();
    };
    context_->ev.delRead = [](void* link) { static_cast<RedisLink*>(link)->reads_ = false; };
    context_->ev.addWrite = [](void* link) {
        static_cast<RedisLink*>(link)->writes_ = true;
        static_cast<RedisLink*>(link)->wait_to_write();
    };
    context_->ev.delWrite = [](void* link) { static_cast<RedisLink*>(link)->writes_ = false; };
    context_->ev.cleanup = [](void* link) { static_cast<RedisLink*>(link)->socket_->release(); };
    redisAsyncSetDisconnectCallback(context_, [](const redisAsyncContext* context, int) {
        auto* link = static_cast<RedisLink*>(context->data);
        link->context_ = nullptr;
        if (*link->alive_) link->broken_(std::string("Redis ended the connection: ") + context->errstr);
    });
}

RedisLink::~RedisLink() {
    *alive_ = false;
    if (context_) redisAsyncFree(context_);
}

void RedisLink::wait_to_read() {
    if (reading_) return;
    reading_ = true;
    socket_->async_wait(socket_->wait_read, [this, alive = alive_](const boost::system::error_code& error) {
        if (!*alive || error) return;
        reading_ = false;
        redisAsyncHandleRead(context_);
        if (context_ && reads_) wait_to_read();
    });
}

void RedisLink::wait_to_write() {
    if (writing_) return;
    writing_ = true;
    socket_->async_wait(socket_->wait_write, [this, alive = alive_](const boost::system::error_code& error) {
        if (!*alive || error) return;
        writing_ = false;
        redisAsyncHandleWrite(context_);
        if (context_ && writes_) wait_to_write();
    });
}

void RedisLink::ask(const std::vector<std::string_view>& words, Answer answer) {
    std::vector<const char*> starts;
    std::vector<std::size_t> sizes;
    for (const std::string_view word : words) {
        starts.push_back(word.data());
        sizes.push_back(word.size());
    }
    redisAsyncCommandArgv(context_, answered, new Asked{this, std::move(answer)},
                          static_cast<int>(words.size()), starts.data(), sizes.data());
}

void RedisLink::answered(redisAsyncContext*, void* reply, void* asked_before) {
    const std::unique_ptr<Asked> asked(static_cast<Asked*>(asked_before));
    const auto* answer = static_cast<const redisReply*>(reply);
    if (!answer || !*asked->link->alive_) return;  // the connection ends
    if (answer->type == REDIS_REPLY_ERROR) return asked->link->broken_(std::string(answer->str, answer->len));
    asked->answer(*answer);
}

}  // namespace brigade::bench

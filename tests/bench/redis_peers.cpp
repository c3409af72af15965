// What a kitchen could be built of instead: one stream in Redis, every till's order an XADD of the same
// bytes, every screen a reader that blocks in XREAD. Readers that confirm are a consumer group each and
// acknowledge what they have read (XREADGROUP, XACK), which Redis keeps as durably as the orders themselves.
#include <fmt/format.h>

#include "peers.h"
#include "redis_link.h"

namespace brigade::bench {
namespace {

constexpr const char* stream = "orders";
constexpr const char* at_once_most = "1024";

std::string_view text_of(const redisReply& reply) { return {reply.str, reply.len}; }

class RedisReader {
  public:
    RedisReader(net::EventLoop& loop, const std::string& host, int port, const OrderText& orders, int number,
                bool confirms, PeerCalls& calls, std::function<void()> ready)
        : orders_(orders),
          confirms_(confirms),
          group_(fmt::format("screen-{}", number)),
          calls_(calls),
          link_(loop, host, port, calls.failed) {
        if (!confirms_) {
            link_.ask({"PING"}, [this, ready](const redisReply&) {
                read();
                ready();
            });
            return;
        }
        link_.ask({"XGROUP", "CREATE", stream, group_, "0", "MKSTREAM"}, [this, ready](const redisReply&) {
            read();
            ready();
        });
    }

  private:
    void read() {
        const auto take = [this](const redisReply& reply) { took(reply); };
        if (confirms_)
            link_.ask({"XREADGROUP", "GROUP", group_, "screen", "COUNT", at_once_most, "BLOCK", "0",
                       "STREAMS", stream, ">"},
                      take);
        else
            link_.ask({"XREAD", "COUNT", at_once_most, "BLOCK", "0", "STREAMS", stream, last_}, take);
    }

    // [[stream, [[id, [field, value]] …]]]
    void took(const redisReply& reply) {
        const redisReply& entries = *reply.element[0]->element[1];
        std::vector<std::string_view> confirmation{"XACK", stream, group_};
        for (std::size_t i = 0; i < entries.elements; ++i) {
            const redisReply& entry = *entries.element[i];
            confirmation.push_back(text_of(*entry.element[0]));
            last_ = text_of(*entry.element[0]);
            constexpr std::string_view before_id = R"({"id":")";
            const auto order =
                orders_.number_at(text_of(*entry.element[1]->element[1]).substr(before_id.size()));
            if (order) calls_.heard(*order);
        }
        if (confirms_) link_.ask(confirmation, [](const redisReply&) {});
        read();
    }

    const OrderText& orders_;
    const bool confirms_;
    const std::string group_;
    PeerCalls& calls_;
    std::string last_ = "0";
    RedisLink link_;
};

class RedisPeers : public Peers {
  public:
    RedisPeers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls)
        : calls_(std::move(calls)),
          text_(options.run, options.order_bytes),
          unready_(options.tills + options.readers) {
        const std::string host = options.url.substr(0, options.url.rfind(':'));
        const int port = std::stoi(options.url.substr(host.size() + 1));
        for (int till = 0; till < options.tills; ++till) {
            tills_.push_back(std::make_unique<RedisLink>(loop, host, port, calls_.failed));
            tills_.back()->ask({"PING"}, [this](const redisReply&) { one_is_ready(); });
        }
        for (int reader = 0; reader < options.readers; ++reader)
            readers_.push_back(std::make_unique<RedisReader>(
                loop, host, port, text_, reader, options.confirms, calls_, [this] { one_is_ready(); }));
    }

    void send(int till, std::uint32_t order) override {
        tills_[static_cast<std::size_t>(till)]->ask(
            {"XADD", stream, "*", "order", text_.of(order)},
            [this, order](const redisReply&) { calls_.acked(order); });
    }

  private:
    void one_is_ready() {
        if (--unready_ == 0) calls_.ready();
    }

    PeerCalls calls_;
    OrderText text_;
    int unready_;
    std::vector<std::unique_ptr<RedisLink>> tills_;
    std::vector<std::unique_ptr<RedisReader>> readers_;
};

}  // namespace

std::unique_ptr<Peers> redis_peers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls) {
    return std::make_unique<RedisPeers>(loop, options, std::move(calls));
}

}  // namespace brigade::bench

#include "load.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>

#include "base/check.h"
#include "net/loop_parts.h"

namespace brigade::bench {
namespace {

using Seconds = std::chrono::duration<double>;

std::chrono::nanoseconds nanoseconds(double seconds) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Seconds(seconds));
}

std::string list(const std::vector<double>& samples) {
    return fmt::format("[{:.4f}]", fmt::join(samples, ","));
}

}  // namespace

Load::Load(net::EventLoop& loop, const Plan& plan, Calls calls)
    : plan_(plan),
      calls_(std::move(calls)),
      pace_(loop.parts().io),
      end_(loop.parts().io) {
    orders_.reserve(std::size_t{1} << 18);  // no moving while it measures
}

void Load::begin() {
    began_ = std::chrono::steady_clock::now();
    part_ = Part::warm;
    if (plan_.orders > 0) {
        measure();
    } else {
        end_.expires_after(nanoseconds(plan_.warm_s));
        end_.async_wait([this](const auto& error) {
            if (!error) measure();
        });
    }
    if (plan_.orders_per_s > 0) return send_next_paced();
    for (int till = 0; till < plan_.tills; ++till)
        for (int i = 0; i < plan_.in_hand; ++i) send(till);
}

void Load::measure() {
    part_ = Part::measured;
    before_ = used_by(plan_.server);
    from_ns_ = now_ns();
    if (plan_.orders > 0) return;
    end_.expires_after(nanoseconds(plan_.seconds));
    end_.async_wait([this](const auto& error) {
        if (!error) drain();
    });
}

void Load::drain() {
    to_ns_ = now_ns();
    after_ = used_by(plan_.server);
    part_ = Part::draining;
    pace_.cancel();
    end_.expires_after(nanoseconds(patience_s));
    end_.async_wait([this](const auto& error) {
        if (!error) calls_.failed(fmt::format("{} orders were not answered in time", unsettled_));
    });
    if (unsettled_ == 0) finish();
}

void Load::finish() {
    part_ = Part::over;
    end_.cancel();
    if (done_ == 0) return calls_.failed("no order was done in the time that was measured");
    calls_.over();
}

void Load::send_next_paced() {
    send(static_cast<int>(paced_++ % static_cast<std::uint64_t>(plan_.tills)));
    pace_.expires_at(began_ + nanoseconds(static_cast<double>(paced_) / plan_.orders_per_s));
    pace_.async_wait([this](const auto& error) {
        if (!error && part_ < Part::draining) send_next_paced();
    });
}

void Load::send(int till) {
    const auto order = static_cast<std::uint32_t>(orders_.size());
    if (plan_.orders > 0 && order == plan_.orders) return;
    const bool counts = part_ == Part::measured;
    orders_.push_back({till, counts, plan_.readers, now_ns()});
    if (counts) ++unsettled_;
    calls_.send(till, order);
}

void Load::acked(std::uint32_t number) {
    BRIGADE_CHECK(number < orders_.size() && orders_[number].acked_ns == 0, "an order is acked once");
    Order& order = orders_[number];
    order.acked_ns = now_ns();
    const int till = order.till;
    settle(order);
    if (plan_.serves)
        calls_.serve(number);
    else
        done(till);
}

void Load::served(std::uint32_t number) { done(orders_.at(number).till); }

void Load::heard(std::uint32_t number) {
    BRIGADE_CHECK(number < orders_.size() && orders_[number].readers_left > 0,
                  "a reader hears of an order once");
    Order& order = orders_[number];
    --order.readers_left;
    order.heard_ns = now_ns();
    settle(order);
}

void Load::settle(Order& order) {
    if (!order.counts || order.acked_ns == 0 || order.readers_left > 0) return;
    --unsettled_;
    if (part_ == Part::draining && unsettled_ == 0) finish();
}

void Load::done(int till) {
    if (part_ == Part::measured) ++done_;
    if (plan_.orders > 0 && done_ == plan_.orders) return drain();
    if (plan_.orders_per_s == 0 && part_ < Part::draining) send(till);
}

std::string Load::metrics() const {
    std::vector<double> ack_ms, fanout_ms;
    for (const Order& order : orders_) {
        if (!order.counts) continue;
        ack_ms.push_back(static_cast<double>(order.acked_ns - order.sent_ns) / 1e6);
        if (plan_.readers > 0) fanout_ms.push_back(static_cast<double>(order.heard_ns - order.sent_ns) / 1e6);
    }
    std::string out = fmt::format("{{\"ack_ms\":{}", list(ack_ms));
    if (plan_.readers > 0) out += fmt::format(",\"fanout_ms\":{}", list(fanout_ms));
    const auto put = [&](const char* name, double value) {
        out += fmt::format(",\"{}\":[{:.4f}]", name, value);
    };
    const double orders = done_;
    put("orders_per_s", orders / (static_cast<double>(to_ns_ - from_ns_) / 1e9));
    put("client_cpu_us_per_order", (after_.client_cpu_s - before_.client_cpu_s) * 1e6 / orders);
    put("wire_bytes_per_order", static_cast<double>(after_.wire_bytes - before_.wire_bytes) / orders);
    if (plan_.server != 0) {
        put("server_cpu_us_per_order", (after_.server_cpu_s - before_.server_cpu_s) * 1e6 / orders);
        put("disk_bytes_per_order",
            static_cast<double>(after_.server_disk_bytes - before_.server_disk_bytes) / orders);
        put("rss_mb", static_cast<double>(after_.server_resident_bytes) / 1024 / 1024);
    }
    return out + "}";
}

}  // namespace brigade::bench

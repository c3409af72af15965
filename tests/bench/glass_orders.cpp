#include "glass_orders.h"

namespace brigade::bench {

void GlassOrders::begin() {
    began_ms_ = loop_.now_ms();
    send_next();
}

// At its own time, whatever became of the one before.
void GlassOrders::send_next() {
    const int number = static_cast<int>(ways_.size());
    if (number == plan_.standing + plan_.measured) return;
    ways_.push_back({std::chrono::steady_clock::now(), {}, {}});
    order(number);
    const DurationMs due_ms = began_ms_ + (number + 1) * plan_.every_ms;
    next_ = loop_.after(due_ms - loop_.now_ms(), [this] { send_next(); });
}

void GlassOrders::acked(int number) {
    ways_[static_cast<std::size_t>(number)].acked = std::chrono::steady_clock::now();
    finish(number);
}

void GlassOrders::seen(const Picture& picture) {
    for (const std::string& id : picture.whole) {
        const int number = order_of(id);
        if (number < 0) continue;
        ways_[static_cast<std::size_t>(number)].seen = picture.at;
        if (number >= plan_.standing) bump(number - plan_.standing);
        finish(number);
    }
}

void GlassOrders::finish(int number) {
    const Way& way = ways_[static_cast<std::size_t>(number)];
    if (number < plan_.standing || !way.acked || !way.seen) return;
    sample("ack_ms", ms_between(way.sent, *way.acked));
    sample("glass_ms", ms_between(way.sent, *way.seen));
    sample("glass_after_ack_ms", ms_between(*way.acked, *way.seen));
    ++measured_;
}

}  // namespace brigade::bench

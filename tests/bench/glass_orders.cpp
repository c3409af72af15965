#include "glass_orders.h"

#include <iterator>

namespace brigade::bench {

void GlassOrders::begin() {
    while (std::ssize(ways_) < plan_.standing) send();
}

void GlassOrders::send() {
    ways_.push_back({std::chrono::steady_clock::now(), {}, {}});
    order(static_cast<int>(ways_.size()) - 1);
}

// At its own time, whatever became of the one before.
void GlassOrders::send_next() {
    const DurationMs number = std::ssize(ways_) - plan_.standing;
    if (number == plan_.measured) return;
    send();
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
    if (began_ms_ > 0 || standing_ < plan_.standing) return;
    began_ms_ = loop_.now_ms();
    send_next();
}

void GlassOrders::finish(int number) {
    const Way& way = ways_[static_cast<std::size_t>(number)];
    if (!way.acked || !way.seen) return;
    if (number < plan_.standing) {
        ++standing_;
        return;
    }
    sample("ack_ms", ms_between(way.sent, *way.acked));
    sample("glass_ms", ms_between(way.sent, *way.seen));
    sample("glass_after_ack_ms", ms_between(*way.acked, *way.seen));
    ++measured_;
}

}  // namespace brigade::bench

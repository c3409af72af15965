// Which orders of a range a list shows: the first so many behind a place, by their packed days alone, so that
// a year is looked through before its orders' facts are read. A place is an order's own key: whatever comes
// in between two pages, no order is shown twice and none that was there is missed. Pure.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/count.h"

namespace brigade {

enum class OrderSort { newest, slowest };

// The greater one comes first: the slower, of equals the newer.
struct OrderKey {
    std::int64_t time_ms = -1;  // how long it took; -1: not told by time, or not ready
    Seq seq = 0;
    auto operator<=>(const OrderKey&) const = default;
};

std::string to_text(const OrderKey& key);
std::optional<OrderKey> read_order_key(std::string_view text);

// Counts for count_days (analytics/count.h).
class PickedOrders : public CountsNothing {
  public:
    // `behind`: the key of the last one of the page before.
    PickedOrders(OrderSort sort, std::size_t limit, std::optional<OrderKey> behind)
        : sort_(sort),
          limit_(limit),
          behind_(behind) {}

    void order(const packed::Order& order, std::span<const packed::Ticket>) {
        const bool timed = sort_ == OrderSort::slowest && order.order_ms != packed::no_ms;
        add({timed ? std::int64_t{order.order_ms} : -1, order.seq});
    }
    void add(const OrderKey& key) {
        ++total_;
        if (behind_ && key >= *behind_) return;
        if (first_.size() > limit_ && key <= first_.front()) return;
        first_.push_back(key);
        std::push_heap(first_.begin(), first_.end(), std::greater<>());
        if (first_.size() <= limit_ + 1) return;
        std::pop_heap(first_.begin(), first_.end(), std::greater<>());
        first_.pop_back();
    }

    OrderSort sort() const { return sort_; }
    std::uint64_t total() const { return total_; }  // on all pages
    // In order, at most the limit; `more` tells whether others follow.
    std::vector<OrderKey> page(bool& more) const;

  private:
    OrderSort sort_;
    std::size_t limit_;
    std::optional<OrderKey> behind_;
    std::uint64_t total_ = 0;
    std::vector<OrderKey> first_;  // a heap, the last one in front; one more than the limit
};

}  // namespace brigade

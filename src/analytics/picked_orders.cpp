#include "analytics/picked_orders.h"

#include <fmt/format.h>

#include <charconv>

namespace brigade {
namespace {

template <class Number>
bool reads_as(std::string_view text, Number& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

}  // namespace

std::string to_text(const OrderKey& key) { return fmt::format("{}.{}", key.time_ms, key.seq); }

std::optional<OrderKey> read_order_key(std::string_view text) {
    OrderKey key;
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || !reads_as(text.substr(0, point), key.time_ms) ||
        !reads_as(text.substr(point + 1), key.seq))
        return std::nullopt;
    return key;
}

std::vector<OrderKey> PickedOrders::page(bool& more) const {
    std::vector<OrderKey> keys = first_;
    std::sort(keys.begin(), keys.end(), std::greater<>());
    more = keys.size() > limit_;
    if (more) keys.pop_back();
    return keys;
}

}  // namespace brigade

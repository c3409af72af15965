#include "analytics/packed_day.h"

#include <algorithm>

#include "core/words.h"

namespace brigade {
namespace {

constexpr int minutes_of_a_day = 24 * 60;

Error damaged_day() {
    return {"the figures' file holds a service day that is damaged; they must be made anew"};
}

// Takes cells off the front of the bytes, as long as there are enough.
class PackedBytes {
  public:
    explicit PackedBytes(std::string_view bytes) : left_(bytes) {}

    template <class Cell>
    std::span<const Cell> take(std::uint64_t count) {
        short_ = short_ || count > left_.size() / sizeof(Cell);
        if (short_) return {};
        const auto* cells = reinterpret_cast<const Cell*>(left_.data());
        left_.remove_prefix(count * sizeof(Cell));
        return {cells, static_cast<std::size_t>(count)};
    }
    bool all_taken() const { return !short_ && left_.empty(); }
    std::string_view left() const { return left_; }

  private:
    std::string_view left_;
    bool short_ = false;
};

}  // namespace

Result<PackedDay> PackedDay::read(std::string_view bytes) {
    PackedBytes cells(bytes);
    const auto head = cells.take<packed::Header>(1);
    if (head.empty() || head[0].format != packed::version) return damaged_day();
    const packed::Header& header = head[0];
    PackedDay day;
    day.from_ = header.from;
    day.orders = cells.take<packed::Order>(header.orders);
    day.tickets = cells.take<packed::Ticket>(header.tickets);
    day.lines = cells.take<packed::Line>(header.lines);
    day.items = cells.take<packed::Item>(header.items);
    day.stations = cells.take<packed::Station>(header.stations);
    day.channels = cells.take<packed::Text>(header.channels);
    day.cooks = cells.take<packed::Text>(header.cooks);
    const auto letters = cells.take<char>(header.letters);
    if (!cells.all_taken()) return damaged_day();
    day.letters_ = {letters.data(), letters.size()};
    if (!day.holds_together()) return damaged_day();
    return day;
}

bool PackedDay::holds_together() const {
    std::uint64_t tickets_of_orders = 0, lines_of_tickets = 0;
    bool good = true;
    for (const packed::Order& order : orders) {
        tickets_of_orders += order.tickets;
        good &= order.channel < channels.size() && order.minute < minutes_of_a_day &&
                order.service < words::of<Service>.size() &&
                (order.last == packed::no_ticket || order.last < order.tickets);
    }
    for (const packed::Ticket& ticket : tickets) {
        lines_of_tickets += ticket.lines;
        good &= ticket.station < stations.size() && ticket.cook < cooks.size() &&
                ticket.minute < minutes_of_a_day;
    }
    for (const packed::Line& line : lines) good &= line.item < items.size() && line.cook < cooks.size();

    const auto there = [&](packed::Text text) {
        return std::uint64_t{text.at} + text.size <= letters_.size();
    };
    for (const packed::Item& item : items) good &= there(item.key) && there(item.name);
    for (const packed::Station& station : stations) good &= there(station.id);
    good &= std::ranges::all_of(channels, there) && std::ranges::all_of(cooks, there);
    return good && tickets_of_orders == tickets.size() && lines_of_tickets == lines.size();
}

}  // namespace brigade

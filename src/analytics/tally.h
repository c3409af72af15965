// What counting is made of: the same few sums for a day, an hour, a station.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analytics/packed_day.h"
#include "analytics/spread.h"

namespace brigade {

static_assert(Durations::none == packed::no_ms, "what a cell has not is not added");

// Orders that count in figures at all: those that fired and are not void as a whole.
inline bool is_ordered(const packed::Order& order) {
    return order.is(packed::Order::fired) && !order.is(packed::Order::voided);
}
// Orders that somebody still has to cook.
inline bool is_open(const packed::Order& order) {
    return is_ordered(order) && !order.is(packed::Order::ready);
}

inline std::size_t hour_of(std::uint16_t minute) { return minute / 60u; }

// What passed through a kitchen or one of its stations in some time.
struct Load {
    std::uint64_t orders = 0, items = 0, tickets = 0;
    Durations ticket_ms;
    Share on_time, late;

    void add(const packed::Order& order) { orders += is_ordered(order); }
    void add(const packed::Ticket& ticket) {
        tickets += ticket.is(packed::Ticket::fired);
        ticket_ms.add(ticket.ticket_ms);
        if (ticket.ticket_ms == packed::no_ms) return;
        on_time.add(ticket.is(packed::Ticket::on_time));
        late.add(ticket.is(packed::Ticket::late));
    }
    void add(const packed::Line& line) {
        if (!line.is(packed::Line::voided)) items += line.quantity;
    }
};

// The one value that all had: nothing where there was none, or where they differ.
class OneValue {
  public:
    void add(std::uint32_t value) {
        differ_ |= value_ && *value_ != value;
        value_ = value;
    }
    std::optional<std::uint32_t> get() const { return differ_ ? std::nullopt : value_; }

  private:
    std::optional<std::uint32_t> value_;
    bool differ_ = false;
};

// Numbers for names over many days, where each day has numbers of its own.
class NameNumbers {
  public:
    // Of each of the day's cells the number over all days, by the name that `name` gives for it.
    template <class Cell, class Name>
    void begin(std::span<const Cell> cells, Name name) {
        of_day_.clear();
        for (const Cell& cell : cells) of_day_.push_back(number(name(cell)));
    }
    std::size_t of(std::size_t cell) const { return of_day_[cell]; }

    const std::vector<std::string>& names() const { return names_; }

  private:
    std::size_t number(std::string_view name) {
        key_.assign(name);
        const auto [found, added] = numbers_.try_emplace(key_, names_.size());
        if (added) names_.push_back(key_);
        return found->second;
    }

    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<std::string> names_;
    std::vector<std::size_t> of_day_;
    std::string key_;
};

inline void begin_stations(NameNumbers& numbers, const PackedDay& day) {
    numbers.begin(day.stations, [&](const packed::Station& station) { return day.text(station.id); });
}
inline void begin_items(NameNumbers& numbers, const PackedDay& day) {
    numbers.begin(day.items, [&](const packed::Item& item) { return day.text(item.key); });
}

}  // namespace brigade

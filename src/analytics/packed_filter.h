// Filters over packed days (docs/figures.md, Filters): what they name is looked up once a day, so that a cell
// is asked by number alone.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "analytics/packed_day.h"
#include "analytics/selection.h"

namespace brigade {

class PackedFilter {
  public:
    // `filters` outlives it.
    explicit PackedFilter(const FigureFilters& filters);

    // From here on cells are this day's.
    void begin(const PackedDay& day);

    bool passes_all() const { return passes_all_; }
    bool asks_items() const { return !filters_.items.empty(); }

    // By service and channel alone: of another order nothing counts.
    bool order(const packed::Order& order) const {
        return services_[order.service] && channels_[order.channel];
    }
    bool minute(int minute) const { return minutes_[static_cast<std::size_t>(minute)]; }
    // By station and daypart alone: of another ticket nothing counts.
    bool ticket(const packed::Ticket& ticket) const {
        return stations_[ticket.station] && minute(ticket.minute);
    }
    bool cook(int cook) const { return cooks_[static_cast<std::size_t>(cook)]; }
    bool item(int item) const { return items_[static_cast<std::size_t>(item)]; }
    bool any_item(std::span<const packed::Line> lines) const {
        for (const packed::Line& line : lines)
            if (item(line.item) && !line.is(packed::Line::gone)) return true;
        return false;
    }
    // Whether an order counts only with one of its tickets.
    bool asks_tickets() const { return asks_tickets_; }

  private:
    using Fitting = std::vector<unsigned char>;

    const FigureFilters& filters_;
    bool passes_all_, asks_tickets_;
    std::array<bool, 256> services_{};
    std::array<bool, 24 * 60> minutes_{};
    Fitting stations_, items_, channels_, cooks_;
};

}  // namespace brigade

// A service day of facts as it lies in the figures' file. Whatever the bytes are, a day that was read must be
// safe to count, with and without filters.
#include "analytics/packed_day.h"

#include "analytics/count.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

struct CountsAll : CountsNothing {
    static constexpr bool lines = true;

    explicit CountsAll(const PackedDay& its_day) : packed(its_day) {}
    void ticket(const packed::Order&, const packed::Ticket& ticket) {
        letters += packed.text(packed.stations[ticket.station].id).size() +
                   packed.text(packed.cooks[ticket.cook]).size();
        ++tickets;
    }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line& line, bool) {
        letters += packed.text(packed.items[line.item].key).size() +
                   packed.text(packed.items[line.item].name).size();
        ++lines_told;
    }
    void order(const packed::Order& order, std::span<const packed::Ticket> of_order) {
        letters += packed.text(packed.channels[order.channel]).size();
        BRIGADE_CHECK(order.last == packed::no_ticket || order.last < of_order.size(),
                      "its last ticket is one of its own");
        ++orders;
    }

    const PackedDay& packed;
    std::size_t letters = 0, orders = 0, tickets = 0, lines_told = 0;
};

void count(const PackedDay& day, const FigureFilters& filters) {
    PackedFilter filter(filters);
    CountsAll counts(day);
    count_day(day, filter, counts);
    BRIGADE_CHECK(counts.orders <= day.orders.size() && counts.tickets <= day.tickets.size() &&
                      counts.lines_told <= day.lines.size(),
                  "nothing may be told twice");
}

}  // namespace

void target(std::string_view input) {
    const auto day = PackedDay::read(input);
    if (!day) {
        BRIGADE_CHECK(!day.error().message.empty(), "what is wrong must be said");
        return;
    }
    count(*day, {});
    FigureFilters filters;
    filters.items = {"burger"};
    filters.dayparts = {default_dayparts().front()};
    count(*day, filters);
}

}  // namespace brigade::fuzz

#include "hub/kitchen_metrics.h"

#include <algorithm>
#include <vector>

#include "hub/metric_text.h"

namespace brigade {
namespace {

struct StationLoad {
    std::string station;
    std::size_t open = 0, late = 0, undelivered = 0;
    TimeMs oldest_at = 0;  // 0: nothing waits
};

void earlier(TimeMs& oldest, TimeMs at) {
    if (at != 0 && (oldest == 0 || at < oldest)) oldest = at;
}

double seconds_since(TimeMs at, TimeMs now) {
    return at == 0 ? 0.0 : static_cast<double>(std::max<DurationMs>(0, now - at)) / 1000;
}

StationLoad load_of(const Kitchen& kitchen, const std::string& station) {
    StationLoad load{station};
    const auto index = kitchen.index.stations.find(station);
    if (index == kitchen.index.stations.end()) return load;
    for (const DisplayKey& key : index->second.board) {
        const Ticket* ticket = kitchen.orders.at(key.order).find_ticket(station);
        if (!ticket || !ticket->has_active()) continue;  // only a removed line to be confirmed: nobody waits
        ++load.open;
        if (ticket->late) ++load.late;
        if (ticket->undelivered) ++load.undelivered;
        earlier(load.oldest_at, ticket->fired_at());
    }
    return load;
}

template <class Value>
void put_by_station(std::string& out, const char* name, const char* help,
                    const std::vector<StationLoad>& loads, Value value) {
    put_metric(out, name, "gauge", help);
    for (const StationLoad& load : loads)
        put_value(out, name, label("station", load.station), static_cast<double>(value(load)));
}

void put_stations(std::string& out, const Kitchen& kitchen, TimeMs now) {
    std::vector<StationLoad> loads;
    for (const Station& station : kitchen.config.stations)
        if (station.kind == StationKind::prep) loads.push_back(load_of(kitchen, station.id));
    put_by_station(out, "station_tickets_open", "Tickets that ask for a cook's hands now", loads,
                   [](const StationLoad& load) { return load.open; });
    put_by_station(out, "station_tickets_late", "Open tickets that are late", loads,
                   [](const StationLoad& load) { return load.late; });
    put_by_station(out, "station_tickets_undelivered", "Open tickets that no screen has shown in time", loads,
                   [](const StationLoad& load) { return load.undelivered; });
    put_by_station(out, "station_oldest_ticket_seconds", "Age of the oldest open ticket; 0: there is none",
                   loads, [now](const StationLoad& load) { return seconds_since(load.oldest_at, now); });
}

TimeMs first_fired_at(const OrderState& order) {
    TimeMs first = 0;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) earlier(first, line.fired_at);
    return first;
}

TimeMs last_done_at(const OrderState& order) {
    TimeMs last = 0;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) last = std::max(last, line.done_at);
    return last;
}

void put_orders(std::string& out, const Kitchen& kitchen, TimeMs now) {
    std::size_t held = 0, ready = 0;
    TimeMs cooking_since = 0, ready_since = 0;
    for (Seq seq : kitchen.index.open) {
        const OrderState& order = kitchen.orders.at(seq);
        const OrderPhase phase = order.phase();
        if (phase == OrderPhase::held) ++held;
        if (phase == OrderPhase::open) earlier(cooking_since, first_fired_at(order));
        if (phase != OrderPhase::ready) continue;
        ++ready;
        earlier(ready_since, last_done_at(order));
    }
    put(out, "orders_held", "gauge", "Open orders of which nothing has been fired yet",
        static_cast<double>(held));
    put(out, "orders_ready", "gauge", "Orders that wait at the pass with everything ready",
        static_cast<double>(ready));
    put(out, "orders_cooking_oldest_seconds", "gauge",
        "Longest open wait: since the first line of the oldest order being cooked was fired; 0: there is "
        "none",
        seconds_since(cooking_since, now));
    put(out, "orders_ready_oldest_seconds", "gauge",
        "How long the order that was ready first has waited at the pass; 0: there is none",
        seconds_since(ready_since, now));
}

}  // namespace

void put_kitchen(std::string& out, const Kitchen& kitchen, TimeMs now) {
    put_orders(out, kitchen, now);
    put_stations(out, kitchen, now);
    const auto out_of = std::count_if(kitchen.items.begin(), kitchen.items.end(),
                                      [](const auto& item) { return !item.second.available; });
    const auto covered = std::count_if(kitchen.covers.begin(), kitchen.covers.end(),
                                       [](const auto& cover) { return !cover.second.by.empty(); });
    put(out, "items_unavailable", "gauge", "Items that are 86'd", static_cast<double>(out_of));
    put(out, "stations_covered", "gauge", "Silent stations whose work another station takes",
        static_cast<double>(covered));
}

void put_connected(std::string& out, const Connected& connected, const KitchenConfig& config) {
    put_metric(out, "peers", "gauge", "Connections that have said hello, by role");
    for (std::size_t i = 0; i < connected.roles.size(); ++i)
        put_value(out, "peers", label("role", words::of<Role>[i]), static_cast<double>(connected.roles[i]));
    put_metric(out, "station_screens", "gauge", "Screens of the station that are connected and draw");
    for (const Station& station : config.stations) {
        const auto found = connected.screens.find(station.id);
        put_value(out, "station_screens", label("station", station.id),
                  found == connected.screens.end() ? 0.0 : static_cast<double>(found->second));
    }
    put(out, "screens_frozen", "gauge", "Connected screens that present nothing any more",
        static_cast<double>(connected.frozen));
    put(out, "screens_faulty", "gauge", "Connected screens that show a fault of their own",
        static_cast<double>(connected.faulty));
}

}  // namespace brigade

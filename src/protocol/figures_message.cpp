#include "protocol/figures_message.h"

#include "base/limits.h"

namespace brigade {
namespace {

constexpr std::size_t hours_max = 48;  // a service day is as long as its openings are apart
constexpr std::size_t items_max = 32;
constexpr DurationMs duration_ms_max = DurationMs{400} * 24 * 3600 * 1000;

std::int64_t count_in(JsonFields& fields, std::string_view name) {
    return fields.integer(name, 0, any_number).value_or(0);
}

LiveSpread spread_in(JsonFields& fields, std::string_view name) {
    LiveSpread spread;
    fields.nested(name, [&](JsonFields inner) {
        spread.n = count_in(inner, "n");
        spread.median_ms = inner.integer("median_ms", 0, duration_ms_max);
        spread.p90_ms = inner.integer("p90_ms", 0, duration_ms_max);
    });
    return spread;
}

LiveShare share_in(JsonFields& fields, std::string_view name) {
    LiveShare share;
    fields.nested(name, [&](JsonFields inner) {
        share.of = count_in(inner, "of");
        share.count = inner.integer("count", 0, share.of).value_or(0);
    });
    return share;
}

LiveTickets tickets_in(JsonFields& fields) {
    LiveTickets tickets;
    tickets.tickets = count_in(fields, "tickets");
    tickets.ticket_time = spread_in(fields, "ticket_time");
    tickets.on_time = share_in(fields, "on_time");
    tickets.late = share_in(fields, "late");
    return tickets;
}

LiveHour hour_in(JsonFields& fields) {
    LiveHour hour;
    hour.hour = static_cast<int>(fields.required_integer("hour", 0, 23));
    hour.orders = count_in(fields, "orders");
    hour.tickets = tickets_in(fields);
    return hour;
}

LiveStation station_in(JsonFields& fields) {
    LiveStation station;
    station.station = fields.required_id("station");
    station.name = fields.text("name", limits::text_chars);
    fields.nested("today", [&](JsonFields today) { station.today = tickets_in(today); });
    fields.nested("hour", [&](JsonFields hour) { station.hour = tickets_in(hour); });
    return station;
}

}  // namespace

LiveFigures read_figures(JsonFields& fields) {
    LiveFigures figures;
    figures.as_of = fields.time("as_of").value_or(0);
    if (!fields.has("as_of")) fields.fail("as_of", "as_of is missing: of when the figures are");
    figures.day = fields.text("day", limits::text_chars);
    fields.nested("today", [&](JsonFields today) {
        figures.orders = count_in(today, "orders");
        figures.items = count_in(today, "items");
        figures.open = count_in(today, "open");
        figures.today = tickets_in(today);
    });
    fields.nested("hour", [&](JsonFields hour) { figures.hour = tickets_in(hour); });
    fields.each_object("hours", hours_max, [&](JsonFields hour) { figures.hours.push_back(hour_in(hour)); });
    fields.each_object("stations", limits::stations,
                       [&](JsonFields station) { figures.stations.push_back(station_in(station)); });
    fields.each_object("items", items_max, [&](JsonFields item) {
        figures.slowest.push_back(
            {item.required_text("name", limits::text_chars), spread_in(item, "prep_time")});
    });
    return figures;
}

}  // namespace brigade

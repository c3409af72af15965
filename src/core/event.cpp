#include "core/event.h"

namespace brigade {
namespace {

// In the order of EventBody's alternatives.
constexpr std::string_view kinds[] = {
    "kitchen_configured", "clock_corrected",    "day_opened",
    "availability_set",   "order_accepted",     "order_amended",
    "order_voided",       "lines_fired",        "order_held",
    "order_released",     "priority_set",       "line_started",
    "lines_bumped",       "lines_served",       "ticket_recalled",
    "serve_recalled",     "ticket_transferred", "changes_confirmed",
    "ticket_shown",       "status_reached",     "audited",
    "station_covered",    "station_returned",
};
static_assert(std::size(kinds) == std::variant_size_v<EventBody>);

template <class Body>
std::string_view station_named(const Body& body) {
    if constexpr (requires { body.station; })
        return body.station;
    else
        return {};
}

}  // namespace

std::string_view kind_of(const EventBody& body) { return kinds[body.index()]; }

std::string_view station_of(const EventBody& body) {
    // What is served, or taken back from the guest, is about the whole order, though an expo pressed the key.
    if (std::holds_alternative<LinesServed>(body) || std::holds_alternative<ServeRecalled>(body)) return {};
    return std::visit([](const auto& known) { return station_named(known); }, body);
}

}  // namespace brigade

#include "hub/live_times.h"

#include <fmt/format.h>

#include <algorithm>

#include "hub/metric_text.h"

namespace brigade {
namespace {

double seconds(DurationMs duration_ms) { return static_cast<double>(duration_ms) / 1000; }

template <std::size_t N, class Histograms>
void put_histograms(std::string& out, const char* name, const char* help, const Histograms& histograms,
                    const std::array<DurationMs, N>& bounds_ms, const KitchenConfig& config) {
    put_metric(out, name, "histogram", help);
    for (const Station& station : config.stations) {
        const auto found = histograms.find(station.id);
        if (found == histograms.end()) continue;
        const std::string where = label("station", station.id);
        std::uint64_t count = 0;
        for (std::size_t i = 0; i <= N; ++i) {
            count += found->second.counts[i];
            const std::string bound = i < N ? fmt::format("{:.15g}", seconds(bounds_ms[i])) : "+Inf";
            put_value(out, fmt::format("{}_bucket", name), where + ',' + label("le", bound),
                      static_cast<double>(count));
        }
        put_value(out, fmt::format("{}_sum", name), where, seconds(found->second.sum_ms));
        put_value(out, fmt::format("{}_count", name), where, static_cast<double>(count));
    }
}

}  // namespace

LiveTimes::LiveTimes(const Kitchen& start) {
    for (Seq seq : start.index.open) begin(start.orders.at(seq));
}

void LiveTimes::begin(const OrderState& order) {
    for (const Ticket& ticket : order.tickets)
        if (ticket.has_active()) rounds_[{order.seq, ticket.station}].since = ticket.fired_at();
}

void LiveTimes::observe(const CommittedBatch& batch, const Kitchen& after) {
    for (const Event& event : batch.events) {
        if (std::holds_alternative<DayOpened>(event.body)) forget_closed(after);
        const OrderState* order = event.order_id.empty() ? nullptr : after.find(event.order_id);
        if (!order) continue;
        if (const auto* glass = std::get_if<TicketShown>(&event.body)) shown(*order, *glass, event.at);
        follow(*order, event.at);
    }
}

// A new day lets go of what is closed: of an order that closed in this very batch nobody can tell any more
// how.
void LiveTimes::forget_closed(const Kitchen& after) {
    std::erase_if(rounds_, [&](const auto& round) { return !after.orders.contains(round.first.first); });
}

void LiveTimes::follow(const OrderState& order, TimeMs at) {
    for (const Ticket& ticket : order.tickets) follow(order, ticket, at);
}

// Looks at what the batch has left: a ticket that came and went within one took no time that could be told.
void LiveTimes::follow(const OrderState& order, const Ticket& ticket, TimeMs at) {
    const Place place{order.seq, ticket.station};
    const TicketState state = ticket.state();
    if (state == TicketState::open) {
        Round& round = rounds_[place];
        if (round.since == 0) round.since = at;
        return;
    }
    const auto found = rounds_.find(place);
    if (found == rounds_.end()) return;
    Round& round = found->second;
    // A press that comes late from a screen counts from when it was made.
    const bool pressed =
        state == TicketState::bumped && ticket.bumped_at >= round.since && ticket.bumped_at < at;
    if (round.since != 0)
        round.worked_ms += std::max<DurationMs>(0, (pressed ? ticket.bumped_at : at) - round.since);
    round.since = 0;
    if (state == TicketState::held) return;
    if (state == TicketState::bumped) tickets_[ticket.station].add(round.worked_ms, ticket_bounds_ms);
    rounds_.erase(found);
}

// From when the newest of what the ticket asks for was put on it.
void LiveTimes::shown(const OrderState& order, const TicketShown& shown, TimeMs at) {
    const Ticket* ticket = order.find_ticket(shown.station);
    if (!ticket || !ticket->has_active() || ticket->opened_seq() > shown.drawn_seq) return;
    glass_[ticket->station].add(std::max<DurationMs>(0, at - ticket->opened_at()), glass_bounds_ms);
}

void LiveTimes::put_into(std::string& out, const KitchenConfig& config) const {
    put_histograms(out, "ticket_time_seconds",
                   "How long a ticket asked for a cook's hands, by its station; each round by itself",
                   tickets_, ticket_bounds_ms, config);
    put_histograms(out, "delivery_to_glass_seconds",
                   "From what is new on a ticket until a screen of its station presented it", glass_,
                   glass_bounds_ms, config);
}

}  // namespace brigade

// What no person asks for: screens reporting what they presented, deadlines that have come, configuration,
// the clock, and what is to be remembered of who did what to the house.
#include <algorithm>
#include <iterator>
#include <set>

#include "core/apply.h"
#include "core/draft.h"
#include "core/due.h"

namespace brigade {
namespace {

constexpr std::size_t tick_events_max = 512;  // a later tick, due at once, does the rest
constexpr DurationMs day_ms = 24 * 3600 * 1000;
constexpr DurationMs minute_ms = 60 * 1000;

Decision events_only(std::vector<Event> events) {
    if (!events.empty()) mark_last(events);
    Ack ack;
    ack.seq = events.empty() ? 0 : events.back().seq;
    return {std::move(events), std::move(ack)};
}

// --- deadlines -----------------------------------------------------------------------------------------

// Calls visit(order, late at) for the tickets of the station that may be late next, the soonest of each
// service first, until it says that no later one matters.
template <class Visit>
void each_not_late(const Kitchen& kitchen, const std::string& id, const StationIndex& index, Visit visit) {
    const Station* found = kitchen.config.find(id);
    const Station station = found ? *found : Station{};
    for (std::size_t i = 0; i < index.not_late.size(); ++i) {
        const ServiceLimits limits = station.limits_for(static_cast<Service>(i));
        for (auto [fired_at, order] : index.not_late[i])
            if (!visit(order, late_at(limits, fired_at, {}))) break;
    }
}

// The same for those with a promise. They are in its order, and none is late before it.
template <class Visit>
void each_not_late_promised(const Kitchen& kitchen, const std::string& id, const StationIndex& index,
                            Visit visit) {
    const Station* found = kitchen.config.find(id);
    const Station station = found ? *found : Station{};
    for (const PromisedKey& key : index.not_late_promised) {
        const TimeMs promised_at = key.promised_at - kitchen.wall_offset_ms;
        const TimeMs at = late_at(station.limits_for(key.service), key.fired_at, promised_at);
        if (!visit(key.order, promised_at, at)) return;
    }
}

// When the first ticket of the station is late; nothing if none can be.
std::optional<TimeMs> first_late_at(const Kitchen& kitchen, const std::string& station,
                                    const StationIndex& index) {
    std::optional<TimeMs> first;
    auto sooner = [&](TimeMs at) { first = std::min(first.value_or(at), at); };
    each_not_late(kitchen, station, index, [&](Seq, TimeMs at) {
        sooner(at);
        return false;
    });
    each_not_late_promised(kitchen, station, index, [&](Seq, TimeMs promised_at, TimeMs at) {
        if (first && promised_at >= *first) return false;
        sooner(at);
        return true;
    });
    return first;
}

// The first ticket of the station that no screen has reported to hold.
std::set<std::tuple<Seq, TimeMs, Seq>>::const_iterator first_unreported(const std::string& station,
                                                                        const StationIndex& index,
                                                                        const Delivery& delivery) {
    auto reported = delivery.reported.find(station);
    Seq held = reported == delivery.reported.end() ? 0 : reported->second;
    return index.not_delivered.lower_bound(std::tuple(held + 1, TimeMs{0}, Seq{0}));
}

TimeMs undelivered_at(TimeMs opened_at, const Context& context) {
    TimeMs counted_from = context.delivery->serving_since + context.rules.undelivered_grace_ms;
    return std::max(opened_at, counted_from) + context.rules.undelivered_ms;
}

std::string date_text(TimeMs local_midnight) { return format_time(local_midnight).substr(0, 10); }

DayOpened service_day(TimeMs label, const Rules& rules) {
    DurationMs shift = (rules.utc_offset_min - rules.service_day_start_min) * minute_ms;
    TimeMs local = label + shift;
    std::int64_t day = local / day_ms - (local % day_ms < 0 ? 1 : 0);
    return {date_text(day * day_ms), (day + 1) * day_ms - shift};
}

class TickEvents {
  public:
    TickEvents(const Kitchen& kitchen, const Context& context) : kitchen_(kitchen), context_(context) {}

    bool full() const { return events_.size() >= tick_events_max; }

    void add(EventBody body) {
        Event event = next_event(kitchen_, context_.now, events_);
        event.body = std::move(body);
        events_.push_back(std::move(event));
    }
    void add(Seq order, EventBody body, std::optional<OrderStatus> status = {}) {
        about(order, [&](Draft& draft) { draft.emit(std::move(body), status); });
    }
    // Everything of one request about one order goes through one draft.
    template <class Write>
    void about(Seq order, Write write) {
        Draft draft(kitchen_, kitchen_.orders.at(order), context_.now, std::move(events_));
        write(draft);
        events_ = draft.take_events();
    }
    std::vector<Event> take() { return std::move(events_); }

  private:
    const Kitchen& kitchen_;
    const Context& context_;
    std::vector<Event> events_;
};

// A new service day starts fresh: who was covered takes its own work again. Nothing moves for that.
std::vector<Event> open_day(const Kitchen& kitchen, const Context& context) {
    TimeMs label = context.now + kitchen.wall_offset_ms;
    if (label < kitchen.day_ends_at) return {};
    TickEvents events(kitchen, context);
    events.add(service_day(label, context.rules));
    for (const auto& [station, cover] : kitchen.covers)
        if (!cover.by.empty()) events.add(StationReturned{station});
    return events.take();
}

void fire_promised(TickEvents& events, const Kitchen& kitchen, const Context& context) {
    for (auto [fire_at, order] : kitchen.index.promised) {
        if (fire_at > context.now || events.full()) return;
        events.about(order, [&](Draft& draft) { draft.fire(lines_due(draft.order())); });
    }
}

void call_late_at(TickEvents& events, const Kitchen& kitchen, const std::string& station,
                  const StationIndex& index, const Context& context) {
    const auto call = [&](Seq order) { events.add(order, StatusReached{station}, OrderStatus::late); };
    each_not_late(kitchen, station, index, [&](Seq order, TimeMs at) {
        if (at > context.now || events.full()) return false;
        call(order);
        return true;
    });
    each_not_late_promised(kitchen, station, index, [&](Seq order, TimeMs promised_at, TimeMs at) {
        if (promised_at > context.now || events.full()) return false;
        if (at <= context.now) call(order);
        return true;
    });
}

void call_late(TickEvents& events, const Kitchen& kitchen, const Context& context) {
    for (const auto& [station, index] : kitchen.index.stations)
        call_late_at(events, kitchen, station, index, context);
}

void call_undelivered(TickEvents& events, const Kitchen& kitchen, const Context& context) {
    if (!context.delivery) return;
    for (const auto& [station, index] : kitchen.index.stations)
        for (auto ticket = first_unreported(station, index, *context.delivery);
             ticket != index.not_delivered.end(); ++ticket) {
            auto [opened_seq, opened_at, order] = *ticket;
            if (undelivered_at(opened_at, context) > context.now || events.full()) break;
            events.add(order, StatusReached{station}, OrderStatus::undelivered);
        }
}

bool cooks(const KitchenConfig& config, const std::string& station) {
    const Station* found = config.find(station);
    return found && found->kind == StationKind::prep;
}

// Tickets of a station that no longer cooks would be on no screen: their open lines move to where all
// unrouted goes. What is left there may be a removal that nobody can confirm any more. Without that station,
// or without the expo that was, the order may have become ready or served.
void leave_lost_stations(Draft& draft, const Kitchen& kitchen, const KitchenConfig& config) {
    std::string_view by = kitchen.covered_by(config.default_station);
    std::string to(may_cover(config, config.default_station, by) ? by : config.default_station);
    std::vector<std::string> lost;
    for (const Ticket& ticket : draft.order().tickets)
        if (!cooks(config, ticket.station) && ticket.station != config.default_station)
            lost.push_back(ticket.station);
    for (const std::string& station : lost) {
        const Ticket& ticket = *draft.order().find_ticket(station);
        bool unconfirmed = ticket.unconfirmed_removal();
        TicketTransferred moved{station, to, {}};
        for (const TicketLine& line : ticket.lines)
            if (line.cooking()) moved.lines.push_back(draft.order().lines[line.line].content->id);
        if (!moved.lines.empty()) draft.emit(std::move(moved));
        if (unconfirmed) draft.emit(ChangesConfirmed{station, draft.order().revision()});
    }
    draft.settle(config);
}

}  // namespace

std::optional<TimeMs> next_deadline(const Kitchen& kitchen, const Context& context) {
    TimeMs next = kitchen.day_ends_at - kitchen.wall_offset_ms;
    if (!kitchen.index.promised.empty()) next = std::min(next, kitchen.index.promised.begin()->first);
    for (const auto& [station, index] : kitchen.index.stations) {
        if (auto late = first_late_at(kitchen, station, index)) next = std::min(next, *late);
        if (!context.delivery) continue;
        auto ticket = first_unreported(station, index, *context.delivery);
        if (ticket != index.not_delivered.end())
            next = std::min(next, undelivered_at(std::get<TimeMs>(*ticket), context));
    }
    for (const Station& station : kitchen.config.stations)
        if (auto due = cover_at(kitchen, station, context)) next = std::min(next, *due);
    return next;
}

Decision decide_on(const Kitchen& kitchen, const ReportShown& command, const Context& context) {
    std::vector<Event> events;
    std::set<std::string> reported;
    Seq seq = std::min(command.seq, kitchen.seq);  // nobody has drawn what is not written yet
    for (const Drawn& drawn : command.drawn) {
        if (!reported.insert(drawn.order_id).second) continue;
        const OrderState* order = kitchen.find(drawn.order_id);
        const Ticket* ticket = order ? order->find_ticket(command.station) : nullptr;
        if (!ticket || drawn.generation != ticket->generation || !ticket->has_active()) continue;
        if (ticket->opened_seq() > seq || ticket->shown_seq >= ticket->opened_seq()) continue;
        Draft draft(kitchen, *order, context.now, std::move(events));
        draft.emit(TicketShown{command.station, seq}, OrderStatus::shown);
        events = draft.take_events();
    }
    return events_only(std::move(events));
}

Decision decide_on(const Kitchen& kitchen, const Tick&, const Context& context) {
    std::vector<Event> written;
    // What is decided next must know of the day and of what moved: on a copy, which is rare enough.
    std::optional<Kitchen> ahead;
    auto now = [&]() -> const Kitchen& { return ahead ? *ahead : kitchen; };
    auto write = [&](std::vector<Event> events) {
        if (events.empty()) return;
        mark_last(events);  // applied as they will be, but for the request's last
        if (!ahead) ahead = kitchen;
        for (const Event& event : events) apply(*ahead, event);
        written.insert(written.end(), std::make_move_iterator(events.begin()),
                       std::make_move_iterator(events.end()));
    };
    write(open_day(kitchen, context));
    for (const Station& station : kitchen.config.stations)
        if (auto due = cover_at(now(), station, context); due && *due <= context.now)
            write(cover(now(), station, context));
    TickEvents events(now(), context);
    fire_promised(events, now(), context);
    call_late(events, now(), context);
    call_undelivered(events, now(), context);
    for (Event& event : events.take()) written.push_back(std::move(event));
    return events_only(std::move(written));
}

Decision decide_on(const Kitchen& kitchen, const Configure& command, const Context& context) {
    if (kitchen.config == command.kitchen) return events_only({});
    TickEvents events(kitchen, context);
    events.add(KitchenConfigured{command.kitchen});
    for (const auto& [station, cover] : kitchen.covers)
        if (!cover.by.empty() && !may_cover(command.kitchen, station, cover.by))
            events.add(StationReturned{station});
    for (Seq order : kitchen.index.open)
        events.about(order, [&](Draft& draft) { leave_lost_stations(draft, kitchen, command.kitchen); });
    return events_only(events.take());
}

Decision decide_on(const Kitchen& kitchen, const CorrectClock& command, const Context& context) {
    if (kitchen.wall_offset_ms == command.wall_offset_ms) return events_only({});
    TickEvents events(kitchen, context);
    events.add(ClockCorrected{command.wall_offset_ms});
    return events_only(events.take());
}

Decision decide_on(const Kitchen& kitchen, const Audit& command, const Context& context) {
    TickEvents events(kitchen, context);
    events.add(Audited{command.actor, command.action, command.subject, command.detail});
    return events_only(events.take());
}

}  // namespace brigade

// A kitchen for tests, with its rules, its clock and short words for what people do in it. Every decision's
// events go through their written form before they are applied, so each scenario tests the encoding as well.
// Owned by one test, one thread. A question about a ticket or line that is not there stops the process.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "core/apply.h"
#include "core/board.h"
#include "core/decide.h"
#include "core/event_json.h"
#include "support/order_builder.h"

namespace brigade::test {

inline Station a_station(std::string id, StationKind kind = StationKind::prep) {
    Station station;
    station.name = id;
    station.id = std::move(id);
    station.kind = kind;
    return station;
}

// Grill, drink and dessert, each warning after 8 minutes, late after 12 and cooking for 10; what no rule
// routes goes to the grill. No expo: `with_expo` adds one, named "pass".
inline KitchenConfig a_kitchen() {
    KitchenConfig config;
    config.name = "Warung Ibu";
    config.time_zone = "Asia/Jakarta";
    config.default_station = "grill";
    for (const char* id : {"grill", "drink", "dessert"}) config.stations.push_back(a_station(id));
    return config;
}
inline KitchenConfig with_expo(KitchenConfig config = a_kitchen()) {
    config.stations.push_back(a_station("pass", StationKind::expo));
    config.stations.push_back(a_station("lobby", StationKind::board));
    return config;
}

class TestKitchen {
  public:
    Kitchen kitchen;
    Rules rules;
    TimeMs now = opening;
    Delivery delivery{opening, {}};
    const KnownOrder* known = nullptr;
    bool watches_delivery = false;  // then `delivery` counts
    std::vector<Event> events;      // of the last request
    std::vector<Event> journal;     // of all

    explicit TestKitchen(KitchenConfig config = a_kitchen()) {
        rules.kitchen = config;
        run(Configure{std::move(config)});
        run(Tick{});
    }

    Context context() const { return {now, rules, known, watches_delivery ? &delivery : nullptr}; }
    void wait(DurationMs duration_ms) { now += duration_ms; }

    Decision run(const Command& command) {
        Decision decision = decide(kitchen, command, context());
        events = decision.events;
        for (const Event& event : events) {
            std::string text = encode_event(event);
            auto read = decode_event(text);
            BRIGADE_CHECK(read && *read == event, "an event must come back from its written form as it was");
            BRIGADE_CHECK(encode_event(*read) == text, "an event must have one written form");
            apply(kitchen, *read);
            journal.push_back(event);
        }
        return decision;
    }

    Decision submit(OrderPtr order, std::string terminal = "front-1") {
        return run(SubmitOrder{std::move(order), std::move(terminal)});
    }
    Decision amend(OrderPtr order, std::uint32_t revision) {
        return run(AmendOrder{std::move(order), revision});
    }
    Decision void_order(std::string id) { return run(VoidOrder{std::move(id), {}}); }
    Decision void_lines(std::string id, std::vector<std::string> lines) {
        return run(VoidOrder{std::move(id), std::move(lines)});
    }
    Decision fire(std::string id, int course) { return run(FireCourse{std::move(id), course}); }
    Decision hold(std::string id, std::optional<Seq> seen = {}) {
        return run(HoldOrder{std::move(id), seen});
    }
    Decision release(std::string id, std::optional<Seq> seen = {}) {
        return run(ReleaseOrder{std::move(id), seen});
    }
    Decision start(Press press, std::string line) {
        return run(StartLine{std::move(press), std::move(line)});
    }
    Decision bump_line(Press press, std::string line, std::optional<int> done = {}) {
        return run(BumpLine{std::move(press), std::move(line), done});
    }
    Decision bump(Press press) { return run(BumpTicket{std::move(press)}); }
    Decision recall(Press press) { return run(RecallTicket{std::move(press), {}}); }
    Decision recall_lines(Press press, std::vector<std::string> lines) {
        return run(RecallTicket{std::move(press), std::move(lines)});
    }
    Decision transfer(Press press, std::string to) {
        return run(TransferTicket{std::move(press), std::move(to)});
    }
    Decision confirm(Press press) { return run(ConfirmChanges{std::move(press)}); }
    Decision show(std::string station, std::vector<Drawn> drawn, std::optional<Seq> seq = {}) {
        return run(ReportShown{std::move(station), seq.value_or(kitchen.seq), std::move(drawn)});
    }
    Decision tick() { return run(Tick{}); }
    std::optional<TimeMs> deadline() const { return next_deadline(kitchen, context()); }

    const OrderState& order(const std::string& id) const {
        const OrderState* found = kitchen.find(id);
        BRIGADE_CHECK(found, "the kitchen has no such order");
        return *found;
    }
    const Ticket& ticket(const std::string& id, std::string_view station) const {
        const Ticket* found = order(id).find_ticket(station);
        BRIGADE_CHECK(found, "the order has no ticket at this station");
        return *found;
    }
    const TicketLine& line(const std::string& id, std::string_view station, std::string_view line) const {
        auto index = order(id).find_line(line);
        const TicketLine* found = index ? find_ticket_line(ticket(id, station), *index) : nullptr;
        BRIGADE_CHECK(found, "the ticket has no such line");
        return *found;
    }

    // The orders on a screen, in display order.
    std::vector<std::string> board(std::string_view station) const {
        std::vector<std::string> ids;
        for (const BoardEntry& entry : brigade::board(kitchen, station)) ids.push_back(entry.order->id());
        return ids;
    }
    // What the last request made the hub tell a POS: "shown grill", "served".
    std::vector<std::string> told() const {
        std::vector<std::string> texts;
        for (const Event& event : events) {
            if (!event.status) continue;
            std::string text(word(*event.status));
            if (auto station = station_of(event.body); !station.empty()) text.append(" ").append(station);
            texts.push_back(std::move(text));
        }
        return texts;
    }
};

// A key pressed at a station, on the ticket as it is now; and as a screen showed it.
inline Press at(std::string station, std::string order) {
    Press press;
    press.order_id = std::move(order);
    press.station = std::move(station);
    return press;
}
inline Press on_generation(std::uint32_t generation, Press press) {
    return press.generation = generation, press;
}
inline Press having_seen(Seq seen, Press press) { return press.seen = seen, press; }
inline Press of_revision(std::uint32_t revision, Press press) { return press.revision = revision, press; }
inline Press aged(DurationMs age_ms, Press press) { return press.age_ms = age_ms, press; }

// The ack of a request that must have been taken.
inline const Ack& ack_of(const Decision& decision) {
    const Ack* ack = decision.ack();
    BRIGADE_CHECK(ack, "the request was refused");
    return *ack;
}
// How a request was answered: "ok", "duplicate" or the refusal's code.
inline std::string answer(const Decision& decision) {
    if (const Refusal* refusal = decision.refusal()) return std::string(word(refusal->code));
    return ack_of(decision).duplicate ? "duplicate" : "ok";
}
inline std::string path_of(const Decision& decision) {
    const Refusal* refusal = decision.refusal();
    return refusal ? refusal->path : "";
}
inline Seq seq_of(const Decision& decision) { return ack_of(decision).seq; }

}  // namespace brigade::test

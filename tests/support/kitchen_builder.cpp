#include "support/kitchen_builder.h"

#include <utility>

#include "base/check.h"
#include "core/apply.h"
#include "core/board.h"
#include "core/event_json.h"

namespace brigade::test {

Station a_station(std::string id, StationKind kind) {
    Station station;
    station.name = id;
    station.id = std::move(id);
    station.kind = kind;
    return station;
}

KitchenConfig a_kitchen() {
    KitchenConfig config;
    config.name = "Warung Ibu";
    config.time_zone = "Asia/Jakarta";
    config.default_station = "grill";
    for (const char* id : {"grill", "drink", "dessert"}) config.stations.push_back(a_station(id));
    return config;
}
KitchenConfig with_expo(KitchenConfig config) {
    config.stations.push_back(a_station("pass", StationKind::expo));
    config.stations.push_back(a_station("lobby", StationKind::board));
    return config;
}

TestKitchen::TestKitchen(KitchenConfig config) {
    rules.kitchen = config;
    run(Configure{std::move(config)});
    run(Tick{});
}

TestKitchen::TestKitchen(const TestKitchen&) = default;
TestKitchen::TestKitchen(TestKitchen&&) noexcept = default;
TestKitchen::~TestKitchen() = default;

Context TestKitchen::context() const { return {now, rules, known, watches_delivery ? &delivery : nullptr}; }
void TestKitchen::wait(DurationMs duration_ms) { now += duration_ms; }

Decision TestKitchen::run(const Command& command) {
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

Decision TestKitchen::submit(OrderPtr order, std::string terminal) {
    return run(SubmitOrder{std::move(order), std::move(terminal)});
}
Decision TestKitchen::amend(OrderPtr order, std::uint32_t revision) {
    return run(AmendOrder{std::move(order), revision});
}
Decision TestKitchen::void_order(std::string id) { return run(VoidOrder{std::move(id), {}}); }
Decision TestKitchen::void_lines(std::string id, std::vector<std::string> lines) {
    return run(VoidOrder{std::move(id), std::move(lines)});
}
Decision TestKitchen::fire(std::string id, int course) { return run(FireCourse{std::move(id), course}); }
Decision TestKitchen::hold(std::string id, std::optional<Seq> seen) {
    return run(HoldOrder{std::move(id), seen});
}
Decision TestKitchen::release(std::string id, std::optional<Seq> seen) {
    return run(ReleaseOrder{std::move(id), seen});
}
Decision TestKitchen::start(Press press, std::string line) {
    return run(StartLine{std::move(press), std::move(line)});
}
Decision TestKitchen::bump_line(Press press, std::string line, std::optional<int> done) {
    return run(BumpLine{std::move(press), std::move(line), done});
}
Decision TestKitchen::bump(Press press) { return run(BumpTicket{std::move(press)}); }
Decision TestKitchen::recall(Press press) { return run(RecallTicket{std::move(press), {}}); }
Decision TestKitchen::recall_lines(Press press, std::vector<std::string> lines) {
    return run(RecallTicket{std::move(press), std::move(lines)});
}
Decision TestKitchen::transfer(Press press, std::string to) {
    return run(TransferTicket{std::move(press), std::move(to)});
}
Decision TestKitchen::confirm(Press press) { return run(ConfirmChanges{std::move(press)}); }
Decision TestKitchen::show(std::string station, std::vector<Drawn> drawn, std::optional<Seq> seq) {
    return run(ReportShown{std::move(station), seq.value_or(kitchen.seq), std::move(drawn)});
}
Decision TestKitchen::tick() { return run(Tick{}); }
std::optional<TimeMs> TestKitchen::deadline() const { return next_deadline(kitchen, context()); }

const OrderState& TestKitchen::order(const std::string& id) const {
    const OrderState* found = kitchen.find(id);
    BRIGADE_CHECK(found, "the kitchen has no such order");
    return *found;
}
const Ticket& TestKitchen::ticket(const std::string& id, std::string_view station) const {
    const Ticket* found = order(id).find_ticket(station);
    BRIGADE_CHECK(found, "the order has no ticket at this station");
    return *found;
}
const TicketLine& TestKitchen::line(const std::string& id, std::string_view station,
                                    std::string_view line) const {
    auto index = order(id).find_line(line);
    const TicketLine* found = index ? find_ticket_line(ticket(id, station), *index) : nullptr;
    BRIGADE_CHECK(found, "the ticket has no such line");
    return *found;
}

std::vector<std::string> TestKitchen::board(std::string_view station) const {
    std::vector<std::string> ids;
    for (const BoardEntry& entry : brigade::board(kitchen, station)) ids.push_back(entry.order->id());
    return ids;
}
std::vector<std::string> TestKitchen::told() const {
    std::vector<std::string> texts;
    for (const Event& event : events) {
        if (!event.status) continue;
        std::string text(word(*event.status));
        if (auto station = station_of(event.body); !station.empty()) text.append(" ").append(station);
        texts.push_back(std::move(text));
    }
    return texts;
}

Press at(std::string station, std::string order) {
    Press press;
    press.order_id = std::move(order);
    press.station = std::move(station);
    return press;
}
Press on_generation(std::uint32_t generation, Press press) { return press.generation = generation, press; }
Press having_seen(Seq seen, Press press) { return press.seen = seen, press; }
Press of_revision(std::uint32_t revision, Press press) { return press.revision = revision, press; }
Press aged(DurationMs age_ms, Press press) { return press.age_ms = age_ms, press; }

const Ack& ack_of(const Decision& decision) {
    const Ack* ack = decision.ack();
    BRIGADE_CHECK(ack, "the request was refused");
    return *ack;
}
std::string answer(const Decision& decision) {
    if (const Refusal* refusal = decision.refusal()) return std::string(word(refusal->code));
    return ack_of(decision).duplicate ? "duplicate" : "ok";
}
std::string path_of(const Decision& decision) {
    const Refusal* refusal = decision.refusal();
    return refusal ? refusal->path : "";
}
Seq seq_of(const Decision& decision) { return ack_of(decision).seq; }

}  // namespace brigade::test

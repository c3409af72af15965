// A kitchen for tests, with its rules, its clock and short words for what people do in it. Every decision's
// events go through their written form before they are applied, so each scenario tests the encoding as well.
// Owned by one test, one thread. A question about a ticket or line that is not there stops the process.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decide.h"
#include "core/kitchen.h"
#include "support/order_builder.h"

namespace brigade::test {

Station a_station(std::string id, StationKind kind = StationKind::prep);

// Grill, drink and dessert, each warning after 8 minutes, late after 12 and cooking for 10; what no rule
// routes goes to the grill. No expo: `with_expo` adds one, named "pass".
KitchenConfig a_kitchen();
KitchenConfig with_expo(KitchenConfig config = a_kitchen());

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

    explicit TestKitchen(KitchenConfig config = a_kitchen());
    TestKitchen(const TestKitchen&);
    TestKitchen(TestKitchen&&) noexcept;
    ~TestKitchen();

    Context context() const;
    void wait(DurationMs duration_ms);
    Decision run(const Command& command);
    std::optional<TimeMs> deadline() const;

    Decision submit(OrderPtr order, std::string terminal = "front-1");
    Decision amend(OrderPtr order, std::uint32_t revision);
    Decision void_order(std::string id);
    Decision void_lines(std::string id, std::vector<std::string> lines);
    Decision fire(std::string id, int course);
    Decision hold(std::string id, std::optional<Seq> seen = {});
    Decision release(std::string id, std::optional<Seq> seen = {});
    Decision start(Press press, std::string line);
    Decision bump_line(Press press, std::string line, std::optional<int> done = {});
    Decision bump(Press press);
    Decision recall(Press press);
    Decision recall_lines(Press press, std::vector<std::string> lines);
    Decision transfer(Press press, std::string to);
    Decision confirm(Press press);
    Decision show(std::string station, std::vector<Drawn> drawn, std::optional<Seq> seq = {});
    Decision tick();

    const OrderState& order(const std::string& id) const;
    const Ticket& ticket(const std::string& id, std::string_view station) const;
    const TicketLine& line(const std::string& id, std::string_view station, std::string_view line) const;

    // The orders on a screen, in display order.
    std::vector<std::string> board(std::string_view station) const;
    // What the last request made the hub tell a POS: "shown grill", "served".
    std::vector<std::string> told() const;
};

// A key pressed at a station, on the ticket as it is now; and as a screen showed it.
Press at(std::string station, std::string order);
Press on_generation(std::uint32_t generation, Press press);
Press having_seen(Seq seen, Press press);
Press of_revision(std::uint32_t revision, Press press);
Press aged(DurationMs age_ms, Press press);

// The ack of a request that must have been taken.
const Ack& ack_of(const Decision& decision);
// How a request was answered: "ok", "duplicate" or the refusal's code.
std::string answer(const Decision& decision);
std::string path_of(const Decision& decision);
Seq seq_of(const Decision& decision);

}  // namespace brigade::test

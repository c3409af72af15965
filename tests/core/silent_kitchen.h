// A kitchen with a dark grill, for scenarios of silence: the drinks stand in for it after a minute. The
// grill's screens were last heard at `opening`; those of the drinks are there at every tick, unless told
// otherwise. Owned by one test, one thread.
#pragma once

#include "base/check.h"
#include "support/kitchen_builder.h"

namespace brigade::test {

struct Silent : TestKitchen {
    bool drinks_there = true;

    Silent() : TestKitchen(backed()) {
        watches_delivery = true;
        delivery.serving_since = opening - 3'600'000;
        delivery.heard = {{"grill", opening}};
    }
    static KitchenConfig backed() {
        KitchenConfig config = with_expo();
        config.stations[0].backup = "drink";  // after 60 s
        return config;
    }
    void tick_at(TimeMs time) {
        now = time;
        if (drinks_there) delivery.heard["drink"] = now;
        tick();
    }
    bool is_covered() const { return !kitchen.covered_by("grill").empty(); }
    void must_cover_at(TimeMs time) {
        tick_at(time);
        BRIGADE_CHECK(is_covered(), "the grill should be covered by now");
    }
    bool is_at(const std::string& id, const char* station, const char* line) const {
        const Ticket* there = order(id).find_ticket(station);
        auto index = order(id).find_line(line);
        const TicketLine* share = there && index ? find_ticket_line(*there, *index) : nullptr;
        return share && share->state != LineState::voided;
    }
};

}  // namespace brigade::test

#include <catch2/catch_test_macros.hpp>

#include "ui/draw.h"

using namespace brigade;
using namespace brigade::ui;

namespace {

constexpr TimeMs fired = 1'000'000, minute = 60'000;

ScreenTicket limits_of_8_and_12() {
    ScreenTicket ticket;
    ticket.fired_at = fired;
    ticket.warn_at = fired + 8 * minute;
    ticket.late_at = fired + 12 * minute;
    return ticket;
}

}  // namespace

TEST_CASE("a ticket's age counts up from the fire, and warns and is late at its own limits") {
    const ScreenTicket ticket = limits_of_8_and_12();
    CHECK(age_text(ticket, fired + 3 * minute + 5'000) == "03:05");
    CHECK(age_of(ticket, fired + 8 * minute - 1) == Age::fresh);
    CHECK(age_of(ticket, fired + 8 * minute) == Age::warn);
    CHECK(age_of(ticket, fired + 12 * minute) == Age::late);
}

TEST_CASE("a promised order counts down to its promise, and up once it is broken") {
    ScreenTicket ticket = limits_of_8_and_12();
    ticket.promised_at = ticket.late_at;
    CHECK(age_text(ticket, fired) == "\u221212:00");
    CHECK(age_text(ticket, ticket.late_at - 1'000) == "\u221200:01");
    CHECK(age_text(ticket, ticket.late_at + 2 * minute + 10'000) == "+02:10");
}

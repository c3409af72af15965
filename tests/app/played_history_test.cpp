// A made-up past: it could have happened, it is the same again from the same seed, and it holds what figures
// are about.
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "app/played_history.h"
#include "app/replayed.h"
#include "core/event_json.h"
#include "journal/open.h"
#include "support/temporary_directory.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr TimeMs evening = 1'795'183'200'000;  // 2026-11-20T14:00:00Z, nine at night in Jakarta

HubConfig shipped_kitchen() {
    auto config = load_hub_config(BRIGADE_SOURCE_DIR "/config/brigade.toml");
    REQUIRE(config);
    return *std::move(config);
}

struct Past {
    TemporaryDirectory directory;
    PlayedHistory played;
    std::map<std::string, int> kinds;
    std::set<std::string> cooks;
    std::map<std::string, int> orders_of_day;
    Replayed replayed;

    Past(int days, int orders_per_day, std::uint32_t seed, TimeMs until = evening, int keep_days = 0) {
        auto made = play_history(shipped_kitchen(), directory.path(),
                                 {days, orders_per_day, seed, 1, until, keep_days});
        REQUIRE(made);
        played = *made;
        std::string day;
        auto read = replay_journal(directory / "journal.db", [&](const Record&, const Event& event) {
            ++kinds[std::string(kind_of(event.body))];
            if (const auto* opened = std::get_if<DayOpened>(&event.body)) day = opened->day;
            if (const auto* bumped = std::get_if<LinesBumped>(&event.body)) cooks.insert(bumped->cook);
            if (std::holds_alternative<OrderAccepted>(event.body)) ++orders_of_day[day];
        });
        INFO((read ? "" : read.error().message));
        REQUIRE(read);
        replayed = *std::move(read);
    }
};

}  // namespace

TEST_CASE("a made-up past is a whole journal that ends shortly before the time given") {
    Past past(5, 80, 1);
    CHECK(past.replayed.events == past.played.events);
    CHECK(past.replayed.agrees());
    CHECK(past.replayed.snapshot == past.played.events);
    CHECK(past.kinds["day_opened"] == 5);
    const TimeMs last = past.replayed.kitchen.at + past.replayed.kitchen.wall_offset_ms;
    CHECK(last < evening);
    CHECK(last > evening - 3'600'000);
    CHECK(past.orders_of_day.size() == 5);
    CHECK(past.orders_of_day.rbegin()->first == "2026-11-20");
    CHECK(static_cast<int>(past.played.orders) == past.kinds["order_accepted"]);
}

TEST_CASE("the same seed plays the same past, another one another") {
    Past first(3, 40, 7), again(3, 40, 7), other(3, 40, 8);
    CHECK(first.replayed.digest == again.replayed.digest);
    CHECK(first.played.events == again.played.events);
    CHECK(first.replayed.digest != other.replayed.digest);
}

TEST_CASE("whatever figures have to do with happens in a made-up past") {
    Past past(30, 120, 1);
    for (const char* kind :
         {"kitchen_configured", "clock_corrected", "availability_set", "order_accepted", "order_amended",
          "order_voided", "lines_fired", "order_held", "order_released", "priority_set", "line_started",
          "lines_bumped", "lines_served", "ticket_recalled", "serve_recalled", "ticket_transferred",
          "changes_confirmed", "ticket_shown", "status_reached"}) {
        INFO(kind);
        CHECK(past.kinds[kind] > 0);
    }
    CHECK(past.cooks.contains(""));
    CHECK(past.cooks.size() > 4);
    CHECK(past.orders_of_day["2026-11-14"] > past.orders_of_day["2026-11-16"]);  // a Saturday, a Monday
}

TEST_CASE("a made-up past that is forgotten day by day keeps its last days, and every order's id") {
    Past whole(6, 120, 1), forgotten(6, 120, 1, evening, 2);
    CHECK(forgotten.replayed.digest == whole.replayed.digest);
    CHECK(forgotten.played.orders == whole.played.orders);
    CHECK(forgotten.kinds["day_opened"] == 3);
    CHECK(forgotten.kinds["order_accepted"] < whole.kinds["order_accepted"]);
    auto journal = open_journal(forgotten.directory / "journal.db");
    REQUIRE(journal);
    auto whole_journal = open_journal(whole.directory / "journal.db");
    REQUIRE(whole_journal);
    const auto first = whole_journal->reader->read(0, 100, 1'000'000);
    REQUIRE(first);
    for (const Record& record : *first) {
        const auto event = decode_event(record.body);
        REQUIRE(event);
        if (std::holds_alternative<OrderAccepted>(event->body))
            CHECK(journal->reader->find_order(event->order_id)->has_value());
    }
}

TEST_CASE("nobody is forgotten in a made-up past: what stays open is of the last hours") {
    // Until the small hours, when the last guests have gone.
    Past past(10, 100, 3, evening + 6 * 3'600'000);
    for (const auto& [seq, order] : past.replayed.kitchen.orders) CHECK((order.closed() || order.fire_at));
}

TEST_CASE("a directory that has a journal is not given a made-up past") {
    Past past(1, 20, 1);
    auto again = play_history(shipped_kitchen(), past.directory.path(), {1, 20, 1, 1, evening});
    REQUIRE(!again);
    CHECK(again.error().message.find("is there already") != std::string::npos);
    CHECK(replay_journal(past.directory / "journal.db")->events == past.played.events);
}

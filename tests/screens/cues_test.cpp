#include <catch2/catch_test_macros.hpp>

#include "screens/samples.h"
#include "ui/cues.h"
#include "ui/sound_state.h"

namespace brigade {
namespace {

using ui::Cue;

// A screen that is listened to: shows its model once a second, and remembers what it heard.
struct Listener {
    explicit Listener(StationKind kind = StationKind::prep) : model(screens::empty_station(kind)) {}

    struct Heard {
        Cue cue;
        TimeMs at_ms;
    };

    void look() {
        if (const auto cue = cues.next(*model, now_ms)) heard.push_back({*cue, now_ms});
    }
    // The seconds after which it is heard, from now on.
    std::vector<int> listen(int seconds, Cue wanted) {
        heard.clear();
        const TimeMs begin_ms = now_ms;
        for (int i = 0; i <= seconds; ++i, now_ms += 1'000) look();
        std::vector<int> at_s;
        for (const Heard& sound : heard)
            if (sound.cue == wanted) at_s.push_back(static_cast<int>((sound.at_ms - begin_ms) / 1'000));
        return at_s;
    }
    std::vector<Cue> listen(int seconds) {
        listen(seconds, Cue::test);
        std::vector<Cue> all;
        for (const Heard& sound : heard) all.push_back(sound.cue);
        return all;
    }
    // Opens, and what sounds at that is over.
    void begin() {
        listen(30, Cue::test);
        heard.clear();
    }
    ScreenTicket& add(const std::string& number) {
        model->tickets.push_back(screens::ticket(number, 0));
        ScreenTicket& ticket = model->tickets.back();
        ticket.fired_at = screens::noon + now_ms;
        ticket.late_at = ticket.fired_at + model->station.late_s * DurationMs{1000};
        ticket.opened_seq = static_cast<Seq>(100 + model->tickets.size());
        screens::add_line(ticket, "Satay Ayam");
        return ticket;
    }
    void press(const std::string& order_id) { cues.pressed(order_id, now_ms); }

    ui::Cues cues;
    screens::ModelPtr model;
    TimeMs now_ms = 0;
    std::vector<Heard> heard;
};

using Cues = std::vector<Cue>;
using Seconds = std::vector<int>;

TEST_CASE("thirty new orders at once are one figure") {
    Listener at;
    at.begin();
    for (int i = 1; i <= 30; ++i) at.add(std::to_string(i));
    CHECK(at.listen(15) == Cues{Cue::new_order});
}

TEST_CASE(
    "a ticket that the filter hides is called at another screen; an expo hears of an unseen order all the "
    "same") {
    for (const StationKind kind : {StationKind::prep, StationKind::expo}) {
        Listener at(kind);
        at.model->settings.services = {Service::delivery};
        at.begin();
        ScreenTicket& ticket = at.add("41");
        ticket.priority = Priority::rush;
        CHECK(at.listen(15).empty());
        at.model->tickets.back().undelivered = {"Grill"};
        CHECK(at.listen(1).empty() == (kind == StationKind::prep));
    }
}

TEST_CASE("orders that come one by one after a reconnect do not follow each other's sound") {
    Listener at;
    at.begin();
    int figures = 0;
    for (int i = 1; i <= 10; ++i) {
        at.add(std::to_string(i));
        figures += static_cast<int>(at.listen(0).size());
    }
    CHECK(figures == 2);
}

TEST_CASE("the tickets that a screen finds when it starts are not announced, its test tone is") {
    Listener at;
    at.model->day = "2026-11-20";
    for (int i = 1; i <= 30; ++i) at.add(std::to_string(i)).fired_at -= 3'600'000;
    at.model->tickets[3].priority = Priority::rush;
    at.model->tickets[4].lines[0].state = LineState::started;
    at.model->tickets[4].lines[0].started_at = screens::noon - 3'600'000;
    CHECK(at.listen(120) == Cues{Cue::test});
}

TEST_CASE("a screen that knows nothing yet is silent") {
    Listener at;
    at.model = screens::waiting();
    CHECK(at.listen(60).empty());
    at.model = screens::many(30);  // its first copy of the hub's
    CHECK(at.listen(60, Cue::new_order).empty());
}

TEST_CASE("a new order is called once more after twenty seconds, if nobody presses anything") {
    Listener at;
    at.begin();
    at.add("41");
    CHECK(at.listen(200, Cue::new_order) == Seconds{0, 20});
}

TEST_CASE("any press ends the call of a new order, and so does whoever starts it at another screen") {
    Listener at;
    at.begin();
    const std::string other = at.add("40").order_id;
    at.add("41");
    CHECK(at.listen(5, Cue::new_order) == Seconds{0});
    SECTION("a press about another ticket") { at.press(other); }
    SECTION("a press about no ticket") { at.press(""); }
    SECTION("its line is started at another screen") {
        for (ScreenTicket& ticket : at.model->tickets) {
            ticket.lines[0].state = LineState::started;
            ticket.lines[0].started_at = screens::noon + at.now_ms;
        }
    }
    CHECK(at.listen(100).empty());
}

TEST_CASE("an order is still called when the press before it was about something else") {
    Listener at;
    at.begin();
    at.press("");
    at.add("41");
    CHECK(at.listen(5) == Cues{Cue::new_order});
}

TEST_CASE("an order whose call had to wait is called, though somebody pressed meanwhile") {
    Listener at;
    at.add("40");
    at.begin();
    at.model->tickets[0].priority = Priority::rush;
    at.add("41");
    CHECK(at.listen(0) == Cues{Cue::rush});
    at.press("order-40");
    CHECK(at.listen(5) == Cues{Cue::new_order});
}

TEST_CASE("a ticket brought back at this screen is no news, one brought back elsewhere is") {
    Listener at;
    at.add("41");
    at.begin();
    at.model->tickets[0].generation = 2;
    at.model->tickets[0].pending = true;
    CHECK(at.listen(30).empty());
    at.model->tickets[0].pending = false;
    CHECK(at.listen(30).empty());
    at.model->tickets[0].generation = 3;
    CHECK(at.listen(10) == Cues{Cue::new_order});
}

TEST_CASE("a course that is fired on a ticket already there sounds like new work") {
    Listener at;
    at.add("41").lines[0].state = LineState::done;
    ScreenLine held = at.model->tickets[0].lines[0];
    held.id = "2", held.state = LineState::open, held.held = true;
    at.model->tickets[0].lines.push_back(held);
    at.begin();
    at.model->tickets[0].lines[1].held = false;
    at.model->tickets[0].opened_seq = 300;
    CHECK(at.listen(10) == Cues{Cue::new_order});
}

TEST_CASE("a rush repeats ever less often until somebody presses about that ticket") {
    Listener at;
    at.add("41");
    at.begin();
    at.model->tickets[0].priority = Priority::rush;
    CHECK(at.listen(240, Cue::rush) == Seconds{0, 15, 45, 105, 165, 225});
    at.press("order-40");
    CHECK(at.listen(60, Cue::rush).size() == 1);
    at.press("order-41");
    CHECK(at.listen(200).empty());
}

TEST_CASE("a new order that is a rush is called as a rush alone") {
    Listener at;
    at.begin();
    at.add("41").priority = Priority::rush;
    CHECK(at.listen(10) == Cues{Cue::rush});
}

TEST_CASE("a change repeats until its ticket is touched, and the next change is called anew") {
    Listener at;
    at.add("41");
    at.begin();
    ScreenLine& line = at.model->tickets[0].lines[0];
    line.change = Change::changed;
    CHECK(at.listen(40, Cue::change) == Seconds{0, 12, 32});
    at.press("order-41");
    CHECK(at.listen(120).empty());
    line.quantity = 3;
    CHECK(at.listen(5) == Cues{Cue::change});
    line.change = Change::none;
    CHECK(at.listen(120).empty());
}

TEST_CASE("a void that comes in the moment of a press is still called") {
    Listener at;
    at.add("41");
    at.begin();
    at.add("40");
    at.listen(0);
    at.now_ms += 4'000;  // the figure of 40 is over
    at.model->tickets[0].lines[0].change = Change::removed;
    at.model->tickets[0].lines[0].state = LineState::voided;
    at.cues.next(*at.model, at.now_ms);
    at.now_ms += 100;
    at.press("order-41");
    CHECK(at.listen(20, Cue::change).size() == 1);
}

TEST_CASE("added work is called as a change, once and not as a new order too") {
    Listener at;
    at.add("41");
    at.begin();
    screens::add_line(at.model->tickets[0], "Grilled Corn").change = Change::added;
    at.model->tickets[0].opened_seq = 300;
    CHECK(at.listen(10) == Cues{Cue::change});
}

TEST_CASE("a ticket that becomes late is called, and once more after a minute") {
    Listener at;
    at.add("41");
    at.begin();
    const int late_in_s = at.model->station.late_s - static_cast<int>(at.now_ms / 1'000);
    CHECK(at.listen(late_in_s + 300, Cue::late) == Seconds{late_in_s, late_in_s + 60});
}

TEST_CASE("a cook timer that ends pips until somebody is at the ticket") {
    Listener at;
    at.add("41");
    at.begin();
    ScreenLine& line = at.model->tickets[0].lines[0];
    line.state = LineState::started;
    line.started_at = screens::noon + at.now_ms;
    line.prep_s = 90;
    CHECK(at.listen(145, Cue::timer_done) == Seconds{90, 110, 140});
    SECTION("a press") { at.press("order-41"); }
    SECTION("the line is done") { line.state = LineState::done; }
    CHECK(at.listen(200, Cue::timer_done).empty());
}

TEST_CASE("an order that a station has not seen is called at the expo until somebody presses about it") {
    Listener at(StationKind::expo);
    at.add("41");
    at.begin();
    at.model->tickets[0].undelivered = {"Grill"};
    CHECK(at.listen(80, Cue::undelivered) == Seconds{0, 10, 25, 45, 75});
    at.press("order-41");
    CHECK(at.listen(300, Cue::undelivered).empty());
    at.model->tickets[0].undelivered = {"Grill", "Drinks"};
    CHECK(at.listen(5, Cue::undelivered) == Seconds{0});
    at.model->tickets[0].undelivered.clear();
    CHECK(at.listen(100, Cue::undelivered).empty());
}

TEST_CASE("what waits for somebody sounds at a screen that has just started") {
    Listener at(StationKind::expo);
    at.add("41").undelivered = {"Grill"};
    CHECK(at.listen(5, Cue::undelivered) == Seconds{0});
}

TEST_CASE("of several the most important sounds first, and never two at a time") {
    Listener at;
    at.add("41");
    at.add("42");
    at.begin();
    at.add("43");
    at.model->tickets[0].priority = Priority::rush;
    at.model->tickets[1].lines[0].change = Change::removed;
    CHECK(at.listen(10) == Cues{Cue::rush, Cue::change, Cue::new_order});
    for (std::size_t i = 1; i < at.heard.size(); ++i)
        CHECK(at.heard[i].at_ms - at.heard[i - 1].at_ms >=
              ui::length_ms(at.heard[i - 1].cue) + ui::figure_pause_ms);
}

TEST_CASE("an expo hears of its orders when they are ready and when they are late, not when they come") {
    Listener at(StationKind::expo);
    at.begin();
    at.add("41");
    CHECK(at.listen(30).empty());
    at.model->tickets[0].ready = true;
    CHECK(at.listen(60) == Cues{Cue::ready});
}

TEST_CASE("what stations do to an order does not end its rush at the expo") {
    Listener at(StationKind::expo);
    at.add("41");
    at.begin();
    at.model->tickets[0].priority = Priority::rush;
    CHECK(at.listen(5, Cue::rush) == Seconds{0});
    at.model->tickets[0].lines[0].state = LineState::done;
    CHECK(at.listen(15, Cue::rush).size() == 1);
}

TEST_CASE("an order status board chimes for numbers that become ready, and for nothing else") {
    Listener at(StationKind::board);
    at.begin();
    ScreenTicket& ticket = at.add("41");
    ticket.priority = Priority::rush;
    ticket.undelivered = {"Grill"};
    ticket.fired_at -= 7'200'000;
    CHECK(at.listen(60).empty());
    ticket.ready = true;
    CHECK(at.listen(60) == Cues{Cue::ready});
}

TEST_CASE("a new service day begins with a test tone, unless an order has just shown that sound works") {
    Listener at;
    at.model->day = "2026-11-20";
    at.begin();
    CHECK(at.listen(60).empty());
    at.model->day = "2026-11-21";
    CHECK(at.listen(60) == Cues{Cue::test});
    at.model->day = "2026-11-22";
    at.add("41");
    CHECK(at.listen(15) == Cues{Cue::new_order});
}

TEST_CASE("quiet hours go over midnight, and the same from and until is never") {
    ScreenSettings settings;
    CHECK_FALSE(ui::in_quiet_hours(settings, 0));
    settings.quiet_from_min = 22 * 60, settings.quiet_until_min = 6 * 60;
    CHECK_FALSE(ui::in_quiet_hours(settings, 22 * 60 - 1));
    CHECK(ui::in_quiet_hours(settings, 22 * 60));
    CHECK(ui::in_quiet_hours(settings, 0));
    CHECK(ui::in_quiet_hours(settings, 6 * 60 - 1));
    CHECK_FALSE(ui::in_quiet_hours(settings, 6 * 60));
    settings.quiet_from_min = 60, settings.quiet_until_min = 120;
    CHECK(ui::in_quiet_hours(settings, 90));
    CHECK_FALSE(ui::in_quiet_hours(settings, 120));
    CHECK_FALSE(ui::in_quiet_hours(settings, 0));
}

TEST_CASE("quiet hours are the kitchen's own, and an unknown clock silences nothing") {
    const auto model = screens::empty_station();  // 12:03 UTC
    model->utc_offset_min = 7 * 60;               // 19:03 on the wall
    model->settings.quiet_from_min = 19 * 60, model->settings.quiet_until_min = 20 * 60;
    CHECK(ui::sound_state(*model, false, 0) == ui::SoundState::quiet_hours);
    model->clock_known = false;
    CHECK(ui::sound_state(*model, false, 0) == ui::SoundState::on);
    model->clock_known = true, model->utc_offset_min = 0;
    CHECK(ui::sound_state(*model, false, 0) == ui::SoundState::on);
}

TEST_CASE("a missing device is said, but not to who wants no sound") {
    const auto model = screens::empty_station();
    CHECK(ui::sound_state(*model, true, 0) == ui::SoundState::no_speaker);
    model->settings.volume_percent = 0;
    CHECK(ui::sound_state(*model, true, 0) == ui::SoundState::muted);
}

}  // namespace
}  // namespace brigade

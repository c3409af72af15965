// What a screen does by itself through the hours: it wanders by a pixel, and goes black when nothing is open.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdlib>
#include <map>

#include "screens/samples.h"
#include "screens/stage.h"
#include "ui/burn_in.h"
#include "ui/closed.h"
#include "ui/ui.h"

namespace brigade {
namespace {

using ui::Closed;
using ui::closed_after_ms;

constexpr TimeMs minute_ms = 60'000;

screens::ModelPtr quiet() {
    const screens::ModelPtr model = screens::all_done();
    model->tickets.clear();
    return model;
}

TEST_CASE("the picture wanders one step a minute, stays close, and is everywhere equally long") {
    std::map<std::pair<int, int>, int> visits;
    ui::Shift before = ui::burn_in_shift(0, 1);
    for (TimeMs minute = 1; minute <= 48 * 50; ++minute) {
        const ui::Shift now = ui::burn_in_shift(minute * minute_ms, 1);
        CHECK(ui::burn_in_shift(minute * minute_ms + 59'999, 1) == now);
        CHECK(std::abs(now.x - before.x) + std::abs(now.y - before.y) == 1);
        CHECK(std::abs(now.x) <= 2);
        CHECK(std::abs(now.y) <= 2);
        ++visits[{now.x, now.y}];
        before = now;
    }
    CHECK(visits.size() == 25);
    for (const auto& [place, count] : visits) CHECK(count >= 50);
}

TEST_CASE("on a finer panel the steps are as much wider, and always whole pixels") {
    CHECK(ui::burn_in_shift(0, 2).x == 2 * ui::burn_in_shift(0, 1).x);
    CHECK(ui::burn_in_shift(0, 0.5F) == ui::burn_in_shift(0, 1));
    CHECK(ui::burn_in_shift(-1, 1).x <= 2);  // a kitchen before its first event
}

TEST_CASE("no picture is cut by wandering: nothing that is not ground lies within its reach of the border") {
    for (const Density density : {Density::roomy, Density::normal, Density::dense})
        for (const auto& [width, height] : {std::pair{1920, 1080}, {1280, 720}, {3840, 2160}, {1024, 600}}) {
            const ui::Scale scale = ui::scale_for({width, height}, {}, density);
            const auto reach = static_cast<float>(ui::burn_in_steps * std::max(1L, std::lround(scale.all)));
            const ui::Sizes sizes = ui::make_sizes(scale);
            CHECK(sizes.margin - sizes.selected_frame >= reach);
        }
}

TEST_CASE("with nothing open and nothing heard for half an hour the screen is black, not a moment before") {
    const screens::ModelPtr model = quiet();
    Closed closed;
    closed.follow(*model, 0);
    closed.follow(*model, closed_after_ms - 1);
    CHECK_FALSE(closed.black());
    closed.follow(*model, closed_after_ms);
    CHECK(closed.black());
}

TEST_CASE("news of the kitchen wake a black screen, also those that are not for it") {
    const screens::ModelPtr model = quiet();
    Closed closed;
    closed.follow(*model, 0);
    closed.follow(*model, closed_after_ms);
    ++model->seq;
    closed.follow(*model, closed_after_ms + 1'000);
    CHECK_FALSE(closed.black());
}

TEST_CASE("an open order keeps the screen lit, however old it gets") {
    const screens::ModelPtr model = screens::grill();
    Closed closed;
    closed.follow(*model, 0);
    closed.follow(*model, 10 * closed_after_ms);
    CHECK_FALSE(closed.black());
}

TEST_CASE("a screen is never black while something is wrong or not known") {
    const auto check = [](const char* what, auto change) {
        INFO(what);
        const screens::ModelPtr model = quiet();
        REQUIRE(ui::may_be_black(*model, 0));
        change(*model);
        CHECK_FALSE(ui::may_be_black(*model, 0));
        Closed closed;
        closed.follow(*model, 0);
        closed.follow(*model, closed_after_ms);
        CHECK_FALSE(closed.black());
    };
    check("nothing received yet", [](ScreenModel& model) { model.known = false; });
    check("the hub is lost", [](ScreenModel& model) { model.link = Link::lost; });
    check("the hub is looked for", [](ScreenModel& model) { model.link = Link::connecting; });
    check("a fault", [](ScreenModel& model) { model.fault = "the journal is full"; });
    check("the clock is not known", [](ScreenModel& model) { model.clock_known = false; });
    check("presses wait", [](ScreenModel& model) { model.waiting = 1; });
    check("another station has its work", [](ScreenModel& model) { model.covered_by = "Wok"; });
    check("to be paired", [](ScreenModel& model) { model.pairing.kind = PairingState::Kind::code; });
    check("it could not start", [](ScreenModel& model) {
        model.start_fault = StartFault{StartFault::Kind::storage, "no"};
    });
    check("somebody looks for it",
          [](ScreenModel& model) { model.identify.until = screens::noon + 2 * closed_after_ms; });
}

TEST_CASE("a press that wakes a black screen does nothing else, and the next one acts") {
    Mailbox mailbox;
    const auto ui = screens::open_ui(mailbox);
    TimeMs now_ms = 0;
    const auto turn = [&](ui::Function function) {
        ui->pane().press(function);
        ui->turn([&] { return now_ms; });
        return mailbox.take_actions();
    };
    const screens::ModelPtr model = quiet();
    model->bumped = screens::grill()->bumped;
    REQUIRE_FALSE(model->bumped.empty());
    mailbox.publish(std::make_shared<ScreenModel>(*model));
    turn(ui::Function::none);
    now_ms += closed_after_ms;
    turn(ui::Function::none);  // black now
    CHECK(turn(ui::Function::undo).empty());
    now_ms += 1'000;
    CHECK(turn(ui::Function::undo).size() == 1);
}

}  // namespace
}  // namespace brigade

#include <catch2/catch_test_macros.hpp>

#include "screens/stage.h"

namespace brigade {
namespace {

using screens::Stage;

TEST_CASE("every ticket that is whole on the page is reported once") {
    Stage stage = Stage::open();
    const auto model = screens::many(4);
    CHECK(stage.show(model).size() == 4);
    CHECK(stage.show(model).empty());
}

TEST_CASE("a new revision, a recall or another line is shown anew") {
    Stage stage = Stage::open();
    const auto model = screens::many(4);
    stage.show(model);
    model->tickets[1].revision = 7;
    const auto again = stage.show(model);
    REQUIRE(again.size() == 1);
    CHECK(again[0].revision == 7);
    model->tickets[2].generation = 2;
    CHECK(stage.show(model).size() == 1);
    screens::add_line(model->tickets[3], "Satay Ayam");
    model->tickets[3].opened_seq = 9;
    CHECK(stage.show(model).size() == 1);
    model->tickets[3].lines[0].state = LineState::started;
    CHECK(stage.show(model).empty());
}

TEST_CASE(
    "a ticket recalled on this screen while others were busy is shown once the hub has confirmed the "
    "recall") {
    Stage stage = Stage::open();
    const auto model = screens::many(2);
    stage.show(model);
    model->tickets[0].generation = 2;
    model->tickets[0].opened_seq = 22;
    model->tickets[0].pending = true;
    CHECK(stage.show(model).empty());
    model->tickets[0].pending = false;
    const auto again = stage.show(model);
    REQUIRE(again.size() == 1);
    CHECK(again[0].generation == 2);
}

TEST_CASE("a line that is released after it was shown as held is shown anew") {
    Stage stage = Stage::open();
    const auto model = screens::many(2);
    model->tickets[0].opened_seq = 5;
    stage.show(model);
    model->tickets[0].opened_seq = 8;
    CHECK(stage.show(model).size() == 1);
}

TEST_CASE("page two has not been shown until it is in view") {
    Stage stage = Stage::open();
    const auto model = screens::many(30);
    const std::size_t first = stage.show(model).size();
    CHECK(first < 30);
    CHECK(hidden_on(stage.screen.placement(), 0) == 30 - first);
    stage.controls.press(ui::Function::page_next, stage.now_ms);
    CHECK(stage.show(model).size() > 0);
}

TEST_CASE("a ticket of several pages is shown when all of it has been in view") {
    Stage stage = Stage::open();
    const auto model = screens::long_ticket();
    CHECK(stage.show(model).empty());
    stage.controls.press(ui::Function::page_next, stage.now_ms);
    CHECK(stage.show(model).size() == 2);
}

TEST_CASE("under the recall list nothing is shown") {
    Stage stage = Stage::open();
    const auto none = screens::empty_station();
    stage.show(none);
    stage.controls.press(ui::Function::recall, stage.now_ms);
    const auto model = screens::many(2);
    CHECK(stage.show(model).empty());
    stage.controls.press(ui::Function::cancel, stage.now_ms);
    CHECK(stage.show(model).size() == 2);
}

}  // namespace
}  // namespace brigade

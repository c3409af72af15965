// Learning a bump bar on the screen, with the bar alone, with a keyboard beside it, with a finger.
#include <linux/input-event-codes.h>

#include <catch2/catch_test_macros.hpp>

#include "screens/hand.h"
#include "ui/learn_page.h"

using namespace brigade;
using ui::LearnKey;

namespace {

struct LearnDesk {
    ui::LearnView view = {};
    TimeMs now = 1'000;
    std::optional<ui::Learned> learned = {};

    LearnDesk() { ui::open_learn(view, now); }
    void note(std::optional<ui::Learned> answer) {
        if (answer) learned = std::move(answer);
    }
    void tap(KeyCode key, const std::string& device = "usb-1/0461:0010") {
        now += 400;
        for (const KeyChange change : {KeyChange::pressed, KeyChange::released}) {
            note(ui::press_on_learn(view, {device, "ACME Bar", key, change, now}, now));
            note(ui::press_on_learn(view, {device, "ACME Bar", 0, KeyChange::released, now}, now));
            now += 50;
        }
    }
    void wait(DurationMs duration) {
        now += duration;
        note(ui::settle_learn(view, now));
    }
};

}  // namespace

TEST_CASE(
    "a bar is learned with nothing but the bar: keys answer, waiting leaves out, one more key keeps it") {
    LearnDesk desk;
    desk.tap(KEY_A);
    CHECK(desk.view.device == "usb-1/0461:0010");
    CHECK(desk.view.said.function == Function::position_1);
    desk.tap(KEY_B);
    while (!desk.view.keeping) desk.wait(learn_rest_ms);
    CHECK_FALSE(desk.learned);
    desk.tap(KEY_A);
    REQUIRE(desk.learned);
    REQUIRE(desk.learned->profile);
    CHECK(desk.learned->device == "usb-1/0461:0010");
    CHECK(desk.learned->profile->name == "acme-bar");
    CHECK(desk.learned->profile->keys ==
          KeyMeanings{{KEY_A, Function::position_1}, {KEY_B, Function::position_2}});
    CHECK_FALSE(desk.view.open);
}

TEST_CASE("another keyboard steers the lesson and is not learned") {
    LearnDesk desk;
    desk.tap(KEY_A);
    desk.tap(KEY_SPACE, "keyboard");
    CHECK(desk.view.learning.asked() == Function::position_3);
    desk.tap(KEY_BACKSPACE, "keyboard");
    CHECK(desk.view.learning.asked() == Function::position_2);
    desk.tap(KEY_Q, "keyboard");
    CHECK(desk.view.learning.asked() == Function::position_2);
    SECTION("Enter keeps what there is") {
        desk.tap(KEY_ENTER, "keyboard");
        REQUIRE(desk.learned);
        CHECK(desk.learned->profile->keys.size() == 1);
    }
    SECTION("Escape gives up") {
        desk.tap(KEY_ESC, "keyboard");
        REQUIRE(desk.learned);
        CHECK_FALSE(desk.learned->profile);
    }
}

TEST_CASE("Escape before any other key closes the page, and learns no keyboard") {
    LearnDesk desk;
    desk.tap(KEY_ESC, "keyboard");
    REQUIRE(desk.learned);
    CHECK_FALSE(desk.learned->profile);
    CHECK_FALSE(desk.view.open);
}

TEST_CASE("a learn page that nobody is at closes, and a bar learned by nobody is not kept") {
    LearnDesk desk;
    SECTION("before the first key") {
        desk.wait(ui::learn_page_rest_ms - 1);
        CHECK(desk.view.open);
        CHECK(desk.view.learning.step() == 0);  // nothing is left out while no bar is there
        desk.wait(1);
    }
    SECTION("after the last one was asked for") {
        desk.tap(KEY_A);
        while (!desk.view.keeping) desk.wait(learn_rest_ms);
        desk.wait(ui::learn_page_rest_ms - 1);
        CHECK(desk.view.open);
        desk.wait(1);
    }
    REQUIRE(desk.learned);
    CHECK_FALSE(desk.learned->profile);
    CHECK_FALSE(desk.view.open);
}

TEST_CASE(
    "a finger leaves out, goes back, keeps and gives up as well; with no key there is nothing to keep") {
    LearnDesk desk;
    desk.note(ui::touch_learn(desk.view, LearnKey::leave_out, desk.now));
    CHECK(desk.view.learning.asked() == Function::position_2);
    desk.note(ui::touch_learn(desk.view, LearnKey::back, desk.now));
    CHECK(desk.view.learning.asked() == Function::position_1);
    desk.note(ui::touch_learn(desk.view, LearnKey::keep, desk.now));
    REQUIRE(desk.learned);
    CHECK_FALSE(desk.learned->profile);
}

namespace {

// The lesson as it is reached and left at a screen.
struct Classroom {
    screens::RealHand hand{screens::setup()};
    std::optional<Action> last = {};

    void press(ui::Function function) {
        if (auto action = hand.press(function)) last = std::move(action);
    }
    void open() {
        press(ui::Function::setup);
        press(ui::Function::position_4);
        for (int i = 0; i < 9 && hand.view().setup.stop.setting != ui::Setting::learn; ++i)
            press(ui::Function::down);
        press(ui::Function::bump);
    }
    void tap(KeyCode key) {
        hand.later(ui::debounce_ms);
        auto& stage = hand.stage;
        for (const KeyChange change : {KeyChange::pressed, KeyChange::released})
            for (const KeyCode code : {key, KeyCode{0}})
                if (auto action = stage.controls.raw(
                        {"usb-1/0461:0010", "ACME Bar", code, change, stage.now_ms}, stage.now_ms))
                    last = std::move(action);
        hand.show();
    }
    void touch(LearnKey key) {
        const ui::Rect place = hand.place([&](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::learn_key && hit.place == static_cast<std::size_t>(key);
        });
        REQUIRE(place.width > 0);
        if (auto action = hand.tap(place)) last = std::move(action);
    }
    bool learning() const { return hand.view().learn.open; }
};

}  // namespace

TEST_CASE("the lesson is reached from the setup page, told to the station, and leads back to it") {
    Classroom room;
    room.open();
    REQUIRE(room.learning());
    REQUIRE(room.last);
    CHECK(room.last->kind == Action::Kind::learn_bar);
    room.tap(KEY_A);
    CHECK(room.hand.view().learn.said.function == Function::position_1);
    room.touch(LearnKey::leave_out);
    room.tap(KEY_B);
    room.touch(LearnKey::keep);
    REQUIRE(room.last->kind == Action::Kind::bar_learned);
    CHECK(room.last->device == "usb-1/0461:0010");
    REQUIRE(room.last->profile);
    CHECK(room.last->profile->keys ==
          KeyMeanings{{KEY_A, Function::position_1}, {KEY_B, Function::position_3}});
    CHECK_FALSE(room.learning());
    CHECK(room.hand.view().setup.open);
}

TEST_CASE(
    "while a bar is learned no function is acted on but cancel, and a key of a bar is none when nothing is "
    "learned") {
    Classroom room;
    for (const KeyCode key : {KeyCode{KEY_ESC}, KeyCode{KEY_A}}) {
        room.tap(key);
        CHECK_FALSE(room.last);
    }
    room.open();
    REQUIRE(room.learning());
    const ui::View before = room.hand.view();
    for (const Function function :
         {Function::bump, Function::up, Function::menu, Function::undo, Function::position_2}) {
        room.press(function);
        CHECK(room.last->kind == Action::Kind::learn_bar);
    }
    CHECK(room.hand.view().setup.stop == before.setup.stop);
    CHECK(room.learning());
    room.press(Function::cancel);
    CHECK_FALSE(room.learning());
    REQUIRE(room.last->kind == Action::Kind::bar_learned);
    CHECK_FALSE(room.last->profile);
}

TEST_CASE("a lesson is a manager's where the hub knows one: it begins once the PIN was right") {
    Classroom room;
    room.hand.model->hub_asks_pin = true;
    room.open();
    room.hand.later(100);
    CHECK_FALSE(room.learning());
    REQUIRE(room.hand.view().sign_in.open);
    for (const Function digit :
         {Function::position_9, Function::position_1, Function::position_1, Function::position_1})
        room.press(digit);
    room.press(Function::bump);
    REQUIRE(room.last);
    room.hand.model->cook.attempt = room.last->attempt;
    room.hand.model->cook.answer = CookState::Answer::signed_in;
    room.hand.model->cook.manages = true;
    room.hand.model->cook.name = "Rina";
    const auto begun = room.hand.stage.settle(room.hand.model);
    REQUIRE(begun);
    CHECK(begun->kind == Action::Kind::learn_bar);
    CHECK(room.learning());
}

TEST_CASE("a long lesson does not end because nobody presses on the setup page below it") {
    Classroom room;
    room.open();
    for (int i = 0; i < 8; ++i) {
        room.hand.later(10'000);
        room.tap(static_cast<KeyCode>(KEY_A + i));
    }
    CHECK(room.learning());
    room.touch(LearnKey::give_up);
    CHECK(room.hand.view().setup.open);
}

TEST_CASE(
    "a lesson that nobody is at ends by itself, is told to the station as well, and the setup page is there "
    "again") {
    Classroom room;
    room.open();
    for (DurationMs rested = 0; rested + 1'000 < ui::learn_page_rest_ms; rested += 1'000)
        room.hand.later(1'000);
    REQUIRE(room.learning());
    room.hand.stage.now_ms += 1'000;
    const auto ended = room.hand.stage.settle(room.hand.model);
    REQUIRE(ended);
    CHECK(ended->kind == Action::Kind::bar_learned);
    CHECK_FALSE(ended->profile);
    CHECK_FALSE(room.learning());
    CHECK(room.hand.view().setup.open);
}

TEST_CASE("a touch that was on its way to the setup page as the lesson began is not about the lesson") {
    Classroom room;
    room.open();
    REQUIRE(room.learning());
    const ui::Rect give_up = room.hand.place([](const ui::Hit& hit) {
        return hit.kind == ui::Hit::Kind::learn_key &&
               hit.place == static_cast<std::size_t>(LearnKey::give_up);
    });
    REQUIRE(give_up.width > 0);
    auto& controls = room.hand.stage.controls;
    const float x = give_up.x + give_up.width / 2, y = give_up.y + give_up.height / 2;
    controls.touch(x, y, room.hand.stage.now_ms);
    CHECK_FALSE(controls.release(x, y, room.hand.stage.now_ms));
    CHECK(room.learning());
}

TEST_CASE("tickets under a lesson have not been shown") {
    Classroom room;
    room.open();
    REQUIRE(room.learning());
    CHECK(room.hand.stage.frame.covered);
}

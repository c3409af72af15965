// A person at the keypad who says who they are: keys alone, touch alone, and what is drawn of it.
#include <catch2/catch_test_macros.hpp>

#include "screens/stage.h"

namespace brigade {
namespace {

using screens::Stage;
using ui::Function;
using Answer = CookState::Answer;

struct Pad {
    Stage stage = Stage::open();
    screens::ModelPtr model = screens::grill();

    Pad() { stage.show(model); }

    std::optional<Action> press(Function function) {
        stage.now_ms += 400;
        stage.show(model);
        return stage.press(function, model);
    }
    void type(std::initializer_list<Function> functions) {
        for (const Function function : functions) CHECK_FALSE(press(function));
    }
    // The place above all others that means the function.
    const ui::Hit* place(Function function) const {
        for (auto hit = stage.frame.hits.rbegin(); hit != stage.frame.hits.rend(); ++hit)
            if (hit->kind == ui::Hit::Kind::function && hit->function == function) return &*hit;
        return nullptr;
    }
    float name_width() const {
        for (const ui::Hit& hit : stage.frame.hits)
            if (hit.function == Function::cook && hit.area.y < 10) return hit.area.width;
        return 0;
    }
    std::optional<Action> touch(Function function) {
        stage.now_ms += 400;
        stage.show(model);
        const ui::Hit* hit = place(function);
        REQUIRE(hit);
        const float x = hit->area.x + hit->area.width / 2, y = hit->area.y + hit->area.height / 2;
        stage.controls.touch(x, y, stage.now_ms);
        auto action = stage.controls.release(x, y, stage.now_ms);
        stage.show(model);
        return action;
    }
    void answer(std::uint64_t attempt, Answer answer, const std::string& name = {}) {
        model->cook.attempt = attempt;
        model->cook.answer = answer;
        model->cook.name = name;
        stage.show(model);
    }
    const ui::SignInView& view() const { return stage.controls.view().sign_in; }
};

constexpr auto four = ui::position(4), eight = ui::position(8), two = ui::position(2), one = ui::position(1);

// The picture's file, with these keys pressed on a fresh keypad.
std::string picture_of(std::initializer_list<Function> functions) {
    Pad pad;
    pad.type({Function::cook});
    pad.type(functions);
    return pad.stage.picture();
}

TEST_CASE("a PIN is typed with the keys alone, and goes to the hub once") {
    Pad pad;
    pad.type({Function::cook, four, eight, two});
    CHECK(pad.view().open);
    CHECK(pad.view().digits == 3);
    CHECK_FALSE(pad.press(Function::bump));  // three are no PIN
    pad.type({one});
    const auto sign_in = pad.press(Function::bump);
    REQUIRE(sign_in);
    CHECK(sign_in->kind == Action::Kind::cook_sign_in);
    CHECK(sign_in->code == "4821");
    CHECK(sign_in->attempt == 1);
    CHECK(pad.view().digits == 0);
    CHECK_FALSE(pad.press(Function::bump));  // nothing is left of it
    pad.type({four, eight, two, one});
    CHECK_FALSE(pad.press(Function::bump));  // not before the hub has answered
}

TEST_CASE("a PIN has at most eight digits") {
    Pad pad;
    pad.type({Function::cook, one, one, one, one, one, one, one, one, four});
    CHECK(pad.view().digits == 8);
    CHECK(pad.press(Function::bump)->code == "11111111");
}

TEST_CASE("a PIN is typed on a bump bar that has arrows only") {
    Pad pad;
    pad.type(
        {Function::cook, Function::right, Function::right, Function::up, Function::right, Function::down});
    pad.type({Function::right, Function::right, Function::left});
    CHECK(pad.view().digits == 4);
    CHECK(pad.press(Function::bump)->code == "0190");
}

TEST_CASE("a PIN is typed by touch alone, and the keypad is closed by touch") {
    Pad pad;
    CHECK_FALSE(pad.touch(Function::cook));
    REQUIRE(pad.view().open);
    for (const Function digit : {four, eight, Function::zero, two, one}) CHECK_FALSE(pad.touch(digit));
    CHECK_FALSE(pad.touch(Function::left));
    const auto sign_in = pad.touch(Function::bump);
    REQUIRE(sign_in);
    CHECK(sign_in->code == "4802");
    pad.answer(1, Answer::wrong);
    CHECK_FALSE(pad.touch(Function::cancel));
    CHECK_FALSE(pad.view().open);
}

TEST_CASE(
    "the keypad opens by touch at every station that takes presses, also before anything was received") {
    for (const auto& model : {screens::expo(), screens::waiting(), screens::lost(), screens::signed_in()}) {
        Pad pad;
        pad.model = model;
        CHECK_FALSE(pad.touch(Function::cook));
        CHECK(pad.view().open);
    }
}

TEST_CASE("the picture shows how many digits stand there, and not which") {
    const std::string picture = picture_of({four, eight, two, one});
    CHECK(picture == picture_of({one, one, one, one}));
    CHECK(picture != picture_of({four, eight, two, Function::left}));
}

TEST_CASE("once the hub has said who it is the keypad closes, and the name stands beside the station's") {
    Pad pad;
    const float narrow = pad.name_width();
    pad.type({Function::cook, four, eight, two, one});
    REQUIRE(pad.press(Function::bump));
    pad.answer(1, Answer::asking);
    CHECK(pad.view().open);
    pad.stage.now_ms += 300;
    pad.answer(1, Answer::signed_in, "Ani");
    CHECK_FALSE(pad.view().open);
    CHECK(pad.name_width() > narrow);
}

TEST_CASE("a key pressed as the keypad closes by itself was meant for it, and bumps nothing") {
    Pad pad;
    pad.type({Function::cook, four, eight, two, one});
    REQUIRE(pad.press(Function::bump));
    pad.stage.now_ms += 310;
    pad.answer(1, Answer::signed_in, "Ani");
    REQUIRE_FALSE(pad.view().open);
    pad.stage.now_ms += 100;
    CHECK_FALSE(pad.stage.press(Function::bump, pad.model));
    const auto bump = pad.press(Function::bump);
    REQUIRE(bump);
    CHECK(bump->kind == Action::Kind::bump_ticket);
}

TEST_CASE(
    "a wrong PIN leaves the keypad open for another one, and an old answer is not taken for the new one's") {
    Pad pad;
    pad.type({Function::cook, one, one, one, one});
    REQUIRE(pad.press(Function::bump));
    pad.answer(1, Answer::wrong);
    CHECK(pad.view().open);
    CHECK(ui::answer_to(pad.view(), pad.model->cook) == Answer::wrong);
    pad.type({four, eight, two, one});
    CHECK(pad.press(Function::bump)->attempt == 2);
    CHECK(ui::answer_to(pad.view(), pad.model->cook) == Answer::asking);
    CHECK(pad.press(Function::cancel));
    pad.type({Function::cook});
    CHECK(ui::answer_to(pad.view(), pad.model->cook) == Answer::none);
}

TEST_CASE("a keypad that closes before the hub has answered says that nobody waits for that PIN any more") {
    Pad pad;
    pad.type({Function::cook, four, eight, two, one});
    REQUIRE(pad.press(Function::bump));
    const auto cancelled = pad.press(Function::cancel);
    REQUIRE(cancelled);
    CHECK(cancelled->kind == Action::Kind::cook_give_up);
    CHECK(cancelled->attempt == 1);
    pad.type({Function::cook, four, eight, two, one});
    REQUIRE(pad.press(Function::bump));
    pad.stage.now_ms += ui::keypad_rest_ms;
    const auto left = pad.stage.settle(pad.model);
    REQUIRE(left);
    CHECK(left->kind == Action::Kind::cook_give_up);
    CHECK(left->attempt == 2);
    CHECK_FALSE(pad.stage.settle(pad.model));
    pad.type({Function::cook, Function::cancel});  // there is nothing to give up
}

TEST_CASE("who is signed in signs out with the same key and a press that confirms it") {
    Pad pad;
    pad.model = screens::signed_in();
    pad.type({Function::cook, Function::cook});
    CHECK_FALSE(pad.view().open);
    pad.type({Function::cook});
    const auto sign_out = pad.press(Function::bump);
    REQUIRE(sign_out);
    CHECK(sign_out->kind == Action::Kind::cook_sign_out);
    CHECK_FALSE(pad.view().open);
}

TEST_CASE("who is signed in signs out by touch") {
    Pad pad;
    pad.model = screens::signed_in();
    pad.touch(Function::cook);
    const auto sign_out = pad.touch(Function::bump);
    REQUIRE(sign_out);
    CHECK(sign_out->kind == Action::Kind::cook_sign_out);
}

TEST_CASE("another person takes over with their PIN, without signing the first one out") {
    Pad pad;
    pad.model = screens::signed_in();
    pad.type({Function::cook, one, two});
    CHECK_FALSE(pad.press(Function::bump));  // neither a PIN nor a wish to sign out
    pad.type({four, eight});
    const auto sign_in = pad.press(Function::bump);
    REQUIRE(sign_in);
    CHECK(sign_in->kind == Action::Kind::cook_sign_in);
    CHECK(sign_in->code == "1248");
}

TEST_CASE("a keypad that is left alone closes and forgets what was typed") {
    Pad pad;
    pad.type({Function::cook, four, eight});
    pad.stage.now_ms += ui::keypad_rest_ms - 1;
    pad.stage.show(pad.model);
    CHECK(pad.view().open);
    pad.stage.now_ms += 1;
    pad.stage.show(pad.model);
    CHECK_FALSE(pad.view().open);
    pad.type({Function::cook});
    CHECK(pad.view().digits == 0);
    pad.type({two, one, two, one});
    CHECK(pad.press(Function::bump)->code == "2121");
}

TEST_CASE("under the keypad nothing counts as shown, and no key reaches a ticket") {
    Pad pad;
    pad.type({Function::recall, Function::cook});
    CHECK(pad.stage.frame.covered);
    CHECK_FALSE(pad.stage.controls.view().recall.open);
    pad.type({Function::bump, Function::start, Function::undo, Function::recall});
    CHECK(pad.view().open);
    pad.type({Function::cancel});
    CHECK_FALSE(pad.stage.frame.covered);
}

TEST_CASE("a board, a screen that is one cook's alone and an open device page have no keypad") {
    Pad pad;
    pad.model = screens::board();
    pad.type({Function::cook});
    CHECK_FALSE(pad.view().open);
    CHECK_FALSE(pad.place(Function::cook));
    pad.model = screens::signed_in();
    pad.model->cook.owned = true;
    pad.type({Function::cook});
    CHECK_FALSE(pad.view().open);
    CHECK_FALSE(pad.place(Function::cook));
    pad.model = screens::devices();
    CHECK(pad.press(Function::devices));
    pad.type({Function::cook});
    CHECK_FALSE(pad.view().open);
    CHECK(pad.stage.controls.view().devices.open);
}

}  // namespace
}  // namespace brigade

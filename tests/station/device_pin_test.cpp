// A kitchen that has a manager: the device page of the hub's own screen asks for the PIN.
#include "station/lan_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

using PageAnswer = DevicePage::Answer;

// Rina manages, Ani cooks; "Grill left" is paired, and the page is open on the hub's own screen.
struct Guarded {
    LanKitchen kitchen;
    LanScreen& screen = kitchen.here;
    std::string device;
    std::uint64_t attempts = 0;

    Guarded() {
        kitchen.pair();
        device = kitchen.id_of("Grill left");
        Installer(
            kitchen,
            {R"({"type":"person.set","id":"1","person":"rina","name":"Rina","role":"manager","pin":"9137"})",
             R"({"type":"person.set","id":"2","person":"ani","name":"Ani","pin":"4821"})"});
    }
    // What comes of it.
    PageAnswer ask(Action::Kind kind) {
        Action action;
        action.kind = kind;
        action.device = device;
        action.new_name = "Grill 1";  // device_rename
        action.attempt = ++attempts;
        screen.mailbox.post(action);
        REQUIRE(screen.until([&](const ScreenModel& model) {
            return model.devices.answer != PageAnswer::none && model.devices.attempt == action.attempt;
        }));
        return screen.model()->devices.answer;
    }
    void begin(const std::string& pin) {
        Action action;
        action.kind = Action::Kind::cook_sign_in;
        action.code = pin;
        action.attempt = ++attempts;
        screen.mailbox.post(action);
    }
    void give_up() {
        Action action;
        action.kind = Action::Kind::cook_give_up;
        action.attempt = attempts;
        screen.mailbox.post(action);
    }
    void type(const std::string& pin) {
        begin(pin);
        REQUIRE(screen.until([&](const ScreenModel& model) {
            return model.cook.attempt == attempts && model.cook.answer == CookState::Answer::signed_in;
        }));
    }
    // The hub looks at one PIN of a screen at a time: when it calls this one wrong, it has done with those
    // before it.
    void type_wrong() {
        const auto answered = [&](const ScreenModel& model) {
            return model.cook.attempt == attempts && model.cook.answer != CookState::Answer::asking;
        };
        do {
            begin("1111");
            REQUIRE(screen.until(answered));
        } while (screen.model()->cook.answer != CookState::Answer::wrong);
    }
    bool list_needs_pin() {
        const auto before = screen.model()->devices.list;
        kitchen.look();
        REQUIRE(screen.until(
            [&](const ScreenModel& model) { return model.devices.list && model.devices.list != before; }));
        return screen.model()->devices.list->needs_pin;
    }
};

}  // namespace

TEST_CASE(
    "whoever stands before the hub's own screen revokes nothing without a manager's PIN, once there is a "
    "manager") {
    Guarded page;
    CHECK(page.list_needs_pin());
    CHECK(page.ask(Action::Kind::device_identify) == PageAnswer::identified);
    CHECK(page.ask(Action::Kind::device_restart) == PageAnswer::needs_pin);
    CHECK(page.ask(Action::Kind::device_rename) == PageAnswer::needs_pin);
    CHECK(page.ask(Action::Kind::device_revoke) == PageAnswer::needs_pin);
    CHECK(page.screen.model()->devices.refusal.empty());
    page.type("4821");
    CHECK_FALSE(page.screen.model()->cook.manages);
    CHECK(page.ask(Action::Kind::device_revoke) == PageAnswer::needs_pin);
    CHECK(page.kitchen.there.model()->link == Link::live);
    CHECK(page.kitchen.there.restarts == 0);

    page.type("9137");
    CHECK(page.screen.model()->cook.manages);
    CHECK_FALSE(page.screen.model()->devices.list->needs_pin);
    CHECK(page.ask(Action::Kind::device_revoke) == PageAnswer::revoked);
    CHECK_FALSE(page.list_needs_pin());
}

TEST_CASE("a manager types the PIN once for a visit: revokes, pairs anew, looks a while and restarts") {
    Guarded page;
    page.type("9137");
    CHECK(page.ask(Action::Kind::device_revoke) == PageAnswer::revoked);
    const std::string code = page.kitchen.there.code();
    CHECK_FALSE(page.list_needs_pin());
    page.kitchen.type(code);
    REQUIRE(page.kitchen.there.until_live());
    REQUIRE(page.screen.until(
        [](const ScreenModel& model) { return model.devices.answer == PageAnswer::paired; }));
    CHECK_FALSE(page.screen.model()->devices.list->needs_pin);
    page.device = page.kitchen.id_of("Grill left");
    CHECK_FALSE(page.list_needs_pin());
    CHECK(page.ask(Action::Kind::device_restart) == PageAnswer::restarted);
}

TEST_CASE(
    "a manager who has signed out at the screen is asked for the PIN again, and so is one whose hub has "
    "started anew") {
    Guarded page;
    page.type("9137");
    CHECK_FALSE(page.list_needs_pin());
    page.screen.ask(Action::Kind::cook_sign_out);
    CHECK(page.ask(Action::Kind::device_restart) == PageAnswer::needs_pin);
    page.type("9137");
    CHECK(page.ask(Action::Kind::device_restart) == PageAnswer::restarted);
    // Answered once everything before it is on the disk: a hub is lost between two writes here.
    Installer(page.kitchen, {R"({"type":"item.availability","id":"1","item":"soup","available":false})"});
    page.kitchen.lose_hub();
    REQUIRE(page.screen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    page.kitchen.open_hub();
    REQUIRE(page.screen.until_live());
    CHECK(page.ask(Action::Kind::device_restart) == PageAnswer::needs_pin);
}

TEST_CASE("on a screen that is one cook's alone nobody is a manager any more when the page has closed") {
    Guarded page;
    page.screen.close();
    page.screen.cook = "ani";
    page.screen.open("ws://" + page.kitchen.plain + "/v1", "Expo");
    REQUIRE(page.screen.until_live());
    page.kitchen.look();
    page.type("9137");
    CHECK_FALSE(page.list_needs_pin());
    page.screen.ask(Action::Kind::devices_close);
    CHECK(page.list_needs_pin());
}

TEST_CASE(
    "a manager's PIN that nobody waited for opens nothing at the hub, when another one follows or the keypad "
    "is closed") {
    Guarded page;
    page.begin("9137");
    page.type_wrong();
    CHECK(page.screen.model()->cook.name.empty());
    CHECK(page.list_needs_pin());
    CHECK(page.ask(Action::Kind::device_restart) == PageAnswer::needs_pin);

    page.begin("9137");
    page.give_up();
    page.type_wrong();
    CHECK(page.list_needs_pin());
    CHECK(page.ask(Action::Kind::device_revoke) == PageAnswer::needs_pin);
    CHECK(page.kitchen.there.restarts == 0);
}

TEST_CASE("a manager who leaves is signed out at once, however much the screen has asked the hub before") {
    Guarded page;
    page.kitchen.lose_hub();
    REQUIRE(page.screen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    page.kitchen.rate_limit = RateLimit{2, 20};
    page.kitchen.open_hub();
    REQUIRE(page.screen.until_live());
    page.type("9137");
    for (int i = 0; i < 40; ++i) page.screen.ask(Action::Kind::device_identify, page.device);
    page.screen.ask(Action::Kind::cook_sign_out);
    CHECK(page.screen.until([&](const ScreenModel& model) {
        return model.cook.name.empty() && model.devices.list && model.devices.list->needs_pin;
    }));
}

TEST_CASE(
    "a program that only watches is no screen that anybody stands before: its token is asked for, no PIN") {
    Guarded page;
    const std::string rename =
        R"({"type":"device.rename","id":"1","device":")" + page.device + R"(","name":"Till 2"})";
    Installer(page.kitchen, {rename}, "monitor");
    page.kitchen.look();
    CHECK(page.screen.until(
        [&](const ScreenModel&) { return page.kitchen.device("Till 2").id == page.device; }));
}

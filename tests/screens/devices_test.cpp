// The device page under the hand: keys alone, touch alone.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "base/key_text.h"
#include "screens/locale.h"
#include "screens/stage.h"
#include "ui/draw_parts.h"

namespace brigade {
namespace {

using screens::Stage;
using ui::DeviceKey;
using ui::Function;

std::string picture_bytes(const screens::ModelPtr& model) {
    Stage stage = Stage::open();
    stage.show(model);
    return stage.picture();
}

struct Page {
    Stage stage = Stage::open();
    screens::ModelPtr model = screens::devices();

    Page() {
        stage.show(model);
        const auto opened = press(Function::devices);
        REQUIRE(opened);
        CHECK(opened->kind == Action::Kind::devices_open);
    }
    std::optional<Action> press(Function function) {
        stage.now_ms += 400;
        return stage.press(function, model);
    }
    // In the middle of the last place that `wanted` holds for.
    template <class Wanted>
    std::optional<Action> touch(Wanted wanted) {
        stage.now_ms += 400;
        stage.show(model);
        for (auto hit = stage.frame.hits.rbegin(); hit != stage.frame.hits.rend(); ++hit) {
            if (!wanted(*hit)) continue;
            const float x = hit->area.x + hit->area.width / 2, y = hit->area.y + hit->area.height / 2;
            stage.controls.touch(x, y, stage.now_ms);
            auto action = stage.controls.release(x, y, stage.now_ms);
            stage.show(model);
            return action;
        }
        FAIL("there is no such place to touch");
        return std::nullopt;
    }
    std::optional<Action> touch_row(const std::string& row) {
        return touch(
            [&](const ui::Hit& hit) { return hit.kind == ui::Hit::Kind::device && hit.order_id == row; });
    }
    std::optional<Action> touch_key(DeviceKey key) {
        return touch(
            [&](const ui::Hit& hit) { return hit.kind == ui::Hit::Kind::device_key && hit.key == key; });
    }
    // The kitchen's network has lost it: of its keys, revoke alone is left.
    void disconnect(const std::string& id) {
        auto list = std::make_shared<DeviceList>(*model->devices.list);
        for (ListedDevice& device : list->devices)
            if (device.id == id) device.connected = false;
        model->devices.list = list;
        stage.show(model);
    }
    void list_waiting(std::vector<ListedWaiting> waiting) {
        auto list = std::make_shared<DeviceList>(*model->devices.list);
        list->waiting = std::move(waiting);
        model->devices.list = list;
        stage.show(model);
    }
    // What time alone brings about, a picture each second.
    std::optional<Action> wait(DurationMs ms) {
        for (; ms > 0; ms -= 1'000) {
            stage.now_ms += 1'000;
            if (auto action = stage.settle(model)) return action;
        }
        return std::nullopt;
    }
    void leave_until_closed() {
        list_waiting({});
        REQUIRE(wait(2 * ui::page_rest_ms));
        stage.show(model);
        REQUIRE_FALSE(view().open);
    }
    std::optional<Action> touch_function(Function function) {
        return touch([&](const ui::Hit& hit) {
            return hit.kind == ui::Hit::Kind::function && hit.function == function;
        });
    }
    const ui::DeviceView& view() const { return stage.controls.view().devices; }
};

TEST_CASE("who waits for pairing stands first and is chosen, and the code is typed with digits") {
    Page page;
    CHECK(page.view().row == "waits 3");
    page.press(Function::bump);
    REQUIRE(page.view().typing);
    for (const Function digit :
         {ui::position(4), ui::position(8), ui::position(2), ui::position(9), ui::position(1)})
        page.press(digit);
    CHECK_FALSE(page.press(Function::bump));  // five are no code
    page.press(ui::position(3));
    page.press(Function::zero);  // a seventh is none
    const auto pair = page.press(Function::bump);
    REQUIRE(pair);
    CHECK(pair->kind == Action::Kind::device_pair);
    CHECK(pair->device == "3");
    CHECK(pair->code == "482913");
    CHECK(pair->name == "Dessert");
    CHECK_FALSE(page.view().typing);
}

TEST_CASE("a bump bar without a zero types with its arrows") {
    Page page;
    page.press(Function::bump);
    page.press(Function::right);  // 0
    page.press(Function::right);  // 00
    page.press(Function::up);     // 01
    page.press(Function::right);
    page.press(Function::down);  // 019
    CHECK(page.view().code == "019");
    page.press(Function::left);
    CHECK(page.view().code == "01");
    page.press(Function::cancel);
    CHECK_FALSE(page.view().typing);
    CHECK(page.view().open);
}

TEST_CASE("the code is typed by touch alone") {
    Page page;
    page.touch_key(DeviceKey::pair);
    REQUIRE(page.view().typing);
    for (const Function digit :
         {ui::position(1), Function::zero, Function::zero, ui::position(2), ui::position(3), ui::position(9)})
        page.touch_function(digit);
    page.touch_function(Function::left);
    page.touch_function(ui::position(4));
    const auto pair = page.touch_function(Function::bump);
    REQUIRE(pair);
    CHECK(pair->code == "100234");
}

TEST_CASE("identify is asked for at once, restart and revoke at the second press") {
    Page page;
    page.press(Function::down);
    CHECK(page.view().row == "is d-1");
    const auto identify = page.press(Function::bump);
    REQUIRE(identify);
    CHECK(identify->kind == Action::Kind::device_identify);
    CHECK(identify->device == "d-1");
    page.press(Function::right);
    page.press(Function::right);
    page.press(Function::right);
    CHECK_FALSE(page.press(Function::bump));
    CHECK(page.view().armed);
    const auto revoke = page.press(Function::bump);
    REQUIRE(revoke);
    CHECK(revoke->kind == Action::Kind::device_revoke);
    CHECK(revoke->name == "Grill left");
}

TEST_CASE("what was pressed once is forgotten where something else is chosen") {
    Page page;
    page.press(ui::position(2));
    page.press(Function::right);
    page.press(Function::right);
    page.press(Function::right);
    page.press(Function::bump);
    REQUIRE(page.view().armed);
    page.press(Function::down);
    CHECK_FALSE(page.view().armed);
    CHECK(page.view().key == DeviceKey::identify);
    CHECK(page.press(Function::bump)->kind == Action::Kind::device_identify);
}

TEST_CASE("revoking by touch takes two touches on its own key") {
    Page page;
    page.touch_row("is d-2");
    CHECK_FALSE(page.touch_key(DeviceKey::revoke));
    CHECK_FALSE(page.touch_key(DeviceKey::restart));  // another key: it is the one that asks now
    CHECK_FALSE(page.touch_key(DeviceKey::revoke));
    const auto revoke = page.touch_key(DeviceKey::revoke);
    REQUIRE(revoke);
    CHECK(revoke->kind == Action::Kind::device_revoke);
    CHECK(revoke->device == "d-2");
}

TEST_CASE(
    "a screen without a token is asked by its own id and cannot be revoked; a till can be that, and "
    "renamed") {
    Page page;
    page.press(ui::position(7));
    CHECK(page.view().row == "is screen-9");
    const auto identify = page.press(Function::bump);
    REQUIRE(identify);
    CHECK(identify->device.empty());
    CHECK(identify->screen == "screen-9");
    const auto rows = ui::device_rows(page.model->devices);
    CHECK(ui::device_keys(rows[6]).size() == 2);
    CHECK(ui::device_keys(rows[4]) == std::vector{ui::DeviceKey::rename, ui::DeviceKey::revoke});
}

TEST_CASE(
    "a cook who does not see that the page is open presses position and BUMP again and again: no till is "
    "revoked") {
    Page page;
    for (int round = 0; round < 3; ++round) {
        CHECK_FALSE(page.press(ui::position(5)));  // a till: it can be renamed and revoked
        CHECK_FALSE(page.press(Function::bump));
        CHECK_FALSE(page.press(Function::bump));
    }
    CHECK(page.view().row == "is d-4");
    CHECK_FALSE(page.view().key);
    CHECK_FALSE(page.view().naming);
    page.press(Function::right);
    CHECK(page.view().key == DeviceKey::rename);
    page.press(Function::right);
    CHECK(page.view().key == DeviceKey::revoke);
    CHECK_FALSE(page.press(Function::bump));
    CHECK_FALSE(page.press(ui::position(5)));  // what was pressed once is forgotten
    CHECK_FALSE(page.press(Function::bump));
    CHECK(page.press(Function::bump)->kind == Action::Kind::device_revoke);
}

TEST_CASE("a second press that comes late is the first one") {
    Page page;
    page.touch_row("is d-2");
    page.touch_key(DeviceKey::revoke);
    REQUIRE(page.view().armed);
    page.stage.now_ms += ui::armed_ms;
    CHECK_FALSE(page.stage.press(Function::bump, page.model));  // before any picture was made
    page.stage.now_ms += ui::armed_ms;
    page.stage.show(page.model);
    CHECK_FALSE(page.view().armed);
    CHECK_FALSE(page.press(Function::bump));
    CHECK(page.press(Function::bump));
}

TEST_CASE("restart does not turn into revoke under the finger when the screen is lost") {
    Page page;
    page.press(ui::position(2));
    page.press(Function::right);
    page.press(Function::bump);
    REQUIRE(page.view().key == DeviceKey::restart);
    REQUIRE(page.view().armed);
    page.disconnect("d-1");
    CHECK(page.view().row == "is d-1");
    CHECK_FALSE(page.view().key);
    CHECK_FALSE(page.press(Function::bump));
    CHECK_FALSE(page.press(Function::bump));
}

TEST_CASE("a finger that is down on identify while the screen is lost lets go of nothing") {
    Page page;
    page.touch_row("is d-2");
    const ui::Hit* identify = nullptr;
    for (const ui::Hit& hit : page.stage.frame.hits)
        if (hit.kind == ui::Hit::Kind::device_key && hit.key == DeviceKey::identify) identify = &hit;
    REQUIRE(identify);
    const float x = identify->area.x + 2, y = identify->area.y + 2;
    page.stage.now_ms += 400;
    page.stage.controls.touch(x, y, page.stage.now_ms);
    page.disconnect("d-2");
    CHECK_FALSE(page.stage.controls.release(x, y, page.stage.now_ms));
    CHECK_FALSE(page.view().key);
    CHECK_FALSE(page.view().armed);
}

TEST_CASE("a page that is left alone closes, says so, and the key pressed just then bumps nothing") {
    Page page;
    page.list_waiting({});
    page.press(Function::down);
    page.stage.now_ms += ui::page_rest_ms - 1;
    CHECK_FALSE(page.stage.settle(page.model));
    CHECK(page.view().open);
    page.stage.now_ms += 1;
    const auto closed = page.stage.settle(page.model);
    REQUIRE(closed);
    CHECK(closed->kind == Action::Kind::devices_close);
    CHECK_FALSE(page.view().open);
    page.stage.show(page.model);
    page.stage.now_ms += 100;
    CHECK_FALSE(page.stage.press(Function::bump, page.model));
    CHECK_FALSE(page.stage.settle(page.model));
}

TEST_CASE(
    "who walks to a device that waits, reads its code and comes back finds the page open, also after a "
    "minute") {
    Page page;
    CHECK_FALSE(page.wait(100'000));
    CHECK(page.view().open);
    page.list_waiting({});  // the code is too old, the device draws another one
    CHECK_FALSE(page.wait(ui::page_rest_ms - 2'000));
    page.list_waiting({{"4", "Dessert", "kitchen", "192.168.1.31", 120}});
    CHECK_FALSE(page.wait(60'000));
    CHECK(page.view().open);
    page.list_waiting({});
    CHECK(page.wait(ui::page_rest_ms + 1'000));
    CHECK_FALSE(page.view().open);
}

TEST_CASE("a stranger who waits for ever does not hold a page that was forgotten over the tickets") {
    Page page;
    CHECK_FALSE(page.wait(ui::page_attended_ms - 1'000));
    CHECK(page.wait(2'000));
    CHECK_FALSE(page.view().open);
}

TEST_CASE("the page of a manager who has signed in stays open while there is something to look at") {
    Page page;
    page.list_waiting({});
    page.model->cook.name = "Rina";
    page.model->cook.manages = true;
    page.stage.show(page.model);
    CHECK_FALSE(page.wait(2 * ui::page_rest_ms));
    CHECK(page.view().open);
}

TEST_CASE("who comes back when the page has closed and types the code on bumps no ticket with it") {
    Page page;
    page.leave_until_closed();
    page.wait(20'000);
    const std::string chosen = page.stage.controls.view().order_id;
    for (const int digit : {4, 8, 2, 9, 1, 3}) CHECK_FALSE(page.press(ui::position(digit)));
    CHECK_FALSE(page.press(Function::bump));
    CHECK(page.stage.controls.view().order_id == chosen);
    page.stage.now_ms += ui::found_ms;
    page.stage.show(page.model);
    const auto bump = page.press(Function::bump);
    REQUIRE(bump);
    CHECK(bump->kind == Action::Kind::bump_ticket);
}

TEST_CASE("a cook who presses on and on after the page has closed bumps within seconds") {
    Page page;
    page.leave_until_closed();
    bool bumped = false;
    for (int i = 0; i < 20 && !bumped; ++i) bumped = page.press(Function::bump).has_value();
    CHECK(bumped);
}

TEST_CASE("a cook who comes a minute after the page has closed bumps at once") {
    Page page;
    page.leave_until_closed();
    page.wait(ui::ComesBack::back_ms);
    page.stage.show(page.model);
    CHECK(page.press(Function::bump));
}

TEST_CASE("a touch is swallowed as a key is when the page has closed by itself") {
    Page page;
    page.leave_until_closed();
    const std::string chosen = page.stage.controls.view().order_id;
    const auto other = [&](const ui::Hit& hit) {
        return hit.kind == ui::Hit::Kind::header && hit.order_id != chosen;
    };
    CHECK_FALSE(page.touch(other));
    CHECK(page.stage.controls.view().order_id == chosen);
}

TEST_CASE("a press that is swallowed since the page has closed is told of, for a moment") {
    Page page;
    page.leave_until_closed();
    CHECK_FALSE(page.stage.controls.view().unheard);
    CHECK_FALSE(page.press(Function::bump));
    CHECK(page.stage.controls.view().unheard);
    page.stage.now_ms += ui::ComesBack::unheard_ms;
    page.stage.show(page.model);
    CHECK_FALSE(page.stage.controls.view().unheard);
}

TEST_CASE("what nobody types on the device page is heard at once when that has closed") {
    Page page;
    page.leave_until_closed();
    page.press(Function::recall);
    CHECK(page.stage.controls.view().recall.open);
}

TEST_CASE("the page that has closed by itself is opened again with one press") {
    Page page;
    page.leave_until_closed();
    const auto open = page.press(Function::devices);
    REQUIRE(open);
    CHECK(open->kind == Action::Kind::devices_open);
}

// A code typed for the first of those that wait.
struct PagePairs : Page {
    PagePairs() {
        press(Function::bump);
        for (int i = 0; i < 6; ++i) press(ui::position(1));
        REQUIRE(press(Function::bump));
    }
    void list_paired(std::vector<ListedWaiting> waiting) {
        auto list = std::make_shared<DeviceList>(*model->devices.list);
        ListedDevice device;
        device.id = "d-9", device.name = "Dessert", device.role = "kitchen";
        list->devices.insert(list->devices.end() - 1, device);
        list->waiting = std::move(waiting);
        model->devices.list = list;
        stage.show(model);
    }
};

TEST_CASE("once a device is paired the next one that waits is chosen") {
    PagePairs page;
    page.list_paired({{"4", "Fryer", "kitchen", "192.168.1.32", 120}});
    CHECK(page.view().row == "waits 4");
    CHECK(page.view().key == DeviceKey::pair);
}

TEST_CASE(
    "once a device is paired and no other waits it stays chosen, and nothing that cannot be taken back") {
    PagePairs page;
    page.list_paired({});
    CHECK(page.view().row == "is d-9");
    CHECK_FALSE(page.view().key);
}

TEST_CASE("after a wrong code the same device is chosen again when it waits with another one") {
    PagePairs page;
    page.list_waiting({});
    CHECK(page.view().row != "waits 3");
    page.list_waiting({{"7", "Dessert", "kitchen", "192.168.1.31", 120}});
    CHECK(page.view().row == "waits 7");
}

TEST_CASE("who has chosen another row after a wrong code keeps it when the device waits again") {
    PagePairs page;
    page.list_waiting({});
    page.press(Function::down);
    const std::string by_hand = page.view().row;
    page.list_waiting({{"7", "Dessert", "kitchen", "192.168.1.31", 120}});
    CHECK(page.view().row == by_hand);
}

TEST_CASE("a device that leaves the list takes its half-pressed key with it") {
    Page page;
    page.press(Function::down);
    page.press(Function::right);
    page.press(Function::bump);
    REQUIRE(page.view().armed);
    auto shorter = std::make_shared<DeviceList>(*page.model->devices.list);
    shorter->devices.erase(shorter->devices.begin());
    page.model->devices.list = shorter;
    page.stage.show(page.model);
    CHECK_FALSE(page.view().armed);
    CHECK(page.view().row == "waits 3");
}

TEST_CASE("what is chosen stays chosen when somebody begins to wait above it") {
    Page page;
    page.press(ui::position(3));
    auto longer = std::make_shared<DeviceList>(*page.model->devices.list);
    longer->waiting.push_back({"4", "Fryer", "kitchen", "192.168.1.32", 120});
    page.model->devices.list = longer;
    page.stage.show(page.model);
    CHECK(page.view().row == "is d-2");
}

// The hub of a kitchen that has a manager.
struct GuardedPage : Page {
    void list_says(bool needs_pin) {
        auto list = std::make_shared<DeviceList>(*model->devices.list);
        list->needs_pin = needs_pin;
        model->devices.list = list;
        stage.show(model);
    }
    void refuse(const Action& action) {
        model->devices.answer = DevicePage::Answer::needs_pin;
        model->devices.attempt = action.attempt;
        stage.show(model);
    }
    std::optional<Action> revoke() {
        press(ui::position(2));
        press(Function::right);
        press(Function::right);
        press(Function::right);
        CHECK_FALSE(press(Function::bump));
        return press(Function::bump);
    }
    // What comes of somebody's PIN.
    std::optional<Action> enter(bool manages, CookState::Answer answer = CookState::Answer::signed_in) {
        for (int i = 0; i < 4; ++i) CHECK_FALSE(press(ui::position(9)));
        const auto sign_in = press(Function::bump);
        REQUIRE(sign_in);
        CHECK(sign_in->kind == Action::Kind::cook_sign_in);
        model->cook.attempt = sign_in->attempt;
        model->cook.answer = answer;
        model->cook.name = manages ? "Rina" : "Ani";
        model->cook.manages = manages;
        if (manages) model->devices.list = with_no_need();
        return stage.settle(model);
    }
    std::shared_ptr<const DeviceList> with_no_need() const {
        auto list = std::make_shared<DeviceList>(*model->devices.list);
        list->needs_pin = false;
        return list;
    }
    bool asks() const {
        const ui::SignInView& keypad = stage.controls.view().sign_in;
        return keypad.open && keypad.for_devices;
    }
};

TEST_CASE(
    "what the hub refuses without a manager is done once a manager has typed a PIN, and not asked for "
    "again") {
    GuardedPage page;
    const auto revoke = page.revoke();
    REQUIRE(revoke);
    CHECK_FALSE(page.asks());
    page.refuse(*revoke);
    REQUIRE(page.asks());
    const auto again = page.enter(true);
    REQUIRE(again);
    CHECK(again->kind == Action::Kind::device_revoke);
    CHECK(again->device == "d-1");
    CHECK(again->attempt != revoke->attempt);
    page.stage.show(page.model);
    CHECK_FALSE(page.asks());
    CHECK(page.view().open);
    CHECK_FALSE(page.stage.settle(page.model));
}

TEST_CASE("where the list says that a manager is needed nothing is asked of the hub before there is one") {
    GuardedPage page;
    page.list_says(true);
    CHECK_FALSE(page.revoke());
    REQUIRE(page.asks());
    const auto revoke = page.enter(true);
    REQUIRE(revoke);
    CHECK(revoke->kind == Action::Kind::device_revoke);
}

TEST_CASE("a manager's PIN comes before the code of a device that waits, and then the code is typed") {
    GuardedPage page;
    page.list_says(true);
    CHECK_FALSE(page.press(Function::bump));
    REQUIRE(page.asks());
    CHECK_FALSE(page.view().typing);
    CHECK_FALSE(page.enter(true));
    page.stage.show(page.model);
    CHECK(page.view().typing);
    for (int i = 0; i < 6; ++i) page.press(ui::position(1));
    CHECK(page.press(Function::bump)->code == "111111");
    CHECK_FALSE(page.asks());
    const auto next = page.revoke();  // and nobody is asked again
    REQUIRE(next);
    CHECK(next->kind == Action::Kind::device_revoke);
    CHECK_FALSE(page.asks());
}

TEST_CASE("no code is typed for another device than the manager was asked for") {
    GuardedPage page;
    page.list_says(true);
    page.press(Function::bump);
    REQUIRE(page.asks());
    auto other = std::make_shared<DeviceList>(*page.model->devices.list);
    other->waiting.front().id = "4";
    page.model->devices.list = other;
    CHECK_FALSE(page.enter(true));
    page.stage.show(page.model);
    CHECK_FALSE(page.view().typing);
}

TEST_CASE("the keypad says what a manager's PIN is typed for, and for which device, in both languages") {
    for (const char* language : {"en", "id"}) {
        const auto words = screens::words_of(language);
        REQUIRE(bool(words));
        const bool english = std::string_view(language) == "en";
        GuardedPage page;
        page.list_says(true);
        CHECK_FALSE(page.press(Function::bump));
        REQUIRE(page.asks());
        CHECK(ui::pin_sentence(page.view(), *words) == (english
                                                            ? "A manager's PIN is needed to pair Dessert"
                                                            : "Perlu PIN manajer untuk memasangkan Dessert"));
        page.press(Function::cancel);
        page.revoke();
        REQUIRE(page.asks());
        const std::string name = page.view().wanted->name;
        REQUIRE_FALSE(name.empty());
        CHECK(ui::pin_sentence(page.view(), *words) ==
              (english ? "A manager's PIN is needed to revoke " : "Perlu PIN manajer untuk mencabut ") +
                  name);
    }
}

TEST_CASE("the keypads for two devices are two pictures") {
    const auto picture_for = [](const std::string& name) {
        GuardedPage page;
        auto list = std::make_shared<DeviceList>(*page.model->devices.list);
        list->waiting.front().name = name;
        page.model->devices.list = list;
        page.list_says(true);
        page.press(Function::bump);
        REQUIRE(page.asks());
        auto blank = std::make_shared<DeviceList>(*page.model->devices.list);
        blank->waiting.front().name = "hidden";  // under the keypad; what was asked for stays
        page.model->devices.list = blank;
        page.stage.show(page.model);
        return page.stage.picture();
    };
    CHECK(picture_for("Till 1") == picture_for("Till 1"));
    CHECK(picture_for("Till 1") != picture_for("Till 2"));
}

TEST_CASE("a cook's PIN opens nothing: the keypad stays and says so, and a manager's may follow") {
    GuardedPage page;
    page.list_says(true);
    page.revoke();
    CHECK_FALSE(page.enter(false));
    page.stage.show(page.model);
    CHECK(page.asks());
    CHECK(ui::is_no_manager(page.stage.controls.view().sign_in, page.model->cook));
    CHECK_FALSE(page.press(Function::bump));  // the cook is not signed out by it
    CHECK(page.enter(true));
}

TEST_CASE("a wrong PIN opens nothing") {
    GuardedPage page;
    page.list_says(true);
    page.revoke();
    CHECK_FALSE(page.enter(false, CookState::Answer::wrong));
    CHECK(page.asks());
}

TEST_CASE("whoever closes the keypad has given up: nothing is done later when a manager signs in") {
    GuardedPage page;
    page.list_says(true);
    page.revoke();
    REQUIRE(page.asks());
    page.press(Function::cancel);
    CHECK_FALSE(page.asks());
    CHECK(page.view().open);
    page.model->cook.answer = CookState::Answer::signed_in;
    page.model->cook.manages = true;
    CHECK_FALSE(page.stage.settle(page.model));
    CHECK_FALSE(page.view().wanted);
}

TEST_CASE(
    "a keypad that the device page has opened and nobody touches closes with the page, and nothing was "
    "done") {
    GuardedPage page;
    page.list_says(true);
    page.revoke();
    REQUIRE(page.asks());
    page.list_waiting({});
    page.stage.now_ms += ui::page_rest_ms;
    CHECK(page.stage.settle(page.model)->kind == Action::Kind::devices_close);
    page.stage.show(page.model);
    CHECK_FALSE(page.asks());
    CHECK_FALSE(page.view().open);
}

TEST_CASE(
    "the hub is lost while a manager's PIN is asked for: the keypad closes, for what was asked cannot be "
    "done") {
    GuardedPage page;
    page.list_says(true);
    page.revoke();
    REQUIRE(page.asks());
    page.model->devices.list.reset();
    page.stage.show(page.model);
    CHECK_FALSE(page.asks());
}

TEST_CASE("a manager is asked for on a board too, and on a screen that is one cook's alone") {
    for (const bool board : {true, false}) {
        GuardedPage page;
        if (board) page.model->station.kind = StationKind::board;
        page.model->cook.owned = !board;
        page.list_says(true);
        page.revoke();
        REQUIRE(page.asks());
        CHECK(page.enter(true));
    }
}

TEST_CASE("the page covers the tickets: nothing under it counts as shown, and no key reaches a ticket") {
    Page page;
    CHECK(page.stage.frame.covered);
    CHECK_FALSE(page.press(Function::start));
    const auto closed = page.press(Function::devices);
    REQUIRE(closed);
    CHECK(closed->kind == Action::Kind::devices_close);
    CHECK_FALSE(page.stage.frame.covered);
}

TEST_CASE("the page opens and closes by touch on every kind of station") {
    for (const auto& model : {screens::grill(), screens::expo(), screens::board(), screens::unpaired()}) {
        Page page;
        page.press(Function::devices);
        page.model = model;
        CHECK(page.touch_function(Function::devices));
        CHECK(page.view().open);
        CHECK(page.touch_function(Function::devices));
        CHECK_FALSE(page.view().open);
    }
}

TEST_CASE("another key that was found is to be read on the page and above the tickets") {
    for (const bool at_work : {false, true}) {
        const auto found = [&](const std::string& key) {
            const auto model = at_work ? screens::lost() : screens::waiting();
            model->pairing = screens::foreign_key()->pairing;
            model->pairing.found_key = key;
            return picture_bytes(model);
        };
        CHECK(found("b8d2419ef0aa7c13") == found("b8d2419ef0aa7c13"));
        CHECK(found("b8d2419ef0aa7c13") != found("c8d2419ef0aa7c13"));
    }
    CHECK(key_beginning("b8d2419ef0aa7c13", ui::no_break) == "b8d2\u00A0419e\u00A0f0aa\u00A07c13");
}

TEST_CASE("a screen whose clock nobody has compared with the hub's shows none") {
    const auto hours_off = [](DurationMs off_ms, bool known) {
        const auto model = screens::unpaired();
        model->wall_offset_ms = off_ms;
        model->clock_known = known;
        return picture_bytes(model);
    };
    CHECK(hours_off(0, true) != hours_off(3'600'000, true));
    CHECK(hours_off(0, false) == hours_off(3'600'000, false));
}

TEST_CASE("the lower strip names who bumps and devices, and no PIN where the screen is one cook's alone") {
    const auto named = [](Function function, bool owned) {
        Stage stage = Stage::open(1920, 1080);
        const auto model = screens::grill();
        model->cook.owned = owned;
        stage.show(model);
        return std::any_of(stage.frame.hits.begin(), stage.frame.hits.end(),
                           [&](const ui::Hit& hit) { return hit.function == function && hit.area.y > 900; });
    };
    CHECK(named(Function::devices, false));
    CHECK(named(Function::cook, false));
    CHECK_FALSE(named(Function::cook, true));
}

TEST_CASE("a screen that shows its name flashes, and shows no tickets meanwhile") {
    Stage stage = Stage::open();
    const auto model = screens::identified();
    CHECK(stage.show(model).empty());
    CHECK(stage.frame.covered);
    CHECK(stage.frame.flashes);
    stage.now_ms += 10'000;
    CHECK_FALSE(stage.show(model).empty());
    CHECK_FALSE(stage.frame.flashes);
}

TEST_CASE("any press ends a screen's showing its name, and neither it nor the rest of it is about a ticket") {
    Stage stage = Stage::open();
    const auto model = screens::identified();
    stage.show(model);
    stage.now_ms += 2'000;
    stage.show(model);
    CHECK_FALSE(stage.press(ui::position(2), model));
    CHECK_FALSE(stage.frame.identifies);
    stage.now_ms += 500;
    CHECK_FALSE(stage.press(Function::bump, model));
    stage.now_ms += 1'000;
    stage.show(model);
    CHECK_FALSE(stage.frame.covered);
    CHECK(stage.press(Function::bump, model)->kind == Action::Kind::bump_ticket);
}

TEST_CASE("a touch ends a screen's showing its name and chooses nothing") {
    Stage stage = Stage::open();
    const auto model = screens::identified();
    stage.show(model);
    stage.now_ms += 2'000;
    stage.show(model);
    const std::string chosen = stage.controls.view().order_id;
    stage.controls.touch(480, 300, stage.now_ms);
    CHECK_FALSE(stage.controls.release(480, 300, stage.now_ms));
    stage.show(model);
    CHECK_FALSE(stage.frame.identifies);
    CHECK(stage.controls.view().order_id == chosen);
}

TEST_CASE("the key pressed as a screen stops showing its name bumps nothing") {
    Stage stage = Stage::open();
    const auto model = screens::identified();
    stage.show(model);
    stage.now_ms += 10'000;
    stage.show(model);
    CHECK_FALSE(stage.frame.covered);
    stage.now_ms += 100;
    CHECK_FALSE(stage.press(Function::bump, model));
}

TEST_CASE("only an order that a station has not seen flashes at the expo") {
    Stage stage = Stage::open();
    const auto model = screens::expo();
    stage.show(model);
    CHECK(stage.frame.flashes);
    for (ScreenTicket& ticket : model->tickets) ticket.undelivered.clear();
    stage.show(model);
    CHECK_FALSE(stage.frame.flashes);
}

}  // namespace
}  // namespace brigade

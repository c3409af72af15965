// Every function of a station, by each bump bar that Brigade knows, alone, and by touch alone: a real hub
// hears of it.
#include <linux/input-event-codes.h>

#include "app/bar_profiles.h"
#include "hands/cook.h"
#include "station/lan_kitchen.h"

using namespace brigade;
using namespace brigade::hands;
using namespace brigade::test;

namespace {

const std::filesystem::path profiles_directory = BRIGADE_SOURCE_DIR "/config/bumpbars";

BarProfile profile_named(const std::string& name) {
    auto read = bar_profile_named(name, {profiles_directory});
    REQUIRE(read);
    return *std::move(read);
}

// Runs the scenario once with each pair of hands.
template <class Scenario>
void with_all_hands(const Scenario& scenario) {
    for (const std::string& name : bar_profile_names({profiles_directory})) {
        DYNAMIC_SECTION("the bar " << name) {
            scenario([&](net::EventLoop& loop, Mailbox& mailbox) {
                return std::unique_ptr<Cook>(new BarCook(loop, mailbox, profile_named(name)));
            });
        }
    }
    SECTION("a finger") {
        scenario([](net::EventLoop& loop, Mailbox& mailbox) {
            return std::unique_ptr<Cook>(new TouchCook(loop, mailbox));
        });
    }
}

// Waits for the hub's word, then looks at the screen.
template <class Test>
void see(LineKitchen& kitchen, Cook& cook, Test test) {
    REQUIRE(kitchen.until([&](const ScreenModel& model) { return model.waiting == 0 && test(model); }));
    cook.look();
}

const ScreenTicket* in(const ScreenModel& model, const std::string& order) {
    for (const ScreenTicket& ticket : model.tickets)
        if (ticket.order_id == order) return &ticket;
    return nullptr;
}

LineState state(const ScreenModel& model, const std::string& order, std::size_t line) {
    const ScreenTicket* ticket = in(model, order);
    return ticket ? ticket->lines.at(line).state : LineState::voided;
}

}  // namespace

TEST_CASE("start, one of five, a line, a bump, undo and recall work with all hands") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.submit(an_order("41").line("1", "grill", 5).line("2"));
        kitchen.submit(an_order("42").line("1"));
        REQUIRE(kitchen.until_open(2));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);

        cook->choose_line("41", "1");
        cook->use(Function::start);
        see(kitchen, *cook, [](const auto& model) { return state(model, "41", 0) == LineState::started; });
        cook->choose_line("41", "1");
        cook->use(Function::one_done);
        see(kitchen, *cook, [](const auto& model) { return in(model, "41")->lines[0].done == 1; });
        cook->choose_line("41", "2");
        cook->use(Function::bump_line);
        see(kitchen, *cook, [](const auto& model) { return state(model, "41", 1) == LineState::done; });
        cook->choose("42");
        cook->use(Function::bump);
        see(kitchen, *cook, [](const auto& model) { return !in(model, "42"); });
        cook->use(Function::undo);
        see(kitchen, *cook, [](const auto& model) { return in(model, "42"); });
        cook->choose("42");
        cook->use(Function::bump);
        see(kitchen, *cook, [](const auto& model) { return !in(model, "42"); });
        cook->use(Function::recall);
        REQUIRE(cook->view().recall.open);
        cook->use(Function::menu);
        cook->type("42");
        CHECK(cook->view().recall.search == "42");
        cook->use(Function::bump);
        see(kitchen, *cook, [](const auto& model) { return in(model, "42"); });
    });
}

TEST_CASE("hold, release, rush, another station and 86 work with all hands") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.submit(an_order("41").line("1"));
        kitchen.submit(an_order("42").line("1"));
        REQUIRE(kitchen.until_open(2));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);

        cook->choose("42");
        cook->use(Function::rush);
        see(kitchen, *cook, [](const auto& model) { return in(model, "42")->priority == Priority::rush; });
        cook->choose("42");
        cook->use(Function::rush);
        see(kitchen, *cook, [](const auto& model) { return in(model, "42")->priority == Priority::normal; });
        cook->choose("41");
        cook->use(Function::unavailable);
        cook->pick("dish-1");
        see(kitchen, *cook, [](const auto& model) { return model.unavailable.size() == 1; });
        cook->choose("41");
        cook->use(Function::unavailable);
        cook->pick("dish-1");
        see(kitchen, *cook, [](const auto& model) { return model.unavailable.empty(); });
        cook->choose("41");
        cook->use(Function::hold);
        see(kitchen, *cook, [](const auto& model) { return model.parked.size() == 1; });
        cook->choose("42");
        cook->use(Function::menu);
        cook->pick(Function::hold, true);
        cook->pick("41");
        see(kitchen, *cook, [](const auto& model) { return model.parked.empty() && in(model, "41"); });
        cook->choose("41");
        cook->use(Function::transfer);
        cook->pick("drink");
        see(kitchen, *cook, [](const auto& model) { return !in(model, "41"); });
        CHECK(kitchen.screen->copy().find("41")->find_ticket("drink"));
    });
}

TEST_CASE("changes are confirmed, pages turned and lists looked at with all hands") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.submit(an_order("41").line("1").line("2"));
        for (int i = 0; i < 30; ++i)
            kitchen.submit(
                an_order("more-" + std::to_string(i)).line("1").line("2").line("3").line("4").line("5"));
        REQUIRE(kitchen.until_open(31));
        OneOrderPos(kitchen, R"({"type":"order.void","id":"1","order_id":"41","lines":["2"]})");
        REQUIRE(kitchen.until([](const ScreenModel& model) { return in(model, "41")->revision == 1; }));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);

        cook->choose("41");
        cook->use(Function::confirm);
        see(kitchen, *cook, [](const auto& model) { return in(model, "41")->lines.size() == 1; });
        REQUIRE(cook->frame().pages > 1);
        cook->use(Function::page_next);
        CHECK(cook->view().page == 1);
        cook->use(Function::page_previous);
        CHECK(cook->view().page == 0);
        cook->use(Function::all_day);
        CHECK(cook->view().all_day);
        cook->leave();
        CHECK_FALSE(cook->view().all_day);
        cook->use(Function::view);
        CHECK(cook->view().batches);
        cook->use(Function::view);
        CHECK_FALSE(cook->view().batches);
        cook->use(Function::filter);
        cook->pick("takeaway");
        see(kitchen, *cook,
            [](const auto& model) { return model.settings.services == std::vector{Service::takeaway}; });
        cook->pick("");
        see(kitchen, *cook, [](const auto& model) { return model.settings.services.empty(); });
    });
}

TEST_CASE("figures are looked at over the tickets with all hands") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.submit(an_order("41").line("1"));
        REQUIRE(kitchen.until_open(1));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);
        cook->choose("41");
        cook->use(Function::figures);
        REQUIRE(cook->view().figures.lie_over());
        CHECK(cook->frame().covered);
        cook->leave();
        CHECK_FALSE(cook->view().figures.open);
    });
}

TEST_CASE("a wall that is there for figures shows its orders, serves and goes back with all hands") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.close_screen();
        StationOptions options = kitchen.options_at("pass");
        options.settings.shows = WallView::figures;
        kitchen.open_screen(std::move(options), store_in(kitchen.directory.path() / "wall"));
        kitchen.submit(an_order("41").line("1"));
        REQUIRE(kitchen.until_open(1));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);
        REQUIRE(cook->view().figures.stand());
        CHECK(cook->frame().slots.empty());
        cook->leave();
        REQUIRE(cook->frame().slot("41"));
        cook->choose("41");
        cook->use(Function::bump);
        see(kitchen, *cook, [](const auto& model) { return !in(model, "41"); });
        for (int i = 0; i < 30; ++i) cook->look();
        CHECK(cook->view().figures.stand());
    });
}

TEST_CASE("an expo fires the next course, serves and brings back with all hands") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.close_screen();
        kitchen.open_screen("pass");
        kitchen.submit(an_order("41").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
        kitchen.submit(an_order("42").line("1"));
        REQUIRE(kitchen.until_open(2));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);

        cook->choose("41");
        cook->use(Function::fire_course);
        see(kitchen, *cook, [](const auto& model) { return !in(model, "41")->next_course; });
        cook->choose("42");
        cook->use(Function::bump);
        see(kitchen, *cook, [](const auto& model) { return !in(model, "42"); });
        cook->use(Function::recall);
        cook->use(Function::bump);
        see(kitchen, *cook, [](const auto& model) { return in(model, "42"); });
    });
}

TEST_CASE("whoever presses says so with a PIN, and a manager renames a screen, with all hands") {
    with_all_hands([](const auto& hands) {
        LanKitchen kitchen;
        kitchen.pair();
        const std::string device = kitchen.id_of("Grill left");
        Installer(
            kitchen,
            {R"({"type":"person.set","id":"1","person":"rina","name":"Rina","role":"manager","pin":"9037"})",
             R"({"type":"person.set","id":"2","person":"ani","name":"Ani","pin":"4821"})"});
        kitchen.here.ask(Action::Kind::devices_close);
        const auto until = [&](auto test) { REQUIRE(kitchen.here.until(test)); };
        const auto cook = hands(kitchen.loop, kitchen.here.mailbox);

        cook->use(Function::cook);
        cook->digits("4821");
        until([](const ScreenModel& model) { return model.cook.name == "Ani"; });
        cook->look();
        cook->use(Function::cook);
        cook->digits("");
        until([](const ScreenModel& model) { return model.cook.name.empty(); });
        cook->look();

        cook->use(Function::devices);
        until([](const ScreenModel& model) { return bool(model.devices.list); });
        cook->look();
        cook->use_device_key("is " + device, ui::DeviceKey::rename);
        cook->look();
        REQUIRE(cook->view().sign_in.open);
        cook->digits("9037");
        until([](const ScreenModel& model) { return model.cook.manages; });
        cook->look();
        REQUIRE(cook->view().entry.open);
        cook->type("2");
        until([](const ScreenModel& model) { return model.devices.answer == DevicePage::Answer::renamed; });
        CHECK(kitchen.here.model()->devices.about == "Grill left2");
        cook->look();
        cook->leave();
        CHECK_FALSE(cook->view().devices.open);
    });
}

TEST_CASE("the panel is locked for wiping with all hands, and a finger then presses nothing") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.submit(an_order("41").line("1"));
        REQUIRE(kitchen.until_open(1));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);
        cook->choose("41");
        cook->use(Function::lock);
        CHECK(cook->view().locked_until_ms > 0);
        CHECK_FALSE(cook->wipe());
    });
}

TEST_CASE("a bump bar is learned at the screen with all hands, kept and bound to it") {
    with_all_hands([](const auto& hands) {
        LineKitchen kitchen;
        kitchen.submit(an_order("41").line("1"));
        REQUIRE(kitchen.until_open(1));
        const auto cook = hands(kitchen.loop, kitchen.mailbox);
        cook->choose("41");
        cook->open_lesson();
        REQUIRE(cook->view().learn.open);
        REQUIRE(kitchen.loop.run_until([&] { return kitchen.bar_is_learned; }, patience_ms));
        cook->teach(KEY_A);
        cook->teach(KEY_B);
        cook->keep_lesson();
        CHECK_FALSE(cook->view().learn.open);
        see(kitchen, *cook, [](const auto& model) {
            return model.settings.bars == std::vector<BoundBar>{{"usb-1.2/0461:0010", "acme-bar"}};
        });
        CHECK_FALSE(kitchen.bar_is_learned);
        REQUIRE(kitchen.learned);
        CHECK(kitchen.learned->keys ==
              KeyMeanings{{KEY_A, Function::position_1}, {KEY_B, Function::position_2}});
    });
}

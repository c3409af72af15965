// Who bumped: a person signs in at the screen, and what they press says so.
#include <map>

#include "core/event_json.h"
#include "journal/open.h"
#include "protocol/admin_answer.h"
#include "station/lan_kitchen.h"
#include "station/presses.h"
#include "station/sign_in.h"

using namespace brigade;
using namespace brigade::test;

namespace {

using PinAnswer = CookState::Answer;

constexpr TimeMs offset = opening;

// A screen's keypad, with the test as its hub.
struct SignInDesk {
    bool reachable = true;
    std::vector<std::string> sent;
    SignIn sign_in;
    DurationMs now_ms = 1'000;
    std::uint64_t attempts = 0;

    explicit SignInDesk(const std::string& owner = {})
        : sign_in(owner, [this](const std::string& text) {
              if (reachable) sent.push_back(text);
              return reachable;
          }) {}

    void type(const std::string& pin) {
        Action action;
        action.kind = Action::Kind::cook_sign_in;
        action.code = pin;
        action.attempt = ++attempts;
        CHECK(sign_in.act(action));
    }
    void give_up(std::uint64_t attempt) {
        Action action;
        action.kind = Action::Kind::cook_give_up;
        action.attempt = attempt;
        CHECK(sign_in.act(action));
    }
    void sign_out() {
        Action action;
        action.kind = Action::Kind::cook_sign_out;
        CHECK(sign_in.act(action));
    }
    // The id of the request that was sent so many before the last one.
    std::string asked(std::size_t before = 0) const {
        REQUIRE(sent.size() > before);
        return std::string(parse_json(sent[sent.size() - 1 - before])->at("id").as_string());
    }
    bool is(const std::string& id, const std::string& name, std::size_t before = 0,
            PersonRole role = PersonRole::kitchen) {
        return sign_in.receive(person_text(asked(before), {id, name, role}), now_ms);
    }
    void refuse(ErrorCode code, std::optional<std::int64_t> retry_ms = {}) {
        CHECK(sign_in.on({asked(), {code, "/pin", "a sentence", {}, retry_ms}}, now_ms));
    }
    std::string type_sent() const {
        REQUIRE_FALSE(sent.empty());
        return std::string(parse_json(sent.back())->at("type").as_string());
    }
    void enter(const std::string& id, const std::string& name) {
        type("4821");
        REQUIRE(is(id, name));
    }
    CookState state() { return sign_in.state(now_ms, offset); }
    std::string press() { return sign_in.press(now_ms); }
};

void type(LanScreen& screen, const std::string& pin, std::uint64_t attempt) {
    Action action;
    action.kind = Action::Kind::cook_sign_in;
    action.code = pin;
    action.attempt = attempt;
    screen.mailbox.post(action);
}

bool until_here(LanScreen& screen, const std::string& name) {
    return screen.until([&](const ScreenModel& model) { return model.cook.name == name; });
}

void bump(LanScreen& screen, const std::string& order) {
    Action action;
    action.order_id = order;
    action.seen = screen.model()->seq;
    screen.mailbox.post(action);
    REQUIRE(screen.until([&](const ScreenModel& model) {
        for (const ScreenTicket& ticket : model.tickets)
            if (ticket.order_id == order) return false;
        return true;
    }));
}

bool until_sent(LanScreen& screen) {
    return screen.until(
        [](const ScreenModel& model) { return model.link == Link::live && model.waiting == 0; });
}

// Ani's PIN is 4821; orders a, b and c are on the grill.
struct Shift {
    LanKitchen kitchen;
    LanScreen& screen = kitchen.here;

    Shift() {
        std::vector<std::string> messages{
            R"({"type":"person.set","id":"1","person":"ani","name":"Ani","pin":"4821"})"};
        for (const char* order : {"a", "b", "c"})
            messages.push_back(R"({"type":"order.submit","id":")" + std::string(order) + R"(","order":)" +
                               json::serialize(order_to_json(*OrderPtr(an_order(order).line("1")))) + "}");
        Installer(kitchen, messages);
        REQUIRE(screen.until([](const ScreenModel& model) { return model.tickets.size() == 3; }));
    }
    // Ends the hub. Who bumped which order, by its journal.
    std::map<std::string, std::string> recorded() {
        kitchen.lose_hub();
        auto reader = open_for_reading(kitchen.directory.path() / "journal.db");
        REQUIRE(reader);
        auto records = (*reader)->read(0, 10'000, 16 * 1024 * 1024);
        REQUIRE(records);
        std::map<std::string, std::string> cooks;
        for (const Record& record : *records) {
            auto event = decode_event(record.body);
            REQUIRE(event);
            if (const auto* bumped = std::get_if<LinesBumped>(&event->body))
                cooks[event->order_id] = bumped->cook;
        }
        return cooks;
    }
};

}  // namespace

TEST_CASE("a PIN that the hub knows signs its person in, and every press is theirs until they sign out") {
    SignInDesk desk;
    CHECK(desk.press().empty());
    desk.type("4821");
    CHECK(desk.state().answer == PinAnswer::asking);
    const auto request = parse_json(desk.sent.at(0));
    CHECK(request->at("type").as_string() == "person.identify");
    CHECK(request->at("pin").as_string() == "4821");
    CHECK(desk.press().empty());
    REQUIRE(desk.is("ani", "Ani"));
    CHECK(desk.state().answer == PinAnswer::signed_in);
    CHECK(desk.state().attempt == 1);
    CHECK(desk.state().name == "Ani");
    CHECK(desk.press() == "ani");
    desk.sign_out();
    CHECK(desk.state().name.empty());
    CHECK(desk.press().empty());
}

TEST_CASE("another person's PIN takes over") {
    SignInDesk desk;
    desk.enter("ani", "Ani");
    desk.enter("budi", "Budi");
    CHECK(desk.state().name == "Budi");
    CHECK(desk.press() == "budi");
}

TEST_CASE("a wrong PIN signs nobody in, and nobody out") {
    SignInDesk desk;
    desk.type("1111");
    desk.refuse(ErrorCode::unauthorized);
    CHECK(desk.state().answer == PinAnswer::wrong);
    CHECK(desk.press().empty());
    desk.enter("ani", "Ani");
    desk.type("1111");
    desk.refuse(ErrorCode::unauthorized);
    CHECK(desk.state().answer == PinAnswer::wrong);
    CHECK(desk.press() == "ani");
}

TEST_CASE("after too many PINs the screen knows until when none is taken") {
    SignInDesk desk;
    desk.type("1111");
    desk.refuse(ErrorCode::rate_limited, 30'000);
    CHECK(desk.state().answer == PinAnswer::locked);
    CHECK(desk.state().locked_until == offset + desk.now_ms + 30'000);
    desk.now_ms += 29'999;
    CHECK(desk.state().locked_until != 0);
    desk.now_ms += 1;
    CHECK(desk.state().locked_until == 0);
    desk.type("123");
    desk.refuse(ErrorCode::invalid_message);
    CHECK(desk.state().answer == PinAnswer::refused);
    CHECK(desk.state().refusal == "a sentence");
}

TEST_CASE("without the hub a PIN is neither checked nor kept, and who is signed in stays") {
    SignInDesk desk;
    desk.enter("ani", "Ani");
    desk.reachable = false;
    desk.type("4821");
    CHECK(desk.state().answer == PinAnswer::away);
    CHECK(desk.sent.size() == 1);
    CHECK(desk.press() == "ani");
    desk.reachable = true;
    desk.type("5555");
    desk.sign_in.disconnected();
    CHECK(desk.state().answer == PinAnswer::away);
    CHECK_FALSE(desk.is("budi", "Budi"));
    CHECK(desk.press() == "ani");
    CHECK(desk.sent.size() == 2);
}

TEST_CASE("an answer to an attempt that another one has followed is passed over") {
    SignInDesk desk;
    desk.type("4821");
    desk.type("5555");
    CHECK_FALSE(desk.is("ani", "Ani", 2));
    CHECK(desk.sign_in.on({desk.asked(2), {ErrorCode::rate_limited, "", "", {}, 1'000}}, desk.now_ms));
    CHECK(desk.state().answer == PinAnswer::asking);
    CHECK(desk.is("budi", "Budi"));
    CHECK(desk.press() == "budi");
}

TEST_CASE("what the hub says to others is not taken, and what cannot be read signs nobody in") {
    SignInDesk desk;
    CHECK_FALSE(desk.sign_in.receive(R"({"type":"person","re":"c1","person":"ani","name":"Ani"})", 0));
    desk.type("4821");
    CHECK_FALSE(desk.sign_in.receive(R"({"type":"live","seq":1,"head":"x"})", desk.now_ms));
    CHECK_FALSE(desk.sign_in.receive("[]", desk.now_ms));
    CHECK_FALSE(desk.sign_in.on({"p1", {ErrorCode::unauthorized, "", ""}}, desk.now_ms));
    CHECK(desk.sign_in.receive(R"({"type":"person","re":")" + desk.asked() + R"(","person":"an i"})",
                               desk.now_ms));
    CHECK(desk.state().answer == PinAnswer::refused);
    CHECK(desk.press().empty());
    CHECK(desk.type_sent() == "person.sign_out");  // the hub has signed somebody in whom nobody sees
}

TEST_CASE(
    "the hub is told to forget a PIN that nobody waits for any more: another one follows, or the keypad "
    "closes") {
    SignInDesk desk;
    desk.type("9137");
    desk.type("1111");
    REQUIRE(desk.sent.size() == 3);
    CHECK(parse_json(desk.sent[1])->at("type").as_string() == "person.sign_out");
    CHECK(desk.type_sent() == "person.identify");
    desk.refuse(ErrorCode::unauthorized);
    CHECK_FALSE(desk.state().manages);

    desk.type("9137");
    REQUIRE(desk.sent.size() == 4);
    desk.give_up(1);  // which another one has followed
    CHECK(desk.state().answer == PinAnswer::asking);
    desk.give_up(3);
    CHECK(desk.type_sent() == "person.sign_out");
    CHECK(desk.state().answer == PinAnswer::none);
    CHECK_FALSE(desk.is("rina", "Rina", 1, PersonRole::manager));
    CHECK(desk.press().empty());

    desk.type("9137");
    desk.sign_in.left_devices();
    CHECK(desk.type_sent() == "person.sign_out");
    CHECK_FALSE(desk.is("rina", "Rina", 1, PersonRole::manager));
}

TEST_CASE(
    "a PIN that is given up signs out nobody whose presses these are, and no manager stays one unseen") {
    SignInDesk desk;
    desk.type("9137");
    REQUIRE(desk.is("rina", "Rina", 0, PersonRole::manager));
    desk.type("4821");
    desk.give_up(2);
    CHECK(desk.state().name == "Rina");
    CHECK(desk.press() == "rina");
    CHECK_FALSE(desk.state().manages);
}

TEST_CASE("who leaves the screen alone for half an hour is forgotten, and the press after that is nobody's") {
    SignInDesk desk;
    desk.enter("ani", "Ani");
    desk.now_ms += signed_in_ms - 1;
    CHECK(desk.press() == "ani");
    desk.now_ms += signed_in_ms - 1;
    CHECK(desk.state().name == "Ani");
    desk.now_ms += 1;
    CHECK(desk.press().empty());
    CHECK(desk.state().name.empty());
    desk.enter("ani", "Ani");
    desk.now_ms += signed_in_ms;
    CHECK(desk.state().name.empty());
}

TEST_CASE("the hub is told when somebody signs out, and when a screen forgets them") {
    SignInDesk desk;
    desk.enter("ani", "Ani");
    desk.sign_out();
    CHECK(desk.type_sent() == "person.sign_out");
    desk.enter("ani", "Ani");
    desk.now_ms += signed_in_ms;
    desk.state();
    CHECK(desk.type_sent() == "person.sign_out");
    const std::size_t sent = desk.sent.size();
    desk.state();
    CHECK(desk.sent.size() == sent);
}

TEST_CASE("managers and installers may change devices, for as long as they are signed in") {
    for (const PersonRole role :
         {PersonRole::kitchen, PersonRole::supervisor, PersonRole::manager, PersonRole::installer}) {
        SignInDesk desk;
        desk.type("4821");
        REQUIRE(desk.is("rina", "Rina", 0, role));
        CHECK(desk.state().manages == manages(role));
        desk.sign_out();
        CHECK_FALSE(desk.state().manages);
    }
}

TEST_CASE(
    "a manager who signs in on a cook's own screen is signed out as the device page closes, and bumps "
    "nothing") {
    SignInDesk desk("ani");
    desk.type("9137");
    REQUIRE(desk.is("rina", "Rina", 0, PersonRole::manager));
    CHECK(desk.state().manages);
    CHECK(desk.state().name == "ani");
    CHECK(desk.press() == "ani");
    desk.sign_in.left_devices();
    CHECK(desk.type_sent() == "person.sign_out");
    CHECK_FALSE(desk.state().manages);
    desk.sent.clear();
    desk.sign_in.left_devices();  // whoever the hub still takes for one
    CHECK(desk.type_sent() == "person.sign_out");
    desk.type("9137");
    desk.sign_in.left_devices();  // before the hub has answered
    CHECK(desk.type_sent() == "person.sign_out");
    CHECK_FALSE(desk.is("rina", "Rina", 2, PersonRole::manager));
    CHECK_FALSE(desk.state().manages);
}

TEST_CASE("whoever signs in where cooks do stays signed in when the device page closes") {
    SignInDesk desk;
    desk.type("9137");
    REQUIRE(desk.is("rina", "Rina", 0, PersonRole::manager));
    desk.sign_in.left_devices();
    CHECK(desk.state().manages);
    CHECK(desk.press() == "rina");
}

TEST_CASE("a screen that is one cook's alone says so with every press, for ever") {
    SignInDesk desk("ani");
    CHECK(desk.state().owned);
    CHECK(desk.state().name == "ani");
    CHECK(desk.press() == "ani");
    desk.now_ms += 2 * signed_in_ms;
    CHECK(desk.press() == "ani");
    desk.sign_out();
    CHECK(desk.press() == "ani");
}

TEST_CASE("a press that waits for the hub keeps its cook, over a restart too; one of nobody names none") {
    TemporaryDirectory directory;
    const auto store = store_in(directory.path());
    REQUIRE(store->screen_id());
    {
        auto presses = Presses::open(*store);
        REQUIRE(presses);
        for (const char* cook : {"ani", ""}) {
            const Press press{"a", "grill", 1, 0, Seq{5}, 0, cook};
            (*presses)->add(BumpTicket{press}, opening);
            (*presses)->add(RecallTicket{press, std::nullopt}, opening);
            REQUIRE((*presses)->save(2));
        }
    }
    auto presses = Presses::open(*store);
    REQUIRE(presses);
    REQUIRE((*presses)->all().size() == 4);
    CHECK(std::get<BumpTicket>((*presses)->all()[0].command).press.cook == "ani");
    CHECK(std::get<RecallTicket>((*presses)->all()[1].command).press.cook == "ani");
    for (const std::size_t i : {0U, 1U})
        CHECK((*presses)->request_text((*presses)->all()[i], Kitchen{}, opening).find(R"("cook":"ani")") !=
              std::string::npos);
    for (const std::size_t i : {2U, 3U})
        CHECK((*presses)->request_text((*presses)->all()[i], Kitchen{}, opening).find("cook") ==
              std::string::npos);
}

TEST_CASE(
    "who signed in at the screen is in the hub's journal with what they bumped, and not after signing out") {
    Shift shift;
    type(shift.screen, "1111", 1);
    REQUIRE(
        shift.screen.until([](const ScreenModel& model) { return model.cook.answer == PinAnswer::wrong; }));
    bump(shift.screen, "a");
    type(shift.screen, "4821", 2);
    REQUIRE(until_here(shift.screen, "Ani"));
    CHECK(shift.screen.model()->cook.attempt == 2);
    bump(shift.screen, "b");
    shift.screen.ask(Action::Kind::cook_sign_out);
    REQUIRE(until_here(shift.screen, ""));
    bump(shift.screen, "c");
    REQUIRE(until_sent(shift.screen));
    CHECK(shift.recorded() == std::map<std::string, std::string>{{"a", ""}, {"b", "ani"}, {"c", ""}});
}

TEST_CASE("presses made while the hub was away are recorded as those of who was signed in then") {
    Shift shift;
    type(shift.screen, "4821", 1);
    REQUIRE(until_here(shift.screen, "Ani"));
    shift.kitchen.lose_hub();
    REQUIRE(shift.screen.until([](const ScreenModel& model) { return model.link != Link::live; }));
    type(shift.screen, "4821", 2);
    REQUIRE(
        shift.screen.until([](const ScreenModel& model) { return model.cook.answer == PinAnswer::away; }));
    bump(shift.screen, "a");
    shift.screen.ask(Action::Kind::cook_sign_out);
    REQUIRE(until_here(shift.screen, ""));
    bump(shift.screen, "b");
    shift.kitchen.open_hub();
    REQUIRE(until_sent(shift.screen));
    CHECK(shift.recorded() == std::map<std::string, std::string>{{"a", "ani"}, {"b", ""}});
}

TEST_CASE("a restarted screen knows nobody, unless it is one cook's alone") {
    Shift shift;
    type(shift.screen, "4821", 1);
    REQUIRE(until_here(shift.screen, "Ani"));
    shift.screen.close();
    shift.screen.open("ws://" + shift.kitchen.plain + "/v1", "Expo");
    REQUIRE(shift.screen.until_live());
    CHECK(shift.screen.model()->cook.name.empty());
    bump(shift.screen, "a");
    REQUIRE(until_sent(shift.screen));
    shift.screen.close();
    shift.screen.cook = "budi";
    shift.screen.open("ws://" + shift.kitchen.plain + "/v1", "Expo");
    REQUIRE(shift.screen.until_live());
    CHECK(shift.screen.model()->cook.owned);
    bump(shift.screen, "b");
    REQUIRE(until_sent(shift.screen));
    CHECK(shift.recorded() == std::map<std::string, std::string>{{"a", ""}, {"b", "budi"}});
}

TEST_CASE(
    "a manager is signed out with the device page where the screen shows nobody, and no manager after the "
    "hub is gone") {
    SignInDesk desk;
    desk.type("9137");
    REQUIRE(desk.is("rina", "Rina", 0, PersonRole::manager));
    desk.sign_in.left_devices(true);
    CHECK(desk.type_sent() == "person.sign_out");
    CHECK(desk.state().name.empty());
    desk.type("9137");
    REQUIRE(desk.is("rina", "Rina", 0, PersonRole::manager));
    CHECK(desk.state().manages);
    desk.sign_in.disconnected();
    CHECK_FALSE(desk.state().manages);
}

TEST_CASE("who cancels while the hub's answer is on its way to the keypad is signed out again") {
    SignInDesk desk;
    desk.type("9137");
    REQUIRE(desk.is("rina", "Rina", 0, PersonRole::manager));
    desk.give_up(1);
    CHECK(desk.type_sent() == "person.sign_out");
    CHECK(desk.state().name.empty());
    CHECK_FALSE(desk.state().manages);
}

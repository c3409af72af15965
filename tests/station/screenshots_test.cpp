#include "station/screenshots.h"

#include <catch2/catch_test_macros.hpp>

#include "base/base64.h"
#include "base/limits.h"
#include "hub/fake_loop.h"
#include "protocol/client_message.h"
#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// A screen whose display gives the pictures that the test holds before it, and what it says to the hub.
struct Photographed {
    FakeLoop loop;
    std::vector<Screenshots::Taken> cameras;
    std::vector<ScreenshotAnswer> said;
    Screenshots screenshots{loop, counted(),
                            [this](Screenshots::Taken taken) { cameras.push_back(std::move(taken)); },
                            [this](const std::string& text) { said.push_back(read(text)); }};

    static RandomSource counted() {
        return [number = 0](std::size_t count) mutable {
            return std::string(count, static_cast<char>(++number));
        };
    }
    static ScreenshotAnswer read(const std::string& text) {
        CHECK(text.size() <= limits::client_message_bytes);
        const auto message = read_client_message(text, {Role::station, {}, {}, "grill"});
        const auto* answer = std::get_if<ScreenshotAnswer>(&message);
        REQUIRE(answer);
        return *answer;
    }
    static std::string noise(std::size_t count) {
        std::string bytes;
        for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(i * 31 >> (i % 5));
        return bytes;
    }
};

}  // namespace

TEST_CASE("a screen gives its picture away in parts that fit a message, and forgets it with the last") {
    Photographed here;
    const std::string png = here.noise(2 * limits::screenshot_part_bytes + 5);
    here.screenshots.on({"1", {}, 1});
    REQUIRE(here.cameras.size() == 1);
    CHECK(here.said.empty());
    here.cameras[0](Screenshot{1920, 1080, png});
    REQUIRE(here.said.size() == 1);
    const std::string picture = here.said[0].part.picture;
    CHECK(here.said[0].part.parts == 3);
    CHECK(here.said[0].part.width_px == 1920);
    here.screenshots.on({"2", picture, 2});
    here.screenshots.on({"3", picture, 3});
    std::string whole;
    for (const ScreenshotAnswer& answer : here.said) whole += from_base64(answer.part.png).value();
    CHECK(whole == png);
    here.screenshots.on({"4", picture, 3});
    CHECK(here.said[3].question == "4");
    CHECK(here.said[3].fault == "that picture is kept no longer; take another one");
}

TEST_CASE("a picture that nobody goes on fetching is kept for half a minute") {
    Photographed here;
    here.screenshots.on({"1", {}, 1});
    here.cameras[0](Screenshot{2, 2, here.noise(limits::screenshot_part_bytes + 1)});
    const std::string picture = here.said[0].part.picture;
    here.loop.advance(limits::screenshot_kept_ms - 1);
    here.screenshots.on({"2", picture, 1});
    here.loop.advance(limits::screenshot_kept_ms - 1);
    CHECK(here.said[1].fault.empty());
    here.loop.advance(1);
    here.screenshots.on({"3", picture, 2});
    CHECK(here.said[2].fault == "that picture is kept no longer; take another one");
}

TEST_CASE("a display that gives no picture is said, and what it gives afterwards is not sent") {
    Photographed here;
    here.screenshots.on({"1", {}, 1});
    here.loop.advance(limits::screenshot_taken_ms);
    REQUIRE(here.said.size() == 1);
    CHECK(here.said[0].fault == "the display has given none within eight seconds; it may be asleep");
    here.cameras[0](Screenshot{2, 2, "late"});
    here.screenshots.on({"2", {}, 1});
    here.cameras[1](Error{"nothing has been presented yet"});
    REQUIRE(here.said.size() == 2);
    CHECK(here.said[1].fault == "nothing has been presented yet");
    here.screenshots.on({"3", {}, 1});
    here.cameras[2](Screenshot{2, 2, std::string(limits::screenshot_bytes + 1, 'x')});
    CHECK(here.said[2].fault == "it has 8388609 bytes, and 8388608 may be sent");
}

namespace {

// Somebody at the hub's machine who fetches a picture, message by message.
class Photographer : net::ClientEvents {
  public:
    explicit Photographer(LineKitchen& kitchen)
        : kitchen_(kitchen),
          client_(kitchen.loop.make_client(*this)) {
        REQUIRE(client_->connect({"ws://" + kitchen.hub_address + "/v1"}));
    }
    json::object ask(json::object request) {
        request["id"] = std::to_string(++asked_);
        answer_.reset();
        REQUIRE(kitchen_.loop.run_until([this] { return open_; }, patience_ms));
        client_->send(json::serialize(request));
        REQUIRE(kitchen_.loop.run_until([this] { return answer_.has_value(); }, patience_ms));
        return *answer_;
    }

  private:
    void on_open() override {
        client_->send(R"({"type":"hello","protocol":1,"role":"monitor","name":"tool"})");
        open_ = true;
    }
    void on_message(std::string_view payload, bool) override {
        json::object message = parse_json(payload)->as_object();
        if (message.contains("re")) answer_ = std::move(message);
        if (payload.find("screenshot_taken") != std::string_view::npos) ++audits;
    }
    void on_close(std::uint16_t, const std::string& reason) override { FAIL(reason); }

    LineKitchen& kitchen_;
    std::unique_ptr<net::Client> client_;
    std::optional<json::object> answer_;
    int asked_ = 0;
    bool open_ = false;

  public:
    int audits = 0;
};

}  // namespace

namespace {

// A hub that keeps a register, as only such a one is asked for pictures, and a screen that comes to it.
void open_with_register(LineKitchen& kitchen, StationOptions options) {
    kitchen.close_screen();
    kitchen.lose_hub();
    kitchen.otherwise = [&](HubOptions& hub, Opened&) {
        hub.access_store = access_file(kitchen.directory.path() / "access.json");
    };
    kitchen.open_hub();
    kitchen.open_screen(std::move(options), store_in(kitchen.directory.path() / "screen"));
}

json::object request_for_screen(Photographer& tool) {
    json::object request{{"type", "device.screenshot"}};
    const json::object list = tool.ask({{"type", "device.list"}});
    for (const json::value& device : list.at("devices").as_array())
        if (const json::value* id = device.as_object().if_contains("screen")) request["screen"] = *id;
    REQUIRE(request.contains("screen"));
    return request;
}

}  // namespace

TEST_CASE("a picture of a screen comes through the hub whole, and the journal says who took it") {
    LineKitchen kitchen;
    const std::string png = Photographed::noise(3 * limits::screenshot_part_bytes);
    StationOptions options = kitchen.options_at("grill");
    options.screenshot = [&](const Screenshots::Taken& taken) { taken(Screenshot{640, 480, png}); };
    open_with_register(kitchen, std::move(options));
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link == Link::live; }));
    Photographer tool(kitchen);
    json::object request = request_for_screen(tool);
    std::string whole;
    for (int part = 1; part <= 3; ++part) {
        request["part"] = part;
        const json::object answer = tool.ask(request);
        REQUIRE(answer.at("type").as_string() == "screenshot.part");
        request["picture"] = answer.at("picture");
        whole += from_base64(std::string_view(answer.at("png").as_string())).value();
    }
    CHECK(whole == png);
    REQUIRE(kitchen.loop.run_until([&] { return tool.audits > 0; }, patience_ms));
    CHECK(tool.audits == 1);
}

TEST_CASE("a screen that cannot be asked for pictures is an older one to the hub, and lives on") {
    LineKitchen kitchen;
    open_with_register(kitchen, kitchen.options_at("grill"));
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.link == Link::live; }));
    Photographer tool(kitchen);
    const json::object answer = tool.ask(request_for_screen(tool));
    CHECK(answer.at("message").as_string() ==
          "grill runs an older program, which sends no pictures; update it");
    CHECK(kitchen.model()->link == Link::live);
}

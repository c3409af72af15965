// The managers' figures, from the hub that counts them to the model of a screen.
#include "hub/figures.h"
#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// Tells what the test says.
class FakeFigures : public Figures {
  public:
    void say(const std::string& as_of, int orders) {
        text_ = R"({"type":"figures","as_of":")" + as_of + R"(","today":{"orders":)" +
                std::to_string(orders) + "}}";
        if (changed_) changed_();
    }
    void say_nonsense() {
        text_ = R"({"type":"figures","as_of":7})";
        changed_();
    }
    bool is_heard() const { return bool(changed_); }

    void committed(Seq) override {}
    void ask(const std::string&, const std::string&, Tell) override {}
    const std::string& live() const override { return text_; }
    void on_live(std::function<void()> changed) override { changed_ = std::move(changed); }
    std::string metrics() const override { return {}; }

  private:
    std::string text_;
    std::function<void()> changed_;
};

struct CountingKitchen : LineKitchen {
    FakeFigures figures;

    CountingKitchen() {
        lose_hub();
        otherwise = [this](HubOptions& options, Opened&) { options.figures = &figures; };
        open_hub();
        REQUIRE(until([](const ScreenModel& shown) { return shown.link == Link::live; }));
    }
    ~CountingKitchen() {
        close_screen();
        lose_hub();
    }
    std::string wall_now() { return format_time(wall + loop.now_ms()); }
    bool until_orders(int orders) {
        return until(
            [&](const ScreenModel& shown) { return shown.figures && shown.figures->orders == orders; });
    }
    TimeMs age_ms() { return loop.now_ms() + model()->clock_offset_ms - model()->figures_at; }
};

}  // namespace

TEST_CASE("a screen hears the figures whenever they change, and those of now once it is live") {
    CountingKitchen kitchen;
    CHECK_FALSE(kitchen.model()->figures);
    kitchen.figures.say(kitchen.wall_now(), 1);
    CHECK(kitchen.until_orders(1));
    kitchen.figures.say(kitchen.wall_now(), 2);
    CHECK(kitchen.until_orders(2));
    kitchen.close_screen();
    kitchen.open_screen("pass");
    CHECK(kitchen.until_orders(2));
    CHECK(kitchen.model()->station.kind == StationKind::expo);
    CHECK(kitchen.age_ms() < patience_ms);
}

TEST_CASE("figures are as old as the hub says, however late they come") {
    CountingKitchen kitchen;
    kitchen.figures.say(format_time(kitchen.wall + kitchen.loop.now_ms() - 600'000), 3);
    REQUIRE(kitchen.until_orders(3));
    CHECK(kitchen.age_ms() >= 600'000);
    CHECK(kitchen.age_ms() < 600'000 + patience_ms);
    SECTION("but never from the future, whatever a clock says") {
        kitchen.figures.say(format_time(kitchen.wall + kitchen.loop.now_ms() + 3'600'000), 4);
        REQUIRE(kitchen.until_orders(4));
        CHECK(kitchen.age_ms() >= 0);
    }
}

TEST_CASE("a screen that has lost its hub keeps the figures that it has, and they grow older") {
    CountingKitchen kitchen;
    kitchen.figures.say(kitchen.wall_now(), 5);
    REQUIRE(kitchen.until_orders(5));
    const TimeMs at = kitchen.model()->figures_at;
    kitchen.lose_hub();
    CHECK_FALSE(kitchen.figures.is_heard());
    REQUIRE(kitchen.until([](const ScreenModel& shown) { return shown.link != Link::live; }));
    REQUIRE(kitchen.model()->figures);
    CHECK(kitchen.model()->figures_at == at);
    SECTION("and from an older hub it hears none, but all else") {
        kitchen.otherwise = nullptr;
        kitchen.open_hub();
        REQUIRE(kitchen.until([](const ScreenModel& shown) { return shown.link == Link::live; }));
        kitchen.submit(an_order("41").line("1"));
        CHECK(kitchen.until_open(1));
        CHECK(kitchen.model()->figures_at == at);
    }
}

TEST_CASE("figures that a screen cannot read cost it no ticket") {
    CountingKitchen kitchen;
    kitchen.figures.say(kitchen.wall_now(), 6);
    REQUIRE(kitchen.until_orders(6));
    kitchen.figures.say_nonsense();
    kitchen.submit(an_order("41").line("1"));
    REQUIRE(kitchen.until_open(1));
    CHECK(kitchen.model()->link == Link::live);
    CHECK(kitchen.model()->figures->orders == 6);
}

TEST_CASE("a till is told no figures") {
    CountingKitchen kitchen;
    kitchen.figures.say(kitchen.wall_now(), 7);
    REQUIRE(kitchen.until_orders(7));
    struct Till : net::ClientEvents {
        std::string heard;
        bool open = false, live = false;
        void on_open() override { open = true; }
        void on_message(std::string_view payload, bool) override {
            heard += payload;
            live = live || payload.starts_with(R"({"type":"order.status")");
        }
        void on_close(std::uint16_t, const std::string&) override {}
    } till;
    const auto client = kitchen.loop.make_client(till);
    REQUIRE(client->connect({"ws://" + kitchen.hub_address + "/v1"}));
    REQUIRE(kitchen.loop.run_until([&] { return till.open; }, patience_ms));
    client->send(R"({"type":"hello","protocol":1,"role":"pos","name":"front-1"})");
    REQUIRE(kitchen.loop.run_until([&] { return till.heard.find("\"live\"") != std::string::npos; },
                                   patience_ms));
    kitchen.figures.say(kitchen.wall_now(), 8);
    kitchen.submit(an_order("41").line("1"));
    REQUIRE(kitchen.loop.run_until([&] { return till.live; }, patience_ms));
    CHECK(till.heard.find("figures") == std::string::npos);
}

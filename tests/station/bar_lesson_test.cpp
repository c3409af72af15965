// A bump bar's lesson as the station keeps it: what is bound afterwards, and that the bars press again
// however it ends.
#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct LessonKitchen : LineKitchen {
    void begin() {
        post(Action::Kind::learn_bar, "");
        REQUIRE(loop.run_until([&] { return bar_is_learned; }, patience_ms));
    }
    void end(std::shared_ptr<const BarProfile> profile, const std::string& device = "usb-1/0461:0010") {
        Action action;
        action.kind = Action::Kind::bar_learned;
        action.device = device;
        action.profile = std::move(profile);
        mailbox.post(std::move(action));
    }
    bool until_bars_press() {
        return loop.run_until([&] { return !bar_is_learned; }, patience_ms);
    }
};

std::shared_ptr<const BarProfile> a_profile() {
    return std::make_shared<const BarProfile>(
        BarProfile{"acme-bar", "ACME Bar", {{2, Function::bump}}, {}, {}});
}

}  // namespace

TEST_CASE("a lesson that was kept binds the bar, and its keys press again") {
    LessonKitchen kitchen;
    kitchen.begin();
    kitchen.end(a_profile());
    REQUIRE(kitchen.until_bars_press());
    CHECK(kitchen.learned->keys == a_profile()->keys);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.settings.bars.size() == 1; }));
    CHECK(kitchen.model()->settings.bars[0] == BoundBar{"usb-1/0461:0010", "acme-bar"});
}

TEST_CASE("a lesson that was given up binds nothing, and the bars press again") {
    LessonKitchen kitchen;
    kitchen.begin();
    kitchen.end(nullptr);
    REQUIRE(kitchen.until_bars_press());
    CHECK_FALSE(kitchen.learned);
    CHECK(kitchen.model()->settings.bars.empty());
}

TEST_CASE("a lesson whose profile cannot be kept says so, binds nothing, and the bars press again") {
    LessonKitchen kitchen;
    kitchen.close_screen();
    StationOptions options = kitchen.options_at("grill");
    options.keep_bar_profile = [](const std::string&, const BarProfile&) {
        return Result<std::string>(Error{"no space left on the disk"});
    };
    kitchen.open_screen(std::move(options), store_in(kitchen.directory.path() / "screen"));
    kitchen.begin();
    kitchen.end(a_profile());
    REQUIRE(kitchen.until_bars_press());
    REQUIRE(kitchen.until([](const ScreenModel& model) {
        return model.fault == "the bump bar's profile cannot be kept (no space left on the disk)";
    }));
    CHECK(kitchen.model()->settings.bars.empty());
}

namespace {

// What is bound once this bar was learned, with these plugged in and that bound before.
std::vector<BoundBar> bound_after(const std::string& learned, std::vector<BarFound> plugged_in,
                                  const std::string& before) {
    LessonKitchen kitchen;
    kitchen.screen->bars_are(std::move(plugged_in));
    Action action;
    action.kind = Action::Kind::change_settings;
    ScreenSettings settings;
    settings.bars = {{before, "legend-b"}};
    action.settings = std::make_shared<ScreenSettings>(settings);
    kitchen.mailbox.post(action);
    kitchen.end(a_profile(), learned);
    REQUIRE(kitchen.until([&](const ScreenModel& model) {
        return !model.settings.bars.empty() && model.settings.bars[0] == BoundBar{learned, "acme-bar"};
    }));
    return kitchen.model()->settings.bars;
}

const BarFound at_one{"usb-1/0461:0010", "ACME Bar", "", true, ""},
    at_two{"usb-2/0461:0010", "ACME Bar", "", true, ""};

}  // namespace

TEST_CASE(
    "a bar that is learned anew takes the place of its binding, also of one that does not say where it is "
    "plugged in") {
    CHECK(bound_after(at_one.id, {at_one}, at_one.id).size() == 1);
    CHECK(bound_after(at_one.id, {at_one}, "0461:0010").size() == 1);
}

TEST_CASE("a bar that is learned leaves the binding by which another one of its make works") {
    CHECK(bound_after(at_one.id, {at_one, at_two}, "0461:0010").size() == 2);
    CHECK(bound_after(at_one.id, {at_one, at_two}, at_two.id).size() == 2);
}

// What was chosen on a screen, as it is kept.
#include "station/settings.h"

#include "station/line_kitchen.h"

using namespace brigade;
using namespace brigade::test;

namespace {

ScreenSettings chosen() {
    ScreenSettings settings;
    settings.language = "id";
    settings.theme = Theme::light;
    settings.density = Density::dense;
    settings.distance_m = 2.5F;
    settings.diagonal_in = 21.5F;
    settings.services = {Service::takeaway, Service::delivery};
    settings.shows = WallView::figures;
    settings.volume_percent = 0;
    settings.quiet_from_min = 22 * 60;
    settings.quiet_until_min = 6 * 60;
    settings.bars = {{"usb-1.2/0461:0010", "legend-b"}};
    return settings;
}

std::string refusal_of(const std::string& text) {
    const auto read = read_settings(text, {});
    return read ? "" : read.error().message;
}

}  // namespace

TEST_CASE("settings come back as they were kept") {
    const auto read = read_settings(to_text(chosen()), {});
    REQUIRE(read);
    CHECK(*read == chosen());
}

TEST_CASE("what the kept settings do not name is as the program's options say") {
    const auto read = read_settings(R"({"theme":"dark"})", chosen());
    REQUIRE(read);
    ScreenSettings expected = chosen();
    expected.theme = Theme::dark;
    CHECK(*read == expected);
}

TEST_CASE("settings that cannot be meant are refused with their place") {
    CHECK(refusal_of("[]") == "it is not a JSON object");
    CHECK(refusal_of(R"({"theme":"pink"})") == "/theme: theme must be dark or light");
    CHECK(refusal_of(R"({"shows":"weather"})") == "/shows: shows must be tickets or figures");
    CHECK(refusal_of(R"({"volume_percent":101})").starts_with("/volume_percent: "));
    CHECK(refusal_of(R"({"quiet_from_min":1440})").starts_with("/quiet_from_min: "));
    CHECK(refusal_of(R"({"bars":[{"device":"usb-1"}]})").starts_with("/bars/0/profile: "));
}

TEST_CASE(
    "settings changed on the screen show at once and are kept; where they cannot be, the screen says so") {
    LineKitchen kitchen;
    std::optional<ScreenSettings> kept;
    bool disk_full = false;
    kitchen.close_screen();
    StationOptions options;
    options.hub_url = "ws://" + kitchen.hub_address + "/v1";
    options.station = "grill";
    options.wall_clock = [&] { return kitchen.wall; };
    options.utc_offset_min = [](const std::string&) { return 0; };
    options.keep_settings = [&](const ScreenSettings& settings) -> Status {
        if (disk_full) return Error{"No space left on device"};
        kept = settings;
        return {};
    };
    auto started = StationScreen::start(kitchen.loop, kitchen.mailbox,
                                        store_in(kitchen.directory.path() / "other"), std::move(options));
    REQUIRE(started);
    kitchen.screen = std::move(*started);
    Action change;
    change.kind = Action::Kind::change_settings;
    change.settings = std::make_shared<ScreenSettings>(chosen());
    kitchen.mailbox.post(change);
    REQUIRE(kitchen.until([](const ScreenModel& model) { return model.settings == chosen(); }));
    CHECK(kept == chosen());
    disk_full = true;
    change.settings = std::make_shared<ScreenSettings>();
    kitchen.mailbox.post(change);
    REQUIRE(kitchen.until([](const ScreenModel& model) {
        return model.settings == ScreenSettings{} &&
               model.fault.find("No space left on device") != std::string::npos;
    }));
}

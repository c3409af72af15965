// Renders the sample kitchens to PNG files, so that a person can look at every screen without a kitchen.
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

#include "screens/locale.h"
#include "screens/samples.h"
#include "ui/controls.h"
#include "ui/screen.h"
#include "ui/window.h"

using namespace brigade;

namespace {

struct Picture {
    const char* name;
    screens::ModelPtr model;
    const char* language;
    std::vector<ui::Function> presses;
    ui::SoundState sound = ui::SoundState::on;
    std::vector<KeyCode> learned = {};  // keys of a bump bar that is learned, 0: one is left out
};

// A key of a bump bar goes down and up; without one time passes.
void teach(ui::Controls& controls, KeyCode key, TimeMs& now_ms) {
    if (key == 0) now_ms += learn_rest_ms;
    for (const KeyChange change : {KeyChange::pressed, KeyChange::released}) {
        now_ms += 80;
        if (key == 0) continue;
        controls.raw({"usb-1.2/0461:0010", "PS/2+USB KEYBOARD", key, change, now_ms}, now_ms);
        controls.raw({"usb-1.2/0461:0010", "PS/2+USB KEYBOARD", 0, KeyChange::released, now_ms}, now_ms);
    }
}

bool render(ui::Window& window, const Picture& picture, const std::string& directory) {
    auto words = screens::words_of(picture.language);
    if (!words) {
        fmt::print(stderr, "{}\n", words.error().message);
        return false;
    }
    ui::Screen screen(window.look(), *words);
    screen.set_sound(picture.sound);
    screen.set_legible(window.legible());
    const std::string_view other = std::string_view(picture.language) == "en" ? "id" : "en";
    if (const auto also = screens::words_of(std::string(other))) screen.set_also(*also);
    ui::Controls controls;
    TimeMs now_ms = 0;
    const auto present = [&] {
        ui::Frame frame;
        window.present([&](ui::Canvas& canvas) {
            screen.arrange(canvas, picture.model, window.width(), window.height(), now_ms,
                           controls.pressed_at_ms(), controls.view().batches);
            controls.settle(*picture.model, screen.placement(), now_ms);
            frame = screen.draw(canvas, controls.view(), now_ms);
        });
        controls.presented(std::move(frame), now_ms);
    };
    present();
    for (const ui::Function function : picture.presses) {
        now_ms += ui::debounce_ms;
        controls.press(function, now_ms);
        present();
    }
    for (const KeyCode key : picture.learned) {
        teach(controls, key, now_ms);
        present();
    }
    const Status status = window.screenshot(directory + "/" + picture.name + ".png");
    if (!status) fmt::print(stderr, "{}\n", status.error().message);
    return bool(status);
}

// Two stations that share a panel.
bool render_two(const ui::WindowOptions& options, const std::string& directory) {
    auto window = ui::Window::open(options);
    const auto words = screens::words_of("en");
    if (!window || !words) return false;
    (*window)->wait_for_fonts();
    const screens::ModelPtr models[] = {screens::grill(), screens::fryer()};
    ui::Screen screens[] = {{(*window)->look(0), *words}, {(*window)->look(1), *words}};
    (*window)->present([&](std::size_t pane, ui::Canvas& canvas) {
        screens[pane].arrange(canvas, models[pane], (*window)->width(pane), (*window)->height(pane), 0, 0);
        screens[pane].draw(canvas, {}, 0);
    });
    return bool((*window)->screenshot(directory + "/two-stations.png"));
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        fmt::print(stderr,
                   "usage: try-screens OUT_DIR [WIDTH HEIGHT [light|roomy|dense|rail|PICTURE ...]]\n");
        return 2;
    }
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    if (count >= 4) options.width_px = std::stoi(arguments[2]), options.height_px = std::stoi(arguments[3]);
    auto window = ui::Window::open(options);
    if (!window) {
        fmt::print(stderr, "{}\n", window.error().message);
        return 1;
    }
    (*window)->wait_for_fonts();
    using enum ui::Function;
    const auto answered = [](CookState::Answer answer, DurationMs locked_ms = 0) {
        const screens::ModelPtr model = screens::grill();
        model->cook.attempt = 1;
        model->cook.answer = answer;
        if (locked_ms > 0) model->cook.locked_until = screens::noon + locked_ms;
        return model;
    };
    const auto guarded = [](bool told_who) {
        const screens::ModelPtr model = screens::devices();
        auto list = std::make_shared<DeviceList>(*model->devices.list);
        list->needs_pin = true;
        model->devices.list = list;
        if (told_who) {
            model->cook.name = "Ani";
            model->cook.attempt = 1;
            model->cook.answer = CookState::Answer::signed_in;
        }
        return model;
    };
    const auto foreign_at_work = [] {
        const screens::ModelPtr model = screens::lost();
        model->hub_address = screens::foreign_key()->hub_address;
        model->pairing = screens::foreign_key()->pairing;
        return model;
    };
    const auto scripts_unseen = [] {
        const screens::ModelPtr model = screens::scripts();
        model->station.kind = StationKind::expo;
        model->tickets[0].number = "כתום 41";
        model->tickets[0].undelivered = {"مشوي 7"};
        return model;
    };
    const auto quiet = [] {
        const screens::ModelPtr model = screens::grill();
        model->settings.quiet_until_min = 6 * 60;
        return model;
    };
    const auto elsewhere = [] {
        const screens::ModelPtr model = screens::grill();
        model->devices.elsewhere = true;
        return model;
    };
    const auto wrong_code = [] {
        const screens::ModelPtr model = screens::devices();
        model->devices.answer = DevicePage::Answer::wrong_code;
        model->devices.about = "Dessert";
        return model;
    };
    const auto well = [] {
        const screens::ModelPtr model = screens::setup();
        model->bars.clear();
        return model;
    };
    const auto guarded_setup = [] {
        const screens::ModelPtr model = screens::setup();
        model->hub_asks_pin = true;
        return model;
    };
    const auto full_hub = [] {
        const screens::ModelPtr model = screens::setup();
        model->hub_trouble = "No space left on device";
        model->waiting = 2;
        return model;
    };
    const auto all_hidden = [] {
        const screens::ModelPtr model = screens::fryer();
        model->settings.services = {Service::drive_thru};
        return model;
    };
    const auto old_figures = [] {
        const screens::ModelPtr model = screens::wall();
        model->link = Link::lost;
        model->as_of = screens::noon - 14 * 60'000;
        model->figures_at = screens::noon - 14 * 60'000;
        return model;
    };
    const auto no_figures = [] {
        const screens::ModelPtr model = screens::wall();
        model->figures.reset();
        return model;
    };
    const auto empty_day = [] {
        const screens::ModelPtr model = screens::wall();
        auto figures = std::make_shared<LiveFigures>();
        figures->day = model->day;
        for (const LiveStation& station : model->figures->stations)
            figures->stations.push_back({station.station, station.name, {}, {}});
        model->figures = std::move(figures);
        return model;
    };
    const auto large_kitchen = [] {
        const screens::ModelPtr model = screens::wall();
        auto figures = std::make_shared<LiveFigures>(*model->figures);
        for (int i = 0; i < 12; ++i) {
            figures->stations.push_back(figures->stations[static_cast<std::size_t>(i)]);
            figures->hours.push_back(
                {(21 + i) % 24, 30, figures->hours[static_cast<std::size_t>(i + 1) % 11].tickets});
        }
        figures->orders = 1412;
        figures->today.ticket_time.p90_ms = 4'205'000;
        model->figures = std::move(figures);
        return model;
    };
    const auto wall_setup = [] {
        const screens::ModelPtr model = screens::setup();
        model->station.kind = StationKind::expo;
        return model;
    };
    const std::vector<ui::Function> pin{cook, position_4, position_8, position_2, position_1, bump};
    const std::vector<ui::Function> learn{ui::Function::setup, position_4, down, down, bump};
    const std::vector<KeyCode> some{2, 3, 4, 0, 5};
    const std::vector<KeyCode> twice{2, 3, 4, 0, 5, 6, 7, 8, 9, 28, 3};
    std::vector<KeyCode> all_keys{2, 3, 4, 5, 6, 7, 8, 9, 10, 28, 74, 103, 108};
    all_keys.resize(BarLearning::steps());
    const std::vector<Picture> pictures{
        {"grill", screens::grill(), "en", {position_2}},
        {"no-sound", screens::grill(), "en", {}, ui::SoundState::no_speaker},
        {"no-sound-id", screens::grill(), "id", {}, ui::SoundState::no_speaker},
        {"muted", screens::grill(), "en", {}, ui::SoundState::muted},
        {"quiet", quiet(), "en", {}, ui::SoundState::quiet_hours},
        {"grill-bumped", screens::grill(), "en", {position_4, down, bump}},
        {"grill-id", screens::grill(), "id", {}},
        {"recall", screens::grill(), "en", {recall}},
        {"lost", screens::lost(), "en", {}},
        {"waiting", screens::waiting(), "en", {}},
        {"all-done", screens::all_done(), "en", {}},
        {"long", screens::long_ticket(), "en", {}},
        {"marks", screens::marks(), "en", {}},
        {"scripts", screens::scripts(), "en", {}},
        {"scripts-recall", screens::scripts(), "en", {recall}},
        {"scripts-all-day", screens::scripts(), "en", {all_day}},
        {"scripts-unseen", scripts_unseen(), "id", {ui::Function::setup}},
        {"expo", screens::expo(), "en", {}},
        {"board", screens::board(), "en", {}},
        {"figures", screens::grill(), "en", {figures}},
        {"figures-wall", screens::wall(), "en", {}},
        {"figures-wall-id", screens::wall(), "id", {}},
        {"figures-menu", screens::wall(), "en", {menu}},
        {"figures-old", old_figures(), "en", {}},
        {"figures-none", no_figures(), "en", {}},
        {"figures-empty", empty_day(), "id", {}},
        {"figures-large", large_kitchen(), "en", {}},
        {"setup-shows", wall_setup(), "en", {ui::Function::setup, position_2, down}},
        {"many", screens::many(30), "en", {page_next}},
        {"few", screens::many(5), "en", {}},
        {"crowd", screens::many(120), "en", {}},
        {"pairing", screens::unpaired(), "en", {}},
        {"pairing-first", screens::unpaired_at_first(), "en", {}},
        {"pairing-id", screens::unpaired(), "id", {}},
        {"pairing-banner", screens::unpaired_at_work(), "en", {}},
        {"foreign-key", screens::foreign_key(), "en", {}},
        {"foreign-key-id", screens::foreign_key(), "id", {}},
        {"foreign-key-banner", foreign_at_work(), "en", {}},
        {"foreign-key-banner-id", foreign_at_work(), "id", {}},
        {"devices-elsewhere", elsewhere(), "en", {ui::Function::devices}},
        {"devices-elsewhere-id", elsewhere(), "id", {ui::Function::devices}},
        {"devices-wrong-code", wrong_code(), "en", {ui::Function::devices}},
        {"devices-wrong-code-id", wrong_code(), "id", {ui::Function::devices}},
        {"identify", screens::identified(), "en", {}},
        {"backup", screens::backup(), "en", {}},
        {"backup-id", screens::backup(), "id", {}},
        {"covered", screens::covered(), "en", {}},
        {"devices", screens::devices(), "en", {ui::Function::devices, down}},
        {"devices-armed", screens::devices(), "id", {ui::Function::devices, down, right, right, bump}},
        {"signed-in", screens::signed_in(), "en", {}},
        {"sign-in", screens::grill(), "en", {cook, position_4, position_8}},
        {"sign-in-wrong", answered(CookState::Answer::wrong), "en", pin},
        {"sign-in-locked", answered(CookState::Answer::locked, 28'000), "id", pin},
        {"sign-in-lost", screens::lost(), "en", {cook}},
        {"sign-out", screens::signed_in(), "id", {cook}},
        {"devices-pin", guarded(false), "en", {ui::Function::devices, bump, position_4, position_8}},
        {"devices-pin-id", guarded(false), "id", {ui::Function::devices, bump}},
        {"devices-pin-cook",
         guarded(true),
         "en",
         {ui::Function::devices, bump, position_4, position_8, position_2, position_1, bump}},
        {"devices-pin-cook-id",
         guarded(true),
         "id",
         {ui::Function::devices, bump, position_4, position_8, position_2, position_1, bump}},
        {"fryer", screens::fryer(), "en", {}},
        {"menu", screens::fryer(), "en", {position_2, menu}},
        {"menu-id", screens::fryer(), "id", {position_2, menu}},
        {"transfer", screens::fryer(), "en", {position_2, transfer}},
        {"transfer-id", screens::fryer(), "id", {position_2, transfer}},
        {"unavailable", screens::fryer(), "en", {position_2, unavailable}},
        {"unavailable-id", screens::fryer(), "id", {position_2, unavailable}},
        {"parked", screens::fryer(), "en", {menu, right, down, bump}},
        {"filter-menu", screens::only_takeaway(), "en", {ui::Function::filter}},
        {"filter-menu-id", screens::only_takeaway(), "id", {ui::Function::filter}},
        {"filter", screens::only_takeaway(), "en", {}},
        {"filter-id", screens::only_takeaway(), "id", {}},
        {"all-hidden", all_hidden(), "en", {}},
        {"all-hidden-id", all_hidden(), "id", {}},
        {"all-day", screens::fryer(), "en", {all_day}},
        {"all-day-id", screens::only_takeaway(), "id", {all_day}},
        {"all-day-grill", screens::grill(), "en", {all_day}},
        {"all-day-long", screens::marks(), "en", {all_day}},
        {"batches", screens::fryer(), "en", {view, position_2}},
        {"batches-id", screens::fryer(), "id", {view}},
        {"batches-filter", screens::only_takeaway(), "en", {view}},
        {"batches-grill", screens::grill(), "en", {view}},
        {"batches-marks", screens::marks(), "en", {view}},
        {"search", screens::grill(), "en", {recall, menu, position_3}},
        {"search-id", screens::grill(), "id", {recall, menu, position_3}},
        {"searched", screens::grill(), "en", {recall, menu, position_3, bump}},
        {"setup-well", well(), "en", {ui::Function::setup}},
        {"setup-wrong", screens::troubled(), "en", {ui::Function::setup}},
        {"setup-wrong-id", screens::troubled(), "id", {ui::Function::setup}},
        {"setup-display", screens::setup(), "en", {ui::Function::setup, position_2, down}},
        {"setup-display-id", screens::setup(), "id", {ui::Function::setup, position_2}},
        {"setup-sound", screens::setup(), "en", {ui::Function::setup, position_3}},
        {"setup-sound-id", screens::setup(), "id", {ui::Function::setup, position_3}},
        {"setup-bars", guarded_setup(), "en", {ui::Function::setup, position_4}},
        {"setup-bars-id", guarded_setup(), "id", {ui::Function::setup, position_4, down}},
        {"setup-hub", screens::setup(), "en", {ui::Function::setup, position_5, bump}},
        {"setup-hub-id", guarded_setup(), "id", {ui::Function::setup, position_5}},
        {"setup-network", screens::setup(), "en", {ui::Function::setup, position_6}},
        {"setup-network-id", screens::setup(), "id", {ui::Function::setup, position_6}},
        {"setup-software", screens::setup(), "en", {ui::Function::setup, position_7}},
        {"setup-software-id", screens::troubled(), "id", {ui::Function::setup, position_7}},
        {"setup-pin",
         guarded_setup(),
         "en",
         {ui::Function::setup, position_4, right, position_9, position_1}},
        {"learn", screens::setup(), "en", learn},
        {"learn-id", screens::setup(), "id", learn},
        {"learn-taken", screens::setup(), "en", learn, ui::SoundState::on, some},
        {"learn-taken-id", screens::setup(), "id", learn, ui::SoundState::on, some},
        {"learn-twice", screens::setup(), "en", learn, ui::SoundState::on, twice},
        {"learn-twice-id", screens::setup(), "id", learn, ui::SoundState::on, twice},
        {"learn-end", screens::setup(), "en", learn, ui::SoundState::on, all_keys},
        {"learn-end-id", screens::setup(), "id", learn, ui::SoundState::on, all_keys},
        {"full-hub", full_hub(), "en", {}},
        {"full-hub-id", full_hub(), "id", {}},
        {"cannot-start", screens::cannot_start(), "en", {}},
        {"cannot-start-id", screens::cannot_start(), "id", {}},
        {"wipe", screens::fryer(), "en", {lock}},
        {"wipe-id", screens::fryer(), "id", {lock}},
        {"keypad", screens::devices(), "en", {ui::Function::devices, bump, position_4, position_8}},
    };
    const std::set<std::string> chosen(arguments + std::min(count, 4), arguments + count);
    const auto is = [&](const char* word) { return chosen.contains(word); };
    const Density density = is("roomy") ? Density::roomy : is("dense") ? Density::dense : Density::normal;
    (*window)->dress(is("light") ? Theme::light : Theme::dark, density, {});
    const bool two = is("two-stations");
    const bool all = !two && std::none_of(pictures.begin(), pictures.end(),
                                          [&](const Picture& picture) { return is(picture.name); });
    for (const Picture& picture : pictures) {
        if (is("rail")) picture.model->station.layout = Arrangement::rail;
        if ((all || is(picture.name)) && !render(**window, picture, arguments[1])) return 1;
    }
    (*window).reset();
    options.panes = 2;
    return (all || two) && !render_two(options, arguments[1]) ? 1 : 0;
}

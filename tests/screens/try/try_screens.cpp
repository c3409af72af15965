// Renders the sample kitchens to PNG files, so that a person can look at every screen without a kitchen.
#include <fmt/core.h>

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
};

bool render(ui::Window& window, const Picture& picture, const std::string& directory) {
    auto words = screens::words_of(picture.language);
    if (!words) {
        fmt::print(stderr, "{}\n", words.error().message);
        return false;
    }
    ui::Screen screen(window.look(), *words);
    ui::Controls controls;
    TimeMs now_ms = 0;
    const auto present = [&] {
        ui::Frame frame;
        window.present([&](ui::Canvas& canvas) {
            screen.arrange(canvas, picture.model, window.width(), window.height(), now_ms,
                           controls.pressed_at_ms());
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
    const Status status = window.screenshot(directory + "/" + picture.name + ".png");
    if (!status) fmt::print(stderr, "{}\n", status.error().message);
    return bool(status);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        fmt::print(stderr, "usage: try-screens OUT_DIR [WIDTH HEIGHT]\n");
        return 2;
    }
    ui::WindowOptions options;
    options.mode = ui::WindowOptions::Mode::headless;
    if (count == 4) options.width_px = std::stoi(arguments[2]), options.height_px = std::stoi(arguments[3]);
    auto window = ui::Window::open(options);
    if (!window) {
        fmt::print(stderr, "{}\n", window.error().message);
        return 1;
    }
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
    const std::vector<ui::Function> pin{cook, position_4, position_8, position_2, position_1, bump};
    const std::vector<Picture> pictures{
        {"grill", screens::grill(), "en", {position_2}},
        {"grill-bumped", screens::grill(), "en", {position_4, down, bump}},
        {"grill-id", screens::grill(), "id", {}},
        {"recall", screens::grill(), "en", {recall}},
        {"lost", screens::lost(), "en", {}},
        {"waiting", screens::waiting(), "en", {}},
        {"all-done", screens::all_done(), "en", {}},
        {"long", screens::long_ticket(), "en", {}},
        {"marks", screens::marks(), "en", {}},
        {"expo", screens::expo(), "en", {}},
        {"board", screens::board(), "en", {}},
        {"many", screens::many(30), "en", {page_next}},
        {"pairing", screens::unpaired(), "en", {}},
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
        {"devices-pin-cook", guarded(true), "en",
         {ui::Function::devices, bump, position_4, position_8, position_2, position_1, bump}},
        {"devices-pin-cook-id", guarded(true), "id",
         {ui::Function::devices, bump, position_4, position_8, position_2, position_1, bump}},
        {"keypad", screens::devices(), "en", {ui::Function::devices, bump, position_4, position_8}},
    };
    for (const Picture& picture : pictures)
        if (!render(**window, picture, arguments[1])) return 1;
    return 0;
}

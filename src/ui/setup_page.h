// What a person does on the setup page: which section is in view, which setting is chosen, and what a press
// makes of it. Everything stands in one row of stops, section after section, so that two arrows reach all of
// it, the other two change it, and BUMP takes the next value; digits and a finger go straight there.
// Everybody may look. Words, looks and sound are free for everybody, for a cook has to be able to turn the
// volume; how the screen hangs, its bump bars and its restart wait for a manager's PIN where the hub knows
// one, and on a board all does. A change is asked for as a whole, so the screen has it before anything is
// kept. Like the device page it closes when it is left alone. UI thread; time as in Controls.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "station/mailbox.h"
#include "station/troubles.h"
#include "ui/function.h"

namespace brigade::ui {

inline constexpr DurationMs setup_rest_ms = 60'000;  // without a press

enum class SetupSection { wrong, display, sound, bars, hub, network, software, count_ };
inline constexpr int setup_sections = static_cast<int>(SetupSection::count_);

enum class Setting {
    nothing,  // a section, or one of its troubles, to be read only
    language,
    theme,
    density,
    distance,
    diagonal,
    services,
    shows,  // tickets or figures; only where nothing is cooked
    volume,
    quiet_from,
    quiet_until,
    test_sound,
    bar,
    learn,
    restart,
    close,
};

// One thing that the arrows reach.
struct SetupStop {
    SetupSection section = SetupSection::wrong;
    Setting setting = Setting::nothing;
    std::string id = {};  // bar: the device's; nothing: which of several

    bool operator==(const SetupStop&) const = default;
};
std::vector<SetupStop> setup_stops(const ScreenModel& model, std::size_t troubles);

struct SetupView {
    bool open = false;
    SetupStop stop;
    bool armed = false;  // restart has been pressed once and asks for the second press
    TimeMs pressed_at_ms = 0;
    std::optional<Action> wanted;  // waits for a manager's PIN
    bool needs_pin = false;
};

// What a press came to.
struct SetupAnswer {
    std::optional<Action> action = {};
    bool services = false;  // the filter's own list is wanted
    bool test = false;      // the test tone is
};

// Whether a change of it asks for a PIN now.
bool asks_pin(Setting setting, const ScreenModel& model);
// Every key map that a bar can have here; the first is none.
std::vector<std::string> bar_choices(const ScreenModel& model);
std::string profile_of(const ScreenSettings& settings, const std::string& device);
// Where there is a lesser and a greater one.
bool has_values(Setting setting);

void open_setup(SetupView& view, TimeMs now_ms);
// Before a picture is made: what is chosen is there. True as it closes by itself.
bool settle_setup(SetupView& view, const ScreenModel& model, std::size_t troubles, TimeMs now_ms);
Action close_setup(SetupView& view);
SetupAnswer press_on_setup(SetupView& view, Function function, const ScreenModel& model, std::size_t troubles,
                           TimeMs now_ms);
// A touch on a section or a setting chooses it; on its keys it is changed: -1 less, 1 more, 0 as BUMP does.
void touch_stop(SetupView& view, const SetupStop& stop, TimeMs now_ms);
SetupAnswer touch_setting(SetupView& view, const SetupStop& stop, int by, const ScreenModel& model,
                          TimeMs now_ms);
// A manager has signed in: what waited for it. Or nobody has.
std::optional<Action> go_on(SetupView& view);
void give_up(SetupView& view);

}  // namespace brigade::ui

#include "ui/setup_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ui/device_page.h"

namespace brigade::ui {
namespace {

constexpr int volume_step = 10, quiet_step_min = 30, day_min = 24 * 60;
constexpr float distance_step_m = 0.5F, distance_least_m = 0.5F, distance_most_m = 5;
// As panels are sold; 0: as the panel says.
constexpr std::array diagonals_in{0.0F,  7.0F,  10.1F, 11.6F, 13.3F, 15.6F, 17.0F, 18.5F, 19.0F, 21.5F,
                                  23.8F, 27.0F, 32.0F, 40.0F, 43.0F, 50.0F, 55.0F, 65.0F, 75.0F};

std::size_t place_in(const SetupStop& stop, const std::vector<SetupStop>& stops) {
    return static_cast<std::size_t>(std::find(stops.begin(), stops.end(), stop) - stops.begin());
}

// One further among `count`; from the last to the first only where that is meant.
std::size_t stepped(std::size_t place, int by, std::size_t count, bool round) {
    const auto last = static_cast<std::ptrdiff_t>(count) - 1;
    const std::ptrdiff_t next = static_cast<std::ptrdiff_t>(place) + by;
    if (round && next > last) return 0;
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(next, 0, last));
}

template <class T>
T next_of(const std::vector<T>& values, const T& present, int by, bool round) {
    const auto found = std::find(values.begin(), values.end(), present);
    if (found == values.end()) return values.empty() ? present : values.front();
    return values[stepped(static_cast<std::size_t>(found - values.begin()), by, values.size(), round)];
}

// What was chosen elsewhere may stand between two steps: then the nearest in that direction.
float next_diagonal(float present, int by, bool round) {
    if (by > 0) {
        const auto found = std::find_if(diagonals_in.begin(), diagonals_in.end(),
                                        [&](float one) { return one > present + 0.05F; });
        return found == diagonals_in.end() ? (round ? diagonals_in.front() : present) : *found;
    }
    const auto found = std::find_if(diagonals_in.rbegin(), diagonals_in.rend(),
                                    [&](float one) { return one < present - 0.05F; });
    return found == diagonals_in.rend() ? present : *found;
}

float next_distance(float present, int by, bool round) {
    const float steps = present / distance_step_m;
    const float next =
        (by > 0 ? std::floor(steps + 0.01F) + 1 : std::ceil(steps - 0.01F) - 1) * distance_step_m;
    if (round && next > distance_most_m) return distance_least_m;
    return std::clamp(next, distance_least_m, distance_most_m);
}

int next_volume(int present, int by, bool round) {
    const int next = by > 0 ? present / volume_step * volume_step + volume_step
                            : (present - 1) / volume_step * volume_step;
    return round && next > 100 ? 0 : std::clamp(next, 0, 100);
}

int next_quiet(int present, int by) {
    return (present / quiet_step_min * quiet_step_min + by * quiet_step_min + day_min) % day_min;
}

void bind_bar(ScreenSettings& settings, const std::string& device, const std::string& profile) {
    const auto found = std::find_if(settings.bars.begin(), settings.bars.end(),
                                    [&](const BoundBar& bar) { return bar.device == device; });
    if (profile.empty()) {
        if (found != settings.bars.end()) settings.bars.erase(found);
    } else if (found != settings.bars.end()) {
        found->profile = profile;
    } else {
        settings.bars.push_back({device, profile});
    }
}

ScreenSettings changed(const ScreenModel& model, const SetupStop& stop, int by, bool round) {
    ScreenSettings settings = model.settings;
    switch (stop.setting) {
        case Setting::language:
            if (model.machine)
                settings.language = next_of(model.machine->languages, settings.language, by, round);
            break;
        case Setting::theme:
            settings.theme = next_of({Theme::dark, Theme::light}, settings.theme, by, round);
            break;
        case Setting::density:
            settings.density =
                next_of({Density::roomy, Density::normal, Density::dense}, settings.density, by, round);
            break;
        case Setting::distance:
            settings.distance_m = next_distance(settings.distance_m, by, round);
            break;
        case Setting::diagonal:
            settings.diagonal_in = next_diagonal(settings.diagonal_in, by, round);
            break;
        case Setting::shows:
            settings.shows = next_of({WallView::tickets, WallView::figures}, settings.shows, by, round);
            break;
        case Setting::volume:
            settings.volume_percent = next_volume(settings.volume_percent, by, round);
            break;
        case Setting::quiet_from:
            settings.quiet_from_min = next_quiet(settings.quiet_from_min, by);
            break;
        case Setting::quiet_until:
            settings.quiet_until_min = next_quiet(settings.quiet_until_min, by);
            break;
        case Setting::bar:
            bind_bar(settings, stop.id,
                     next_of(bar_choices(model), profile_of(settings, stop.id), by, round));
            break;
        default:
            break;
    }
    return settings;
}

// Done now, or kept until a manager has signed in.
SetupAnswer want(SetupView& view, const ScreenModel& model, Action action) {
    if (!asks_pin(view.stop.setting, model)) return {std::move(action)};
    view.wanted = std::move(action);
    view.needs_pin = true;
    return {};
}

SetupAnswer change(SetupView& view, const ScreenModel& model, int by, bool round) {
    ScreenSettings settings = changed(model, view.stop, by, round);
    if (settings == model.settings) return {};
    Action action;
    action.kind = Action::Kind::change_settings;
    action.settings = std::make_shared<ScreenSettings>(std::move(settings));
    return want(view, model, std::move(action));
}

// `again`: it has just been pressed once.
SetupAnswer pick(SetupView& view, const ScreenModel& model, bool again) {
    switch (view.stop.setting) {
        case Setting::close:
            return {close_setup(view)};
        case Setting::services: {
            SetupAnswer answer{close_setup(view)};
            answer.services = true;
            return answer;
        }
        case Setting::test_sound: {
            SetupAnswer answer;
            answer.test = true;
            return answer;
        }
        case Setting::learn: {
            Action action;
            action.kind = Action::Kind::learn_bar;
            return want(view, model, std::move(action));
        }
        case Setting::restart: {
            view.armed = !again;
            if (view.armed) return {};
            Action action;
            action.kind = Action::Kind::restart_screen;
            return want(view, model, std::move(action));
        }
        default:
            return has_values(view.stop.setting) ? change(view, model, 1, true) : SetupAnswer{};
    }
}

bool press_begins(SetupView& view, TimeMs now_ms) {
    const bool in_time = now_ms - view.pressed_at_ms < armed_ms;
    view.pressed_at_ms = now_ms;
    return std::exchange(view.armed, false) && in_time;
}

void choose_section(SetupView& view, int section, const std::vector<SetupStop>& stops) {
    for (const SetupStop& stop : stops)
        if (static_cast<int>(stop.section) == section) {
            view.stop = stop;
            return;
        }
}

// Bars that are bound, and those that are plugged in and look like one.
std::vector<std::string> bars_of(const ScreenModel& model) {
    std::vector<std::string> bars;
    for (const BoundBar& bar : model.settings.bars) bars.push_back(bar.device);
    for (const BarFound& bar : model.bars)
        if ((bar.looks_like_bar || !bar.profile.empty()) &&
            std::find(bars.begin(), bars.end(), bar.id) == bars.end())
            bars.push_back(bar.id);
    return bars;
}

}  // namespace

bool asks_pin(Setting setting, const ScreenModel& model) {
    if (!model.hub_asks_pin || model.cook.manages) return false;
    const bool reads = setting == Setting::nothing || setting == Setting::close;
    const bool guarded = setting == Setting::distance || setting == Setting::diagonal ||
                         setting == Setting::bar || setting == Setting::learn || setting == Setting::restart;
    return guarded || (!reads && model.station.kind == StationKind::board);
}

bool has_values(Setting setting) {
    return setting != Setting::nothing && setting != Setting::services && setting != Setting::test_sound &&
           setting != Setting::learn && setting != Setting::restart && setting != Setting::close;
}

std::vector<std::string> bar_choices(const ScreenModel& model) {
    std::vector<std::string> choices{""};
    if (model.machine)
        choices.insert(choices.end(), model.machine->bar_profiles.begin(), model.machine->bar_profiles.end());
    return choices;
}

std::string profile_of(const ScreenSettings& settings, const std::string& device) {
    for (const BoundBar& bar : settings.bars)
        if (bar.device == device) return bar.profile;
    return {};
}

std::vector<SetupStop> setup_stops(const ScreenModel& model, std::size_t troubles) {
    std::vector<SetupStop> stops;
    const auto add = [&](SetupSection section, std::initializer_list<Setting> settings) {
        for (const Setting setting : settings) stops.push_back({section, setting});
    };
    for (std::size_t i = 0; i < std::max<std::size_t>(1, troubles); ++i)
        stops.push_back({SetupSection::wrong, Setting::nothing, std::to_string(i)});
    add(SetupSection::display, {Setting::language, Setting::theme, Setting::density, Setting::distance,
                                Setting::diagonal, Setting::services});
    if (model.station.kind != StationKind::prep) add(SetupSection::display, {Setting::shows});
    add(SetupSection::sound,
        {Setting::volume, Setting::quiet_from, Setting::quiet_until, Setting::test_sound});
    const std::vector<std::string> bars = bars_of(model);
    for (const std::string& bar : bars) stops.push_back({SetupSection::bars, Setting::bar, bar});
    add(SetupSection::bars, {Setting::learn});
    add(SetupSection::hub, {Setting::restart});
    add(SetupSection::network, {Setting::nothing});
    add(SetupSection::software, {Setting::nothing, Setting::close});
    return stops;
}

void open_setup(SetupView& view, TimeMs now_ms) {
    view = {};
    view.open = true;
    view.stop = {SetupSection::wrong, Setting::nothing, "0"};
    view.pressed_at_ms = now_ms;
}

bool settle_setup(SetupView& view, const ScreenModel& model, std::size_t troubles, TimeMs now_ms) {
    if (!view.open) return false;
    if (now_ms - view.pressed_at_ms >= setup_rest_ms) return true;
    if (now_ms - view.pressed_at_ms >= armed_ms) view.armed = false;
    const std::vector<SetupStop> stops = setup_stops(model, troubles);
    if (place_in(view.stop, stops) == stops.size())
        choose_section(view, static_cast<int>(view.stop.section), stops);
    return false;
}

// Whoever signed in as a manager here is seen as on the device page: it ends there in the same way.
Action close_setup(SetupView& view) {
    view = {};
    Action action;
    action.kind = Action::Kind::devices_close;
    return action;
}

SetupAnswer press_on_setup(SetupView& view, Function function, const ScreenModel& model, std::size_t troubles,
                           TimeMs now_ms) {
    const bool again = press_begins(view, now_ms);
    const std::vector<SetupStop> stops = setup_stops(model, troubles);
    const std::size_t place = std::min(place_in(view.stop, stops), stops.size() - 1);
    if (const int key = key_of(function)) {
        choose_section(view, key - 1, stops);
        return {};
    }
    switch (function) {
        case Function::up:
            view.stop = stops[stepped(place, -1, stops.size(), false)];
            break;
        case Function::down:
            view.stop = stops[stepped(place, 1, stops.size(), false)];
            break;
        case Function::page_previous:
            choose_section(view, static_cast<int>(view.stop.section) - 1, stops);
            break;
        case Function::page_next:
            choose_section(view, static_cast<int>(view.stop.section) + 1, stops);
            break;
        case Function::left:
        case Function::right:
            if (has_values(view.stop.setting))
                return change(view, model, function == Function::left ? -1 : 1, false);
            break;
        case Function::bump:
            return pick(view, model, again);
        case Function::setup:
        case Function::cancel:
        case Function::menu:
            return {close_setup(view)};
        default:
            break;
    }
    return {};
}

void touch_stop(SetupView& view, const SetupStop& stop, TimeMs now_ms) {
    press_begins(view, now_ms);
    view.stop = stop;
}

SetupAnswer touch_setting(SetupView& view, const SetupStop& stop, int by, const ScreenModel& model,
                          TimeMs now_ms) {
    const bool again = press_begins(view, now_ms) && view.stop == stop;
    view.stop = stop;
    return by == 0 ? pick(view, model, again) : change(view, model, by, false);
}

std::optional<Action> go_on(SetupView& view) {
    view.needs_pin = false;
    return std::exchange(view.wanted, std::nullopt);
}

void give_up(SetupView& view) {
    view.wanted.reset();
    view.needs_pin = false;
}

}  // namespace brigade::ui

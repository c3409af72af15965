// The managers' figures on a screen. Somebody asks for them, and they lie over the tickets until they are
// left alone; or the screen is there for them (ScreenSettings::shows), and they stand in place of what it
// would show, until a press asks for that. A station that cooks is never there for them: its work would be
// behind them. UI thread; time as in Controls.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "station/screen_model.h"
#include "ui/function.h"

namespace brigade::ui {

// Older ones are told with their age, or not at all: the hub tells new ones every few seconds.
inline constexpr DurationMs figures_fresh_ms = 120'000;

struct FiguresView {
    bool open = false;
    bool lasts =
        false;  // the screen is there for them: whoever went away from them comes back by doing nothing

    bool lie_over() const { return open && !lasts; }
    bool stand() const { return open && lasts; }
};

// Before a picture is made. `rests_ms`: since the last press.
void settle_figures(FiguresView& view, const ScreenModel& model, DurationMs rests_ms);

// Guests read a board: there they stand only where somebody has set it so.
bool may_show_figures(const ScreenModel& model);

// The hub is there, and has just told them.
bool figures_are_fresh(const ScreenModel& model, TimeMs kitchen_now);

// What a station's strip says of the last 60 minutes: of its own tickets; where nothing is cooked, of all.
// Nothing where no ticket was bumped, or the figures are not fresh.
struct LastHour {
    std::int64_t tickets = 0, late = 0;
    std::optional<DurationMs> median_ms;  // nothing: this hub does not say it for all stations together
};
std::optional<LastHour> last_hour(const ScreenModel& model, TimeMs kitchen_now);

// From the first hour in which anything fired or was bumped to the last one.
std::vector<LiveHour> busy_hours(const LiveFigures& figures);

// "6:52"; of nothing "–".
std::string time_text(const std::optional<DurationMs>& time);
// "12 %"; what is not quite nothing or all is never called so: "< 1 %". Of nothing "–".
std::string share_text(const LiveShare& share);

}  // namespace brigade::ui

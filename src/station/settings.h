// How one screen looks, sounds and takes presses: what its people chose on the setup screen. It belongs to
// the screen, not to the station: two screens at one grill hang at different distances. An immutable value in
// the model; changed as a whole by Action::change_settings. A file beside the screen's copy keeps it; what is
// not in there is as the program's options say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/words.h"

namespace brigade {

enum class Theme { dark, light };
enum class Density { roomy, normal, dense };
// What stands on it when nobody asks for anything else. Figures only where nothing is cooked: a cook's work
// is never behind them.
enum class WallView { tickets, figures };

namespace words {
template <>
inline constexpr std::array of<Theme>{"dark"sv, "light"sv};
template <>
inline constexpr std::array of<Density>{"roomy"sv, "normal"sv, "dense"sv};
template <>
inline constexpr std::array of<WallView>{"tickets"sv, "figures"sv};
}  // namespace words

// A bump bar that works for this screen.
struct BoundBar {
    std::string device;   // its lasting id, such as "usb-1.2/0461:0010"
    std::string profile;  // whose key map it has: a file's name in config/bumpbars
    bool operator==(const BoundBar&) const = default;
};

struct ScreenSettings {
    std::string language = "en";
    Theme theme = Theme::dark;
    Density density = Density::normal;
    float distance_m = 1.5F;  // of the cook's eyes
    float diagonal_in = 0;    // of the panel; 0: as the panel says, or sized by its pixels
    WallView shows = WallView::tickets;
    std::vector<Service> services;  // the only ones shown; empty: all
    int volume_percent = 70;        // 0: silent
    int quiet_from_min = 0;         // no sound from here, in minutes after the kitchen's midnight,
    int quiet_until_min = 0;        // until here; the same: at no time
    std::vector<BoundBar> bars;

    bool operator==(const ScreenSettings&) const = default;
};

inline constexpr std::size_t settings_bytes_max = 64 * 1024;

// As it is kept: JSON, on one line.
std::string to_text(const ScreenSettings& settings);
// What the text does not name is as in `otherwise`. Fails with a sentence, and its place, on what cannot be
// meant.
Result<ScreenSettings> read_settings(std::string_view text, const ScreenSettings& otherwise);

}  // namespace brigade

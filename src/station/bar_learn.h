// Learning a bump bar: asks for each function in turn and takes the key that comes, until there is a profile.
// Pure: keys and times in; the screen's page and `brigade bumpbar learn` show what it asks and says. A
// function may be left out; whoever has only the bar in hand waits, and the next one is asked. A chord is
// learned as it is pressed: one of the keys that only hold (Ctrl, Shift, Alt) down, then the other.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "station/bar_keys.h"

namespace brigade {

inline constexpr DurationMs learn_rest_ms = 15'000;  // without a key: the bar has none for this
inline constexpr DurationMs bounce_ms = 150;         // no finger presses twice in that time

class BarLearning {
  public:
    explicit BarLearning(TimeMs now_ms = 0);

    enum class Said { nothing, taken, taken_before, bounces };
    struct Answer {
        Said said = Said::nothing;
        Stroke stroke;                       // the key that came
        Function function = Function::none;  // what it has become; taken_before: what it was already
    };

    // The function that is asked for; nothing: all have been.
    std::optional<Function> asked() const;
    std::size_t step() const { return step_; }
    static std::size_t steps();
    DurationMs left_ms(TimeMs now_ms) const;

    Answer key(const RawKey& key);
    void skip(TimeMs now_ms);
    void back(TimeMs now_ms);    // to the one before, whose key is forgotten
    bool settle(TimeMs now_ms);  // waited long enough: goes on, and true

    bool empty() const { return taken_.empty(); }
    std::vector<Function> without_key() const;  // asked for, and none came: left out, or dead keys
    std::vector<bool> with_key() const;         // of each that is asked for in turn
    std::vector<Stroke> bouncing() const;
    BarProfile profile(std::string name, std::string title) const;

  private:
    Answer take(const Stroke& stroke, TimeMs now_ms);

    BarStrokes strokes_;
    std::size_t step_ = 0;
    TimeMs since_ms_;  // the last key, or since it was asked
    std::vector<std::pair<Stroke, Function>> taken_;
    std::vector<Stroke> bouncing_;
    Stroke last_;
    TimeMs last_at_ms_ = 0;
};

// "KEY_1", "KEY_LEFTCTRL + KEY_1"
std::string to_text(const Stroke& stroke);
// "acme-bump-bar": a name for a profile, out of what the device calls itself.
std::string profile_name_of(const std::string& device_name);

}  // namespace brigade

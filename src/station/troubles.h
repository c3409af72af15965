// Everything that is wrong at a screen, as far as it knows: one list that the banners over the tickets and
// the setup page both tell, each in its own room. A trouble is a kind with the names in it; its sentence,
// which says what to do, stands in the locale (ui/trouble_words.h). Pure; the worst stand first.
#pragma once

#include <string>
#include <vector>

#include "station/screen_model.h"

namespace brigade {

struct Trouble {
    enum class Kind {
        unpaired,          // a person has to type its code at the hub
        foreign_key,       // who answers is not the hub that it was paired with
        hub_lost,          // names: the hub, presses kept
        hub_connecting,    // likewise
        hub_cannot_write,  // names: why
        disk,              // this screen's own; names: why
        said,              // a sentence of the moment; names: it
        clock_wrong,       // the hub's is years away from any that can be
        clock_unknown,     // this screen has never heard the hub's
        clock_moved,       // the hub's was corrected; names: by how much, in minutes, and "-" where back
        covered,           // names: the station that takes the new work
        unseen,            // at an expo; names: how many orders, and the first of them
        no_speaker,
        bar,            // a bump bar that fails; names: it, and its own sentence
        unknown_bar,    // names: it
        small_letters,  // the sentence is ui/legible.h's
        settings,       // what was chosen here could not be read; names: why
        box,            // the settings file of this box counts for nothing, or its disk; names: a sentence
        filtered,       // tickets of other services are not shown
        presses_wait,   // names: how many
    };
    // `work`: orders or presses may be missed or lost. `care`: somebody should look at it soon. `note`: it is
    // so because somebody wants it, or passes by itself.
    enum class Severity { work, care, note };
    Kind kind = Kind::said;
    Severity severity = Severity::care;
    bool banner = true;              // it is told over the tickets too
    std::vector<std::string> names;  // for its sentence

    bool operator==(const Trouble&) const = default;
};

// What the picture's side knows and the model does not.
struct SeenByUi {
    bool no_speaker = false;
    bool small_letters = false;
};

// How long after a correction of the hub's clock it is told.
inline constexpr DurationMs clock_moved_told_ms = 10 * 60'000;

std::vector<Trouble> troubles(const ScreenModel& model, const SeenByUi& seen, TimeMs kitchen_now);

}  // namespace brigade

// What brigade-station was told to be: one station's screen, or two that share a panel. Main thread, at the
// start.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "station/screen_model.h"
#include "station/station.h"
#include "ui/panes.h"
#include "ui/window.h"

namespace brigade {

struct ScreenArguments {
    StationOptions station;
    std::filesystem::path data;  // where this screen keeps its copy and its presses
    std::string language;
    float distance_m = 0, diagonal_in = 0;
};

struct StationArguments {
    std::vector<ScreenArguments> screens{1};  // the panel's, left or above first
    ui::WindowOptions window;
    bool keys = false;
    bool stay = false;                // what keeps it from starting is shown and tried again
    std::optional<StartFault> fault;  // all that there is to show
    std::vector<const char*> once;    // the words that ask for something only now, not at every start
};

// Ends the program with its help, its version, or what is wrong with an option; with --stay that is the fault
// to be shown, and it may be asked again: files of settings are read anew.
StationArguments read_station_arguments(int argc, char** argv);

}  // namespace brigade

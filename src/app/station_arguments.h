// What brigade-station was told to be: one station's screen, or two that share a panel. Main thread, at the
// start.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

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
    std::vector<const char*> once;  // the words that ask for something only now, not at every start
};

// Ends the program with its help, its version, or what is wrong with an option.
StationArguments read_station_arguments(int argc, char** argv);

}  // namespace brigade

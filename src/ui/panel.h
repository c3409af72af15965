// How large the panel is that this screen hangs on, from what the panels of this machine say about themselves
// (Linux: one directory per connector under /sys/class/drm). SDL's own figure is a guess of the driver's.
// Read when the window opens or its size changes; whatever cannot be read is as if it were not there.
#pragma once

#include <filesystem>

namespace brigade::ui {

// The diagonal in inches of the one panel that is connected; of several, of the one whose own resolution that
// is, if only one has it or all that do are equally large. 0: nobody knows.
float panel_diagonal_in(int width_px, int height_px,
                        const std::filesystem::path& directory = "/sys/class/drm");

}  // namespace brigade::ui

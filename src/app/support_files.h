// What goes into a support bundle, gathered and then cleaned: nothing leaves here that has not passed through
// the Redactor, but for pictures of screens where somebody wants them. Keys, the register of people and
// devices, and pairings are never read into it. Blocking; main thread.
#pragma once

#include <filesystem>
#include <vector>

#include "app/bundle.h"
#include "app/doctor_places.h"

namespace brigade {

struct SupportSources {
    DoctorPlaces places;
    std::vector<std::filesystem::path> settings;         // such as brigade.txt
    std::vector<std::filesystem::path> screen_settings;  // a screen's options, a line each
    std::vector<std::filesystem::path> logs;             // beside the system's own
    // What screens show, or why they do not: asked for by whoever makes the bundle, and not cleaned.
    std::vector<BundleFile> screens = {};
};

std::vector<BundleFile> gather_support(const SupportSources& sources);

}  // namespace brigade

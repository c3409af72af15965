// Back to how the box left the factory. What goes: everything that the data partition holds for this kitchen
// (settings, journal, keys, register of devices and people, screens' copies, figures, logs, SSH host keys).
// What stays: the system, the boot partition but for what belongs to this kitchen there, and lost+found.
//
// Cut off at any moment it goes on at the next start: a mark on the data partition stands from before the
// first thing is gone until after the last, and each step is on the disk before the next. A boot partition
// that cannot be written to refuses it before anything is gone. Blocking; nothing of Brigade's runs
// meanwhile.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace brigade {

inline constexpr const char* data_place = "var/lib/brigade";
inline constexpr const char* reset_file = "factory-reset";  // on the boot partition, with any content
inline constexpr const char* reset_mark = "factory-reset-begun";

struct ResetPlaces {
    std::filesystem::path root;
    std::filesystem::path boot;  // the FAT partition; empty: there is none
};

// Whether a file asks for it, or one was cut off.
bool reset_is_due(const ResetPlaces& places);

// Told of each step once it is done, for the log.
using ResetStep = std::function<void(const std::string& step)>;

// What is gone, from the data partition. The settings file that the box was running by is put aside as
// brigade.old.txt, or the box would take it over again; one that is new stays, for the next start. Fails with
// a sentence: nothing was reset, or something could not be removed, which is due again then.
Result<std::vector<std::string>> factory_reset(
    const ResetPlaces& places, const ResetStep& done = [](const std::string&) {});

// brigade.txt, in any case, or with the second ending that some desks hide; nothing: there is none.
std::optional<std::filesystem::path> find_settings_file(const std::filesystem::path& boot);

}  // namespace brigade

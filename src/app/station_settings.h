// A screen's settings in a file: the options of brigade-station without their dashes, one a line, "name =
// Grill left". The value is the rest of the line, as it is; "#" begins a line that is none. One vocabulary
// for whoever types a command and whoever fills in a file. Main thread, at the start.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace brigade {

struct SettingName {
    std::string name;
    bool valued = true;
};

struct SettingLine {
    std::string word;   // as on a command line: "--name=Grill left"
    std::string place;  // "/etc/brigade/screens/grill.conf:3"
};

// Of `text`, which stands in `file`. Fails with the place of the first mistake and its mending.
Result<std::vector<SettingLine>> parse_station_settings(std::string_view text, const std::string& file,
                                                        const std::vector<SettingName>& known);
// A file that is not there says nothing. Fails likewise, or with why it cannot be read.
Result<std::vector<SettingLine>> read_station_settings(const std::filesystem::path& path,
                                                       const std::vector<SettingName>& known);

}  // namespace brigade

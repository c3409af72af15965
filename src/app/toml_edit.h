// Other values in a TOML file whose remarks and layout are people's own: only the characters of those values
// change. Pure.
#pragma once

#include <string>
#include <vector>

namespace brigade {

// A text to stand where another one stands: `path` as in "kitchen.name" or "kitchen.station_files[2]".
struct TomlText {
    std::string path;
    std::string text;
};

// The file must be TOML. A key that is not there is added below [kitchen], whose table it must belong to.
std::string with_toml_texts(const std::string& toml, const std::vector<TomlText>& texts);

}  // namespace brigade

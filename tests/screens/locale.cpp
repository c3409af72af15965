#include "screens/locale.h"

#include <toml++/toml.h>

#include <sstream>

namespace brigade::screens {

Result<ui::Words> words_of(const std::string& language) {
    const std::string path = std::string(BRIGADE_SOURCE_DIR) + "/assets/locales/" + language + ".toml";
    std::map<std::string, std::string> texts;
    try {
        for (const auto& [key, value] : toml::parse_file(path))
            if (const auto text = value.value<std::string>()) texts.emplace(key.str(), *text);
    } catch (const toml::parse_error& error) {
        std::ostringstream message;
        message << path << ": " << error;
        return Error{message.str()};
    }
    return ui::Words::from(texts);
}

}  // namespace brigade::screens

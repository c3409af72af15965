#include "app/locale.h"

#include <toml++/toml.h>

#include <sstream>

namespace brigade {

std::filesystem::path assets_directory() {
    std::error_code error;
    auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    auto beside = program.parent_path() / "../../../assets";  // build/<preset>/bin
    if (!error && std::filesystem::is_directory(beside / "locales", error)) return beside.lexically_normal();
    return "/usr/share/brigade";
}

Result<ui::Words> load_words(const std::string& language) {
    std::filesystem::path path = assets_directory() / "locales" / (language + ".toml");
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return Error{"there are no words in \"" + language + "\" (" + path.string() + "); en and id come with Brigade"};
    std::map<std::string, std::string> texts;
    try {
        for (const auto& [key, value] : toml::parse_file(path.string()))
            if (const auto text = value.value<std::string>()) texts.emplace(key.str(), *text);
    } catch (const toml::parse_error& problem) {
        std::ostringstream place;
        place << path.string() << ":" << problem.source().begin.line << ":" << problem.source().begin.column << ": "
              << problem.description();
        return Error{place.str()};
    }
    auto words = ui::Words::from(texts);
    if (!words) return Error{path.string() + ": " + words.error().message};
    return words;
}

}  // namespace brigade

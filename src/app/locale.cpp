#include "app/locale.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "base/directory.h"

namespace brigade {

std::filesystem::path assets_directory() {
    std::error_code error;
    auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    auto beside = program.parent_path() / "../../../assets";  // build/<preset>/bin
    if (!error && std::filesystem::is_directory(beside / "locales", error)) return beside.lexically_normal();
    return "/usr/share/brigade";
}

std::vector<std::string> languages() {
    std::vector<std::string> codes;
    for (const std::filesystem::path& file : entries_of(assets_directory() / "locales"))
        if (file.extension() == ".toml") codes.push_back(file.stem().string());
    std::sort(codes.begin(), codes.end());
    return codes;
}

Result<ui::Words> load_words(const std::string& language) {
    std::filesystem::path path = assets_directory() / "locales" / (language + ".toml");
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return Error{"there are no words in \"" + language + "\" (" + path.string() +
                     "); en and id come with Brigade"};
    std::map<std::string, std::string> texts;
    try {
        for (const auto& [key, value] : toml::parse_file(path.string()))
            if (const auto text = value.value<std::string>()) texts.emplace(key.str(), *text);
    } catch (const toml::parse_error& problem) {
        std::ostringstream place;
        place << path.string() << ":" << problem.source().begin.line << ":" << problem.source().begin.column
              << ": " << problem.description();
        return Error{place.str()};
    }
    auto words = ui::Words::from(texts);
    if (!words) return Error{path.string() + ": " + words.error().message};
    return words;
}

Result<LoadedWords> load_first_words(const std::vector<std::string>& wanted) {
    std::string problem;
    for (const std::string& language : wanted) {
        auto words = load_words(language);
        if (words) return LoadedWords{language, *std::move(words), std::move(problem)};
        if (problem.empty()) problem = words.error().message;
    }
    return Error{problem};
}

}  // namespace brigade

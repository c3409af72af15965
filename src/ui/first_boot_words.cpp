#include "ui/first_boot_words.h"

namespace brigade::ui {

Result<FirstWords> FirstWords::from(const std::map<std::string, std::string>& texts) {
    FirstWords words;
    std::map<std::string, std::string> rest = texts;
    std::string wrong;
    for (std::size_t i = 0; i < first_word_keys.size(); ++i) {
        const auto found = rest.find(std::string(first_word_keys[i]));
        if (found == rest.end()) {
            wrong += " " + std::string(first_word_keys[i]) + " is missing;";
            continue;
        }
        words.texts_[i] = found->second;
        rest.erase(found);
    }
    for (const auto& [key, text] : rest) wrong += " nobody says " + key + ";";
    if (!wrong.empty()) return Error{"words:" + wrong};
    return words;
}

std::string FirstWords::fill(FirstSay say, std::initializer_list<std::string_view> values) const {
    std::string text = (*this)(say);
    std::size_t number = 0;
    for (const std::string_view value : values) {
        const std::string mark = "{" + std::to_string(number++) + "}";
        if (const std::size_t at = text.find(mark); at != std::string::npos)
            text.replace(at, mark.size(), value);
    }
    return text;
}

}  // namespace brigade::ui

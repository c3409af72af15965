#include "ui/words.h"

#include <algorithm>

namespace brigade::ui {

Result<Words> Words::from(const std::map<std::string, std::string>& texts) {
    Words words;
    std::string missing, unknown;
    for (std::size_t i = 0; i < word_keys.size(); ++i) {
        const auto found = texts.find(std::string(word_keys[i]));
        if (found == texts.end())
            missing += " " + std::string(word_keys[i]);
        else
            words.texts_[i] = found->second;
    }
    for (const auto& [key, text] : texts)
        if (std::find(word_keys.begin(), word_keys.end(), key) == word_keys.end()) unknown += " " + key;
    if (missing.empty() && unknown.empty()) return words;
    std::string message = "the locale file";
    if (!missing.empty()) message += " lacks the words:" + missing;
    if (!unknown.empty())
        message += std::string(missing.empty() ? "" : ", and") + " has unknown words:" + unknown;
    return Error{message};
}

std::string Words::fill(Say say, std::initializer_list<std::string_view> values) const {
    std::string text = (*this)(say);
    char mark[] = "{0}";
    for (const std::string_view value : values) {
        if (const std::size_t at = text.find(mark); at != std::string::npos) text.replace(at, 3, value);
        ++mark[1];
    }
    return text;
}

}  // namespace brigade::ui

#include "ui/words.h"

#include <algorithm>

#include "base/isolate.h"

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
    const std::string& sentence = (*this)(say);
    const bool isolates = turns(sentence) || std::any_of(values.begin(), values.end(),
                                                         [](std::string_view value) { return turns(value); });
    std::string text;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}';
        const auto number = place ? static_cast<std::size_t>(sentence[i + 1] - '0') : values.size();
        if (number >= values.size()) {
            text += sentence[i];
            continue;
        }
        const std::string_view value = *(values.begin() + number);
        text += isolates && !value.empty() ? isolated(value) : std::string(value);
        i += 2;
    }
    return text;
}

}  // namespace brigade::ui

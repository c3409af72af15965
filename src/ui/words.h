// Our own words on the screen, in the language chosen for it (assets/locales). The application fills this
// from a file; a word that is missing, or one that nothing asks for, is an error there and then.
// "{0}", "{1}" … stand for what fill() is given. Which words there are: words.list.
#pragma once

#include <array>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade::ui {

enum class Say {
#define WORD(key) key,
#include "ui/words.list"
#undef WORD
};

// In the order of Say: the keys of a locale file.
inline constexpr auto word_keys = std::to_array<std::string_view>({
#define WORD(key) #key,
#include "ui/words.list"
#undef WORD
});

class Words {
  public:
    // Fails with every missing and every unknown key named.
    static Result<Words> from(const std::map<std::string, std::string>& texts);

    const std::string& operator()(Say say) const { return texts_[static_cast<std::size_t>(say)]; }
    // Where the sentence or a value is read from right to left, each value is isolated (base/isolate.h): for
    // the screen only.
    std::string fill(Say say, std::initializer_list<std::string_view> values) const;

  private:
    std::array<std::string, word_keys.size()> texts_;
};

}  // namespace brigade::ui

// What the first-boot screen says, in one language; the application fills it from assets/first-boot. As
// ui/words.h, for another program.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade::ui {

enum class FirstSay {
#define FIRST_WORD(key) key,
#include "ui/first_boot_words.list"
#undef FIRST_WORD
};

inline constexpr std::array first_word_keys{
#define FIRST_WORD(key) std::string_view(#key),
#include "ui/first_boot_words.list"
#undef FIRST_WORD
};

class FirstWords {
  public:
    // Fails with every missing and every unknown key named.
    static Result<FirstWords> from(const std::map<std::string, std::string>& texts);

    const std::string& operator()(FirstSay say) const { return texts_[static_cast<std::size_t>(say)]; }
    std::string fill(FirstSay say, std::initializer_list<std::string_view> values) const;

  private:
    std::array<std::string, first_word_keys.size()> texts_;
};

}  // namespace brigade::ui

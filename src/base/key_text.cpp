#include "base/key_text.h"

namespace brigade {

std::string key_beginning(std::string_view pin, std::string_view between) {
    constexpr std::size_t group = 4;
    const std::string_view shown = pin.substr(0, key_chars_shown);
    std::string text;
    for (std::size_t at = 0; at < shown.size(); at += group) {
        if (at > 0) text += between;
        text += shown.substr(at, group);
    }
    return text;
}

}  // namespace brigade

#include "base/isolate.h"

namespace brigade {
namespace {

bool within(char byte, unsigned char first, unsigned char last) {
    const auto value = static_cast<unsigned char>(byte);
    return value >= first && value <= last;
}

// By the first two bytes of a letter: U+0580 to U+08FF, U+FB00 to U+FEFF, U+10000 to U+10FFF, U+1E000 to
// U+1EFFF.
bool turns(char first, char second) {
    return within(first, 0xD6, 0xDF) || (first == '\xE0' && within(second, 0xA0, 0xA3)) ||
           (first == '\xEF' && (within(second, 0xAC, 0xB7) || within(second, 0xB9, 0xBB))) ||
           (first == '\xF0' && (second == '\x90' || second == '\x9E'));
}

}  // namespace

bool turns(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (turns(text[i], i + 1 < text.size() ? text[i + 1] : '\0')) return true;
    return false;
}

std::string isolated(std::string_view name) { return isolate_begin + with_marks_closed(name) + isolate_end; }

std::string isolated_if_it_turns(std::string_view name) {
    return turns(name) ? isolated(name) : std::string(name);
}

std::string with_marks_closed(std::string_view part) {
    std::string text;
    text.reserve(part.size() + 2);
    std::size_t open = 0;
    for (const char byte : part) {
        if (byte == isolate_end && open == 0) continue;
        if (byte == isolate_end) --open;
        if (byte == isolate_begin) ++open;
        text += byte;
    }
    return text.append(open, isolate_end);
}

std::size_t marks_left_open(std::string_view part) {
    std::size_t open = 0;
    for (const char byte : part) {
        if (byte == isolate_begin) ++open;
        if (byte == isolate_end && open > 0) --open;
    }
    return open;
}

std::string without_marks(std::string_view text) {
    std::string plain(text);
    std::erase_if(plain, [](char byte) { return byte == isolate_begin || byte == isolate_end; });
    return plain;
}

}  // namespace brigade

#include "base/harmless.h"

#include <algorithm>

namespace brigade {
namespace {

struct Letter {
    char32_t code = 0;
    std::size_t bytes = 0;  // 0: not UTF-8
};

Letter first_letter(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const std::size_t bytes = byte(0) < 0x80   ? 1
                              : byte(0) < 0xc2 ? 0
                              : byte(0) < 0xe0 ? 2
                              : byte(0) < 0xf0 ? 3
                              : byte(0) < 0xf5 ? 4
                                               : 0;
    if (bytes == 0 || bytes > text.size()) return {};
    char32_t code = bytes == 1 ? byte(0) : byte(0) & (0x7fU >> bytes);
    for (std::size_t at = 1; at < bytes; ++at) {
        if ((byte(at) & 0xc0U) != 0x80) return {};
        code = (code << 6U) | (byte(at) & 0x3fU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < least[bytes] || surrogate || code > 0x10ffff) return {};
    return {code, bytes};
}

bool is_harmless(char32_t code) {
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool line_break = code == 0x2028 || code == 0x2029;
    const bool direction = code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
                           (code >= 0x2066 && code <= 0x2069);
    return !control && !line_break && !direction;
}

}  // namespace

std::string harmless(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Letter letter = first_letter(text);
        if (letter.bytes == 0)
            result += '?';
        else if (is_harmless(letter.code))
            result += text.substr(0, letter.bytes);
        text.remove_prefix(std::max<std::size_t>(letter.bytes, 1));
    }
    const std::size_t first = result.find_first_not_of(" \t");
    if (first == std::string::npos) return {};
    return result.substr(first, result.find_last_not_of(" \t") - first + 1);
}

bool is_harmless(std::string_view text) { return harmless(text) == text; }

}  // namespace brigade

#include "provision/settings_lines.h"

#include <algorithm>

#include "base/ascii.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

using namespace std::string_view_literals;

void add_utf8(std::string& to, char32_t code) {
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xc0 | (code >> 6));
        to += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        to += static_cast<char>(0xe0 | (code >> 12));
        to += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        to += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        to += static_cast<char>(0xf0 | (code >> 18));
        to += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        to += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        to += static_cast<char>(0x80 | (code & 0x3f));
    }
}

// Halves of a pair that stand alone become a byte that is no text, so that their line is told.
std::string from_utf16(std::string_view bytes, bool low_first) {
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(low_first ? first | (second << 8) : second | (first << 8));
    };
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const char32_t one = unit(at);
        const bool high = one >= 0xd800 && one < 0xdc00;
        const char32_t next = high && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (next >= 0xdc00 && next < 0xe000) {
            add_utf8(text, 0x10000 + ((one - 0xd800) << 10) + (next - 0xdc00));
            at += 2;
        } else if (one >= 0xd800 && one < 0xe000) {
            text += '\xff';
        } else {
            add_utf8(text, one);
        }
    }
    return text;
}

std::string as_utf8(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe"sv)) return from_utf16(bytes.substr(2), true);
    if (bytes.starts_with("\xfe\xff"sv)) return from_utf16(bytes.substr(2), false);
    if (bytes.starts_with("\xef\xbb\xbf"sv)) bytes.remove_prefix(3);
    return std::string(bytes);
}

constexpr std::string_view blanks[] = {" ", "\t", "\u00a0", "\u200b", "\ufeff", "\x1a"};

// Of other scripts and other editors too.
std::string_view without_blanks(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view blank : blanks) {
            if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
            if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
        }
    }
    return text;
}

constexpr std::pair<std::string_view, std::string_view> quotes[] = {
    {"\"", "\""}, {"'", "'"}, {"\u201c", "\u201d"}, {"\u201d", "\u201d"}, {"\u201e", "\u201c"}};

// Blanks inside quotes are meant.
std::string_view unquoted(std::string_view text) {
    for (const auto& [open, close] : quotes)
        if (text.size() >= open.size() + close.size() && text.starts_with(open) && text.ends_with(close))
            return text.substr(open.size(), text.size() - open.size() - close.size());
    return text;
}

std::string key_of(std::string_view text) {
    std::string key = upper_case(text);
    std::ranges::replace(key, '-', '_');
    return key;
}

// Text in UTF-8, and nothing in it that moves a cursor or turns what follows around.
bool is_readable(std::string_view line) {
    return is_text(line, line.size()) &&
           std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

std::vector<std::string> plain_lines(std::string_view bytes) {
    const std::string text = as_utf8(bytes);
    std::vector<std::string> lines{""};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\n' && text[at] != '\r') {
            lines.back() += text[at];
            continue;
        }
        if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
        lines.emplace_back();
    }
    if (lines.back().empty()) lines.pop_back();
    return lines;
}

std::variant<std::vector<SettingsLine>, NoText> settings_lines(std::string_view bytes) {
    std::vector<SettingsLine> found;
    int number = 0;
    for (const std::string& whole : plain_lines(bytes)) {
        ++number;
        const std::string_view line = without_blanks(whole);
        if (line.empty()) continue;
        std::string shown(line);
        std::ranges::replace(shown, '\t', ' ');
        if (!is_readable(shown)) return NoText{number};
        if (line.front() == '#' || line.front() == ';') continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            found.push_back({number, "", std::string(line)});
            continue;
        }
        found.push_back({number, key_of(without_blanks(line.substr(0, equals))),
                         std::string(unquoted(without_blanks(line.substr(equals + 1))))});
    }
    return found;
}

}  // namespace brigade

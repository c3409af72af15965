// The lines of `brigade.txt` as people's editors write them: with or without a byte order mark, in UTF-8 or
// in Notepad's "Unicode" (UTF-16), with any line end, blanks anywhere, keys in any case, values in straight
// or curly quotes. Nothing in it is ever run: no variable, no command, no include. Pure.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace brigade {

struct SettingsLine {
    int line = 0;       // from 1
    std::string key;    // in capitals; empty: there is no = on it
    std::string value;  // without quotes and blanks at its ends; of a line without =, the line
};

// Where the text stops being one: on this line stands a byte that belongs to no letter.
struct NoText {
    int line = 0;
};

// Blank lines and those that begin with # or ; are left out.
std::variant<std::vector<SettingsLine>, NoText> settings_lines(std::string_view bytes);

// The text's lines as they stand, without their ends, in UTF-8: the first is line 1. For whoever writes it
// back.
std::vector<std::string> plain_lines(std::string_view bytes);

}  // namespace brigade

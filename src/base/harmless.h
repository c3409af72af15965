// Text of strangers that people come to read: names of devices and kitchens on a network, in a terminal, on a
// screen or in a log. Nothing in it may move a cursor, begin a line, or turn the direction of what follows.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace brigade {

// Without control characters, line breaks, what changes the direction of text, and blanks at its ends; valid
// UTF-8, with "?" for each byte that is none.
std::string harmless(std::string_view text);
bool is_harmless(std::string_view text);

}  // namespace brigade

// A stranger's name put into a sentence of ours, or beside other names. Arabic and Hebrew are read from right
// to left, and would pull the numbers, commas and names beside them along. So the name stands between two
// marks, and what is between them is laid out by itself, as one thing (what Unicode calls an isolate, U+2068
// … U+2069). The marks are bytes that UTF-8 has nowhere: no order can bring any, so no name ends its own
// isolation, and what a name has of Unicode's own marks stays a box on the screen (ui/letters.h). They are
// never drawn and have no width. For what is drawn only: they go into no message, file or log. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace brigade {

inline constexpr char isolate_begin = '\xFD', isolate_end = '\xFE';

// May it have letters that are read from right to left? Some others are taken for such: marks do them no
// harm.
bool turns(std::string_view text);

// What stands between marks already stays so; marks without their other one are mended.
std::string isolated(std::string_view name);
std::string isolated_if_it_turns(std::string_view name);

// A part of a text, whose marks have their other ones again.
std::string with_marks_closed(std::string_view part);
std::size_t marks_left_open(std::string_view part);

std::string without_marks(std::string_view text);

}  // namespace brigade

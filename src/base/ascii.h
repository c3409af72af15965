// Letters and blanks of ASCII: keys of settings, names of files, words of programs. No locale is asked, and
// other letters stay as they are. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace brigade {

std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

// Without blanks, tabs and line ends at its ends.
std::string_view trimmed(std::string_view text);

}  // namespace brigade

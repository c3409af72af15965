// What becomes of the file on the boot partition once its settings count: whoever takes the card out shall
// find no PIN and no password on it. Each such line becomes a remark with the same number of lines before it.
// Pure. What a flash card keeps of overwritten blocks is beyond us; docs/installing.md says so.
#pragma once

#include <string>
#include <string_view>

namespace brigade {

// As UTF-8 with the line ends it had. `when` is said in the remark. Without secrets: the same text again.
std::string without_secrets(std::string_view bytes, std::string_view when);
bool has_secrets(std::string_view bytes);

}  // namespace brigade

// A settings file as somebody from afar may see it: the lines that a known key begins, but for secrets.
// Whatever else stands there (a password on a line of its own, a remark, a key that is no key) may be one.
// Pure.
#pragma once

#include <string>
#include <string_view>

namespace brigade {

// In UTF-8, with as many lines as there are.
std::string shown_settings(std::string_view bytes);

}  // namespace brigade

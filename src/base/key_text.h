// The beginning of a hub's key, by which people tell one hub from another: read off two screens and compared
// by eye. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace brigade {

// So many hexadecimal digits of the key's pin.
inline constexpr std::size_t key_chars_shown = 16;

// "b8d2 419e f0aa 7c13": what is shown of it, in groups of four.
std::string key_beginning(std::string_view pin, std::string_view between = " ");

}  // namespace brigade

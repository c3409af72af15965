// What stands percent-encoded in a URL (RFC 3986). Any bytes; pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brigade {

// Everything but letters, digits and "-._~" as "%20".
std::string percent_encoded(std::string_view text);

// Nothing if "%" stands before anything but two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace brigade

// Bytes as letters that travel anywhere (RFC 4648, section 4, padded, in one line), by OpenSSL. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brigade {

std::string to_base64(std::string_view bytes);
// Nothing unless every letter belongs to it and the padding is there.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace brigade

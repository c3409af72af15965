// The one hash of the project: SHA-256, cut to 128 bits. It names an order's content (the same id with
// other content is a conflict) and chains the journal (a changed or missing event is seen).
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace brigade {

using Hash = std::array<unsigned char, 16>;

// Of the parts one after the other. Any thread.
Hash hash_of(std::initializer_list<std::string_view> parts);

inline std::string_view bytes_of(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// 32 lower-case hexadecimal digits and back; nothing if the text is anything else.
std::string to_hex(const Hash& hash);
std::optional<Hash> hash_from_hex(std::string_view text);

}  // namespace brigade

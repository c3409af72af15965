// What keeps secrets: random bytes, keyed and slow hashes, and comparing without telling by the time it
// takes. Keys, digests and salts are strings of raw bytes; they travel and are stored as lower-case
// hexadecimal.
//
// Any thread. Nothing here fails: without a working libcrypto or random source the process stops.
// Sources: HMAC RFC 2104 with SHA-256, scrypt RFC 7914.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace brigade {

// Unpredictable, from the operating system.
std::string random_bytes(std::size_t count);

// Where logic draws secrets it is given its source, so that tests and the simulator repeat what they did.
using RandomSource = std::function<std::string(std::size_t)>;

inline constexpr std::size_t digest_bytes = 32;

std::string sha256(std::string_view text);
std::string hmac_sha256(std::string_view key, std::string_view text);

// How slow a guess is made: 128 * n * r bytes of memory, and time in proportion. The default takes 32 MiB and
// about 100 ms of a small computer: what a person who types a PIN does not notice, and the most that a
// hub on a Raspberry Pi can give beside its kitchen.
struct ScryptCost {
    std::uint64_t n = std::uint64_t{1} << 15;  // a power of two
    std::uint32_t r = 8;
    std::uint32_t p = 1;
    bool operator==(const ScryptCost&) const = default;
};
// For what is short enough to be guessed. The cost must be one that libcrypto takes (n a power of two, at
// most 64 MiB).
std::string scrypt(std::string_view text, std::string_view salt, const ScryptCost& cost = {},
                   std::size_t bytes = digest_bytes);

// Whether both are equal, in a time that depends on their lengths alone.
bool same(std::string_view a, std::string_view b);

std::string bytes_to_hex(std::string_view bytes);
// Nothing unless the text is lower-case hexadecimal with two digits a byte.
std::optional<std::string> bytes_from_hex(std::string_view text);

}  // namespace brigade

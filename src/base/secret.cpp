#include "base/secret.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sys/random.h>

#include <algorithm>
#include <cerrno>

#include "base/check.h"

namespace brigade {
namespace {

constexpr std::uint64_t scrypt_bytes_max = std::uint64_t{72} * 1024 * 1024;  // 64 MiB and the working space

unsigned char* bytes_in(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

const unsigned char* bytes_in(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t drawn = 0;
    while (drawn < count) {
        ssize_t more = ::getrandom(bytes.data() + drawn, count - drawn, 0);
        BRIGADE_CHECK(more > 0 || errno == EINTR, "the operating system gives no random bytes");
        if (more > 0) drawn += static_cast<std::size_t>(more);
    }
    return bytes;
}

std::string sha256(std::string_view text) {
    std::string digest(digest_bytes, '\0');
    std::size_t size = 0;
    int ok = EVP_Q_digest(nullptr, "SHA256", nullptr, text.data(), text.size(), bytes_in(digest), &size);
    BRIGADE_CHECK(ok == 1 && size == digest.size(), "SHA-256 is not available");
    return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
    std::string digest(digest_bytes, '\0');
    std::size_t size = 0;
    const unsigned char* made =
        EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key.data(), key.size(), bytes_in(text),
                  text.size(), bytes_in(digest), digest.size(), &size);
    BRIGADE_CHECK(made && size == digest.size(), "HMAC with SHA-256 is not available");
    return digest;
}

std::string scrypt(std::string_view text, std::string_view salt, const ScryptCost& cost, std::size_t bytes) {
    std::string derived(bytes, '\0');
    int ok = EVP_PBE_scrypt(text.data(), text.size(), bytes_in(salt), salt.size(), cost.n, cost.r, cost.p,
                            scrypt_bytes_max, bytes_in(derived), derived.size());
    BRIGADE_CHECK(ok == 1, "scrypt is not available, or not at this cost");
    return derived;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string bytes_to_hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<std::string> bytes_from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return digit_of(c) >= 0; })) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2)
        bytes += static_cast<char>(digit_of(text[i]) * 16 + digit_of(text[i + 1]));
    return bytes;
}

}  // namespace brigade

#include "base/hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "base/check.h"

namespace brigade {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

Hash hash_of(std::initializer_list<std::string_view> parts) {
    // Fetching the algorithm by name costs more than hashing an event: fetch once, keep a context a thread.
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
    std::array<unsigned char, 32> digest{};
    bool ok = algorithm && context && EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1;
    for (auto part : parts) ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    ok = ok && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
    BRIGADE_CHECK(ok, "SHA-256 is not available");
    Hash hash;
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

std::string to_hex(const Hash& hash) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (unsigned char byte : hash) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<Hash> hash_from_hex(std::string_view text) {
    Hash hash;
    if (text.size() != 2 * hash.size()) return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) {
        int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        hash[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return hash;
}

}  // namespace brigade

#include "base/base64.h"

#include <openssl/evp.h>

#include <algorithm>

#include "base/check.h"

namespace brigade {
namespace {

constexpr std::size_t letters = 4;  // for three bytes
constexpr std::size_t bytes_of_letters = 3;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

}  // namespace

std::string to_base64(std::string_view bytes) {
    const std::size_t size = (bytes.size() + bytes_of_letters - 1) / bytes_of_letters * letters;
    std::string text(size + 1, '\0');  // OpenSSL ends it with a zero
    const int written = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                                        static_cast<int>(bytes.size()));
    BRIGADE_CHECK(written == static_cast<int>(size), "base64 is not as long as it has to be");
    text.resize(size);
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    if (text.size() % letters != 0 || !std::ranges::all_of(text.substr(0, text.size() - padding), is_letter))
        return std::nullopt;
    std::string bytes(text.size() / letters * bytes_of_letters, '\0');
    const int read = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text),
                                     static_cast<int>(text.size()));
    if (read != static_cast<int>(bytes.size())) return std::nullopt;
    bytes.resize(bytes.size() - padding);
    return bytes;
}

}  // namespace brigade

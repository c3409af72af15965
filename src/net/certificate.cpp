#include "net/certificate.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>

namespace brigade::net {
namespace {

constexpr std::size_t pin_digits = 64;

// OpenSSL would ask at the terminal for the password of an encrypted key.
int no_password(char*, int, int, void*) { return -1; }

Bio reader(const std::string& pem) { return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

}  // namespace

Key read_key(const std::string& pem) {
    Key key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return key;
}

Certificate read_certificate(const std::string& pem) {
    Certificate certificate(PEM_read_bio_X509(reader(pem).get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return certificate;
}

std::string pin_of(X509* certificate) {
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (size <= 0) return {};
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int digest_bytes = 0;
    const int digested =
        EVP_Digest(der, static_cast<std::size_t>(size), digest, &digest_bytes, EVP_sha256(), nullptr);
    OPENSSL_free(der);
    std::string pin;
    for (unsigned int i = 0; digested == 1 && i < digest_bytes; ++i) pin += fmt::format("{:02x}", digest[i]);
    return pin;
}

bool is_pin(const std::string& text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == pin_digits && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace brigade::net

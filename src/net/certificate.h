// OpenSSL's objects with owners, and the few things done with keys and certificates as texts. For the files
// of this room that know OpenSSL; net/tls.h is what others see.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace brigade::net {

template <auto release>
struct Free {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Bio = std::unique_ptr<BIO, Free<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;

// Nothing if the text is not what it should be, or encrypted. OpenSSL's queue of errors is left empty.
Key read_key(const std::string& pem);
Certificate read_certificate(const std::string& pem);

// Lower-case hex SHA-256 of the SubjectPublicKeyInfo in DER; empty if the certificate holds none.
std::string pin_of(X509* certificate);
bool is_pin(const std::string& text);

}  // namespace brigade::net

#include "net/tls.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <utility>

#include "net/certificate.h"

namespace brigade::net {
namespace {

using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;

constexpr const char* curve = "prime256v1";
constexpr int serial_bits = 127;  // positive, and at most the 20 bytes that RFC 5280 allows
constexpr TimeMs day_ms = std::int64_t{24} * 3600 * 1000;
// Devices look at the key alone. Programs that are handed this very certificate to trust, such as Prometheus,
// want to read a name in it as well, whatever the hub's address is that day.
constexpr const char* alternative_name = "DNS:brigade";
constexpr const char* no_expiry = "99991231235959Z";  // RFC 5280, 4.1.2.5: no date is meant

std::string written(BIO* bio) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return size > 0 ? std::string(bytes, static_cast<std::size_t>(size)) : std::string();
}

bool set_serial(X509* certificate) {
    const Number serial(BN_new());
    return serial && BN_rand(serial.get(), serial_bits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate));
}

bool set_dates(X509* certificate, TimeMs now) {
    return ASN1_TIME_set(X509_getm_notBefore(certificate), (now - day_ms) / 1000) &&
           ASN1_TIME_set_string(X509_getm_notAfter(certificate), no_expiry) == 1;
}

bool add_name(X509* certificate, const std::string& name) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto add = [&](const std::string& text) {
        return X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char*>(text.data()),
                                          static_cast<int>(text.size()), -1, 0) == 1;
    };
    // A name that a certificate cannot hold (empty, longer than 64 letters, not UTF-8) is only left out.
    if (!add(name) && !add("Brigade")) return false;
    return X509_set_issuer_name(certificate, subject) == 1;
}

bool add_extension(X509* certificate, int kind, const char* value) {
    const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Certificate make_certificate(EVP_PKEY* key, const std::string& name, TimeMs now) {
    Certificate certificate(X509_new());
    X509* x = certificate.get();
    const bool made = x && X509_set_version(x, X509_VERSION_3) == 1 && set_serial(x) && set_dates(x, now) &&
                      add_name(x, name) && X509_set_pubkey(x, key) == 1 &&
                      add_extension(x, NID_basic_constraints, "critical,CA:FALSE") &&
                      add_extension(x, NID_key_usage, "critical,digitalSignature") &&
                      add_extension(x, NID_ext_key_usage, "serverAuth") &&
                      add_extension(x, NID_subject_alt_name, alternative_name) &&
                      X509_sign(x, key, EVP_sha256()) > 0;
    return made ? std::move(certificate) : nullptr;
}

bool is_ours(EVP_PKEY* key) {
    char group[32] = {};
    return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
           std::string_view(group) == curve;
}

}  // namespace

Result<Identity> make_identity(const std::string& name, TimeMs now) {
    const Error failed{"no key could be made for this hub: OpenSSL refused"};
    const Key key(EVP_EC_gen(curve));
    if (!key) return failed;
    const Certificate certificate = make_certificate(key.get(), name, now);
    const Bio key_pem(BIO_new(BIO_s_mem()));
    const Bio certificate_pem(BIO_new(BIO_s_mem()));
    const bool written_down =
        certificate && key_pem && certificate_pem &&
        PEM_write_bio_PKCS8PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
        PEM_write_bio_X509(certificate_pem.get(), certificate.get()) == 1;
    ERR_clear_error();
    if (!written_down) return failed;
    return Identity{written(key_pem.get()), written(certificate_pem.get()), pin_of(certificate.get())};
}

Result<Identity> read_identity(std::string key_pem, std::string certificate_pem) {
    const Key key = read_key(key_pem);
    const Certificate certificate = read_certificate(certificate_pem);
    if (!key) return Error{"the hub's key is damaged or encrypted: it is not a private key in PEM"};
    if (!certificate) return Error{"the hub's certificate is damaged: it is not a certificate in PEM"};
    if (!is_ours(key.get())) return Error{"the hub's key is of another kind than EC P-256"};
    const bool belong_together = X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    if (!belong_together) return Error{"the hub's key and its certificate do not belong together"};
    std::string pin = pin_of(certificate.get());
    return Identity{std::move(key_pem), std::move(certificate_pem), std::move(pin)};
}

Result<TimeMs> certificate_ends(const std::string& pem) {
    const Certificate certificate = read_certificate(pem);
    tm end{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1)
        return Error{"there is no certificate that tells until when it holds"};
    return static_cast<TimeMs>(timegm(&end)) * 1000;
}

}  // namespace brigade::net

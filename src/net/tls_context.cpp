#include "net/tls_context.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include <algorithm>

namespace brigade::net {
namespace {

constexpr const char* ciphers_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char* ciphers_1_3 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr const char* groups = "X25519:P-256:P-384";

const Error unusable{"TLS could not be set up: OpenSSL refused"};

bool set_rules(SSL_CTX* context) {
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, ciphers_1_2) == 1 &&
           SSL_CTX_set_ciphersuites(context, ciphers_1_3) == 1 &&
           SSL_CTX_set1_groups_list(context, groups) == 1 && SSL_CTX_set_num_tickets(context, 0) == 1;
}

bool set_identity(SSL_CTX* context, const Identity& identity) {
    const Key key = read_key(identity.key_pem);
    const Certificate certificate = read_certificate(identity.certificate_pem);
    return key && certificate && SSL_CTX_use_certificate(context, certificate.get()) == 1 &&
           SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

// In place of OpenSSL's whole judgement: names, dates and issuers say nothing here. That the other side has
// the key to the certificate it shows is proven by the handshake itself.
int judge_pin(X509_STORE_CTX* shown, void* argument) {
    auto& check = *static_cast<PinCheck*>(argument);
    X509* certificate = X509_STORE_CTX_get0_cert(shown);
    if (certificate) check.seen = pin_of(certificate);
    const bool known =
        check.pins.empty() || std::find(check.pins.begin(), check.pins.end(), check.seen) != check.pins.end();
    if (known && !check.seen.empty()) return 1;
    check.refused = true;
    X509_STORE_CTX_set_error(shown, X509_V_ERR_CERT_REJECTED);
    return 0;
}

}  // namespace

Result<TlsContext> server_context(const Identity& identity) {
    TlsContext context(SSL_CTX_new(TLS_server_method()));
    const bool usable = context && set_rules(context.get());
    const bool known = usable && set_identity(context.get(), identity);
    ERR_clear_error();
    if (!usable) return unusable;
    if (!known) return Error{"TLS cannot use this hub's key and certificate"};
    return context;
}

Result<TlsContext> client_context(PinCheck& check) {
    TlsContext context(SSL_CTX_new(TLS_client_method()));
    const bool usable = context && set_rules(context.get());
    ERR_clear_error();
    if (!usable) return unusable;
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(context.get(), judge_pin, &check);
    return context;
}

}  // namespace brigade::net

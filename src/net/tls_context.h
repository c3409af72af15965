// TLS as it is spoken here: 1.2 or later, keys that are forgotten after the connection and ciphers that
// notice every changed bit, no compression, no renegotiation, nothing to resume. Who the hub is, is a matter
// of its pin alone (net/tls.h).
//
// A context is OpenSSL's; connections share it and keep it alive. Loop thread only.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "net/certificate.h"
#include "net/tls.h"

namespace brigade::net {

using TlsContext = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;

// Which keys one attempt to connect takes, and what it met. It must live as long as its connection.
struct PinCheck {
    std::vector<std::string> pins;  // none: any key
    std::string seen{};             // the pin of the hub that answered
    bool refused = false;           // it was none of ours
};

// Fails if the identity is not one that TLS can use.
Result<TlsContext> server_context(const Identity& identity);
// The other side's key is judged during the handshake, before anything of ours is said.
Result<TlsContext> client_context(PinCheck& check);

}  // namespace brigade::net

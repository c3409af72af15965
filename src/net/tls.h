// Who a hub is on the network: one key for years, in a certificate that only carries it. Clients know the key
// by its pin, learned when they were paired, and look at nothing else in the certificate: neither names, nor
// dates, nor an issuer, for there is no authority in a kitchen and often no right time either.
//
// Values; any thread. What cannot be read or made is an error with a sentence. Where the texts are kept, and
// with which rights, is their owner's affair.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace brigade::net {

struct Identity {
    std::string key_pem;          // PKCS#8, not encrypted: whoever reads it is the hub
    std::string certificate_pem;  // signed by its own key
    std::string pin;              // SHA-256 of the certificate's SubjectPublicKeyInfo (DER), lower-case hex
};

// A new EC P-256 key and its certificate, which names `name` for people who look at it in a browser.
Result<Identity> make_identity(const std::string& name, TimeMs now);

// One that was kept. Fails when either text is damaged, when they do not belong together, or when the key is
// of a kind that is not used here.
Result<Identity> read_identity(std::string key_pem, std::string certificate_pem);

// Until when the first certificate in the text holds, for those who look at dates: browsers and Prometheus.
Result<TimeMs> certificate_ends(const std::string& pem);

}  // namespace brigade::net

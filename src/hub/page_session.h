// Who has signed in on the managers' page. A browser holds 256 random bits in a cookie that its scripts
// cannot read; the hub holds their hash, in memory alone, so that a restart signs everybody out. It ends as
// on a screen (hub/signed_in.h), after twelve hours in any case, and when its browser says so.
//
// A browser sends a cookie to every port of its host, so that another server there may read it: a session
// counts from the address alone at which it was opened. Whoever runs programs at that address, too, is not
// kept out.
//
// Owned by PageApi; loop thread. Times are the loop's monotonic milliseconds.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "core/refusal.h"
#include "hub/signed_in.h"
#include "net/http.h"

namespace brigade {

class PageSessions {
  public:
    explicit PageSessions(RandomSource random = random_bytes) : random_(std::move(random)) {}

    // A browser's word of who it is.
    struct Claim {
        std::string token, peer_address;
    };
    // The token for the cookie. With all places taken, whoever has asked for nothing the longest is signed
    // out.
    std::string open(const Person& person, const std::string& peer_address, DurationMs now_ms);
    void close(const Claim& claim, DurationMs now_ms);
    // The person asked for something; what a page asks by itself does not count.
    void asked(const Claim& claim, DurationMs now_ms);
    // After the register has changed: nullptr for who is not in it any more.
    void compare(const std::function<const Person*(const std::string& id)>& now);
    // nullptr: nobody. Valid until the next call.
    const Person* person(const Claim& claim, DurationMs now_ms);

    static constexpr DurationMs lasts_ms_max = 12 * DurationMs{3'600'000};
    static constexpr std::size_t sessions_max = 32;

  private:
    struct Session {
        SignedIn signed_in;
        std::string peer_address;
        DurationMs began_ms = 0;
        DurationMs asked_ms = 0;
    };
    using Sessions = std::map<std::string, Session>;  // by the token's SHA-256
    Sessions::iterator find(const Claim& claim, DurationMs now_ms);

    RandomSource random_;
    Sessions sessions_;
};

// By the token in a request's cookies; empty: none. Over TLS the cookie has a name that no page without TLS,
// and no other host, can set.
PageSessions::Claim session_claim(const net::HttpRequest& request);
std::string session_cookie(const std::string& token, bool secure);
std::string expired_cookie(bool secure);

// Why a request that changes something is not taken on the word of a cookie, for a browser sends that along
// whoever made it ask: it must say that it comes from this hub's own page, and hold JSON, which no form can
// send.
std::optional<Refusal> forged(const net::HttpRequest& request);

}  // namespace brigade

// One connection that speaks WebSocket, as the hub knows it. Owned by the hub; loop thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "hub/rate.h"
#include "hub/signed_in.h"
#include "net/loop.h"
#include "net/server.h"
#include "protocol/session.h"

namespace brigade {

struct Session {
    net::Server* server = nullptr;
    net::PeerInfo info;
    ServerSession protocol;
    TokenBucket bucket;
    net::Timer stranger_timer{};  // until it has said who it is

    // Since its hello.
    std::string device{};  // its token's; empty: a program on this machine
    std::string name{};
    Role role = Role::pos;
    std::string station{}, screen{};
    std::string version{};
    std::string
        pin_told{};  // of the next key, in its welcome: heard once it says something, or lives on, after that
    net::Timer told_timer{};

    SignedIn signed_in{};

    // What its screen reports.
    Seq shown_seq = 0;
    std::optional<std::uint64_t> frames{};  // nothing: it does not say
    std::string fault{};
    bool screenshots = false;  // it can be asked for a picture
    bool frozen = false;       // it has presented nothing since it said so last
};

}  // namespace brigade

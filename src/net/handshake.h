// Whether a WebSocket handshake is one of ours (docs/protocol.md, Transport and Trust). Pure: the request in,
// the verdict out.
#pragma once

#include <string>

#include "net/http.h"

namespace brigade::net {

inline constexpr const char* websocket_path = "/v1";
inline constexpr const char* websocket_subprotocol = "brigade.v1";

struct HandshakeVerdict {
    int status = 101;                 // or the HTTP status of the refusal
    std::string reason{};             // for a refusal, a sentence for the client's author
    bool select_subprotocol = false;  // whether the client offered ours
};

HandshakeVerdict judge_handshake(const HttpRequest& request);

}  // namespace brigade::net

#include "net/handshake.h"

#include "net/text.h"

namespace brigade::net {
namespace {

bool offers(std::string_view list, std::string_view wanted) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (trimmed(list.substr(0, comma)) == wanted) return true;
        if (comma == std::string_view::npos) break;
        list.remove_prefix(comma + 1);
    }
    return false;
}

}  // namespace

HandshakeVerdict judge_handshake(const HttpRequest& request) {
    if (request.foreign_origin()) return {403, "Pages from elsewhere may not connect to this kitchen."};
    if (request.path != websocket_path) return {404, "The WebSocket is at /v1."};
    if (request.header("Sec-WebSocket-Version") != "13")
        return {426, "Only WebSocket version 13 is spoken here."};
    if (!request.body.empty()) return {400, "A handshake has no body."};
    const std::string_view offered = trimmed(request.header("Sec-WebSocket-Protocol"));
    if (offered.empty()) return {};
    if (!offers(offered, websocket_subprotocol)) return {400, "The subprotocol spoken here is brigade.v1."};
    return {101, {}, true};
}

}  // namespace brigade::net

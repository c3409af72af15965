#include "net/refusal.h"

namespace brigade::net {
namespace {

struct Words {
    Refusal cause;
    const char* name;
    const char* sentence;
};

constexpr std::array<Words, refusals> all_words{{
    {Refusal::too_many_connections, "too_many_connections", "there were too many connections already"},
    {Refusal::too_many_from_address, "too_many_from_address", "its address had too many connections already"},
    {Refusal::too_many_handshakes, "too_many_handshakes", "too many handshakes were unfinished already"},
    {Refusal::displaced_handshake, "displaced_handshake",
     "its unfinished handshake gave way to a newcomer from another address"},
    {Refusal::displaced_stranger, "displaced_stranger",
     "all connections were taken, and it had not said who it is: it gave way to a newcomer"},
    {Refusal::late_handshake, "late_handshake", "it did not finish its handshake or request in time"},
    {Refusal::abandoned_handshake, "abandoned_handshake", "it left before its handshake was finished"},
    {Refusal::broken_tls, "broken_tls", "TLS could not be agreed on"},
    {Refusal::broken_http, "broken_http", "it sent something else than a request or a handshake"},
    {Refusal::header_too_large, "header_too_large", "its request had too large a header"},
    {Refusal::body_too_large, "body_too_large", "its request had too large a body"},
    {Refusal::foreign_page, "foreign_page", "a page from elsewhere tried to connect"},
    {Refusal::wrong_handshake, "wrong_handshake", "it asked for another path, version or subprotocol"},
    {Refusal::mute, "mute", "it opened a WebSocket and said nothing"},
    {Refusal::flood, "flood", "it sent too many frames"},
    {Refusal::slow_reader, "slow_reader", "it read too slowly, and its queue was full"},
    {Refusal::silent, "silent", "it fell silent"},
    {Refusal::unread_answer, "unread_answer", "it did not read the answer to its request"},
    {Refusal::broken_frame, "broken_frame", "it sent a frame that breaks the rules of WebSocket"},
    {Refusal::not_utf8, "not_utf8", "it sent text that is not UTF-8"},
    {Refusal::message_too_large, "message_too_large", "it sent too large a message"},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < refusals; ++i) {
        if (static_cast<std::size_t>(all_words[i].cause) != i) return false;
    }
    return true;
}
static_assert(in_order(), "every cause has its words, at its own place");

}  // namespace

const char* name_of(Refusal cause) { return all_words[static_cast<std::size_t>(cause)].name; }
const char* sentence_of(Refusal cause) { return all_words[static_cast<std::size_t>(cause)].sentence; }

}  // namespace brigade::net

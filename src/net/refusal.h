// Why a server turned somebody away or closed a connection: every cause that hostile or broken peers can be,
// each with a name for the metrics page and a sentence for the log. What the hub itself decides (a message it
// does not understand, a token it does not know) is not among them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace brigade::net {

enum class Refusal {
    too_many_connections,
    too_many_from_address,
    too_many_handshakes,
    displaced_handshake,
    displaced_stranger,
    late_handshake,
    abandoned_handshake,
    broken_tls,
    broken_http,
    header_too_large,
    body_too_large,
    foreign_page,
    wrong_handshake,
    mute,
    flood,
    slow_reader,
    silent,
    unread_answer,
    broken_frame,
    not_utf8,
    message_too_large,
};
inline constexpr std::size_t refusals = 21;

// "late_handshake", for the label of a metric.
const char* name_of(Refusal cause);
// "it did not finish its handshake in time".
const char* sentence_of(Refusal cause);

struct RefusalCounts {
    std::uint64_t& operator[](Refusal cause) { return counts[static_cast<std::size_t>(cause)]; }
    std::uint64_t operator[](Refusal cause) const { return counts[static_cast<std::size_t>(cause)]; }
    std::array<std::uint64_t, refusals> counts{};
};

}  // namespace brigade::net

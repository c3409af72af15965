// The five messages by which a device is paired (docs/protocol.md, Pairing), read and written; both sides.
// Pure text in, values out. What does not belong into a message is a Refusal with its place. The readers
// take no text that could not stand in a MAC: names hold no control characters, hexadecimal is lower-case and
// has its exact length.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/refusal.h"
#include "protocol/access_role.h"

namespace brigade {

template <class T>
using Read = std::variant<T, Refusal>;

// What a message claims to be, before it is read any further; `none` if it is none of the five.
enum class PairingType { none, pair, pairing, commit, reveal, paired };
PairingType pairing_type(std::string_view text);

// → instead of hello: who wants to be paired.
struct PairRequest {
    DeviceRole role = DeviceRole::kitchen;
    std::string name;
    std::string version;
    std::string commit;  // raw bytes, as are all commits, keys and nonces here
    bool operator==(const PairRequest&) const = default;
};
// ← it waits for a person; the nonce goes into the code that it shows (protocol/pairing.h).
struct PairWaiting {
    std::string id;
    std::string hub;
    std::string kitchen;
    std::string nonce;
    int expires_s = 0;
    bool operator==(const PairWaiting&) const = default;
};
// ← the hub's own commit, after the code was typed.
struct PairCommit {
    std::string commit;
    bool operator==(const PairCommit&) const = default;
};
// → the key that opens the device's commit.
struct PairReveal {
    std::string key;
    bool operator==(const PairReveal&) const = default;
};
// ← the key that opens the hub's commit, and what the device keeps. Role and name are what the hub made of
// those asked for.
struct PairedMessage {
    std::string key;
    std::string device;
    std::string token;  // 64 hexadecimal digits, as it is sent in a hello
    DeviceRole role = DeviceRole::kitchen;
    std::string name;
    std::string hub;
    std::vector<std::string> pins;  // of the hub's key, and of the next one where it is announced
    bool operator==(const PairedMessage&) const = default;
};

std::string to_text(const PairRequest& message);
std::string to_text(const PairWaiting& message);
std::string to_text(const PairCommit& message);
std::string to_text(const PairReveal& message);
std::string to_text(const PairedMessage& message);

Read<PairRequest> read_pair_request(std::string_view text);
Read<PairWaiting> read_pair_waiting(std::string_view text);
Read<PairCommit> read_pair_commit(std::string_view text);
Read<PairReveal> read_pair_reveal(std::string_view text);
Read<PairedMessage> read_paired(std::string_view text);

// UTF-8 of 1 to limits::text_chars characters, none of them a control character.
bool is_name(std::string_view text);

// Six ASCII digits.
bool is_pairing_code(std::string_view text);

}  // namespace brigade

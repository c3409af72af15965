// What a paired screen keeps: which hub it belongs to, by which keys it knows it, and the token by which the
// hub knows the screen. Text and back; the token appears nowhere else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/discovery.h"

namespace brigade {

struct PairingRecord {
    std::string hub;
    std::string kitchen;
    std::vector<std::string> pins;  // of the hub's key, and of the next one where it is announced
    std::string token;
    std::string device;
    std::string name;  // what the hub calls this screen

    bool operator==(const PairingRecord&) const = default;
};

// What finds that hub on a network: what a person has named, then what it said of itself.
net::WantedHub wanted_hub(const std::string& named, const PairingRecord& record);

inline constexpr std::size_t pairing_record_bytes = 16 * 1024;

std::string to_text(const PairingRecord& record);
// Fails with a sentence on anything that is not a whole record.
Result<PairingRecord> read_pairing_record(std::string_view text);

}  // namespace brigade

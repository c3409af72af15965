// The register's content, and its written form: DATA/access.json.
//
//     { "format": "brigade access", "version": 1,
//       "pin_salt": "<32 hex>", "pin_cost": { "n": 32768, "r": 8, "p": 1 },
//       "devices": [ { "id", "name", "role", "token_sha256", "paired_at", "seen_at", "address", "version",
//                      "told" } ],
//       "people": [ { "id", "name", "role", "pin_scrypt" } ] }
//
// A token is 256 random bits, which nobody guesses: a fast hash keeps it as well as a slow one would, and is
// looked up at every connection. A PIN has few digits, so it is kept as scrypt.
//
// One salt for the kitchen, not one for each person: who they are is found by the PIN alone, so a salt for
// each would cost one scrypt for each person at every identification, seconds on a small hub and a lever for
// whoever wants to keep it busy. Such salts hide that two people share a PIN, which here nobody does, and
// make the thief of the file guess once for each person instead of once for all: a factor of some twenty on a
// search of ten thousand PINs. What keeps PINs from a thief is the file's mode; what keeps them from a
// guesser at a screen is hub/pin_guard.h. The salt is random, so that tables made elsewhere do not fit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "protocol/access_role.h"

namespace brigade {

struct Device {
    std::string id;
    std::string name;
    DeviceRole role = DeviceRole::kitchen;
    std::string token_sha256;  // raw bytes
    TimeMs paired_at = 0;
    TimeMs seen_at = 0;
    std::string address;
    std::string version;
    // The pin of the announced key that it has been told last; empty: none yet; or `holds_no_pin`: it was
    // last connected without TLS, on this machine.
    std::string told;
    static constexpr const char* holds_no_pin = "plain";
    bool operator==(const Device&) const = default;
};

struct Person {
    std::string id;
    std::string name;
    PersonRole role = PersonRole::kitchen;
    std::string pin_scrypt;  // raw bytes
    bool operator==(const Person&) const = default;
};

inline bool is_manager(const Person& person) { return manages(person.role); }

struct AccessState {
    std::string pin_salt{};  // raw bytes
    ScryptCost pin_cost{};
    std::vector<Device> devices{};  // in the order in which they were paired
    std::vector<Person> people{};   // by id

    Device* device(std::string_view id);
    Person* person(std::string_view id);
    const Device* device(std::string_view id) const;
    const Person* person(std::string_view id) const;
    bool operator==(const AccessState&) const = default;
};

std::string encode_access(const AccessState& state);
// The error names the place and what would be right there.
Result<AccessState> decode_access(std::string_view text);

}  // namespace brigade

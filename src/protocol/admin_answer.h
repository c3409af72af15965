// What the hub answers to those who look after devices, people and keys, as text. One function an answer;
// `re` is the request's id, left out where it is empty (docs/protocol.md, "Looking after devices").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/seq.h"
#include "base/time.h"
#include "protocol/access_role.h"
#include "protocol/log_words.h"

namespace brigade {

// A terminal or screen: paired, connected, or both.
struct DeviceFacts {
    std::string id;  // empty: a program on the hub's machine, which needs no token
    std::string name;
    std::string role;  // its token's, or else its hello's
    std::optional<TimeMs> paired_at;
    std::optional<TimeMs> seen_at;
    DurationMs seen_ago_ms = 0;
    bool connected = false;
    std::string address;
    std::string version;
    std::string station;       // of a screen
    std::string screen;        // its lasting id
    Seq shown_seq = 0;         // the newest event that it has presented
    Seq lag = 0;               // events that it has not presented yet
    std::uint64_t frames = 0;  // presented since it started
    std::string fault;         // what it says is wrong
};
struct WaitingFacts {
    std::string id;
    DeviceRole role = DeviceRole::kitchen;
    std::string name;
    std::string address;
    std::string version;
    int expires_s = 0;
};
struct PersonFacts {
    std::string id;
    std::string name;
    PersonRole role = PersonRole::kitchen;
};

std::string devices_text(const std::string& re, const std::vector<DeviceFacts>& devices,
                         const std::vector<WaitingFacts>& waiting, int locked_s, bool needs_pin);
std::string paired_ack_text(const std::string& re, Seq seq, const std::string& device,
                            const std::string& name, DeviceRole role);
std::string people_text(const std::string& re, const std::vector<PersonFacts>& people);
std::string person_text(const std::string& re, const PersonFacts& person);
// A device that has not heard of the next key.
struct MissingDevice {
    std::string id;
    std::string name;
};
std::string key_text(const std::string& re, const std::string& pin, const std::string& next,
                     const std::vector<MissingDevice>& missing);

// Of the hub itself, over HTTP.
struct HubFacts {
    std::string id;
    std::string kitchen;
    std::vector<std::string> pins;  // of its key and of the next one
    std::string version;
    TimeMs time = 0;         // as people read it
    int utc_offset_min = 0;  // of the kitchen's time zone, now
    std::string trouble;     // why it cannot write; empty: it can
};
std::string hub_text(const HubFacts& hub);

// To a screen: neither has an id or is answered.
std::string identify_text(const std::string& name, int seconds);
std::string restart_text();
std::string log_level_text(LogLevel level, int seconds);

}  // namespace brigade

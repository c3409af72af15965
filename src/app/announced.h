// What a hub tells of itself at its start: where others reach it, and whether they can find it. Screens that
// do not find their hub are looked into with these lines. Pure, but for the list of this machine's addresses.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace brigade {

// Which port others on the network are to be told, of "wss://0.0.0.0:8687"; 0: none.
std::uint16_t announced_port(const std::vector<std::string>& addresses);

// The addresses with a machine's own in place of "all of them"; those of the network alone.
std::vector<std::string> reached_at(const std::vector<std::string>& addresses,
                                    const std::vector<std::string>& own);

// This machine's addresses, without loopback and link-local ones, in the system's order.
std::vector<std::string> own_addresses();

struct Announcement {
    std::string kitchen;
    std::string pin;                // empty: no key
    bool announced = true;          // as the configuration says
    std::vector<std::string> urls;  // where it is reached from other machines; empty: nowhere
};
std::string announcement_words(const Announcement& announcement);

}  // namespace brigade

// How hubs are told apart on a network: what a hub says of itself in DNS-SD (`_brigade._tcp`,
// docs/protocol.md), how that is read from strangers, and which of several hubs is meant. What is found is a
// place to look, never a proof: only the key that a device has pinned tells whether the right hub answers
// there. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace brigade::net {

inline constexpr const char* discovery_service = "_brigade._tcp";
// What one machine keeps of a network's claims. A kitchen has one hub, each seen at a few addresses.
inline constexpr std::size_t found_hubs_max = 64;

// What a hub says of itself.
struct HubFacts {
    std::string id;
    std::string kitchen;
    bool operator==(const HubFacts&) const = default;
};

// One address at which a hub says it can be had.
struct FoundHub {
    std::string name;  // of the service: the kitchen's, with " #2" where that was taken
    std::string id;
    std::string kitchen;
    std::string host;  // an IP address; a link-local one of IPv6 with its interface: "fe80::1%eth0"
    std::uint16_t port = 0;
    std::string interface;
    bool operator==(const FoundHub&) const = default;
};

// A hub with all its addresses, as "wss://192.168.1.5:8687/v1", the likeliest first.
struct ChosenHub {
    std::string id;  // empty: any of several, listed in `kitchen` for people; the key decides
    std::string kitchen;
    std::vector<std::string> urls;
    std::vector<std::string> others{};  // of other hubs, where the key decides: ids can be copied
    bool operator==(const ChosenHub&) const = default;
};

// The strings of the TXT record, none over 255 bytes.
std::vector<std::string> to_txt(const HubFacts& facts);
// Nothing if it is not a hub of this protocol. What a person may come to read is made harmless.
std::optional<HubFacts> read_txt(const std::vector<std::string>& strings);

// The kitchen's name as a DNS-SD service may bear it: at most 63 bytes, whole letters, never empty.
std::string service_name(std::string_view kitchen);

std::string url_of(const FoundHub& hub);

// Those that are not there yet, after the others.
void add_urls(std::vector<std::string>& urls, const std::vector<std::string>& more);

// One entry a hub, in the order of kitchen and id.
std::vector<ChosenHub> by_hub(const std::vector<FoundHub>& found);

// Which hub is looked for: ids or kitchens' names, the first that is found counts; none: the only hub there
// is. Whoever knows the hub's key need not rely on these: names and ids change, and the key tells.
struct WantedHub {
    std::vector<std::string> names{};
    bool known_by_key = false;

    bool names_id(std::string_view id) const;
    bool names_kitchen(std::string_view kitchen) const;
};

// "find" is any hub, "find:X" the one whose id or kitchen is X; nothing for anything else, such as an
// address.
std::optional<std::string> wanted_hub(std::string_view option);

// The hub meant by `wanted`: an id, a kitchen's name in any case, or, if empty, the only one there is. Fails
// with a sentence that lists what was found and says how to name one.
Result<ChosenHub> choose_hub(std::string_view wanted, const std::vector<FoundHub>& found);

// By the first name; else by any that is an id. A hub that is known by its key may have got another id, when
// its journal was mended, and a stranger may bear the old one: then the addresses of all others are yielded
// too, those of a wanted name first; where no name or id is found, as those of one hub without an id. Each is
// to be tried in its turn, and the key decides.
Result<ChosenHub> choose_hub(const WantedHub& wanted, const std::vector<FoundHub>& found);

}  // namespace brigade::net

#include "net/discovery.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/harmless.h"
#include "base/limits.h"
#include "net/address.h"
#include "net/text.h"

namespace brigade::net {
namespace {

constexpr std::size_t txt_string_bytes = 255;   // RFC 6763, 6.1
constexpr std::size_t service_name_bytes = 63;  // a DNS label
constexpr std::string_view protocol_number = "1";
constexpr std::string_view find_word = "find";

// Never in the middle of a letter; the text is valid.
std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80) --bytes;
    text.resize(bytes);
    return text;
}

bool is_id(std::string_view text) {
    constexpr std::string_view others = "._:-";
    const auto allowed = [&](char letter) {
        const char low = lower_case(letter);
        return (low >= 'a' && low <= 'z') || (letter >= '0' && letter <= '9') ||
               others.find(letter) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= limits::id_chars && std::ranges::all_of(text, allowed);
}

// Keys are read in any case, and of two equal ones the first counts (RFC 6763, 6.4).
std::string_view value_in(const std::vector<std::string>& strings, std::string_view key) {
    for (const std::string& string : strings) {
        const std::size_t sign = string.find('=');
        if (sign != std::string::npos && same_word(std::string_view(string).substr(0, sign), key))
            return std::string_view(string).substr(sign + 1);
    }
    return {};
}

// The machine itself, then what other machines reach as well, and what needs an interface's name last.
int farness(const std::string& host) {
    const bool six = host.find(':') != std::string::npos;
    if (host.starts_with("127.") || host == "::1") return 0;
    if (host.find('%') != std::string::npos || host.starts_with("fe80:")) return 4;
    if (host.starts_with("169.254.")) return 3;
    return six ? 2 : 1;
}

std::string listed(const std::vector<ChosenHub>& hubs) {
    std::string text;
    for (const ChosenHub& hub : hubs)
        text += fmt::format("{}{} (id {})", text.empty() ? "" : ", ", hub.kitchen, hub.id);
    return text;
}

Error many(const std::vector<ChosenHub>& hubs) {
    return Error{fmt::format("{} hubs are in this network: {}; name one: find:{}", hubs.size(), listed(hubs),
                             hubs.front().id)};
}

}  // namespace

std::string service_name(std::string_view kitchen) {
    std::string name = cut(harmless(kitchen), service_name_bytes);
    return name.empty() ? "Brigade" : name;
}

std::vector<std::string> to_txt(const HubFacts& facts) {
    return {"txtvers=1", fmt::format("proto={}", protocol_number), "id=" + facts.id,
            cut("kitchen=" + harmless(facts.kitchen), txt_string_bytes)};
}

std::optional<HubFacts> read_txt(const std::vector<std::string>& strings) {
    if (value_in(strings, "txtvers") != "1" || value_in(strings, "proto") != protocol_number) return {};
    const std::string_view id = value_in(strings, "id");
    if (!is_id(id)) return {};
    return HubFacts{std::string(id), harmless(value_in(strings, "kitchen"))};
}

std::string url_of(const FoundHub& hub) { return "wss://" + to_text(hub.host, hub.port) + "/v1"; }

std::vector<ChosenHub> by_hub(const std::vector<FoundHub>& found) {
    std::vector<FoundHub> sorted = found;
    std::ranges::stable_sort(sorted, {}, [](const FoundHub& hub) { return farness(hub.host); });
    std::vector<ChosenHub> hubs;
    for (const FoundHub& one : sorted) {
        auto hub = std::ranges::find(hubs, one.id, &ChosenHub::id);
        if (hub == hubs.end()) hub = hubs.insert(hubs.end(), ChosenHub{one.id, one.kitchen, {}});
        const std::string url = url_of(one);
        if (std::ranges::find(hub->urls, url) == hub->urls.end()) hub->urls.push_back(url);
    }
    std::ranges::sort(hubs, {}, [](const ChosenHub& hub) { return std::pair(hub.kitchen, hub.id); });
    return hubs;
}

std::optional<std::string> wanted_hub(std::string_view option) {
    if (option == find_word) return "";
    if (!option.starts_with(find_word) || option.substr(find_word.size(), 1) != ":") return {};
    return std::string(option.substr(find_word.size() + 1));
}

Result<ChosenHub> choose_hub(std::string_view wanted, const std::vector<FoundHub>& found) {
    const std::vector<ChosenHub> hubs = by_hub(found);
    if (hubs.empty())
        return Error{
            "no hub was found in this network; is it on, in the same network, and does Avahi run on "
            "both machines? Otherwise give its address: wss://192.168.1.5:8687/v1"};
    if (wanted.empty()) return hubs.size() == 1 ? Result<ChosenHub>(hubs.front()) : many(hubs);
    const auto by_id = std::ranges::find(hubs, wanted, &ChosenHub::id);
    if (by_id != hubs.end()) return *by_id;
    std::vector<ChosenHub> named;
    std::ranges::copy_if(hubs, std::back_inserter(named),
                         [&](const ChosenHub& hub) { return same_word(hub.kitchen, wanted); });
    if (named.size() == 1) return named.front();
    if (named.empty())
        return Error{fmt::format("no hub called {} was found in this network, but {}", wanted, listed(hubs))};
    return many(named);
}

bool WantedHub::names_id(std::string_view id) const { return std::ranges::find(names, id) != names.end(); }

bool WantedHub::names_kitchen(std::string_view kitchen) const {
    return std::ranges::any_of(names, [&](const std::string& name) { return same_word(name, kitchen); });
}

void add_urls(std::vector<std::string>& urls, const std::vector<std::string>& more) {
    for (const std::string& url : more)
        if (std::ranges::find(urls, url) == urls.end()) urls.push_back(url);
}

Result<ChosenHub> choose_hub(const WantedHub& wanted, const std::vector<FoundHub>& found) {
    auto first = choose_hub(wanted.names.empty() ? "" : wanted.names.front(), found);
    if (found.empty() || !wanted.known_by_key) return first;
    std::vector<ChosenHub> hubs = by_hub(found);
    ChosenHub chosen{"", listed(hubs), {}};
    const auto by_id =
        std::ranges::find_if(hubs, [&](const ChosenHub& hub) { return wanted.names_id(hub.id); });
    if (first)
        chosen = *first;
    else if (by_id != hubs.end())
        chosen = *by_id;
    std::stable_partition(hubs.begin(), hubs.end(),
                          [&](const ChosenHub& hub) { return wanted.names_kitchen(hub.kitchen); });
    for (const ChosenHub& hub : hubs)
        if (hub.id != chosen.id) add_urls(chosen.id.empty() ? chosen.urls : chosen.others, hub.urls);
    return chosen;
}

}  // namespace brigade::net

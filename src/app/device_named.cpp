#include "app/device_named.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/json_words.h"
#include "base/nearest.h"

namespace brigade {
namespace {

namespace json = boost::json;

constexpr std::size_t listed_max = 8;

// By what a command names it: the id, or on the hub's own machine the screen.
std::string word_for(const json::object& device) {
    const std::string id = text_in(device, "id");
    return id.empty() ? text_in(device, "screen") : id;
}

std::string device_words(const json::object& device) {
    return fmt::format("{} (\"{}\")", word_for(device), text_in(device, "name"));
}

std::vector<json::object> with_a_word(const json::array& devices) {
    std::vector<json::object> all;
    for (const json::value& value : devices)
        if (const json::object* device = value.if_object(); device && !word_for(*device).empty())
            all.push_back(*device);
    return all;
}

std::string without_a_token(const json::object& device, const std::string& act) {
    const std::string screen = device_words(device);
    if (act == "rename")
        return screen +
               " is a screen on the hub's own machine: it is called as it is started, with brigade-station "
               "--name";
    return screen +
           " is a screen on the hub's own machine: it was never paired and has no token that could be "
           "revoked. "
           "End its program there; for pairing such screens too: trust_loopback = false";
}

std::string there_is_none(const std::vector<json::object>& devices, const std::string& wanted) {
    const std::string none = "there is no device " + wanted;
    if (wanted.starts_with("screen-")) return none + "; such a screen is known only while it is connected";
    if (devices.empty()) return none + "; none is paired or connected";
    std::vector<std::string> words, all;
    for (const json::object& device : devices) {
        words.push_back(word_for(device));
        words.push_back(text_in(device, "name"));
        if (all.size() < listed_max) all.push_back(device_words(device));
    }
    const std::string near = nearest(wanted, words);
    for (const json::object& device : devices)
        if (!near.empty() && (near == word_for(device) || near == text_in(device, "name")))
            return none + "; did you mean " + device_words(device) + "?";
    if (devices.size() > listed_max) return none + "; `brigade devices` lists them all";
    return none + "; there is " + listed(all);
}

}  // namespace

std::string why_not(const json::array& devices, const std::string& act, const std::string& wanted) {
    const auto all = with_a_word(devices);
    const bool for_screens = act == "identify" || act == "restart";
    const auto found =
        std::ranges::find_if(all, [&](const json::object& device) { return word_for(device) == wanted; });
    if (found != all.end()) {
        if (!for_screens) return text_in(*found, "id").empty() ? without_a_token(*found, act) : "";
        if (!is_true_in(*found, "connected")) return device_words(*found) + " is not connected; is it on?";
        return text_in(*found, "screen").empty() ? device_words(*found) + " is no screen" : "";
    }
    std::vector<std::string> so_called;
    for (const json::object& device : all)
        if (text_in(device, "name") == wanted || text_in(device, "screen") == wanted)
            so_called.push_back(word_for(device));
    if (so_called.empty()) return there_is_none(all, wanted);
    return fmt::format("a device is named by its id, as `brigade devices` lists it: {} is {}", wanted,
                       listed(so_called, "or"));
}

std::string wrong_code_words(const std::string& hub_said) {
    return hub_said +
           ".\n    `brigade join` has ended and shows no new one: start it again. Where the right digits are "
           "refused\n"
           "    twice, pair nothing, and look who else is in the network.";
}

std::string not_ready_words(const std::vector<json::object>& missing) {
    std::string text = "the key is not changed, for these devices have not heard of the next one:\n";
    for (const json::object& device : missing)
        text += fmt::format(
            "    {}  {}: switch it on and wait until `brigade key` lists it no more; if it is gone for\n"
            "        good: brigade devices revoke {}\n",
            text_in(device, "device"), text_in(device, "name"), text_in(device, "device"));
    return text +
           "    Or `brigade key change --force` changes it now, and each of them has to be paired anew.";
}

}  // namespace brigade

#include "app/screens_named.h"

#include <algorithm>
#include <array>
#include <functional>

#include "app/json_words.h"

namespace brigade {
namespace {

std::vector<NamedScreen> screens_that(const boost::json::array& devices,
                                      const std::function<bool(const boost::json::object&)>& wanted) {
    std::vector<NamedScreen> found;
    for (const boost::json::value& value : devices) {
        const boost::json::object* device = value.if_object();
        if (!device || !is_true_in(*device, "connected")) continue;
        const std::string screen = text_in(*device, "screen"), id = text_in(*device, "id");
        if (screen.empty() || !wanted(*device)) continue;
        found.push_back({id.empty() ? screen : id, text_in(*device, "name"), text_in(*device, "station")});
    }
    return found;
}

}  // namespace

std::vector<NamedScreen> screens_named(const boost::json::array& devices, const std::string& word) {
    return screens_that(devices, [&](const boost::json::object& device) {
        constexpr std::array keys{"id", "screen", "name", "station"};
        return std::ranges::any_of(keys, [&](const char* key) { return text_in(device, key) == word; });
    });
}

std::vector<NamedScreen> screens_in(const boost::json::array& devices) {
    return screens_that(devices, [](const boost::json::object&) { return true; });
}

Result<boost::json::array, QuestionFailure> list_devices(HubTalk& hub) {
    auto list = hub.ask({{"type", "device.list"}});
    if (!list) return list.error();
    const boost::json::value* devices = list->if_contains("devices");
    return devices && devices->is_array() ? devices->get_array() : boost::json::array();
}

}  // namespace brigade

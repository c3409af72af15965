#include "app/screens_named.h"

#include "app/json_words.h"

namespace brigade {

std::vector<NamedScreen> screens_named(const boost::json::array& devices, const std::string& word) {
    std::vector<NamedScreen> found;
    for (const boost::json::value& value : devices) {
        const boost::json::object* device = value.if_object();
        if (!device || !is_true_in(*device, "connected")) continue;
        const std::string screen = text_in(*device, "screen"), id = text_in(*device, "id");
        if (screen.empty()) continue;
        for (const std::string& called : {id, screen, text_in(*device, "name"), text_in(*device, "station")})
            if (called == word) {
                found.push_back(
                    {id.empty() ? screen : id, text_in(*device, "name"), text_in(*device, "station")});
                break;
            }
    }
    return found;
}

}  // namespace brigade

#include "hub/unknown_cooks.h"

#include <type_traits>
#include <variant>

#include "base/log.h"

namespace brigade {

const std::string& cook_of(const Command& command) {
    static const std::string nobody;
    return std::visit(
        [](const auto& known) -> const std::string& {
            if constexpr (requires { known.press.cook; })
                return known.press.cook;
            else
                return nobody;
        },
        command);
}

bool UnknownCooks::note(const std::string& cook, const std::string& screen) {
    if (told_.size() >= told_max || !told_.insert(cook).second) return false;
    log_warning(
        "a press at {} is recorded as {}'s, and nobody here has that id; `brigade people` lists who there "
        "is, "
        "and --cook of brigade-station says whose screen it is",
        screen.empty() ? "a screen" : screen, cook);
    return true;
}

}  // namespace brigade

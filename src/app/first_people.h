// The PINs of a settings file, as the hub's register of people keeps them (hub/access_state.h): no PIN is
// kept in the clear, so they go straight into the register, before the hub starts. Pure, but slow: one scrypt
// for each PIN.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/secret.h"
#include "provision/settings.h"
#include "provision/settings_problem.h"

namespace brigade {

// The register with those people in it, of those names in `language` that are new; nothing if it says all of
// that already. A PIN that somebody else has is a problem; a register that cannot be read, too.
using RegisterAfter = std::variant<std::optional<std::string>, std::vector<SettingsProblem>>;
RegisterAfter register_with(const std::optional<std::string>& register_text,
                            const std::vector<FirstPin>& pins, const std::string& language,
                            const RandomSource& random);

}  // namespace brigade

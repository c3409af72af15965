// Who may do what: the roles of devices, which a pairing gives, and of people, which a PIN tells.
#pragma once

#include "core/words.h"

namespace brigade {

enum class DeviceRole { pos, kitchen, manager, installer };
enum class PersonRole { kitchen, supervisor, manager, installer };

namespace words {
template <>
inline constexpr std::array of<DeviceRole>{"pos"sv, "kitchen"sv, "manager"sv, "installer"sv};
template <>
inline constexpr std::array of<PersonRole>{"kitchen"sv, "supervisor"sv, "manager"sv, "installer"sv};
}  // namespace words

// Who looks after the kitchen's devices, people and keys.
inline bool manages(DeviceRole role) { return role == DeviceRole::manager || role == DeviceRole::installer; }

}  // namespace brigade

// Who may do what. A paired device has a role by its token, a person has one by a PIN; which requests each
// may send is the hub's affair.
#pragma once

#include "core/words.h"

namespace brigade {

// pos: a terminal that sends orders. kitchen: a screen. manager: all administration. installer: as manager.
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
inline bool manages(PersonRole role) { return role == PersonRole::manager || role == PersonRole::installer; }

}  // namespace brigade

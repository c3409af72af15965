// Asks the hub how the kitchen is (app/update_calm.h says what for). Blocking; main thread.
#pragma once

#include "app/tool.h"
#include "app/update_calm.h"

namespace brigade {

KitchenLook look_at_kitchen(const UpdateBox& box, const ToolArguments& arguments);

}  // namespace brigade

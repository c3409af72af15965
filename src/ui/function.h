// The functions of a station (station/function.h) under the names by which pages and pictures know them.
#pragma once

#include "station/function.h"

namespace brigade::ui {

using brigade::Function;
using brigade::key_of;
using brigade::position;

}  // namespace brigade::ui

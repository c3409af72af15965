// The panel where there is no station to be shown: why, in both languages, and which box this is. Main
// thread.
#pragma once

#include <functional>

#include "app/station_arguments.h"

namespace brigade {

// What stands in place of this screen's tickets.
ScreenModelPtr fault_model(const ScreenArguments& screen, StartFault fault);

// Shows what `arguments` say is wrong, on the whole panel, until SIGTERM (false), or until it is `mended`
// (true), which is asked now and then. Fails with a sentence where there are no words, or no display to wait
// for.
Result<bool> show_fault(const StationArguments& arguments, const std::function<bool()>& mended);

}  // namespace brigade

// For work beside the kitchen's own, on a thread of its own.
#pragma once

namespace brigade {

// From now on the calling thread alone comes after others. Best effort.
void give_way();

}  // namespace brigade

// Writes an update that is ready into the slot that does not run, by systemd-sysupdate, which verifies the
// signature and each file once more while it writes. First the root, then what the firmware starts: whatever
// is cut off in between, the loader still finds the old system alone. Blocking; as root.
#pragma once

#include <string>

#include "app/update_box.h"
#include "base/result.h"

namespace brigade {

// The transfers that systemd-sysupdate is given, by file name; docs/updates.md explains them.
std::string root_transfer(const UpdateBox& box);
std::string program_transfer(const UpdateBox& box);

// Where the box is a directory, the transfers are all that is written: "auto" would be this machine's own
// disk.
Status install_update(const UpdateBox& box);

// The newest system in a slot that has not been started yet; empty: what runs is the newest.
std::string written_version(const UpdateBox& box);

// Returns at once; the machine goes down in order. Where the box is a directory, nothing happens.
Status start_anew_for_update(const UpdateBox& box);

}  // namespace brigade

// A box as far as its updates go: which system runs, where updates lie, and what brigade.txt says of them.
// Plain values read from files below a root, which is / on a box and a directory in a test. Blocking.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "provision/quiet_hours.h"

namespace brigade {

struct RunningSystem {
    std::string version;  // IMAGE_VERSION of os-release
    std::string target;   // VARIANT_ID: image/build's word
};

struct UpdateBox {
    std::filesystem::path root = "/";
    std::filesystem::path keyring;  // whose signatures count
    RunningSystem running;
    std::string source = "off";  // UPDATE: "hub", "off", or a server's URL
    std::string hub;             // --hub of this box's screen; "localhost" where the hub is on it
    QuietHours hours;

    bool has_hub() const { return hub == "localhost"; }
    // Verified and whole; what the hub hands on.
    std::filesystem::path ready() const { return root / "var/lib/brigade/updates/ready"; }
    // On its way.
    std::filesystem::path coming() const { return root / "var/lib/brigade/updates/coming"; }
    // What the firmware may start.
    std::filesystem::path programs() const { return root / "boot/EFI/Linux"; }
};

// Fails with a sentence where this is no system of an image. `keyring` empty: the image's own.
Result<UpdateBox> look_at_box(const std::filesystem::path& root, const std::filesystem::path& keyring = {});

// The systems in the slots, by what the loader calls them: "brigade_1.2+3-0.efi" has three trials left.
struct SystemSlot {
    std::string version;
    std::optional<int> trials_left;  // nothing: it counts as good
};
std::vector<SystemSlot> slots_of(const UpdateBox& box);

}  // namespace brigade

// An update on its way into a box: brought to var/lib/brigade/updates/coming, verified, and only then put to
// updates/ready, whole, where systemd-sysupdate and the stations find it. A power cut leaves what was ready
// as it was; what is on its way goes on where it stopped. Blocking; one at a time.
#pragma once

#include <string>

#include "app/update_box.h"
#include "app/update_release.h"
#include "app/update_source.h"
#include "base/result.h"

namespace brigade {

struct Taken {
    enum class What { nothing_newer, was_ready, ready } what = What::nothing_newer;
    std::string version;
};

struct TakeFailure {
    std::string sentence;
    bool unreachable = false;  // the source could not be asked; else it was, and was refused
};

Result<Taken, TakeFailure> take_update(const UpdateBox& box, const UpdateSource& source);

// What lies in updates/ready, its signature verified anew; nothing if nothing does.
std::optional<Release> ready_release(const UpdateBox& box);

// Why this release is none for this box now; empty: it is one.
std::string why_not_for(const UpdateBox& box, const Release& release);

// Room that an update leaves to the orders, beside its own files.
inline constexpr std::uint64_t update_leaves_bytes = std::uint64_t{256} * 1024 * 1024;

}  // namespace brigade

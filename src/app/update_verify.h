// Who has made an update, and whether it is whole: the signature of SHA256SUMS by gpgv against the keyring of
// the running system, then each file by its sum. Done here before anything is kept, handed on or written;
// systemd-sysupdate does it once more with what it writes. Blocking; runs gpgv and sha256sum.
#pragma once

#include <filesystem>

#include "app/update_release.h"
#include "base/result.h"

namespace brigade {

// SHA256SUMS in `directory`, signed by a key of `keyring`. Fails with a sentence for a person.
Result<Release> signed_release(const std::filesystem::path& directory, const std::filesystem::path& keyring);

// The file is what the release says.
Status check_sum(const std::filesystem::path& path, const ReleaseFile& file);

}  // namespace brigade

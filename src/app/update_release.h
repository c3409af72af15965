// What a release offers to boxes: the names in its SHA256SUMS, which image/release writes and signs.
//
//     brigade_VERSION_TARGET.root.erofs   a root, for the other slot
//     brigade_VERSION_TARGET.efi          what the firmware starts, with its kernel
//
// All of one version; for each target both files or none. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace brigade {

struct ReleaseFile {
    std::string name;
    std::string sha256;  // 64 lower-case hexadecimal digits
    std::string target;  // "amd64": image/build's word
};

struct Release {
    std::string version;
    std::vector<ReleaseFile> files;
};

inline constexpr const char* sums_name = "SHA256SUMS";
inline constexpr const char* signature_name = "SHA256SUMS.gpg";
inline constexpr std::size_t sums_bytes = std::size_t{64} * 1024;
inline constexpr std::size_t release_files_max = 32;

// How large a file of that name may be, whoever offers it: a list, or what fits into a slot.
std::uint64_t update_bytes_max(std::string_view name);

// Fails with a sentence on anything else than the above.
Result<Release> read_release(std::string_view sums);

// Those of one target, or of all where it is empty.
std::vector<ReleaseFile> files_for(const Release& release, std::string_view target);

// Numbers with dots, "0.5.0.202611221534", part by part: what a version is to image/build. One that is
// neither newer nor older is the same.
bool is_version(std::string_view text);
bool is_newer(std::string_view version, std::string_view than);

}  // namespace brigade

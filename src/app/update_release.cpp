#include "app/update_release.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>

#include "base/limits.h"

namespace brigade {
namespace {

constexpr std::string_view prefix = "brigade_";
constexpr std::string_view root_suffix = ".root.erofs";
constexpr std::string_view program_suffix = ".efi";
constexpr std::size_t digits_max = 18;     // of one part of a version
constexpr std::size_t version_chars = 27;  // with "brigade_" before it, a partition's name has room for 36

bool is_target(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !text.empty() && std::ranges::all_of(text, fits);
}

bool is_sha256(std::string_view text) {
    const auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::ranges::all_of(text, fits);
}

// "brigade_1.2.3_amd64.efi" into its version and target; false if it is no such name.
bool parse_name(std::string_view name, std::string& version, std::string& target) {
    if (!name.starts_with(prefix)) return false;
    name.remove_prefix(prefix.size());
    if (name.ends_with(root_suffix))
        name.remove_suffix(root_suffix.size());
    else if (name.ends_with(program_suffix))
        name.remove_suffix(program_suffix.size());
    else
        return false;
    const std::size_t middle = name.find('_');
    if (middle == name.npos) return false;
    version = name.substr(0, middle);
    target = name.substr(middle + 1);
    return is_version(version) && is_target(target);
}

// One line of sha256sum: the sum, a blank, a blank or "*", the name.
Status take_line(Release& release, std::string_view line) {
    const Error strange{fmt::format("{} has a line that is no update's", sums_name)};
    if (line.size() < 67 || line[64] != ' ' || !is_sha256(line.substr(0, 64))) return strange;
    ReleaseFile file{std::string(line.substr(66)), std::string(line.substr(0, 64)), {}};
    std::string version;
    if (!parse_name(file.name, version, file.target)) return strange;
    if (!release.version.empty() && version != release.version)
        return Error{fmt::format("{} names two versions, {} and {}", sums_name, release.version, version)};
    release.version = version;
    release.files.push_back(std::move(file));
    return {};
}

Status check_pairs(const Release& release) {
    std::map<std::string, std::vector<std::string>> names;
    for (const ReleaseFile& file : release.files) names[file.target].push_back(file.name);
    for (const auto& [target, both] : names)
        if (both.size() != 2 || both[0] == both[1])
            return Error{fmt::format("{} has not both files for {}", sums_name, target)};
    return {};
}

std::vector<std::uint64_t> parts_of(std::string_view version) {
    std::vector<std::uint64_t> parts;
    for (std::size_t at = 0; at <= version.size();) {
        const std::size_t end = std::min(version.find('.', at), version.size());
        parts.push_back(0);
        std::from_chars(version.data() + at, version.data() + end, parts.back());
        at = end + 1;
    }
    return parts;
}

}  // namespace

std::uint64_t update_bytes_max(std::string_view name) {
    return name == sums_name || name == signature_name ? sums_bytes : limits::update_file_bytes;
}

Result<Release> read_release(std::string_view sums) {
    Release release;
    for (std::size_t at = 0; at < sums.size();) {
        const std::size_t end = std::min(sums.find('\n', at), sums.size());
        if (auto taken = take_line(release, sums.substr(at, end - at)); !taken) return taken.error();
        if (release.files.size() > release_files_max)
            return Error{fmt::format("{} names more than {} files", sums_name, release_files_max)};
        at = end + 1;
    }
    if (release.files.empty()) return Error{fmt::format("{} is empty", sums_name)};
    if (auto paired = check_pairs(release); !paired) return paired.error();
    return release;
}

std::vector<ReleaseFile> files_for(const Release& release, std::string_view target) {
    std::vector<ReleaseFile> files;
    for (const ReleaseFile& file : release.files)
        if (target.empty() || file.target == target) files.push_back(file);
    return files;
}

bool is_version(std::string_view text) {
    if (text.size() > version_chars) return false;
    std::size_t digits = 0;
    for (const char c : text) {
        if (c == '.' ? digits == 0 : (c < '0' || c > '9')) return false;
        digits = c == '.' ? 0 : digits + 1;
        if (digits > digits_max) return false;
    }
    return digits > 0;
}

bool is_newer(std::string_view version, std::string_view than) { return parts_of(version) > parts_of(than); }

}  // namespace brigade

#include "provision/put_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/small_file.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t list_bytes_max = std::size_t{64} * 1024;

fs::path list_of(const fs::path& root) { return root / run_place / "put"; }

bool stays_below(const fs::path& path) {
    return path.is_relative() && std::ranges::find(path, "..") == path.end();
}

std::set<std::string> put_before(const fs::path& root) {
    std::set<std::string> paths;
    const auto text = read_small_file(list_of(root), list_bytes_max);
    if (!text || !*text) return paths;
    std::istringstream lines(**text);
    for (std::string line; std::getline(lines, line);)
        if (!line.empty() && stays_below(line)) paths.insert(line);
    return paths;
}

Status put_link(const fs::path& at, const std::string& target) {
    fs::path beside = at;
    beside += ".new";
    std::error_code error;
    fs::remove(beside, error);
    fs::create_symlink(target, beside, error);
    if (!error) fs::rename(beside, at, error);
    if (error) return Error{"cannot write " + at.string() + ": " + error.message()};
    return {};
}

// A file that holds a secret is its owner's alone; the directories are everybody's to read.
Status put(const fs::path& root, const PlannedFile& file) {
    const fs::path at = root / file.path;
    std::error_code error;
    fs::create_directories(at.parent_path(), error);
    if (error) return Error{"cannot make " + at.parent_path().string() + ": " + error.message()};
    if (file.link) return put_link(at, file.text);
    if (Status written = write_small_file(at, file.text); !written) return written;
    if (::chmod(at.c_str(), file.mode) != 0) return Error{"cannot change who may read " + at.string()};
    return {};
}

}  // namespace

Status put_files(const fs::path& root, const std::vector<PlannedFile>& files) {
    std::set<std::string> gone = put_before(root);
    std::string list;
    for (const PlannedFile& file : files) list += file.path + "\n";
    std::string both = list;
    for (const std::string& path : gone) both += path + "\n";
    // What might be there is on the list before it is, so that a turn that was cut off leaves nothing behind.
    if (Status put_list = put(root, {std::string(run_place) + "/put", both}); !put_list) return put_list;
    Status all;
    for (const PlannedFile& file : files) {
        gone.erase(file.path);
        if (Status done = put(root, file); !done && all) all = done;
    }
    if (!all) return all;
    for (const std::string& path : gone) {
        std::error_code ignored;
        fs::remove(root / path, ignored);
    }
    return put(root, {std::string(run_place) + "/put", list});
}

}  // namespace brigade

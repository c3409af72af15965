#include "app/update_verify.h"

#include <fmt/format.h>

#include "app/run_program.h"
#include "base/small_file.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

bool is_empty_file(const fs::path& path) {
    std::error_code missing;
    const auto bytes = fs::file_size(path, missing);
    return missing || bytes == 0;
}

// What gpgv says for programs, one fact a line: "[GNUPG:] NO_PUBKEY F375354ED970C7B0".
std::string fact_in(const std::string& said, const std::string& word) {
    const std::string begin = "[GNUPG:] " + word;
    const std::size_t at = said.find(begin);
    if (at == said.npos) return {};
    const std::string line = said.substr(at + begin.size(), said.find('\n', at) - at - begin.size());
    return line.empty() ? " " : line;
}

Error why_not_signed(const std::string& said) {
    if (const std::string key = fact_in(said, "NO_PUBKEY"); !key.empty())
        return {fmt::format("it is signed with a key that this system does not know ({})", key.substr(1))};
    if (!fact_in(said, "BADSIG").empty())
        return {fmt::format("{} is not what was signed: it was changed, or its copy is damaged", sums_name)};
    if (!fact_in(said, "REVKEYSIG").empty()) return {"it is signed with a key that was revoked"};
    if (!fact_in(said, "EXPKEYSIG").empty()) return {"it is signed with a key that has expired"};
    return {fmt::format("{} is no signature that can be read", signature_name)};
}

}  // namespace

Result<Release> signed_release(const fs::path& directory, const fs::path& keyring) {
    if (is_empty_file(keyring))
        return Error{"this system takes no updates: its image was built without a key to know them by"};
    const fs::path sums = directory / sums_name, signature = directory / signature_name;
    if (is_empty_file(sums)) return Error{fmt::format("there is no {}", sums_name)};
    if (is_empty_file(signature))
        return Error{fmt::format("it is not signed: there is no {}", signature_name)};
    // A box may have no right time, and a wrong one is no reason to refuse what its key has signed.
    const auto ran =
        run_program({"gpgv", "--quiet", "--ignore-time-conflict", "--status-fd", "1", "--keyring",
                     fs::absolute(keyring).string(), signature.string(), sums.string()});
    if (!ran) return ran.error();
    if (ran->status != 0 || fact_in(ran->said, "GOODSIG").empty() || fact_in(ran->said, "VALIDSIG").empty())
        return why_not_signed(ran->said);
    const auto text = read_small_file(sums, sums_bytes);
    if (!text) return text.error();
    return read_release(text->value_or(std::string()));
}

Status check_sum(const fs::path& path, const ReleaseFile& file) {
    const auto ran = run_program({"sha256sum", "--binary", path.string()});
    if (!ran) return ran.error();
    if (ran->status != 0) return Error{fmt::format("{} cannot be read", file.name)};
    // sha256sum begins a line with a backslash where it had to write a name in another way.
    const bool escaped = ran->said.starts_with('\\');
    if (ran->said.substr(escaped ? 1 : 0, file.sha256.size()) == file.sha256) return {};
    return Error{fmt::format("{} is not what was signed: it was changed, or its copy is damaged or cut off",
                             file.name)};
}

}  // namespace brigade

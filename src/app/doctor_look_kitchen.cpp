// The doctor's probes of what Brigade keeps on this machine: configuration, journals, copies, keys.
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "app/config.h"
#include "app/doctor_look.h"
#include "base/directory.h"
#include "base/small_file.h"
#include "journal/look.h"
#include "journal/open.h"
#include "net/tls.h"
#include "station/pairing_record.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t looked_events = 1'000;
constexpr std::size_t looked_bytes = std::size_t{4} * 1024 * 1024;
constexpr std::size_t key_bytes_max = 64 * 1024;

struct KeptFile {
    const char* name;
    FileFact::Kind kind;
};
constexpr std::array kept_files{
    KeptFile{"journal.db", FileFact::Kind::journal}, KeptFile{"replica.db", FileFact::Kind::copy},
    KeptFile{"outbox.db", FileFact::Kind::outbox}, KeptFile{"figures.db", FileFact::Kind::figures}};

// Every page, and every kept event against the chain.
Status look_at_journal(const fs::path& path) {
    if (Status pages = look_at_pages(path); !pages) return pages;
    auto reader = open_for_reading(path);
    if (!reader) return reader.error();
    auto at = (*reader)->base();
    if (!at) return at.error();
    for (Seq seq = *at;;) {
        auto records = (*reader)->read(seq, looked_events, looked_bytes);
        if (!records) return records.error();
        if (records->empty()) return {};
        seq = records->back().seq;
    }
}

Status look_into(FileFact& fact) {
    if (fact.kind == FileFact::Kind::figures) return look_at_pages(fact.path);
    if (fact.kind != FileFact::Kind::outbox) return look_at_journal(fact.path);
    auto waiting = look_at_outbox(fact.path);
    if (!waiting) return waiting.error();
    fact.waiting = *waiting;
    return {};
}

FileFact look_at_file(const fs::path& path, FileFact::Kind kind) {
    FileFact fact{kind, path.string(), FileFact::State::whole, {}, 0};
    if (access(path.c_str(), R_OK) != 0) {
        fact.state = FileFact::State::forbidden;
        fact.why = "this user may not read it";
    } else if (kind != FileFact::Kind::figures && is_of_newer_format(path)) {
        fact.state = FileFact::State::newer;
        fact.why = "a newer program wrote it";
    } else if (Status looked = look_into(fact); !looked) {
        fact.state = FileFact::State::damaged;
        fact.why = looked.error().message;
    }
    return fact;
}

std::string owner_of(const struct stat& status) {
    const passwd* user = getpwuid(status.st_uid);
    return user ? user->pw_name : std::to_string(status.st_uid);
}

std::optional<TimeMs> newest_in(const fs::path& directory) {
    std::optional<TimeMs> newest;
    for (const fs::path& entry : entries_of(directory)) {
        struct stat status {};
        if (stat(entry.c_str(), &status) != 0) continue;
        newest = std::max(newest.value_or(0), static_cast<TimeMs>(status.st_mtim.tv_sec) * 1000);
    }
    return newest;
}

void look_at_disk(DirectoryFact& fact) {
    struct statvfs disk {};
    if (statvfs(fact.path.c_str(), &disk) != 0) return;
    fact.free_bytes = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
    fact.size_bytes = static_cast<std::uint64_t>(disk.f_blocks) * disk.f_frsize;
    fact.read_only = (disk.f_flag & ST_RDONLY) != 0;
    fact.no_files_left = disk.f_files > 0 && disk.f_favail == 0;
}

}  // namespace

std::vector<ConfigurationFact> look_at_configurations(const std::vector<fs::path>& paths) {
    std::vector<ConfigurationFact> facts;
    for (const fs::path& path : paths) {
        ConfigurationFact& fact = facts.emplace_back();
        fact.path = path.string();
        std::error_code ignored;
        fact.is_there = fs::exists(path, ignored);
        if (!fact.is_there) continue;
        auto config = load_hub_config(path);
        if (config)
            fact.time_zone = config->time_zone;
        else
            for (const ConfigProblem& problem : config.error())
                fact.problems.push_back({to_text(problem), problem.fix});
    }
    return facts;
}

DirectoryFact look_at_directory(const fs::path& path, TimeMs now) {
    DirectoryFact fact;
    fact.path = path.string();
    fact.forbidden = !may_look_into(path);
    fact.of_hub = fact.forbidden ? path.filename() == "hub" : is_hub_directory(path);
    struct stat status {};
    if (stat(path.c_str(), &status) == 0) fact.user = owner_of(status);
    look_at_disk(fact);
    if (fact.forbidden) return fact;
    if (const auto newest = newest_in(path)) fact.newest_ahead_ms = *newest - now;
    if (auto text = read_plain_file(path / "pairing.json", pairing_record_bytes); text && *text)
        fact.paired = static_cast<bool>(read_pairing_record(**text));
    std::error_code ignored;
    for (const KeptFile& kept : kept_files)
        if (fs::exists(path / kept.name, ignored))
            fact.files.push_back(look_at_file(path / kept.name, kept.kind));
    return fact;
}

std::optional<DurationMs> look_at_certificate(const std::vector<DirectoryFact>& directories, TimeMs now) {
    for (const DirectoryFact& directory : directories) {
        auto pem = read_plain_file(fs::path(directory.path) / "hub-key.pem", key_bytes_max);
        if (!pem || !*pem) continue;
        if (auto ends = net::certificate_ends(**pem)) return *ends - now;
    }
    return std::nullopt;
}

}  // namespace brigade

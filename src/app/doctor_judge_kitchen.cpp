// The kitchen's part of the doctor's judgement: its configuration, its files, its hub.
#include <fmt/format.h>

#include "app/doctor_findings.h"

namespace brigade::doctor {
namespace {

constexpr std::uint64_t mega = 1024 * 1024;
constexpr std::uint64_t disk_full_bytes = 64 * mega;  // a rush still fits, the next day does not
constexpr std::uint64_t disk_filling_bytes = 512 * mega;
constexpr std::int64_t silent_s = 3600;
constexpr std::int64_t forgotten_s = std::int64_t{30} * 24 * 3600;

std::string said_bytes(std::uint64_t bytes) { return fmt::format("{} MB", bytes / mega); }

const char* damaged_word(FileFact::Kind kind) {
    switch (kind) {
        case FileFact::Kind::journal:
            return "journal_damaged";
        case FileFact::Kind::copy:
            return "copy_damaged";
        case FileFact::Kind::outbox:
            return "outbox_damaged";
        case FileFact::Kind::figures:
            return "figures_damaged";
    }
    return "";
}

// What is derived, or comes again from the hub, harms nobody.
Weight damage_weight(FileFact::Kind kind) {
    return kind == FileFact::Kind::figures || kind == FileFact::Kind::copy ? Weight::note : Weight::harm;
}

void judge_file(const FileFact& file, bool hub_is_there, std::vector<Finding>& findings) {
    if (file.state == FileFact::State::forbidden)
        findings.push_back({Weight::note, "file_forbidden", {file.path, file.why}});
    if (file.state == FileFact::State::damaged)
        findings.push_back({damage_weight(file.kind), damaged_word(file.kind), {file.path, file.why}});
    if (file.state == FileFact::State::newer)
        findings.push_back({Weight::harm, "written_by_newer", {file.path}});
    if (file.waiting > 0 && hub_is_there)
        findings.push_back({Weight::note, "presses_waiting", {file.path, std::to_string(file.waiting)}});
}

void judge_disk(const DirectoryFact& directory, std::vector<Finding>& findings) {
    if (directory.read_only) return findings.push_back({Weight::harm, "disk_read_only", {directory.path}});
    if (directory.no_files_left) findings.push_back({Weight::harm, "disk_no_files", {directory.path}});
    if (directory.size_bytes == 0 || directory.free_bytes >= disk_filling_bytes) return;
    const bool full = directory.free_bytes < disk_full_bytes;
    findings.push_back({full ? Weight::harm : Weight::note,
                        full ? "disk_full" : "disk_filling",
                        {directory.path, said_bytes(directory.free_bytes)}});
}

void judge_device(const DeviceFact& device, const HubFact& hub, std::vector<Finding>& findings) {
    const std::string& name = device.name;
    if (!device.connected && device.seen_s >= forgotten_s) {
        const std::string days = std::to_string(device.seen_s / 86'400);
        return findings.push_back({Weight::note, "device_forgotten", {name, days}});
    }
    if (!device.connected && device.seen_s >= silent_s && device.screen)
        findings.push_back({Weight::harm, "device_silent", {name, std::to_string(device.seen_s / 3600)}});
    if (device.connected && !device.fault.empty())
        findings.push_back({Weight::harm, "screen_fault", {name, device.fault}});
    const bool differs = !device.version.empty() && !hub.version.empty() && device.version != hub.version;
    if (device.screen && device.connected && differs)
        findings.push_back({Weight::note, "version_differs", {name, device.version, hub.version}});
}

}  // namespace

void judge_configuration(const DoctorFacts& facts, std::vector<Finding>& findings) {
    for (const ConfigurationFact& configuration : facts.configurations) {
        if (!configuration.is_there)
            findings.push_back({Weight::harm, "config_missing", {configuration.path}});
        for (const ConfigurationFact::Problem& problem : configuration.problems)
            findings.push_back({Weight::harm, "config_problem", {problem.message, problem.fix}});
        const std::string& zone = configuration.time_zone;
        if (!zone.empty() && !facts.clock.zone.empty() && facts.clock.zone != zone)
            findings.push_back({Weight::note, "zone_differs", {zone, facts.clock.zone}});
    }
    if (facts.configurations.empty() && facts.directories.empty())
        findings.push_back({Weight::note, "nothing_here", {}});
}

void judge_directories(const DoctorFacts& facts, std::vector<Finding>& findings) {
    for (const DirectoryFact& directory : facts.directories) {
        judge_disk(directory, findings);
        if (directory.forbidden)
            findings.push_back(
                {Weight::note, "file_forbidden", {directory.path, "this user may not look into it"}});
        for (const FileFact& file : directory.files) judge_file(file, facts.hub.reached, findings);
    }
}

void judge_hub(const DoctorFacts& facts, std::vector<Finding>& findings) {
    const HubFact& hub = facts.hub;
    bool hub_is_here = !facts.configurations.empty();
    for (const DirectoryFact& directory : facts.directories) hub_is_here |= directory.of_hub;
    for (const DirectoryFact& directory : facts.directories)
        if (!hub_is_here && !directory.of_hub && !directory.forbidden && !directory.paired)
            findings.push_back({Weight::harm, "screen_unpaired", {directory.path}});
    if (!hub.asked) return;
    if (!hub.reached) return findings.push_back({Weight::harm, "hub_unreachable", {hub.where, hub.why_not}});
    if (!hub.trouble.empty()) findings.push_back({Weight::harm, "hub_cannot_write", {hub.trouble}});
    if (!hub.version.empty() && hub.version != facts.version)
        findings.push_back({Weight::note, "version_differs", {"brigade", facts.version, hub.version}});
    for (const DeviceFact& device : hub.devices) judge_device(device, hub, findings);
}

}  // namespace brigade::doctor

#include "app/doctor_findings.h"

#include <algorithm>

namespace brigade {

std::vector<Finding> diagnose(const DoctorFacts& facts) {
    std::vector<Finding> findings;
    doctor::judge_configuration(facts, findings);
    doctor::judge_directories(facts, findings);
    doctor::judge_hub(facts, findings);
    doctor::judge_clock(facts, findings);
    doctor::judge_panel(facts, findings);
    doctor::judge_machine(facts, findings);
    std::ranges::stable_sort(findings, {}, &Finding::weight);
    return findings;
}

bool harms(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& one) { return one.weight == Weight::harm; });
}

const std::vector<std::string>& finding_words() {
    static const std::vector<std::string> words{
        "config_missing",
        "config_problem",
        "zone_differs",
        "nothing_here",
        "journal_damaged",
        "copy_damaged",
        "outbox_damaged",
        "figures_damaged",
        "written_by_newer",
        "file_forbidden",
        "presses_waiting",
        "disk_full",
        "disk_filling",
        "disk_read_only",
        "disk_no_files",
        "hub_unreachable",
        "hub_cannot_write",
        "screen_unpaired",
        "screen_fault",
        "device_silent",
        "device_forgotten",
        "version_differs",
        "clock_not_set",
        "clock_behind_files",
        "clock_apart",
        "clock_unguided",
        "no_graphics",
        "no_monitor",
        "graphics_forbidden",
        "inputs_forbidden",
        "no_input",
        "bar_without_profile",
        "fonts_missing",
        "words_missing",
        "service_failed",
        "service_starts_again",
        "too_hot",
        "undervoltage",
        "was_undervoltage",
        "memory_short",
        "certificate_ends",
        "system_fell_back",
    };
    return words;
}

}  // namespace brigade

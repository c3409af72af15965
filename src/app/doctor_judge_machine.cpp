// The machine's part of the doctor's judgement: its clock, its screen and keys, its services and hardware.
#include <fmt/format.h>

#include <cstdlib>

#include "app/doctor_findings.h"

namespace brigade::doctor {
namespace {

constexpr TimeMs before_brigade =
    1'767'225'600'000;  // the year 2026: no clock that was ever set is before it
constexpr DurationMs files_ahead_ms = 10 * 60'000;
constexpr DurationMs apart_ms = 60'000;
constexpr DurationMs day_ms = 86'400'000;
constexpr DurationMs certificate_soon_ms = 30 * day_ms;
constexpr std::uint32_t restarts_again = 3;  // once is a program that ended; this is one that cannot start
constexpr DurationMs settled_ms = 10 * 60'000;
constexpr double hot_c = 80;  // a Pi slows itself down from here on
constexpr double stalled_percent = 10;
constexpr std::uint64_t memory_short_bytes = std::uint64_t{48} * 1024 * 1024;

std::string said_span(DurationMs span) {
    const std::int64_t seconds = std::abs(span) / 1000;
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 2 * 3600) return fmt::format("{} min", seconds / 60);
    return fmt::format("{} h", seconds / 3600);
}

void judge_display(const PanelFact& panel, std::vector<Finding>& findings) {
    if (panel.on_desktop) return;
    if (panel.cards.empty()) return findings.push_back({Weight::harm, "no_graphics", {}});
    if (!panel.card_forbidden.empty())
        findings.push_back({Weight::harm, "graphics_forbidden", {panel.user, panel.card_forbidden}});
    if (panel.connected.empty()) findings.push_back({Weight::harm, "no_monitor", {}});
}

void judge_inputs(const PanelFact& panel, std::vector<Finding>& findings) {
    if (panel.inputs == 0) return findings.push_back({Weight::note, "no_input", {}});
    if (panel.inputs_forbidden > 0)
        findings.push_back(
            {Weight::harm,
             "inputs_forbidden",
             {panel.user, std::to_string(panel.inputs_forbidden), std::to_string(panel.inputs)}});
    for (const std::string& bar : panel.bars_without_profile)
        findings.push_back({Weight::note, "bar_without_profile", {bar}});
}

void judge_power(const HardwareFact& hardware, std::vector<Finding>& findings) {
    if (hardware.hottest_c && *hardware.hottest_c >= hot_c)
        findings.push_back({Weight::harm, "too_hot", {fmt::format("{:.0f}", *hardware.hottest_c)}});
    if (hardware.undervoltage)
        findings.push_back({Weight::harm, "undervoltage", {}});
    else if (hardware.was_undervoltage)
        findings.push_back({Weight::note, "was_undervoltage", {}});
    const bool little = hardware.memory_bytes > 0 && hardware.memory_free_bytes < memory_short_bytes;
    if (little || hardware.memory_stalled_percent >= stalled_percent)
        findings.push_back({Weight::harm,
                            "memory_short",
                            {std::to_string(hardware.memory_free_bytes / 1024 / 1024),
                             fmt::format("{:.0f}", hardware.memory_stalled_percent)}});
}

}  // namespace

void judge_clock(const DoctorFacts& facts, std::vector<Finding>& findings) {
    const std::string now = format_time(facts.clock.now);
    if (facts.clock.now < before_brigade) return findings.push_back({Weight::harm, "clock_not_set", {now}});
    for (const DirectoryFact& directory : facts.directories)
        if (directory.newest_ahead_ms && *directory.newest_ahead_ms > files_ahead_ms)
            findings.push_back({Weight::harm,
                                "clock_behind_files",
                                {now, said_span(*directory.newest_ahead_ms), directory.path}});
    if (const auto ahead = facts.hub.clock_ahead_ms; ahead && std::abs(*ahead) > apart_ms)
        findings.push_back({Weight::harm, "clock_apart", {said_span(*ahead), now}});
    if (!facts.clock.synchronised) findings.push_back({Weight::note, "clock_unguided", {}});
}

void judge_panel(const DoctorFacts& facts, std::vector<Finding>& findings) {
    const PanelFact& panel = facts.panel;
    if (!panel.expected) return;
    judge_display(panel, findings);
    judge_inputs(panel, findings);
    for (const std::string& fonts : panel.fonts_missing)
        findings.push_back({Weight::harm, "fonts_missing", {fonts}});
    if (!panel.words_problem.empty())
        findings.push_back({Weight::harm, "words_missing", {panel.words_problem}});
}

void judge_machine(const DoctorFacts& facts, std::vector<Finding>& findings) {
    for (const ServiceFact& service : facts.services) {
        if (service.failed) findings.push_back({Weight::harm, "service_failed", {service.unit}});
        const bool settled = service.running_ms && *service.running_ms >= settled_ms;
        if (!service.failed && service.restarts >= restarts_again && !settled)
            findings.push_back({Weight::harm, "service_starts_again", {service.unit}});
    }
    judge_power(facts.hardware, findings);
    if (const auto left = facts.certificate_ends_in_ms; left && *left < certificate_soon_ms)
        findings.push_back({Weight::note, "certificate_ends", {std::to_string(*left / day_ms)}});
    for (const std::string& slot : facts.given_up_slots)
        findings.push_back({Weight::harm, "system_fell_back", {slot}});
}

}  // namespace brigade::doctor

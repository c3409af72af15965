#include "app/update_install.h"

#include <fmt/format.h>

#include "app/run_program.h"
#include "app/update_release.h"
#include "base/small_file.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr const char* sysupdate = "/usr/lib/systemd/systemd-sysupdate";

// What both have in common. Verify= holds for sources that are URLs alone, so the directory is named as one.
std::string transfer(const UpdateBox& box, const char* suffix, const std::string& target) {
    return fmt::format(
        "[Transfer]\n"
        "ProtectVersion={}\n"
        "Verify=yes\n"
        "\n[Source]\n"
        "Type=url-file\n"
        "Path=file://{}/\n"
        "MatchPattern=brigade_@v_{}{}\n"
        "\n[Target]\n"
        "{}"
        "InstancesMax=2\n",
        box.running.version, box.ready().string(), box.running.target, suffix, target);
}

}  // namespace

std::string root_transfer(const UpdateBox& box) {
    return transfer(box, ".root.erofs",
                    "Type=partition\n"
                    "Path=auto\n"
                    "MatchPattern=brigade_@v\n"
                    "MatchPartitionType=root\n"
                    "ReadOnly=yes\n");
}

std::string program_transfer(const UpdateBox& box) {
    return transfer(box, ".efi",
                    fmt::format("Type=regular-file\n"
                                "Path={}\n"
                                "MatchPattern=brigade_@v+@l-@d.efi brigade_@v+@l.efi brigade_@v.efi\n"
                                "Mode=0444\n"
                                "TriesLeft=3\n"
                                "TriesDone=0\n",
                                box.programs().string()));
}

Status install_update(const UpdateBox& box) {
    const fs::path definitions = box.root / "run/brigade/sysupdate.d";
    std::error_code failed;
    fs::create_directories(definitions, failed);
    if (failed) return Error{fmt::format("{}: {}", definitions.string(), failed.message())};
    // In the order of their names.
    if (auto put = write_small_file(definitions / "10-root.transfer", root_transfer(box)); !put) return put;
    if (auto put = write_small_file(definitions / "20-program.transfer", program_transfer(box)); !put)
        return put;
    if (box.root != "/") return {};
    const auto ran = run_program({sysupdate, "--definitions=" + definitions.string(), "update"});
    if (!ran) return ran.error();
    if (ran->status == 0) return {};
    return Error{fmt::format("systemd-sysupdate ended with {}:\n{}", ran->status, ran->said)};
}

std::string written_version(const UpdateBox& box) {
    std::string newest;
    for (const SystemSlot& slot : slots_of(box))
        if (slot.trials_left != 0 && is_newer(slot.version, newest.empty() ? box.running.version : newest))
            newest = slot.version;
    return newest;
}

Status start_anew_for_update(const UpdateBox& box) {
    if (box.root != "/") return {};
    const auto ran = run_program({"systemctl", "reboot"});
    if (!ran) return ran.error();
    return ran->status == 0 ? Status() : Error{"systemctl reboot: " + ran->said};
}

}  // namespace brigade

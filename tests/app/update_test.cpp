// What a box makes of a release, and when it may start anew for one. Signatures, sources and
// systemd-sysupdate are tried with the real programs: tests/system/updates.test.mjs.
#include <catch2/catch_test_macros.hpp>

#include "app/files.h"
#include "app/run_program.h"
#include "app/update_calm.h"
#include "app/update_install.h"
#include "app/update_release.h"
#include "app/update_take.h"

using namespace brigade;
using test::Files;

namespace {

const std::string some_sum(64, 'a');

std::string sums_of(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += some_sum + "  " + name + "\n";
    return text;
}

const std::vector<std::string> whole_release{"brigade_2.0_amd64.efi", "brigade_2.0_amd64.root.erofs",
                                             "brigade_2.0_arm64-virt.efi",
                                             "brigade_2.0_arm64-virt.root.erofs"};

std::string why_no_release(const std::string& sums) {
    const auto release = read_release(sums);
    return release ? "" : release.error().message;
}

// A box of the image in a directory.
struct UpdateBench {
    Files files;
    UpdateBox box;
    UpdateBench() {
        files.write("usr/lib/os-release",
                    "NAME=Debian\nIMAGE_ID=brigade\nIMAGE_VERSION=1.5\nVARIANT_ID=amd64\n");
        files.write("run/brigade/update.conf", "source = hub\nhours = 23:00-04:30\nhub = find:Warung Ibu\n");
        files.write("boot/EFI/Linux/brigade_1.5.efi", "");
        auto looked = look_at_box(files.path(""));
        REQUIRE(looked);
        box = *std::move(looked);
    }
    std::string why_not(const std::vector<std::string>& names) const {
        return why_not_for(box, *read_release(sums_of(names)));
    }
};

KitchenLook quiet_at(int minute) { return {"", 0, 100, minute}; }

}  // namespace

TEST_CASE("a release is both files of each target, of one version") {
    const auto release = read_release(sums_of(whole_release));
    REQUIRE(release);
    CHECK(release->version == "2.0");
    CHECK(files_for(*release, "").size() == 4);
    CHECK(files_for(*release, "amd64").size() == 2);
    CHECK(files_for(*release, "arm64-pi4").empty());
    CHECK(read_release(some_sum + " *brigade_2.0_amd64.efi\n" + some_sum + " *brigade_2.0_amd64.root.erofs"));
}

TEST_CASE("a list that is no release's is refused with its reason") {
    CHECK(why_no_release("") == "SHA256SUMS is empty");
    CHECK(why_no_release(sums_of({"brigade_2.0_amd64.efi"})) == "SHA256SUMS has not both files for amd64");
    CHECK(why_no_release(sums_of({"brigade_2.0_amd64.efi", "brigade_2.1_amd64.root.erofs"})) ==
          "SHA256SUMS names two versions, 2.0 and 2.1");
    for (const char* name : {"../brigade_2.0_amd64.efi", "brigade_2.0_amd64.img", "brigade_2.0.efi",
                             "brigade_2..0_amd64.efi", "brigade_2.0_AMD.efi", "brigade_2.0+3_amd64.efi"})
        CHECK(why_no_release(sums_of({name})) == "SHA256SUMS has a line that is no update's");
    CHECK(why_no_release("abc  brigade_2.0_amd64.efi\n") == "SHA256SUMS has a line that is no update's");
    std::vector<std::string> many;
    for (int i = 0; i < 40; ++i) many.push_back("brigade_2.0_t" + std::to_string(i) + ".efi");
    CHECK(why_no_release(sums_of(many)) == "SHA256SUMS names more than 32 files");
}

TEST_CASE("versions are compared number by number") {
    CHECK(is_newer("0.10.0", "0.9.9"));
    CHECK(is_newer("0.5.0.202611221534", "0.5.0.202611211200"));
    CHECK(is_newer("1.0.1", "1.0"));
    CHECK_FALSE(is_newer("1.0", "1.0"));
    CHECK_FALSE(is_newer("0.9.9", "0.10.0"));
    CHECK(is_version("0.5.0.202611221534"));
    for (const char* text : {"", ".", "1.", "1..2", "1.a", "-1", "1+2", "1234567890123456789012345678"})
        CHECK_FALSE(is_version(text));
}

TEST_CASE("a box knows what runs, where updates come from and what its slots hold") {
    UpdateBench bench;
    CHECK(bench.box.running.version == "1.5");
    CHECK(bench.box.running.target == "amd64");
    CHECK(bench.box.source == "hub");
    CHECK(bench.box.hours == QuietHours{23 * 60, 4 * 60 + 30});
    CHECK_FALSE(bench.box.has_hub());
    bench.files.write("boot/EFI/Linux/brigade_1.10+2-1.efi", "");
    bench.files.write("boot/EFI/Linux/other.efi", "");
    const auto slots = slots_of(bench.box);
    REQUIRE(slots.size() == 2);
    CHECK(slots[0].version == "1.5");
    CHECK_FALSE(slots[0].trials_left);
    CHECK(slots[1].version == "1.10");
    CHECK(slots[1].trials_left == 2);
    CHECK(written_version(bench.box) == "1.10");
}

TEST_CASE("a system of packages is no image, and is told so") {
    Files files;
    files.write("usr/lib/os-release", "NAME=Debian\nVERSION_ID=13\n");
    const auto box = look_at_box(files.path(""));
    REQUIRE_FALSE(box);
    CHECK(box.error().message.find("apt") != std::string::npos);
}

TEST_CASE("what is older, the same, of another kind or did not start here is none for this box") {
    UpdateBench bench;
    CHECK(bench.why_not({"brigade_2.0_amd64.efi", "brigade_2.0_amd64.root.erofs"}).empty());
    CHECK(bench.why_not({"brigade_1.4_amd64.efi", "brigade_1.4_amd64.root.erofs"}) ==
          "1.4 is older than 1.5, which runs here");
    CHECK(bench.why_not({"brigade_1.5_amd64.efi", "brigade_1.5_amd64.root.erofs"}) == "1.5 runs here");
    CHECK(bench.why_not({"brigade_2.0_arm64-virt.efi", "brigade_2.0_arm64-virt.root.erofs"}) ==
          "2.0 has nothing for amd64, which this box is");
    bench.files.write("boot/EFI/Linux/brigade_2.0+0-3.efi", "");
    CHECK(
        bench.why_not({"brigade_2.0_amd64.efi", "brigade_2.0_amd64.root.erofs"}).find("did not start well") !=
        std::string::npos);
    CHECK(written_version(bench.box).empty());
    CHECK(bench.why_not({"brigade_2.1_amd64.efi", "brigade_2.1_amd64.root.erofs"}).empty());
}

TEST_CASE("a box starts anew in its quiet hours alone") {
    UpdateBench bench;
    const auto why_at = [&](int hour, int minute) {
        return why_not_now(bench.box, quiet_at(0), quiet_at(hour * 60 + minute));
    };
    CHECK(why_at(22, 59) == "it is 22:59, and this box starts anew by itself between 23:00 and 04:30 only");
    CHECK(why_at(23, 0).empty());
    CHECK(why_at(0, 0).empty());
    CHECK(why_at(4, 29).empty());
    CHECK_FALSE(why_at(4, 30).empty());
    CHECK_FALSE(why_at(12, 0).empty());
}

TEST_CASE("a box does not start anew while there are tickets, or anything has just happened") {
    UpdateBench bench;
    KitchenLook now = quiet_at(60);
    now.tickets = 2;
    CHECK(why_not_now(bench.box, quiet_at(50), now) == "there are 2 tickets on the screens");
    now = quiet_at(60);
    now.seq = 101;
    CHECK(why_not_now(bench.box, quiet_at(50), now) ==
          "something has happened in the kitchen within the last minutes");
}

TEST_CASE(
    "a station that does not reach its hub waits, a hub that does not answer on its own box may be what is "
    "mended") {
    UpdateBench bench;
    KitchenLook lost = quiet_at(60);
    lost.not_reached = "no answer in time";
    CHECK(why_not_now(bench.box, lost, lost).find("no answer in time") != std::string::npos);
    CHECK_FALSE(why_not_now(bench.box, lost, quiet_at(60)).empty());
    bench.box.hub = "localhost";
    CHECK(why_not_now(bench.box, lost, lost).empty());
    CHECK_FALSE(why_not_now(bench.box, lost, quiet_at(60)).empty());
    lost.minute_of_day = 12 * 60;
    CHECK_FALSE(why_not_now(bench.box, lost, lost).empty());
}

TEST_CASE("another program's words are passed as they are, and what it says comes back") {
    const auto ran = run_program({"printf", "%s|", "a b", "$(c)", "\"d"});
    REQUIRE(ran);
    CHECK(ran->status == 0);
    CHECK(ran->said == "a b|$(c)|\"d|");
    CHECK(run_program({"sh", "-c", "echo out; echo err >&2; exit 7"})->status == 7);
    CHECK(run_program({"sh", "-c", "kill -9 $$"})->status == 137);
    CHECK(run_program({"seq", "100000"})->said.size() <= program_said_bytes);
    const auto none = run_program({"there-is-no-such-program"});
    REQUIRE_FALSE(none);
    CHECK(none.error().message.find("there-is-no-such-program cannot be started") == 0);
}

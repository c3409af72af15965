// What the doctor's probes see of a box as the image has it: a root in a directory, with real journals.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/doctor_findings.h"
#include "app/doctor_look.h"
#include "app/files.h"
#include "journal/open.h"
#include "station/pairing_record.h"

namespace brigade {
namespace {

// A box with a screen of two stations and no hub, on which nothing is wrong.
struct PackagedBox {
    test::Files files;
    std::filesystem::path root = files.path("root");

    PackagedBox() {
        for (const char* screen : {"station/grill", "station/grill/beside"}) {
            const std::string directory = std::string("root/var/lib/brigade/") + screen;
            PairingRecord paired;
            paired.hub = "wss://192.168.1.5:8687/v1";
            paired.token = "a token";
            paired.device = "d1";
            files.write(directory + "/pairing.json", to_text(paired));
            REQUIRE(
                open_journal(files.path(directory) / "replica.db", {.verify_all = false, .replica = true}));
        }
        files.write("root/dev/dri/card0", "");
        files.write("root/dev/input/event0", "");
        files.write("root/sys/class/drm/card0-HDMI-A-1/status", "connected\n");
        files.write("root/sys/class/thermal/thermal_zone0/temp", "51000\n");
        files.write("root/proc/meminfo", "MemTotal: 1000000 kB\nMemAvailable: 500000 kB\n");
        link("../run/brigade/localtime", "etc/localtime");
        link("/usr/share/zoneinfo/Asia/Jakarta", "run/brigade/localtime");
    }
    void link(const char* target, const std::string& at) {
        std::filesystem::create_directories((root / at).parent_path());
        std::filesystem::create_symlink(target, root / at);
    }
    DoctorFacts seen() const { return look_around(doctor_places({}, root)); }
    bool finds(const std::string& word) const {
        const auto findings = diagnose(seen());
        return std::ranges::find(findings, word, &Finding::word) != findings.end();
    }
};

}  // namespace

TEST_CASE("the doctor finds both screens of a packaged box, and what they need") {
    const PackagedBox box;
    const DoctorFacts facts = box.seen();
    REQUIRE(facts.directories.size() == 2);
    CHECK(facts.directories[0].path == box.root / "var/lib/brigade/station/grill");
    CHECK(facts.directories[1].path == box.root / "var/lib/brigade/station/grill/beside");
    for (const DirectoryFact& directory : facts.directories) {
        CHECK(directory.paired);
        CHECK_FALSE(directory.of_hub);
        REQUIRE(directory.files.size() == 1);
        INFO(directory.files[0].why);
        CHECK(directory.files[0].state == FileFact::State::whole);
    }
    CHECK(facts.panel.expected);
    CHECK(facts.panel.card_forbidden.empty());
    CHECK(facts.panel.connected == std::vector<std::string>{"card0-HDMI-A-1"});
    CHECK(facts.panel.inputs == 1);
    CHECK(facts.panel.inputs_forbidden == 0);
    CHECK(facts.hardware.hottest_c == 51);
    for (const char* word :
         {"nothing_here", "screen_unpaired", "copy_damaged", "graphics_forbidden", "no_graphics",
          "no_monitor", "inputs_forbidden", "no_input", "too_hot", "memory_short"}) {
        INFO(word);
        CHECK_FALSE(box.finds(word));
    }
}

TEST_CASE("the time zone of a box whose root cannot be written to is the one behind all links") {
    PackagedBox box;
    CHECK(box.seen().clock.zone == "Asia/Jakarta");
    std::filesystem::remove(box.root / "run/brigade/localtime");
    CHECK(box.seen().clock.zone.empty());
    box.link("localtime", "run/brigade/localtime");  // in a circle
    CHECK(box.seen().clock.zone.empty());
}

TEST_CASE("a directory that this user may not look into is told, and nothing is concluded from it") {
    if (::geteuid() != 0) SKIP("only root can become somebody else");
    const PackagedBox box;
    std::filesystem::create_directories(box.root / "var/lib/brigade/hub");
    for (const char* closed : {"var/lib/brigade/hub", "var/lib/brigade/station/grill"})
        REQUIRE(::chmod((box.root / closed).c_str(), 0700) == 0);
    REQUIRE(::chmod(box.root.parent_path().c_str(), 0755) == 0);
    REQUIRE(::seteuid(65534) == 0);
    const DoctorFacts facts = box.seen();
    REQUIRE(::seteuid(0) == 0);
    REQUIRE(facts.directories.size() == 2);
    CHECK(facts.directories[0].of_hub);
    CHECK(facts.directories[0].forbidden);
    CHECK_FALSE(facts.directories[1].of_hub);
    CHECK(facts.directories[1].forbidden);
    std::vector<std::string> told;
    for (const Finding& finding : diagnose(facts)) {
        CHECK(finding.word != "screen_unpaired");
        CHECK(finding.word != "nothing_here");
        if (finding.word == "file_forbidden") told.push_back(finding.values.at(0));
    }
    CHECK(told == std::vector<std::string>{facts.directories[0].path, facts.directories[1].path});
}

}  // namespace brigade

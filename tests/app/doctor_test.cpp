// What the doctor makes of facts: no machine is asked.
#include "app/doctor_findings.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "app/doctor_report.h"
#include "app/doctor_words.h"

namespace brigade {
namespace {

constexpr std::uint64_t giga = std::uint64_t{1024} * 1024 * 1024;
constexpr TimeMs some_day = 1'795'233'600'000;

// A hub's box on which nothing is wrong, with a screen of its own.
DoctorFacts healthy() {
    DoctorFacts facts;
    facts.version = "1.0.0";
    facts.configurations = {{"/etc/brigade/config/brigade.toml", true, {}, "Asia/Jakarta"}};
    DirectoryFact hub;
    hub.path = "/var/lib/brigade/hub";
    hub.of_hub = true;
    hub.free_bytes = 8 * giga;
    hub.size_bytes = 16 * giga;
    hub.newest_ahead_ms = -1'000;
    hub.files = {{FileFact::Kind::journal, "/var/lib/brigade/hub/journal.db", FileFact::State::whole, {}, 0}};
    DirectoryFact screen = hub;
    screen.path = "/var/lib/brigade/station/grill";
    screen.of_hub = false;
    screen.files = {
        {FileFact::Kind::copy, "/var/lib/brigade/station/grill/replica.db", FileFact::State::whole, {}, 0}};
    facts.directories = {hub, screen};
    facts.hub = {true, true, "ws://127.0.0.1:8686/v1", {}, "1.0.0", {}, 20, {}};
    facts.clock = {some_day, true, "Asia/Jakarta"};
    facts.panel.expected = true;
    facts.panel.user = "brigade-station";
    facts.panel.cards = {"/dev/dri/card0"};
    facts.panel.connected = {"card0-HDMI-A-1"};
    facts.panel.inputs = 3;
    facts.hardware = {50.0, false, false, giga, giga / 2, 0};
    return facts;
}

std::vector<std::string> words_of(const DoctorFacts& facts) {
    std::vector<std::string> words;
    for (const Finding& finding : diagnose(facts)) words.push_back(finding.word);
    return words;
}

using FindingWords = std::vector<std::string>;

}  // namespace

TEST_CASE("nothing is found on a machine where nothing is wrong") {
    CHECK(diagnose(healthy()).empty());
    CHECK_FALSE(harms(diagnose(healthy())));
}

TEST_CASE("a mistake in the configuration is told with its place and its fix") {
    DoctorFacts facts = healthy();
    facts.configurations[0].problems = {{"brigade.toml:3:1: there is no key nme", "write name"}};
    const auto findings = diagnose(facts);
    REQUIRE(findings.size() == 1);
    CHECK(findings[0] ==
          Finding{Weight::harm, "config_problem", {"brigade.toml:3:1: there is no key nme", "write name"}});
}

TEST_CASE("a configuration that is not there, and one of another time zone than the machine") {
    DoctorFacts facts = healthy();
    facts.configurations[0].is_there = false;
    facts.clock.zone = "Etc/UTC";
    CHECK(words_of(facts) == FindingWords{"config_missing", "zone_differs"});
}

TEST_CASE("a hub that is not reached harms, and one that was not asked does not") {
    DoctorFacts facts = healthy();
    facts.hub.reached = false;
    CHECK(words_of(facts) == FindingWords{"hub_unreachable"});
    facts.hub.asked = false;
    CHECK(diagnose(facts).empty());
}

TEST_CASE("a hub that cannot write is told with its reason") {
    DoctorFacts facts = healthy();
    facts.hub.trouble = "the disk is full";
    CHECK(diagnose(facts) == std::vector<Finding>{{Weight::harm, "hub_cannot_write", {"the disk is full"}}});
}

TEST_CASE("damaged journals and presses harm, what can be made anew is a note, what may not be read too") {
    DoctorFacts facts = healthy();
    const auto damaged = [&](FileFact::Kind kind) {
        facts.directories[0].files = {{kind, "file", FileFact::State::damaged, "torn", 0}};
        return diagnose(facts).at(0);
    };
    CHECK(damaged(FileFact::Kind::journal) == Finding{Weight::harm, "journal_damaged", {"file", "torn"}});
    CHECK(damaged(FileFact::Kind::outbox) == Finding{Weight::harm, "outbox_damaged", {"file", "torn"}});
    CHECK(damaged(FileFact::Kind::copy) == Finding{Weight::note, "copy_damaged", {"file", "torn"}});
    facts.directories[0].files = {{FileFact::Kind::journal, "file", FileFact::State::newer, "newer", 0}};
    CHECK(words_of(facts) == FindingWords{"written_by_newer"});
    CHECK(damaged(FileFact::Kind::figures) == Finding{Weight::note, "figures_damaged", {"file", "torn"}});
    facts.directories[0].files[0].state = FileFact::State::forbidden;
    CHECK(diagnose(facts) == std::vector<Finding>{{Weight::note, "file_forbidden", {"file", "torn"}}});
}

TEST_CASE("presses that wait are told only while the hub is there") {
    DoctorFacts facts = healthy();
    facts.directories[0].files = {{FileFact::Kind::outbox, "outbox.db", FileFact::State::whole, {}, 4}};
    CHECK(words_of(facts) == FindingWords{"presses_waiting"});
    facts.hub = {};
    CHECK(diagnose(facts).empty());
}

TEST_CASE(
    "a disk that fills is a note, a full one harms, and one that can only be read harms more than both") {
    DoctorFacts facts = healthy();
    facts.directories[0].free_bytes = giga / 4;
    CHECK_FALSE(harms(diagnose(facts)));
    CHECK(words_of(facts) == FindingWords{"disk_filling"});
    facts.directories[0].free_bytes = giga / 32;
    CHECK(words_of(facts) == FindingWords{"disk_full"});
    CHECK(harms(diagnose(facts)));
    facts.directories[0].read_only = true;
    CHECK(words_of(facts) == FindingWords{"disk_read_only"});
    facts.directories[0].read_only = false;
    facts.directories[0].free_bytes = giga;
    facts.directories[0].no_files_left = true;
    CHECK(words_of(facts) == FindingWords{"disk_no_files"});
}

TEST_CASE("a clock that was never set, went back, differs from the hub's, or is kept right by nobody") {
    DoctorFacts facts = healthy();
    facts.clock.now = 86'400'000;
    CHECK(words_of(facts) == FindingWords{"clock_not_set"});
    facts = healthy();
    facts.directories[0].newest_ahead_ms = 3'600'000;
    CHECK(words_of(facts) == FindingWords{"clock_behind_files"});
    facts = healthy();
    facts.hub.clock_ahead_ms = -120'000;
    CHECK(diagnose(facts).at(0).values.at(0) == "2 min");
    CHECK(words_of(facts) == FindingWords{"clock_apart"});
    facts = healthy();
    facts.clock.synchronised = false;
    CHECK(words_of(facts) == FindingWords{"clock_unguided"});
    CHECK_FALSE(harms(diagnose(facts)));
}

TEST_CASE("a screen without card, monitor, rights or keys; a machine without a screen needs none of it") {
    DoctorFacts facts = healthy();
    facts.panel.connected.clear();
    CHECK(words_of(facts) == FindingWords{"no_monitor"});
    facts.panel.card_forbidden = "/dev/dri/card0";
    facts.panel.inputs_forbidden = 2;
    CHECK(words_of(facts) == FindingWords{"graphics_forbidden", "no_monitor", "inputs_forbidden"});
    facts.panel.cards.clear();
    facts.panel.inputs = 0;
    CHECK(words_of(facts) == FindingWords{"no_graphics", "no_input"});
    facts.panel.on_desktop = true;
    CHECK(words_of(facts) == FindingWords{"no_input"});
    facts.panel.expected = false;
    CHECK(diagnose(facts).empty());
}

TEST_CASE("an unknown bump bar, missing letters and missing words") {
    DoctorFacts facts = healthy();
    facts.panel.bars_without_profile = {"usb-1.2/0461:0010 Bar"};
    facts.panel.fonts_missing = {"/usr/share/fonts/truetype/roboto/unhinted"};
    facts.panel.words_problem = "id.toml lacks open";
    CHECK(words_of(facts) == FindingWords{"fonts_missing", "words_missing", "bar_without_profile"});
}

TEST_CASE("services that have failed or are started again and again") {
    DoctorFacts facts = healthy();
    facts.services = {{"brigade-hub.service", false, 0, 1'000},
                      {"brigade-station@grill.service", true, 5, {}},
                      {"brigade-station@bar.service", false, 5, {}}};
    CHECK(words_of(facts) == FindingWords{"service_failed", "service_starts_again"});
    const auto starts_again = [&](const ServiceFact& service) {
        facts.services = {service};
        return words_of(facts) == FindingWords{"service_starts_again"};
    };
    CHECK(starts_again({"brigade-hub.service", false, 3, 20'000}));
    CHECK_FALSE(starts_again({"brigade-hub.service", false, 1, 20'000}));     // it ended once
    CHECK_FALSE(starts_again({"brigade-hub.service", false, 9, 3'600'000}));  // and is well since
}

TEST_CASE("what this user may not look into is told, and nothing else is") {
    DoctorFacts facts = healthy();
    facts.configurations.clear();
    facts.directories = {{}};
    facts.directories[0].path = "/var/lib/brigade/station/grill";
    facts.directories[0].forbidden = true;
    CHECK(words_of(facts) == FindingWords{"file_forbidden"});
}

TEST_CASE("heat, voltage and memory") {
    DoctorFacts facts = healthy();
    facts.hardware.hottest_c = 84;
    facts.hardware.was_undervoltage = true;
    CHECK(words_of(facts) == FindingWords{"too_hot", "was_undervoltage"});
    facts.hardware = {};
    facts.hardware.undervoltage = facts.hardware.was_undervoltage = true;
    CHECK(words_of(facts) == FindingWords{"undervoltage"});
    facts.hardware = {{}, false, false, giga, giga / 64, 0};
    CHECK(words_of(facts) == FindingWords{"memory_short"});
    facts.hardware = {{}, false, false, giga, giga / 2, 25};
    CHECK(words_of(facts) == FindingWords{"memory_short"});
}

TEST_CASE("screens that are silent, wrong, of another version or forgotten; a till may be away") {
    DoctorFacts facts = healthy();
    const DeviceFact grill{"Grill", "grill", "1.0.0", {}, true, true, 0};
    facts.hub.devices = {grill};
    CHECK(diagnose(facts).empty());
    facts.hub.devices[0].fault = "no loudspeaker";
    facts.hub.devices[0].version = "0.9.0";
    CHECK(words_of(facts) == FindingWords{"screen_fault", "version_differs"});
    facts.hub.devices = {{"Grill", "grill", "1.0.0", {}, true, false, 7'200}};
    CHECK(diagnose(facts).at(0) == Finding{Weight::harm, "device_silent", {"Grill", "2"}});
    facts.hub.devices = {{"Till", {}, "1.0.0", {}, false, false, 7'200}};
    CHECK(diagnose(facts).empty());
    facts.hub.devices = {{"Till", {}, "1.0.0", {}, false, false, std::int64_t{40} * 86'400}};
    CHECK(words_of(facts) == FindingWords{"device_forgotten"});
}

TEST_CASE("a screen that is not paired harms where the hub is another box") {
    DoctorFacts facts = healthy();
    facts.directories = {facts.directories[1]};
    CHECK(diagnose(facts).empty());  // a hub is configured here, which trusts its own machine
    facts.configurations.clear();
    CHECK(words_of(facts) == FindingWords{"screen_unpaired"});
    facts.directories[0].paired = true;
    CHECK(diagnose(facts).empty());
}

TEST_CASE("an update that was fallen back from, and a certificate that ends") {
    DoctorFacts facts = healthy();
    facts.given_up_slots = {"brigade_2+0-3.efi"};
    facts.certificate_ends_in_ms = DurationMs{5} * 86'400'000;
    CHECK(words_of(facts) == FindingWords{"system_fell_back", "certificate_ends"});
}

TEST_CASE("each finding has its sentences in each language, with no name left out") {
    for (const char* language : {"en", "id"}) {
        auto words = DoctorWords::read(language);
        INFO(language << ": " << (words ? "" : words.error().message));
        REQUIRE(words);
        for (const std::string& word : finding_words()) {
            const FindingText text = words->text({Weight::harm, word, {"a", "b", "c"}});
            CHECK(text.says.find('{') == std::string::npos);
            CHECK(text.fix.find('{') == std::string::npos);
        }
    }
    CHECK_FALSE(DoctorWords::read("xx"));
}

TEST_CASE("what the doctor found is said in the order of its weight, and as JSON") {
    auto words = DoctorWords::read("en");
    REQUIRE(words);
    DoctorFacts facts = healthy();
    CHECK(to_text(diagnose(facts), *words) == "Nothing is wrong.\n");
    facts.clock.synchronised = false;
    facts.hub.trouble = "the disk is full";
    const std::string text = to_text(diagnose(facts), *words);
    CHECK(text.starts_with("WRONG: The hub cannot write: the disk is full."));
    CHECK(text.find("Note: No time server") != std::string::npos);
    CHECK(to_json_text(diagnose(facts), *words).find(R"("harm":true)") != std::string::npos);
}

}  // namespace brigade

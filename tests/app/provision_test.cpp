#include "app/provision.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/config.h"
#include "app/files.h"
#include "app/first_boot_facts.h"
#include "base/small_file.h"
#include "hub/access_state.h"
#include "provision/reset.h"

using namespace brigade;
using test::Files;

namespace {

const std::string whole_box = R"(ROLE=both
KITCHEN=Warung "Ibu" \ Sari
STATION=grill
LANGUAGE=id
TIME_ZONE=Asia/Makassar
NAME=warung
WIFI_NAME=Dapur 2
WIFI_PASSWORD=rahasia\ sekali
WIFI_COUNTRY=ID
PIN_MANAGER=4821
)";
constexpr TimeMs some_day = 1'795'334'400'000;

// A box in a directory: its boot partition, its root, and the kitchen that comes with the programs.
struct Box {
    Files files;
    ProvisionPlaces places{files.path("boot"), files.path("root"), BRIGADE_SOURCE_DIR};

    Box() {
        std::filesystem::create_directories(places.boot);
        std::filesystem::create_directories(places.root);
    }
    void write(const std::string& text) { files.write("boot/brigade.txt", text); }
    Provisioned start() {
        auto done = provision(places, some_day);
        if (!done) FAIL(done.error().message);
        for (const SettingsProblem& problem : done->problems) UNSCOPED_INFO(one_line(problem, "en"));
        return *std::move(done);
    }
    // Power off, power on: /run is empty again.
    Provisioned start_again() {
        std::filesystem::remove_all(files.path("root/run"));
        std::filesystem::remove_all(files.path("root/var/lib/iwd"));
        return start();
    }
    bool has(const std::string& path) const { return std::filesystem::exists(places.root / path); }
    std::string text(const std::string& path) const { return read(places.root / path); }
    std::string card() const { return read(places.boot / "brigade.txt"); }
    AccessState people() const { return *decode_access(text("var/lib/brigade/hub/access.json")); }

    static std::string read(const std::filesystem::path& file) {
        const auto text = read_small_file(file, 1 << 20);
        return text && *text ? **text : std::string();
    }
    // Everything below the root, to be compared.
    std::map<std::string, std::string> all() const {
        std::map<std::string, std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(places.root))
            if (entry.is_symlink())
                found[entry.path().string()] = std::filesystem::read_symlink(entry.path()).string();
            else if (entry.is_regular_file())
                found[entry.path().string()] = read(entry.path());
        return found;
    }
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a settings file on the boot partition makes a box a hub with a screen") {
    Box box;
    box.write(whole_box);
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::taken);
    const auto config = load_hub_config(box.places.root / "run/brigade/settings/config/brigade.toml");
    REQUIRE(config);
    CHECK(config->rules.kitchen.name == "Warung \"Ibu\" \\ Sari");
    CHECK(config->time_zone == "Asia/Makassar");
    CHECK(config->rules.kitchen.stations.size() == 5);
    CHECK(holds(box.text("run/brigade/settings/config/brigade.toml"),
                "# What guests and cooks call this place"));
    CHECK(box.text("run/brigade/settings/screens/grill.conf") ==
          "hub = localhost\nstation = grill\nlanguage = id\n");
    CHECK(box.text("run/brigade/hostname") == "warung\n");
    CHECK(box.text("run/brigade/update.conf") == "source = off\nhours = 03:00-05:00\nhub = localhost\n");
    CHECK(box.text("var/lib/iwd/Dapur 2.psk") == "[Security]\nPassphrase=rahasia\\\\ sekali\n");
    CHECK(box.text("run/brigade/iwd/main.conf") == "[General]\nCountry=ID\n");
    CHECK(holds(box.text("run/systemd/network/30-brigade-wifi.network"), "Type=wlan"));
    const auto link = [&](const char* path) { return std::filesystem::read_symlink(box.places.root / path); };
    CHECK(link("run/brigade/localtime") == "/usr/share/zoneinfo/Asia/Makassar");
    CHECK(link("run/systemd/system/brigade.target.wants/brigade-hub.service").filename() ==
          "brigade-hub.service");
    CHECK(link("run/systemd/system/brigade.target.wants/brigade-station@grill.service").filename() ==
          "brigade-station@.service");
}

TEST_CASE("a PIN of the file is known to the hub and to nobody else") {
    Box box;
    box.write(whole_box);
    box.start();
    const AccessState people = box.people();
    REQUIRE(people.people.size() == 1);
    CHECK(people.people[0].id == "manager");
    CHECK(people.people[0].name == "Manajer");
    CHECK(people.people[0].role == PersonRole::manager);
    CHECK(people.people[0].pin_scrypt == scrypt("4821", people.pin_salt, people.pin_cost));
    for (const auto& [path, text] : box.all()) CHECK_FALSE(holds(text, "4821"));
}

TEST_CASE("PINs and passwords leave the boot partition once they are taken over") {
    Box box;
    box.write(whole_box);
    box.start();
    CHECK_FALSE(holds(box.card(), "4821"));
    CHECK_FALSE(holds(box.card(), "rahasia"));
    CHECK(holds(box.card(), "# PIN_MANAGER was taken over at 2026-"));
    CHECK(holds(box.card(), "WIFI_NAME=Dapur 2\n"));
}

TEST_CASE("every start after the first lays out the same") {
    Box box;
    box.write(whole_box);
    box.start();
    CHECK(box.start_again().state == ProvisionState::as_kept);
    const auto once = box.all();
    CHECK(box.start().state == ProvisionState::as_kept);
    CHECK(box.all() == once);
    std::filesystem::remove(box.places.boot / "brigade.txt");
    CHECK(box.start_again().state == ProvisionState::as_kept);
    CHECK(box.all() == once);
}

TEST_CASE("a file with a mistake changes nothing on a box that is nothing yet") {
    Box box;
    box.write(whole_box + "TIMEZONE=Asia/Jakarta\n");
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::wrong);
    CHECK_FALSE(done.settings);
    REQUIRE(done.problems.size() == 1);
    CHECK(done.problems[0].line == 11);
    CHECK_FALSE(box.has("var/lib/brigade"));
    CHECK_FALSE(box.has("run/brigade/settings"));
    const auto report = boost::json::parse(box.text(provisioning_report)).as_object();
    CHECK(report.at("state") == "wrong");
    CHECK(report.at("language") == "id");
    const auto& problem = report.at("problems").as_array().at(0).as_object();
    CHECK(problem.at("line") == 11);
    CHECK(problem.at("en").as_object().at("fix") == "did you mean TIME_ZONE?");
    CHECK(problem.at("id").as_object().at("fix") == "maksud Anda TIME_ZONE?");
    CHECK(holds(box.card(), "4821"));
}

TEST_CASE("a file with a mistake leaves a box as it was, and the mistake is told") {
    Box box;
    box.write(whole_box);
    box.start();
    const std::string kept = box.text("var/lib/brigade/settings/settings.txt");
    box.write("ROLE=hub\nKITCHEN=Other\n");
    const Provisioned done = box.start_again();
    CHECK(done.state == ProvisionState::wrong);
    REQUIRE(done.settings);
    CHECK(done.settings->role == BoxRole::both);
    CHECK(box.has("run/brigade/settings/screens/grill.conf"));
    CHECK(box.text("var/lib/brigade/settings/settings.txt") == kept);
    // What a screen of such a box has over its tickets.
    const auto report = box.places.root / provisioning_report;
    CHECK(told_problem(report, "id") ==
          "TIME_ZONE belum ada; tambahkan baris seperti TIME_ZONE=Asia/Jakarta");
    box.write("ROLE=hub\nKITCHEN=Other\nTIME_ZONE=UTC\nTIMEZONE=UTC\nPIN_MANAGER=1\n");
    box.start();
    CHECK(told_problem(report, "en") ==
          "brigade.txt:4: there is no setting TIMEZONE; did you mean TIME_ZONE? (+1)");
    box.write("ROLE=hub\nKITCHEN=Other\nTIME_ZONE=UTC\n");
    box.start();
    CHECK(told_problem(report, "en").empty());
}

TEST_CASE("a new file without the Wi-Fi password keeps the one that is known") {
    Box box;
    box.write(whole_box);
    box.start();
    box.write(box.card() + "DISTANCE=3\n");
    CHECK(box.start_again().state == ProvisionState::taken);
    CHECK(holds(box.text("var/lib/iwd/Dapur 2.psk"), "rahasia"));
    CHECK(holds(box.text("run/brigade/settings/screens/grill.conf"), "distance = 3\n"));
}

TEST_CASE("what a box no longer is goes away") {
    Box box;
    box.write(whole_box);
    box.start();
    box.write("ROLE=station\nSTATION=drink\nHUB=192.168.1.5\n");
    CHECK(box.start().state == ProvisionState::taken);
    CHECK_FALSE(box.has("run/brigade/settings/config/brigade.toml"));
    CHECK_FALSE(box.has("run/brigade/settings/screens/grill.conf"));
    CHECK_FALSE(box.has("var/lib/iwd/Dapur 2.psk"));
    CHECK_FALSE(std::filesystem::is_symlink(box.places.root /
                                            "run/systemd/system/brigade.target.wants/brigade-hub.service"));
    CHECK(holds(box.text("run/brigade/settings/screens/drink.conf"), "hub = 192.168.1.5\n"));
}

TEST_CASE("a PIN that somebody else has changes nothing") {
    Box box;
    box.write(whole_box);
    box.start();
    box.write("ROLE=hub\nKITCHEN=A\nTIME_ZONE=UTC\nPIN_INSTALLER=4821\n");
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::wrong);
    REQUIRE(done.problems.size() == 1);
    CHECK(done.problems[0].line == 4);
    CHECK(done.problems[0].fault == SettingsFault::pin_taken);
    CHECK(done.settings->role == BoxRole::both);
}

TEST_CASE("a kitchen of its own lies in a folder beside the file") {
    Box box;
    box.files.write("boot/kitchen/brigade.toml",
                    "[kitchen]\nname = \"x\"\ndefault_station = \"wok\"\nstation_files = [\"wok.toml\"]\n");
    box.files.write("boot/kitchen/wok.toml", "id = \"wok\"\n");
    box.write("ROLE=both\nKITCHEN=Bakmi\nTIME_ZONE=Asia/Jakarta\nSTATION=wok\n");
    CHECK(box.start().state == ProvisionState::taken);
    std::filesystem::remove_all(box.places.boot / "kitchen");
    CHECK(box.start_again().state == ProvisionState::as_kept);
    const auto config = load_hub_config(box.places.root / "run/brigade/settings/config/brigade.toml");
    REQUIRE(config);
    CHECK(config->rules.kitchen.name == "Bakmi");
    CHECK(config->time_zone == "Asia/Jakarta");
    CHECK(config->rules.kitchen.stations.at(0).id == "wok");
}

TEST_CASE("a mistake in the kitchen's folder is told with its file and line") {
    Box box;
    box.files.write("boot/kitchen/brigade.toml", "[kitchen]\nnam = \"x\"\n");
    box.write("ROLE=hub\nKITCHEN=Bakmi\nTIME_ZONE=Asia/Jakarta\n");
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::wrong);
    REQUIRE_FALSE(done.problems.empty());
    CHECK(holds(one_line(done.problems[0], "en"), "brigade.toml:"));
}

TEST_CASE("without a file nobody has said what the box is") {
    Box box;
    CHECK(box.start().state == ProvisionState::unset);
    CHECK_FALSE(box.has("var/lib/brigade"));
    const auto asks =
        box.places.root / "run/systemd/system/brigade.target.wants/brigade-first-boot-screen.service";
    CHECK(std::filesystem::is_symlink(asks));
    box.write(whole_box);
    CHECK(box.start().state == ProvisionState::taken);
    CHECK_FALSE(std::filesystem::is_symlink(asks));
}

TEST_CASE("what is answered on the first-boot screen counts where nobody has said anything else") {
    Box box;
    const std::string answers =
        "ROLE=\"station\"\nLANGUAGE=\"id\"\nKITCHEN=\"Warung Ibu\"\nSTATION=\"drink\"\n";
    box.places.answers = box.files.write("answers.txt", answers);
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::taken);
    CHECK(box.text("run/brigade/settings/screens/drink.conf") ==
          "hub = find:Warung Ibu\nstation = drink\nlanguage = id\n");
    CHECK_FALSE(std::filesystem::exists(box.places.answers));
    CHECK(box.start_again().state == ProvisionState::as_kept);
    box.files.write("answers.txt", "ROLE=station\nSTATION=grill\n");
    CHECK(box.start_again().settings->stations.at(0) == "drink");
}

TEST_CASE("what is answered on the first-boot screen lets nobody in") {
    Box box;
    box.places.answers =
        box.files.write("answers.txt", "ROLE=hub\nKITCHEN=A\nTIME_ZONE=UTC\nPIN_MANAGER=1234\n");
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::unset);
    CHECK(done.warnings.size() == 1);
    CHECK_FALSE(box.has("var/lib/brigade/hub"));
}

TEST_CASE("a factory reset takes away what belongs to the kitchen, and nothing else") {
    Box box;
    box.write(whole_box);
    box.start();
    for (const char* path : {"hub/journal.db", "station/grill/replica.db", "lost+found/1"})
        box.files.write(std::string("root/var/lib/brigade/") + path, "x");
    box.files.write("root/usr/bin/brigade", "x");
    box.files.write("boot/factory-reset.txt", "");
    const ResetPlaces places{box.places.root, box.places.boot};
    REQUIRE(reset_is_due(places));
    const auto gone = factory_reset(places);
    REQUIRE(gone);
    CHECK(*gone == std::vector<std::string>{"hub", "settings", "station"});
    CHECK_FALSE(reset_is_due(places));
    CHECK(box.has("var/lib/brigade/lost+found/1"));
    CHECK(box.has("usr/bin/brigade"));
    CHECK_FALSE(std::filesystem::exists(box.places.boot / "brigade.txt"));
    CHECK(std::filesystem::exists(box.places.boot / "brigade.old.txt"));
    CHECK(box.start_again().state == ProvisionState::unset);
}

TEST_CASE("a settings file that is new outlives the factory reset that it came with") {
    Box box;
    box.write(whole_box);
    box.start();
    box.write("ROLE=station\nSTATION=drink\n");
    box.files.write("boot/Factory-Reset", "");
    REQUIRE(factory_reset({box.places.root, box.places.boot}));
    const Provisioned done = box.start_again();
    CHECK(done.state == ProvisionState::taken);
    CHECK(done.settings->role == BoxRole::station);
}

TEST_CASE("a factory reset that is cut off after any of its steps goes on at the next start") {
    struct PowerCut {};
    for (int cut_after = 1;; ++cut_after) {
        Box box;
        box.write(whole_box);
        box.start();
        box.files.write("root/var/lib/brigade/hub/journal.db", "x");
        box.files.write("boot/factory-reset", "");
        const ResetPlaces places{box.places.root, box.places.boot};
        int steps = 0;
        bool cut = false;
        try {
            const auto gone = factory_reset(places, [&](const std::string&) {
                if (++steps == cut_after) throw PowerCut{};
            });
            CHECK(gone);
        } catch (const PowerCut&) {
            cut = true;
        }
        INFO("after step " << cut_after);
        CHECK(reset_is_due(places) == cut);
        if (cut) REQUIRE(factory_reset(places));
        CHECK_FALSE(reset_is_due(places));
        CHECK_FALSE(box.has("var/lib/brigade/hub"));
        CHECK_FALSE(box.has("var/lib/brigade/settings"));
        CHECK(box.start_again().state == ProvisionState::unset);
        if (!cut) {
            CHECK(cut_after > 4);  // begun, the file that asks, the settings file, hub, settings
            break;
        }
    }
}

TEST_CASE("a factory reset that the boot partition refuses is refused before anything is gone") {
    Box box;
    box.write(whole_box);
    box.start();
    box.files.write("boot/brigade.old.txt/in-the-way", "");
    box.files.write("boot/factory-reset", "");
    const ResetPlaces places{box.places.root, box.places.boot};
    const auto gone = factory_reset(places);
    REQUIRE_FALSE(gone);
    CHECK(holds(gone.error().message, "nothing was reset"));
    CHECK_FALSE(reset_is_due(places));
    const auto started = provision(box.places, some_day, {{0, SettingsFault::reset_failed, "", "", "why"}});
    REQUIRE(started);
    const Provisioned& done = *started;
    CHECK(done.state == ProvisionState::as_kept);
    CHECK(done.problems.size() == 1);
    CHECK(box.has("run/brigade/settings/screens/grill.conf"));
    CHECK(holds(box.text(provisioning_report), "the factory reset did not succeed: why"));
}

TEST_CASE("what is named factory-reset and is no file asks for nothing") {
    Box box;
    std::filesystem::create_directories(box.places.boot / "factory-reset");
    CHECK_FALSE(reset_is_due({box.places.root, box.places.boot}));
}

TEST_CASE("a full data disk leaves a box what it was, and a new file waits with its secrets") {
    Box box;
    box.write(whole_box);
    box.start();
    box.files.write("root/var/lib/brigade/settings/settings.txt.new/in-the-way", "");
    box.write("ROLE=station\nSTATION=drink\nWIFI_NAME=Neu\nWIFI_PASSWORD=hunter22\nWIFI_COUNTRY=ID\n");
    const Provisioned done = box.start_again();
    CHECK(done.state == ProvisionState::as_kept);
    REQUIRE(done.problems.size() == 1);
    CHECK(done.problems[0].fault == SettingsFault::not_kept);
    CHECK(box.has("run/brigade/settings/config/brigade.toml"));
    CHECK(box.has("run/brigade/settings/screens/grill.conf"));
    CHECK(holds(box.card(), "hunter22"));
    CHECK(holds(box.text(provisioning_report), "cannot be kept on this box"));
}

TEST_CASE("a box that can keep nothing is what its file says all the same, until it is switched off") {
    Box box;
    box.files.write("root/var/lib/brigade", "no directory");
    box.files.write("boot/kitchen/brigade.toml",
                    "[kitchen]\nname = \"x\"\ndefault_station = \"wok\"\nstation_files = [\"wok.toml\"]\n");
    box.files.write("boot/kitchen/wok.toml", "id = \"wok\"\n");
    box.write("ROLE=both\nKITCHEN=Bakmi\nTIME_ZONE=Asia/Jakarta\nSTATION=wok\nPIN_MANAGER=4821\n");
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::taken);
    CHECK(holds(box.text("run/brigade/settings/stations/wok.toml"), "wok"));
    CHECK(load_hub_config(box.places.root / "run/brigade/settings/config/brigade.toml"));
    CHECK(holds(box.text(provisioning_report), "cannot be kept on this box"));
    CHECK(holds(box.card(), "4821"));
}

TEST_CASE("settings that can no longer be read are asked for again, and it is told") {
    Box box;
    box.files.write("root/var/lib/brigade/settings/settings.txt/a-directory", "");
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::unset);
    REQUIRE(done.problems.size() == 1);
    CHECK(done.problems[0].fault == SettingsFault::kept_damaged);
    CHECK(std::filesystem::is_symlink(box.places.root / "run/systemd/system/brigade.target.wants" /
                                      "brigade-first-boot-screen.service"));
}

TEST_CASE("without the disk that a box needs nothing is taken over, and the screen says so") {
    Box box;
    box.places.own_disk = true;
    box.write(whole_box);
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::unset);
    REQUIRE(done.problems.size() == 1);
    CHECK(done.problems[0].fault == SettingsFault::no_disk);
    CHECK(holds(box.card(), "4821"));
    CHECK(std::filesystem::is_symlink(box.places.root / "run/systemd/system/brigade.target.wants" /
                                      "brigade-first-boot-screen.service"));
    CHECK_FALSE(box.has("run/brigade/settings/config/brigade.toml"));
}

TEST_CASE("a newer system that no longer knows a time zone, a language or a key still starts its hub") {
    Box box;
    box.files.write("boot/kitchen/brigade.toml",
                    "[kitchen]\nname = \"x\"\ndefault_station = \"wok\"\nstation_files = [\"wok.toml\"]\n");
    box.files.write("boot/kitchen/wok.toml", "id = \"wok\"\n");
    box.write("ROLE=both\nKITCHEN=Bakmi\nTIME_ZONE=Asia/Jakarta\nSTATION=wok\nLANGUAGE=id\n");
    box.start();
    std::string kept = box.text("var/lib/brigade/settings/settings.txt");
    kept.replace(kept.find("Asia/Jakarta"), 12, "Asia/Gone");
    kept.replace(kept.find("\"id\""), 4, "\"xx\"");
    box.files.write("root/var/lib/brigade/settings/settings.txt", kept);
    for (const auto& [path, text] : box.all())
        if (path.ends_with("wok.toml") && holds(path, "var/lib"))
            box.files.write(path, text + "a_key_of_before = 1\n");
    CHECK(box.start_again().problems.empty());
    CHECK(holds(box.text("run/brigade/settings/config/brigade.toml"), "Asia/Gone"));
    CHECK(holds(box.text("run/brigade/settings/stations/wok.toml"), "a_key_of_before"));
    CHECK(std::filesystem::is_symlink(box.places.root /
                                      "run/systemd/system/brigade.target.wants/brigade-hub.service"));
}

TEST_CASE("the hub's register is the hub's, also where the power was cut before it was given away") {
    if (::geteuid() != 0) SKIP("only root gives files away");
    Box box;
    box.write(whole_box);
    box.start();
    const auto owner = [&] {
        struct stat facts {};
        REQUIRE(::stat((box.places.root / "var/lib/brigade/hub/access.json").c_str(), &facts) == 0);
        return facts.st_uid;
    };
    REQUIRE(::chown((box.places.root / "var/lib/brigade/hub").c_str(), 970, 970) == 0);
    CHECK(box.start_again().state == ProvisionState::as_kept);
    CHECK(owner() == 970);
    box.write("ROLE=hub\nKITCHEN=A\nTIME_ZONE=UTC\nPIN_MANAGER=7777\n");
    CHECK(box.start_again().state == ProvisionState::taken);
    CHECK(owner() == 970);
}

TEST_CASE("a link in the place of the first-boot screen's answers is not followed") {
    Box box;
    const auto elsewhere = box.files.write("elsewhere.txt", "ROLE=station\nSTATION=drink\n");
    box.places.answers = box.files.path("answers.txt");
    std::filesystem::create_symlink(elsewhere, box.places.answers);
    const Provisioned done = box.start();
    CHECK(done.state == ProvisionState::unset);
    CHECK(done.warnings.size() == 1);
    CHECK_FALSE(std::filesystem::is_symlink(box.places.answers));
    CHECK(std::filesystem::exists(elsewhere));
}

TEST_CASE("two people may exchange their PINs in one file") {
    Box box;
    box.write("ROLE=hub\nKITCHEN=A\nTIME_ZONE=UTC\nPIN_MANAGER=1111\nPIN_INSTALLER=2222\n");
    box.start();
    box.write("ROLE=hub\nKITCHEN=A\nTIME_ZONE=UTC\nPIN_MANAGER=2222\nPIN_INSTALLER=1111\n");
    CHECK(box.start().state == ProvisionState::taken);
    AccessState people = box.people();
    CHECK(people.person("manager")->pin_scrypt == scrypt("2222", people.pin_salt, people.pin_cost));
    CHECK(people.person("installer")->pin_scrypt == scrypt("1111", people.pin_salt, people.pin_cost));
}

TEST_CASE("a station with dots in its name goes away too") {
    Box box;
    box.write("ROLE=station\nSTATION=a..b\n");
    box.start();
    REQUIRE(box.has("run/brigade/settings/screens/a..b.conf"));
    box.write("ROLE=station\nSTATION=drink\n");
    box.start();
    CHECK_FALSE(box.has("run/brigade/settings/screens/a..b.conf"));
}

TEST_CASE("a line without = is told without what else stands on it") {
    Box box;
    box.write(whole_box +
              "PIN_INSTALLER: 4711\nWIFI_PASSWORD hunter22\nhunter23\nWIFI_PASSWORD: hunter=24\n");
    const Provisioned done = box.start();
    CHECK(done.problems.size() == 4);
    for (const SettingsProblem& problem : done.problems)
        for (const char* language : {"en", "id"}) {
            const std::string told = one_line(problem, language);
            for (const char* secret : {"4711", "hunter", "HUNTER"}) CHECK_FALSE(holds(told, secret));
        }
    CHECK(holds(box.text(provisioning_report), "PIN_INSTALLER"));
    for (const char* secret : {"4711", "hunter", "HUNTER"})
        CHECK_FALSE(holds(box.text(provisioning_report), secret));
}

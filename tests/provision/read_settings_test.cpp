#include "provision/read_settings.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "provision/settings_lines.h"

using namespace brigade;

namespace {

const std::string key_line =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f owner@desk";
const std::string whole = R"(# Our kitchen
ROLE=both
KITCHEN=Warung Ibu
STATION=grill
LANGUAGE=id
TIME_ZONE=Asia/Jakarta
NAME=warung
DISTANCE=2
WIFI_NAME=Dapur
WIFI_PASSWORD=rahasia sekali
WIFI_COUNTRY=ID
ADDRESS=192.168.1.10/24
GATEWAY=192.168.1.1
PIN_MANAGER=4821
PIN_INSTALLER=771204
SSH_KEY=)" + key_line + "\n";

SettingsSurroundings around() {
    SettingsSurroundings all;
    all.time_zones = {"UTC", "Asia/Jakarta", "Asia/Makassar", "Europe/Berlin"};
    all.stations = {"grill", "drink", "expo"};
    return all;
}

ApplianceSettings good(const std::string& text, const SettingsSurroundings& with = around()) {
    SettingsRead read = read_appliance_settings(text, with);
    if (const auto* problems = std::get_if<std::vector<SettingsProblem>>(&read))
        for (const SettingsProblem& problem : *problems) UNSCOPED_INFO(one_line(problem, "en"));
    REQUIRE(std::holds_alternative<ApplianceSettings>(read));
    return std::get<ApplianceSettings>(std::move(read));
}

std::vector<SettingsProblem> problems(const std::string& text, const SettingsSurroundings& with = around()) {
    SettingsRead read = read_appliance_settings(text, with);
    if (std::holds_alternative<ApplianceSettings>(read)) return {};
    return std::get<std::vector<SettingsProblem>>(std::move(read));
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

std::string utf16(const std::string& ascii, bool low_first) {
    std::string bytes = low_first ? "\xff\xfe" : "\xfe\xff";
    for (const char c : ascii) {
        if (!low_first) bytes += '\0';
        bytes += c;
        if (low_first) bytes += '\0';
    }
    return bytes;
}

std::string with_line_ends(std::string text, const std::string& end) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += end.size())
        text.replace(at, 1, end);
    return text;
}

// One thing wrong, and how it is told.
struct Mistake {
    const char *right, *wrong;
    int line;
    const char *what, *fix;
};

const std::vector<Mistake> mistakes{
    {"ROLE=both", "ROLE=hup", 2, "ROLE is \"hup\"", "hub, station or both"},
    {"ROLE=both\n", "\n", 0, "ROLE is missing", "ROLE=both"},
    {"KITCHEN=Warung Ibu", "KITCHN=Warung Ibu", 3, "no setting KITCHN", "did you mean KITCHEN?"},
    {"KITCHEN=Warung Ibu", "KITCHEN=", 0, "KITCHEN is missing", "KITCHEN=Warung Ibu"},
    {"KITCHEN=Warung Ibu", "KITCHEN Warung Ibu", 3, "no = right behind the key in \"KITCHEN …\"", "KEY=VALUE"},
    {"KITCHEN=Warung Ibu", "KITCHEN=Warung\x80", 3, "not text", "UTF-8"},
    {"STATION=grill", "STATION=gril", 4, "no station gril", "did you mean grill?"},
    {"STATION=grill", "STATION=grill,drink,expo", 4, "more stations than one panel", "a comma"},
    {"STATION=grill", "STATION=the grill", 4, "no station's id", "A-Z a-z"},
    {"STATION=grill", "STATION=../grill", 4, "no station's id", "A-Z a-z"},
    {"LANGUAGE=id", "LANGUAGE=fr", 5, "LANGUAGE is \"fr\"", "en or id"},
    {"Asia/Jakarta", "Asia/Jakrta", 6, "no time zone \"Asia/Jakrta\"", "Asia/Jakarta?"},
    {"TIME_ZONE=Asia/Jakarta\n", "\n", 0, "TIME_ZONE is missing", "TIME_ZONE=Asia/Jakarta"},
    {"NAME=warung", "NAME=warung ibu", 7, "no machine can be called", "a-z 0-9"},
    {"DISTANCE=2", "DISTANCE=2 m", 8, "DISTANCE is \"2 m\"", "0.3 to 20"},
    {"DISTANCE=2", "DISTANCE=200", 8, "DISTANCE is \"200\"", "0.3 to 20"},
    {"WIFI_PASSWORD=rahasia sekali", "WIFI_PASSWORD=kurang", 10, "not a Wi-Fi password", "8 to 63"},
    {"WIFI_PASSWORD=rahasia sekali\n", "\n", 9, "no password", "WIFI_PASSWORD=…"},
    {"WIFI_COUNTRY=ID", "WIFI_COUNTRY=Indonesia", 11, "WIFI_COUNTRY is \"Indonesia\"", "two letters"},
    {"WIFI_COUNTRY=ID\n", "\n", 9, "WIFI_NAME needs WIFI_COUNTRY", "WIFI_COUNTRY=…"},
    {"ADDRESS=192.168.1.10/24", "ADDRESS=192.168.1.10", 12, "ADDRESS is \"192.168.1.10\"", "/24"},
    {"ADDRESS=192.168.1.10/24\n", "\n", 13, "GATEWAY needs ADDRESS", "ADDRESS=…"},
    {"GATEWAY=192.168.1.1", "GATEWAY=192.168.1.256", 13, "GATEWAY is", "192.168.1.1"},
    {"PIN_MANAGER=4821", "PIN_MANAGER=48", 14, "PIN_MANAGER is not a PIN", "4 to 8 digits"},
    {"PIN_INSTALLER=771204", "PIN_INSTALLER=4821", 15, "the same as PIN_MANAGER", "of their own"},
    {"ssh-ed25519 AAAA", "ssh-dss AAAA", 16, "not a public key", "id_ed25519.pub"},
    {"NzaC1lZDI1NTE5", "NzaC1lZDI1NTE4", 16, "not a public key", "id_ed25519.pub"},
    {"NAME=warung", "ROLE=both", 7, "ROLE stands here a second time", "line 2"},
    {"ROLE=both", "ROLE=hub", 4, "STATION says nothing here", "ROLE=station"},
    {"NAME=warung", "HUB=find", 7, "HUB says nothing here", "ROLE=station"},
};

}  // namespace

TEST_CASE("a whole settings file becomes settings") {
    const ApplianceSettings settings = good(whole);
    CHECK(settings.role == BoxRole::both);
    CHECK(settings.kitchen == "Warung Ibu");
    CHECK(settings.stations == std::vector<std::string>{"grill"});
    CHECK(settings.language == "id");
    CHECK(settings.time_zone == "Asia/Jakarta");
    CHECK(settings.host == "warung");
    CHECK(settings.distance_m == "2");
    CHECK(settings.wifi == WiFi{"Dapur", "rahasia sekali", "ID"});
    CHECK(settings.fixed == FixedAddress{"192.168.1.10/24", "192.168.1.1", ""});
    CHECK(settings.pins == std::vector<FirstPin>{{"manager", "4821", 14}, {"installer", "771204", 15}});
    CHECK(settings.ssh_key == key_line);
}

TEST_CASE("each mistake is told with its line, what is wrong and the fix, in both languages") {
    for (const Mistake& mistake : mistakes) {
        const auto found = problems(replaced(whole, mistake.right, mistake.wrong));
        CAPTURE(mistake.wrong);
        REQUIRE_FALSE(found.empty());
        const bool told = std::ranges::any_of(found, [&](const SettingsProblem& problem) {
            const SettingsSentences said = in_words(problem, "en"), other = in_words(problem, "id");
            return problem.line == mistake.line && said.what.find(mistake.what) != std::string::npos &&
                   said.fix.find(mistake.fix) != std::string::npos && said.what != other.what;
        });
        for (const SettingsProblem& problem : found) UNSCOPED_INFO(one_line(problem, "en"));
        CHECK(told);
    }
}

TEST_CASE("all that is wrong is told at once, from the top down") {
    const auto found =
        problems("ROLE=both\nKITCHEN=A\nSTATION=grill\nTIME_ZONE=Mars\nPIN_MANAGER=1\nFOO=1\n");
    REQUIRE(found.size() == 3);
    CHECK(found[0].line == 4);
    CHECK(found[1].line == 5);
    CHECK(found[2].line == 6);
}

TEST_CASE("an editor's byte order marks, line ends and blanks change nothing") {
    const ApplianceSettings settings = good(whole);
    CHECK(good("\xef\xbb\xbf" + whole) == settings);
    CHECK(good(with_line_ends(whole, "\r\n")) == settings);
    CHECK(good(with_line_ends(whole, "\r")) == settings);
    CHECK(good(utf16(with_line_ends(whole, "\r\n"), true)) == settings);
    CHECK(good(utf16(whole, false)) == settings);
    CHECK(good(replaced(whole, "KITCHEN=Warung Ibu", "  Kitchen = \u201cWarung Ibu\u201d \t")) == settings);
    CHECK(good(replaced(whole, "TIME_ZONE=Asia/Jakarta", "time-zone='asia/jakarta'")) == settings);
    CHECK(good(whole + "\x1a") == settings);
}

TEST_CASE("letters beyond the first plane survive an editor that writes UTF-16") {
    const auto lines =
        settings_lines(std::string("\xff\xfe") + std::string("K\0I\0T\0=\0\x3c\xd8\x54\xdf\n\0", 14));
    REQUIRE(std::holds_alternative<std::vector<SettingsLine>>(lines));
    CHECK(std::get<0>(lines).at(0).value == "\U0001F354");
}

TEST_CASE("blanks inside quotes belong to a password, and a # does too") {
    CHECK(good(replaced(whole, "rahasia sekali", "\" rahasia # 1\"")).wifi.password == " rahasia # 1");
}

TEST_CASE("nothing in the file is run or looked up") {
    const std::string odd = "$(reboot) `id` ${HOME}";
    CHECK(good(replaced(whole, "Warung Ibu", odd)).kitchen == odd);
}

TEST_CASE("a name that would turn or break the screen's lines is refused") {
    CHECK(problems(replaced(whole, "Warung Ibu", "Warung\u202eIbu")).size() == 1);
    CHECK(problems(replaced(whole, "Warung Ibu", "Warung\x1bIbu")).size() == 1);
    CHECK(problems(replaced(whole, "Warung Ibu", std::string(61, 'x'))).size() == 1);
}

TEST_CASE("no secret stands in what is told about a file") {
    const std::string text = replaced(replaced(whole, "PIN_MANAGER=4821", "PIN_MANAGER=48219999999"),
                                      "WIFI_PASSWORD=rahasia sekali", "WIFI_PASSWORD=rahasia");
    for (const SettingsProblem& problem : problems(text))
        for (const char* language : {"en", "id"}) {
            CHECK(one_line(problem, language).find("48219999999") == std::string::npos);
            CHECK(one_line(problem, language).find("rahasia") == std::string::npos);
        }
}

TEST_CASE("a Wi-Fi password that was taken over before need not be written again") {
    SettingsSurroundings with = around();
    with.known_wifi = {"Dapur", "rahasia sekali", "ID"};
    const std::string later = replaced(whole, "WIFI_PASSWORD=rahasia sekali\n", "\n");
    CHECK(good(later, with).wifi.password == "rahasia sekali");
    CHECK(problems(replaced(later, "WIFI_NAME=Dapur", "WIFI_NAME=Kantor"), with).size() == 1);
}

TEST_CASE("a station needs its station alone, and finds its hub and its own name") {
    const ApplianceSettings settings = good("ROLE=station\nSTATION=Cold_1, fryer\n");
    CHECK(settings.hub == "find");
    CHECK(settings.host == "brigade-cold-1");
    CHECK(settings.stations == std::vector<std::string>{"Cold_1", "fryer"});
}

TEST_CASE("what is kept reads back as the same settings, but for the PINs") {
    ApplianceSettings settings = good(whole);
    const std::string kept = to_settings_text(settings);
    CHECK(kept.find("4821") == std::string::npos);
    settings.pins.clear();
    CHECK(good(kept) == settings);
    const ApplianceSettings station = good("ROLE=station\nSTATION=grill\nHUB=192.168.1.5\n");
    CHECK(good(to_settings_text(station)) == station);
}

TEST_CASE(
    "where updates come from and when a box may start anew for one is said by the file, or by what the box "
    "is") {
    const ApplianceSettings hub = good(whole), station = good("ROLE=station\nSTATION=grill\n");
    CHECK(hub.update == "off");
    CHECK(station.update == "hub");
    CHECK(station.update_hours == QuietHours{3 * 60, 5 * 60});
    CHECK(good(whole + "UPDATE=http://192.168.1.2/brigade\n").update == "http://192.168.1.2/brigade");
    const ApplianceSettings late =
        good("ROLE=station\nSTATION=grill\nUPDATE=Off\nUPDATE_HOURS=23:30-04:00\n");
    CHECK(late.update == "off");
    CHECK(late.update_hours == QuietHours{23 * 60 + 30, 4 * 60});
    CHECK(good(to_settings_text(late)) == late);
    for (const char* wrong : {"UPDATE=hub", "UPDATE=ftp://a", "UPDATE=http://", "UPDATE_HOURS=3-5",
                              "UPDATE_HOURS=03:00-03:00", "UPDATE_HOURS=24:00-03:00", "UPDATE_HOURS=night"}) {
        INFO(wrong);
        CHECK(problems(whole + wrong + "\n").size() == 1);
    }
}

TEST_CASE("keys that a newer system has kept are passed over by an older one, and by nobody else") {
    SettingsSurroundings kept = around();
    kept.passes_over_unknown = true;
    CHECK(good(whole + "COLOUR=blue\n", kept) == good(whole));
    CHECK(problems(whole + "COLOUR=blue\n").size() == 1);
}

TEST_CASE("a file that is far too long is refused") {
    const auto found = problems(std::string(settings_file_bytes_max + 1, '#'));
    REQUIRE(found.size() == 1);
    CHECK(found[0].fault == SettingsFault::too_long);
}

TEST_CASE("the language is known even where the rest is wrong") {
    CHECK(language_of("LANGUAGE=id\nROLE=nothing\n", around()) == "id");
    CHECK(language_of("LANGUAGE=fr\n", around()) == "en");
    CHECK_FALSE(language_of("ROLE=hub\n", around()));
}

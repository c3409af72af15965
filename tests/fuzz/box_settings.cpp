// brigade.txt, as somebody has written it on a boot partition.
#include <algorithm>

#include "provision/planned_files.h"
#include "provision/read_settings.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

SettingsSurroundings surroundings() {
    SettingsSurroundings around;
    around.time_zones = {"UTC", "Asia/Jakarta", "Europe/Berlin"};
    around.stations = {"grill", "drink", "expo"};
    around.check_bump_bar = [](const std::string& bar) {
        return bar.find('=') == std::string::npos ? Status(Error{"it has no profile"}) : Status();
    };
    return around;
}

bool is_one_line(const std::string& text) {
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

// Said with a line of the file, in both languages, and never with a secret.
void check_problem(const SettingsProblem& problem, std::string_view input) {
    // At most one more than there are ends of lines, of which UTF-16 has one in every two bytes.
    const auto ends = std::ranges::count_if(input, [](char c) { return c == '\n' || c == '\r'; });
    BRIGADE_CHECK(problem.line >= 0 && problem.line <= ends + 1, "a problem is on a line that there is");
    BRIGADE_CHECK(problem.value.empty() || !is_secret_key(problem.key), "no secret is quoted");
    for (const char* language : {"en", "id"}) {
        const SettingsSentences says = in_words(problem, language);
        BRIGADE_CHECK(!says.what.empty() && !says.fix.empty(), "a problem says what, and what to do");
        BRIGADE_CHECK(!one_line(problem, language).empty(), "a problem can be told on one line");
    }
}

// What is kept is the same settings, and nothing in it can begin a line of its own in the files that are
// made.
void check_settings(ApplianceSettings settings, const SettingsSurroundings& around) {
    for (const std::string* text :
         {&settings.kitchen, &settings.hub, &settings.screen_name, &settings.language, &settings.time_zone,
          &settings.host, &settings.distance_m, &settings.diagonal_in, &settings.wifi.name,
          &settings.wifi.password, &settings.wifi.country, &settings.fixed.address, &settings.fixed.gateway,
          &settings.fixed.dns, &settings.time_server, &settings.ssh_key})
        BRIGADE_CHECK(is_one_line(*text), "a setting is one line");
    for (const PlannedFile& file : planned_files(settings)) {
        BRIGADE_CHECK(!file.path.empty() && file.path[0] != '/', "a file lies below the root");
        BRIGADE_CHECK(file.path.find("..") == std::string::npos && is_one_line(file.path),
                      "a file lies where it is meant to");
    }
    settings.pins.clear();
    const SettingsRead again = read_appliance_settings(to_settings_text(settings), around);
    const auto* kept = std::get_if<ApplianceSettings>(&again);
    BRIGADE_CHECK(kept && *kept == settings, "what is kept reads back as it was");
}

}  // namespace

void target(std::string_view input) {
    static const SettingsSurroundings around = surroundings();
    const auto language = language_of(input, around);
    BRIGADE_CHECK(!language || std::ranges::count(around.languages, *language) == 1, "a language there is");
    const SettingsRead read = read_appliance_settings(input, around);
    if (const auto* settings = std::get_if<ApplianceSettings>(&read))
        return check_settings(*settings, around);
    const auto& problems = std::get<std::vector<SettingsProblem>>(read);
    BRIGADE_CHECK(!problems.empty(), "what is no settings says why");
    for (const SettingsProblem& problem : problems) check_problem(problem, input);
}

}  // namespace brigade::fuzz

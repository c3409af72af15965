// What a person answers on a box that nobody has set up: one question after the other, each a list of rows,
// so that a finger, a keyboard and a bump bar with two arrows answer it alike. What has no list (a name) is
// typed on entry_page.h. The answers come out as the lines of a settings file, which is then judged as any
// other. Pure; main thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "station/machine_facts.h"
#include "ui/entry_page.h"
#include "ui/first_boot_words.h"

namespace brigade::ui {

inline constexpr std::size_t first_rows_on_page = 8;

// What the box knows; it may change while somebody answers.
struct FirstBootFacts {
    struct Named {
        std::string id, name;
    };
    std::vector<Named> languages;                       // code, and its own name for itself
    std::vector<Named> stations;                        // of the kitchen that comes with the programs
    std::vector<std::string> hubs;                      // kitchens whose hubs are announced here
    std::vector<std::string> zones;                     // "Asia/Jakarta"
    std::vector<std::pair<int, std::string>> problems;  // of a settings file: its line, and a sentence
    MachineFacts machine;                               // its name, addresses and serial number
};

enum class FirstStep { problems, language, role, kitchen, hub, station, region, zone, good, done };

struct FirstAnswers {
    std::string language = "en", role, kitchen, hub, station, zone;
};

struct FirstBootView {
    FirstStep step = FirstStep::language;
    std::vector<FirstStep> before;  // where RECALL leads back
    std::size_t row = 0;            // the chosen one
    std::string region;
    FirstAnswers answers;
    EntryView entry;
};

// A row of the question in view.
struct FirstRow {
    std::string id, text;
};
std::vector<FirstRow> first_rows(const FirstBootView& view, const FirstBootFacts& facts,
                                 const FirstWords& words);

// Begins with the mistakes of the settings file, if there are some.
void open_first_boot(FirstBootView& view, const FirstBootFacts& facts);
void press_on_first_boot(FirstBootView& view, Function function, const FirstBootFacts& facts,
                         const FirstWords& words);
void touch_first_row(FirstBootView& view, std::size_t row, const FirstBootFacts& facts,
                     const FirstWords& words);
void touch_first_key(FirstBootView& view, std::size_t row, std::size_t key);
void first_step_back(FirstBootView& view);

// The lines of brigade.txt that say the same.
std::string to_settings_lines(const FirstAnswers& answers);

}  // namespace brigade::ui

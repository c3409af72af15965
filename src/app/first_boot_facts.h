// What the first-boot screen knows of its box, and the words that it says. Blocking; main thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/first_boot_page.h"

namespace brigade {

// All but the hubs and the mistakes: those come and go, these stay.
ui::FirstBootFacts first_boot_facts(const std::filesystem::path& kitchen);

// The mistakes that `brigade provision` has told (app/provision.h), in that language; none where there are
// none or nobody has told any.
std::vector<std::pair<int, std::string>> told_problems(const std::filesystem::path& report,
                                                       const std::string& language);

// The same for a screen's banner, in one sentence: "brigade.txt:4: …", and how many more; empty: none.
std::string told_problem(const std::filesystem::path& report, const std::string& language);

// In the order of their codes. Fails with a sentence where a file lacks words.
struct FirstLanguage {
    std::string code;
    ui::FirstWords words;
};
Result<std::vector<FirstLanguage>> first_languages();

}  // namespace brigade

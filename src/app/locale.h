// The words of one language, read from assets/locales for the screens.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "ui/words.h"

namespace brigade {

// Where the files that come with the programs are: beside the build they were built in, else installed.
std::filesystem::path assets_directory();

// The codes of all that there are words in, in order.
std::vector<std::string> languages();

// Fails with a sentence for a language there is no file for, or a file that lacks words.
Result<ui::Words> load_words(const std::string& language);

// A screen is never dark for want of a language: of `wanted`, the first one that there are words in, and why
// not those before it. Fails if there is none.
struct LoadedWords {
    std::string language;
    ui::Words words;
    std::string problem;  // a sentence; empty: it is the first one
};
Result<LoadedWords> load_first_words(const std::vector<std::string>& wanted);

}  // namespace brigade

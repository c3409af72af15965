// The words of one language, read from assets/locales for the screens.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "ui/words.h"

namespace brigade {

// Where the files that come with the programs are: beside the build they were built in, else installed.
std::filesystem::path assets_directory();

// Fails with a sentence for a language there is no file for, or a file that lacks words.
Result<ui::Words> load_words(const std::string& language);

}  // namespace brigade

// The words of a locale file of the project, for pictures and for the check that none is missing.
#pragma once

#include <string>

#include "ui/words.h"

namespace brigade::screens {

Result<ui::Words> words_of(const std::string& language);

}  // namespace brigade::screens

// The sentences of station/troubles.h, for banners and for the setup page: what is wrong, and what to do.
// Pure.
#pragma once

#include <string>

#include "station/troubles.h"
#include "ui/legible.h"
#include "ui/words.h"

namespace brigade::ui {

struct TroubleWords {
    std::string head, text;
};

TroubleWords trouble_words(const Trouble& trouble, const Words& words, const ScreenModel& model,
                           const Legible& legible, TimeMs kitchen_now);

}  // namespace brigade::ui

// The figures of docs/legibility.md as they come out of the palettes and the sizes, in Markdown.
#pragma once

#include <string>

namespace brigade::screens {

std::string legibility_figures();

}  // namespace brigade::screens

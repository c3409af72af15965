// What a person is told about a file that is not TOML: the parser's description is about characters, and they
// have forgotten a quote or a bracket. Pure.
#pragma once

#include <string>
#include <string_view>

#include "app/config_text.h"

namespace brigade {

// `said` is the parser's description, `place` where it stopped in `text`; the problem's place is where to
// mend.
ConfigProblem toml_problem(const std::string& file, std::string_view text, std::string_view said,
                           TextPlace place);

}  // namespace brigade

// Source text as the layering rules read it: line by line, without comments and without what string
// literals say, so that a comment about `::now()` breaks no rule.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brigade::layering {

struct Line {
    std::string code;
    std::string included;  // of an #include: what stands between the brackets or quotes
    bool quoted = false;
};

// As many lines as the text has. Knows //, /* */, "" with escapes and raw strings.
std::vector<Line> code_only(std::string_view text);

}  // namespace brigade::layering

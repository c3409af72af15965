#include "app/toml_words.h"

#include <algorithm>
#include <array>

namespace brigade {
namespace {

struct TomlFix {
    std::string_view said;  // a part of the parser's description
    const char* message;    // what it means; empty: as the parser says it
    const char* fix;
};

// What people do wrong in these files, and what the parser says about it.
constexpr std::array<TomlFix, 7> toml_fixes{{
    {"determine value type", "",
     "put a text in straight double quotes, name = \"Warung Ibu\"; write numbers, true and false without"},
    {"expected '=', saw", "", "write key = value, such as name = \"Warung Ibu\""},
    {"expected comma or closing ']'", "the list that begins here or above has no closing ]",
     "end the list with ], its parts with commas"},
    {"table header", "", "write the section's name between [ and ], such as [kitchen], alone on its line"},
    {"cannot redefine", "", "it stands there twice: keep one of them"},
    {"expected a comment or whitespace", "", "nothing may follow the value on this line, not even a comma"},
    {"leading zeroes", "", "write the number without leading zeroes; a time of day in quotes, \"04:00\""},
}};

// A text of one line that goes on to the end of its line, or one in """ that goes on to the end of the file.
bool lacks_its_quote(std::string_view said) {
    return said.find("string") != std::string_view::npos &&
           (said.find("control characters") != std::string_view::npos ||
            said.find("end-of-file") != std::string_view::npos ||
            said.find("end-of-line") != std::string_view::npos);
}

std::size_t times(std::string_view text, std::string_view quotes) {
    std::size_t found = 0;
    for (auto at = text.find(quotes); at != std::string_view::npos;
         at = text.find(quotes, at + quotes.size()))
        ++found;
    return found;
}

// The parser has read on to the end: the text begins at the three quotes that have no others.
TextPlace begin_of_text(std::string_view text, TextPlace end) {
    for (const std::string_view quotes : {R"(""")", "'''"}) {
        if (times(text, quotes) % 2 == 0) continue;
        const std::string_view before = text.substr(0, text.rfind(quotes));
        const auto line = std::ranges::count(before, '\n') + 1;
        return {static_cast<int>(line), static_cast<int>(before.size() - before.rfind('\n'))};
    }
    return end;
}

}  // namespace

ConfigProblem toml_problem(const std::string& file, std::string_view text, std::string_view said,
                           TextPlace place) {
    const std::string not_toml = "this is not TOML: ";
    if (lacks_its_quote(said)) {
        if (said.find("end-of-file") != std::string_view::npos) place = begin_of_text(text, place);
        return {
            file, place.line, place.column, not_toml + "a text has no closing quote",
            "end the text on this line with the quote that it begins with, such as name = \"Warung Ibu\""};
    }
    const auto known = std::ranges::find_if(
        toml_fixes, [&](const TomlFix& one) { return said.find(one.said) != std::string_view::npos; });
    if (known == toml_fixes.end())
        return {file, place.line, place.column, not_toml + std::string(said),
                "mend this line; config/brigade.toml shows how each key is written"};
    return {file, place.line, place.column, not_toml + (*known->message ? known->message : std::string(said)),
            known->fix};
}

}  // namespace brigade

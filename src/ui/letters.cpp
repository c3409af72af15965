#include "ui/letters.h"

#include <unictype.h>
#include <unigbrk.h>

#include "base/isolate.h"
#include "ui/text.h"

namespace brigade::ui {
namespace {

bool within(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
    return code >= first && code <= last;
}

// Arabic and Kaithi number signs are format characters that have a picture.
bool is_number_sign(std::uint32_t code) {
    return within(code, 0x0600, 0x0605) || code == 0x06DD || code == 0x070F || within(code, 0x0890, 0x0891) ||
           code == 0x08E2 || code == 0x110BD || code == 0x110CD;
}

bool is_hidden(std::uint32_t code) {
    if (code < 0x20 || within(code, 0x7F, 0x9F) || within(code, 0x2028, 0x2029)) return true;
    if (code < 0xAD) return false;
    if (uc_is_property_default_ignorable_code_point(code)) return true;
    return uc_is_general_category(code, UC_CATEGORY_Cf) && !is_number_sign(code);
}

bool is_mark(std::uint32_t code) {
    return code >= 0x0300 &&
           uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

// Scripts whose letters change with what is joined to them, and those that are written without spaces.
bool joins(std::uint32_t code) {
    return within(code, 0x0590, 0x1CFF) || within(code, 0xA800, 0xABFF) || within(code, 0xFB1D, 0xFEFC) ||
           within(code, 0x10A00, 0x1EFFF);
}

// Zero-width space and joiners, variation selectors: writing needs them after these letters, and nowhere
// else.
bool is_wanted(std::uint32_t code, std::uint32_t before) {
    const bool picture = before >= 0x1F000 || within(before, 0x2190, 0x2BFF);
    if (within(code, 0x200B, 0x200D)) return joins(before) || (code == 0x200D && picture);
    if (within(code, 0xFE00, 0xFE0F) || within(code, 0x180B, 0x180D)) return before > 0x20;
    return false;
}

constexpr std::uint32_t variation_to_picture = 0xFE0F;
constexpr std::uint32_t first_strong_isolate = 0x2068, pop_isolate = 0x2069;

Shows how_shown(const Letters& letters, std::uint32_t code, int marks) {
    const std::size_t n = letters.size();
    if (code == 0xFFFD) return Shows::box;
    const bool alone = n == 0 || letters.shows[n - 1] == Shows::box || letters.shows[n - 1] == Shows::mark;
    std::uint32_t before = alone ? 0 : letters.codes[n - 1];
    if (before == variation_to_picture && n > 1) before = letters.codes[n - 2];
    if (is_hidden(code)) return before != 0 && is_wanted(code, before) ? Shows::silent : Shows::box;
    // A mark on nothing would lie on what is drawn before the text.
    if (marks > 0 && (before <= 0x20 || marks > marks_on_a_letter_max)) return Shows::box;
    return Shows::itself;
}

bool is(const Letters& letters, std::size_t i, std::uint32_t mark) {
    return letters.shows[i] == Shows::mark && letters.codes[i] == mark;
}

// No row may end between a virama and what it binds, though older rules for clusters allow it.
constexpr int virama = 9;

void find_clusters(Letters& letters) {
    letters.starts.assign(letters.size(), 1);
    if (letters.codes.empty()) return;
    uc_grapheme_breaks(letters.codes.data(), letters.size(), letters.starts.data());
    letters.starts[0] = 1;
    for (std::size_t i = 1; i < letters.size(); ++i) {
        const std::uint32_t before = letters.codes[i - 1];
        const bool bound = uc_combining_class(before) == virama ||
                           (before == 0x200D && i > 1 && joins(letters.codes[i - 2]));
        if (bound && joins(letters.codes[i])) letters.starts[i] = 0;
        if (letters.shows[i] == Shows::box || letters.shows[i - 1] == Shows::box) letters.starts[i] = 1;
        // No row ends between a mark and the letter whose side it is on.
        if (is(letters, i, pop_isolate) || is(letters, i - 1, first_strong_isolate)) letters.starts[i] = 0;
    }
}

}  // namespace

std::size_t Letters::cluster_end(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < size() && starts[end] == 0) ++end;
    return end;
}

Letters letters_of(std::string_view text) {
    Letters letters;
    const std::size_t bytes = text.size();
    int marks = 0;
    while (!text.empty()) {
        const auto at = static_cast<std::uint32_t>(bytes - text.size());
        letters.at.push_back(at);
        if (text.front() == isolate_begin || text.front() == isolate_end) {
            letters.codes.push_back(text.front() == isolate_begin ? first_strong_isolate : pop_isolate);
            letters.shows.push_back(Shows::mark);
            text.remove_prefix(1);
            marks = 0;
            continue;
        }
        std::uint32_t code = take_code_point(text);
        if (code == '\t') code = ' ';
        marks = is_mark(code) ? marks + 1 : 0;
        letters.shows.push_back(how_shown(letters, code, marks));
        letters.codes.push_back(code);
    }
    letters.at.push_back(static_cast<std::uint32_t>(bytes));
    find_clusters(letters);
    return letters;
}

}  // namespace brigade::ui

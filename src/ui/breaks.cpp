#include <thai/thwbrk.h>
#include <unilbrk.h>

#include <algorithm>
#include <memory>

#include "ui/letters.h"

namespace brigade::ui {
namespace {

bool is_thai(std::uint32_t code) { return code >= 0x0E01 && code <= 0x0E5B; }

// Han, kana and their punctuation. Korean is written with spaces and keeps its words whole.
bool is_ideographic(std::uint32_t code) {
    return (code >= 0x2E80 && code <= 0x312F) || (code >= 0x31A0 && code <= 0x9FFF) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFF00 && code <= 0xFFEF) ||
           (code >= 0x1B000 && code <= 0x1B2FF) || (code >= 0x20000 && code <= 0x3FFFF);
}

// Without the dictionary Thai breaks between clusters, and only where a word is too wide.
ThBrk* thai_words() {
    static const std::unique_ptr<ThBrk, decltype(&th_brk_delete)> words(th_brk_new(nullptr), th_brk_delete);
    return words.get();
}

void add_thai(const Letters& word, std::size_t from, std::size_t to, std::vector<char>& breaks) {
    if (thai_words() == nullptr) return;
    std::vector<thwchar_t> text;
    for (std::size_t i = from; i < to; ++i) text.push_back(static_cast<thwchar_t>(word.codes[i]));
    text.push_back(0);
    std::vector<int> found(to - from);
    const int count = th_brk_wc_find_breaks(thai_words(), text.data(), found.data(), found.size());
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(0, count)); ++i)
        breaks[from + static_cast<std::size_t>(found[i])] = 1;
}

}  // namespace

std::vector<std::size_t> breaks_in(const Letters& word) {
    std::vector<std::size_t> ends;
    const std::size_t n = word.size();
    // Nothing below Thai breaks inside a word: most words of most kitchens end here.
    if (std::all_of(word.codes.begin(), word.codes.end(), [](std::uint32_t code) { return code < 0x0E00; })) {
        ends.push_back(n);
        return ends;
    }
    std::vector<char> possible(n, UC_BREAK_PROHIBITED), breaks(n + 1, 0);
    u32_possible_linebreaks(word.codes.data(), n, "UTF-8", possible.data());
    for (std::size_t i = 1; i < n; ++i) {
        const bool either = is_ideographic(word.codes[i - 1]) || is_ideographic(word.codes[i]);
        breaks[i] = either && possible[i] == UC_BREAK_POSSIBLE;
        if (word.codes[i - 1] == 0x200B && word.shows[i - 1] == Shows::silent) breaks[i] = 1;
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (!is_thai(word.codes[i])) continue;
        const std::size_t from = i;
        while (i < n && is_thai(word.codes[i])) ++i;
        add_thai(word, from, i, breaks);
    }
    for (std::size_t i = 1; i < n; ++i)
        if (breaks[i] != 0 && word.starts[i] != 0) ends.push_back(i);
    if (n > 0) ends.push_back(n);
    return ends;
}

}  // namespace brigade::ui

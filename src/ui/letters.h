// A text taken apart before it is shaped: its code points, which of them stay together as one letter to a
// reader (grapheme clusters), and which must not be believed. What a reader cannot see but the layout obeys
// (controls, direction marks, fillers) shows as a box with its code, so that no order can hide letters or
// turn its neighbours around; joiners and variation selectors are silent where writing needs them. Our own
// marks around a name (base/isolate.h) become U+2068 and U+2069, which are laid out by and never seen. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace brigade::ui {

enum class Shows : std::uint8_t {
    itself,
    box,     // its code in a box
    silent,  // nothing of its own, but it shapes what stands around it
    mark     // the begin or the end of what is laid out by itself
};

// More marks than any language sets on one letter would grow over the rows above and below.
inline constexpr int marks_on_a_letter_max = 6;

struct Letters {
    std::vector<std::uint32_t> codes;  // U+FFFD for each byte that belongs to no letter
    std::vector<std::uint32_t> at;     // where each begins, in bytes; one more for the end
    std::vector<Shows> shows;
    std::vector<char> starts;  // does a cluster start here?

    std::size_t size() const { return codes.size(); }
    std::size_t cluster_end(std::size_t begin) const;
};

Letters letters_of(std::string_view text);

// Where a row may end inside a word: after each of these letters, and at the word's end. Chinese and Japanese
// break between ideographs, but no row begins with a closing mark; Thai breaks between words of a dictionary.
std::vector<std::size_t> breaks_in(const Letters& word);

}  // namespace brigade::ui

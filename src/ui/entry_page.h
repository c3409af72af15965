// A line of text typed on the screen: letters on the panel for a finger, the same ones by arrows and BUMP for
// a bump bar, and whatever a real keyboard brings. Its digits, START (a space) and RECALL (takes the last
// letter back) work everywhere; a bar without arrows to the side has its page keys for them. What the text is
// for is the caller's business. Pure; UI thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "station/function.h"

namespace brigade::ui {

enum class EntryFor { device_name, recall_search };

struct EntryKey {
    enum class Kind { letter, shift, symbols, space, erase, cancel, done };
    Kind kind = Kind::letter;
    std::string letter;  // as it is typed
    float width = 1;     // of the row's ten
};

// The board of keys, row by row; every row is ten wide. Which letters depends on what has been chosen on it.
struct EntryView {
    bool open = false;
    EntryFor what = EntryFor::device_name;
    std::string about;  // whose name it is, for the title
    std::string text;
    std::size_t letters_max = 0;
    bool capitals = false;  // for the next letter
    bool symbols = false;
    std::size_t row = 0, key = 0;  // the chosen one
};

using EntryRows = std::vector<std::vector<EntryKey>>;
EntryRows entry_rows(const EntryView& view);

void open_entry(EntryView& view, EntryFor what, std::string text, std::size_t letters_max);

enum class EntryEnd { done, cancelled };
// What ends it closes the view; the text stays in it.
std::optional<EntryEnd> press_on_entry(EntryView& view, Function function);
std::optional<EntryEnd> touch_entry_key(EntryView& view, std::size_t row, std::size_t key);
// From a keyboard, as UTF-8; what is no printable letter is left out.
void type_on_entry(EntryView& view, std::string_view text);

}  // namespace brigade::ui

#include "ui/entry_page.h"

#include <algorithm>
#include <cmath>

#include "ui/text.h"

namespace brigade::ui {
namespace {

constexpr std::size_t letter_rows = 4;
constexpr std::array<std::string_view, letter_rows> small{"1234567890", "qwertyuiop", "asdfghjkl-",
                                                          "zxcvbnm.:/"};
constexpr std::array<std::string_view, letter_rows> large{"1234567890", "QWERTYUIOP", "ASDFGHJKL_",
                                                          "ZXCVBNM,;?"};
constexpr std::array<std::string_view, letter_rows> signs{"1234567890", "!@#$%^&*()", "+=[]{}<>\\|",
                                                          "'\"`~-_.,:/"};

// The first letter of every word that is typed is a capital, as names are written.
bool begins_word(const EntryView& view) {
    return view.what == EntryFor::device_name && (view.text.empty() || view.text.back() == ' ');
}

std::size_t letters_in(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) take_code_point(text);
    return count;
}

void add(EntryView& view, std::string_view letter) {
    if (letters_in(view.text) < view.letters_max) view.text += letter;
    view.capitals = begins_word(view);
}

void erase(EntryView& view) {
    std::size_t last = 0;
    for (std::string_view rest = view.text; !rest.empty();) {
        last = view.text.size() - rest.size();
        take_code_point(rest);
    }
    view.text.resize(last);
    view.capitals = begins_word(view);
}

std::optional<EntryEnd> end(EntryView& view, EntryEnd how) {
    view.open = false;
    return how;
}

void choose_done(EntryView& view, const EntryRows& rows) {
    view.row = rows.size() - 1;
    view.key = rows.back().size() - 1;
}

std::optional<EntryEnd> use(EntryView& view, const EntryKey& key) {
    switch (key.kind) {
        case EntryKey::Kind::letter:
            add(view, key.letter);
            break;
        case EntryKey::Kind::shift:
            view.capitals = !view.capitals;
            break;
        case EntryKey::Kind::symbols:
            view.symbols = !view.symbols;
            break;
        case EntryKey::Kind::space:
            add(view, " ");
            break;
        case EntryKey::Kind::erase:
            erase(view);
            break;
        case EntryKey::Kind::cancel:
            return end(view, EntryEnd::cancelled);
        case EntryKey::Kind::done:
            return end(view, EntryEnd::done);
    }
    return std::nullopt;
}

float middle_of(const std::vector<EntryKey>& row, std::size_t key) {
    float x = 0;
    for (std::size_t i = 0; i < key; ++i) x += row[i].width;
    return x + row[key].width / 2;
}

// Straight up or down: to the key that lies over the middle of this one.
void move_row(EntryView& view, const EntryRows& rows, std::size_t to) {
    const float x = middle_of(rows[view.row], view.key);
    std::size_t nearest = 0;
    for (std::size_t i = 0; i < rows[to].size(); ++i)
        if (std::abs(middle_of(rows[to], i) - x) < std::abs(middle_of(rows[to], nearest) - x)) nearest = i;
    view.row = to;
    view.key = nearest;
}

}  // namespace

EntryRows entry_rows(const EntryView& view) {
    using Kind = EntryKey::Kind;
    EntryRows rows;
    for (const std::string_view letters : view.symbols ? signs : view.capitals ? large : small) {
        rows.emplace_back();
        for (const char letter : letters) rows.back().push_back({Kind::letter, std::string(1, letter)});
    }
    rows.push_back({{Kind::shift, {}, 1.25F},
                    {Kind::symbols, {}, 1.25F},
                    {Kind::space, {}, 2.5F},
                    {Kind::erase, {}, 1.25F},
                    {Kind::cancel, {}, 1.875F},
                    {Kind::done, {}, 1.875F}});
    return rows;
}

void open_entry(EntryView& view, EntryFor what, std::string text, std::size_t letters_max) {
    view = {};
    view.open = true;
    view.what = what;
    view.text = std::move(text);
    view.letters_max = letters_max;
    view.capitals = begins_word(view);
    choose_done(view, entry_rows(view));
}

std::optional<EntryEnd> press_on_entry(EntryView& view, Function function) {
    const EntryRows rows = entry_rows(view);
    if (const int digit = key_of(function)) {
        add(view, std::to_string(digit));
        return std::nullopt;
    }
    switch (function) {
        case Function::zero:
            add(view, "0");
            break;
        case Function::up:
            if (view.row > 0) move_row(view, rows, view.row - 1);
            break;
        case Function::down:
            if (view.row + 1 < rows.size()) move_row(view, rows, view.row + 1);
            break;
        case Function::left:
        case Function::page_previous:
            view.key = view.key > 0 ? view.key - 1 : rows[view.row].size() - 1;
            break;
        case Function::right:
        case Function::page_next:
            view.key = (view.key + 1) % rows[view.row].size();
            break;
        case Function::start:
            add(view, " ");
            break;
        case Function::recall:
            erase(view);
            break;
        case Function::bump:
            return use(view, rows[view.row][view.key]);
        case Function::cancel:
            return end(view, EntryEnd::cancelled);
        default:
            break;
    }
    return std::nullopt;
}

std::optional<EntryEnd> touch_entry_key(EntryView& view, std::size_t row, std::size_t key) {
    const EntryRows rows = entry_rows(view);
    if (row >= rows.size() || key >= rows[row].size()) return std::nullopt;
    return use(view, rows[row][key]);
}

// Whoever types on a keyboard ends with its Enter.
void type_on_entry(EntryView& view, std::string_view text) {
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t letter = take_code_point(text);
        const bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0xFFFD;
        if (!control) add(view, before.substr(0, before.size() - text.size()));
    }
    choose_done(view, entry_rows(view));
}

}  // namespace brigade::ui

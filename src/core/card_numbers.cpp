#include "core/card_numbers.h"

#include <algorithm>
#include <string_view>

namespace brigade {
namespace {

constexpr std::size_t digits_min = 13;
constexpr std::size_t digits_max = 19;
constexpr std::size_t digits_kept = 4;
constexpr std::size_t digits_dotted_min = 4;  // of each of two groups that a dot joins

struct Group {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// How many bytes of a space or dash stand there, typographic ones too; 0: none.
std::size_t separator_at(std::string_view text, std::size_t at) {
    if (std::string_view(" -\t\r\n").find(text[at]) != std::string_view::npos) return 1;
    if (text.substr(at, 2) == "\xC2\xA0") return 2;
    if (text.substr(at, 3) == "\xE3\x80\x80") return 3;  // as wide as an ideograph
    if (text.substr(at, 2) != "\xE2\x80" || at + 2 >= text.size()) return 0;
    auto last = static_cast<unsigned char>(text[at + 2]);
    return (last >= 0x80 && last <= 0x95) || last == 0xAF ? 3 : 0;
}

// Whether a dot follows the group, and after it another as long as those of cards are.
bool dot_joins(std::string_view text, const Group& group) {
    if (group.size() < digits_dotted_min || group.end >= text.size() || text[group.end] != '.') return false;
    std::string_view next = text.substr(group.end + 1, digits_dotted_min);
    return next.size() == digits_dotted_min && std::all_of(next.begin(), next.end(), is_digit);
}

// The digits that stand together from `at` on, group by group. Empty if no digit stands there.
std::vector<Group> groups_at(std::string_view text, std::size_t at) {
    std::vector<Group> groups;
    while (at < text.size()) {
        Group group{at, at};
        while (group.end < text.size() && is_digit(text[group.end])) ++group.end;
        if (group.size() == 0) break;
        groups.push_back(group);
        at = group.end;
        if (dot_joins(text, group)) ++at;
        while (at < text.size()) {
            std::size_t bytes = separator_at(text, at);
            if (bytes == 0) break;
            at += bytes;
        }
    }
    return groups;
}

bool check_digit_is_right(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        int value = (*digit - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

bool is_card(std::string_view digits) {
    if (digits.size() < digits_min || digits.size() > digits_max) return false;
    if (digits[0] < '2' || digits[0] > '6') return false;
    // With 62 begin Indonesian telephone numbers, and cards of 16 digits or more.
    if (digits.starts_with("62") && digits.size() < 16) return false;
    return check_digit_is_right(digits);
}

// Of the groups from `first` on, how many make a card number; 0: none. The longest is taken.
std::size_t groups_of_card(std::string_view text, const std::vector<Group>& groups, std::size_t first) {
    std::size_t begin = groups[first].begin;
    if (begin > 0 && text[begin - 1] == '+') return 0;  // a telephone number
    std::string digits;
    std::size_t found = 0;
    for (std::size_t i = first; i < groups.size() && digits.size() < digits_max; ++i) {
        digits += text.substr(groups[i].begin, groups[i].size());
        if (is_card(digits)) found = i - first + 1;
    }
    return found;
}

void mask(std::string& text, const Group* groups, std::size_t count) {
    std::size_t left = 0;
    for (std::size_t i = 0; i < count; ++i) left += groups[i].size();
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t at = groups[i].begin; at < groups[i].end; ++at, --left)
            if (left > digits_kept) text[at] = '*';
}

bool mask_first(std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        std::vector<Group> groups = groups_at(text, at);
        for (std::size_t first = 0; first < groups.size(); ++first)
            if (std::size_t count = groups_of_card(text, groups, first)) {
                mask(text, &groups[first], count);
                return true;
            }
        at = groups.empty() ? at + 1 : groups.back().end;
    }
    return false;
}

}  // namespace

std::string without_card_numbers(std::string text) {
    if (std::count_if(text.begin(), text.end(), is_digit) < static_cast<std::ptrdiff_t>(digits_min))
        return text;
    // The four that are left may stand beside other digits, and make another with them: until none is left.
    while (mask_first(text)) continue;
    return text;
}

void mask_card_numbers(Order& order) {
    auto in = [](std::string& text) { text = without_card_numbers(std::move(text)); };
    for (std::string* text : {&order.table, &order.guest, &order.server, &order.notes}) in(*text);
    for (std::string& allergy : order.allergies) in(allergy);
    for (Line& line : order.lines) {
        in(line.name);
        in(line.notes);
        for (Modifier& modifier : line.modifiers) in(modifier.name);
    }
}

}  // namespace brigade

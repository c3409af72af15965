#include "order_text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/check.h"
#include "base/limits.h"

namespace brigade::bench {
namespace {

struct Dish {
    std::string_view name, category;
};
// One for each of grill, drink and dessert in turn, by the routes of config/brigade.toml.
constexpr std::array dishes{Dish{"Classic Burger", "burgers"}, Dish{"Es Teh Manis", "drinks"},
                            Dish{"Pisang Goreng", "desserts"}, Dish{"Nasi Goreng", "rice"},
                            Dish{"Kopi Susu", "coffee"},       Dish{"Es Campur", "desserts"}};
constexpr std::size_t lines_least = 3;
constexpr std::size_t line_room = 100;  // beside the lines: what the last line still needs for its notes

std::string line_text(std::size_t line) {
    const Dish& dish = dishes[line % dishes.size()];
    return fmt::format(R"({}{{"id":"{}","name":"{}","category":"{}","quantity":{}}})", line == 0 ? "" : ",",
                       line + 1, dish.name, dish.category, 1 + line % 3);
}

std::string with_modifier(std::string line) {
    line.pop_back();
    return line + R"(,"modifiers":[{"kind":"without","name":"onion"},{"kind":"extra","name":"sambal"}]})";
}

// A line of the size that remains: notes of up to five hundred characters each hold what no further line can.
std::string with_notes(std::string line, std::size_t bytes) {
    constexpr std::string_view words = "no plastic cutlery please, and the sauce apart; ";
    constexpr std::string_view key = R"(,"notes":"")";
    if (bytes <= key.size()) return line;
    std::string notes;
    while (notes.size() < bytes - key.size()) notes += words[notes.size() % words.size()];
    BRIGADE_CHECK(notes.size() <= limits::notes_chars, "what remains of an order fits one line's notes");
    line.pop_back();
    return line + R"(,"notes":")" + notes + "\"}";
}

}  // namespace

OrderText::OrderText(std::string run, std::size_t bytes) : prefix_(std::move(run) + '-') {
    text_ = R"({"id":")" + prefix_;
    digits_at_ = text_.size();
    text_ += std::string(digits, '0') +
             R"(","number":"42","placed_at":"2026-11-20T12:03:07.120Z","service":"takeaway","lines":[)";
    const std::string_view end = "]}";
    std::string last;
    for (std::size_t line = 0; line < limits::lines; ++line) {
        std::string next =
            line % 2 == 0 || line < lines_least ? line_text(line) : with_modifier(line_text(line));
        const std::size_t size = text_.size() + last.size() + next.size() + end.size();
        if (line >= lines_least && size + line_room > bytes) break;
        text_ += last;
        last = std::move(next);
    }
    const std::size_t size = text_.size() + last.size() + end.size();
    text_ += with_notes(last, bytes > size ? bytes - size : 0);
    text_ += end;
}

std::string_view OrderText::of(std::uint32_t order) {
    std::string number = fmt::format("{:0{}}", order, digits);
    BRIGADE_CHECK(number.size() == digits, "an order's number has its place in the text");
    text_.replace(digits_at_, digits, number);
    return text_;
}

std::string OrderText::id(std::uint32_t order) const {
    return fmt::format("{}{:0{}}", prefix_, order, digits);
}

std::optional<std::uint32_t> OrderText::number_at(std::string_view text) const {
    if (!text.starts_with(prefix_) || text.size() < prefix_.size() + digits) return std::nullopt;
    std::uint32_t number = 0;
    const char* first = text.data() + prefix_.size();
    const auto read = std::from_chars(first, first + digits, number);
    if (read.ec != std::errc() || read.ptr != first + digits) return std::nullopt;
    return number;
}

}  // namespace brigade::bench

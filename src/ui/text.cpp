#include "ui/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace brigade::ui {
namespace {

constexpr char32_t broken = 0xFFFD;

bool is_break(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

// A word that alone is wider than a row: as many rows as it takes; the last one may be continued.
void add_wide_word(const Measure& measure, Style style, std::string_view word, float width_px,
                   std::vector<std::string>& rows) {
    while (!word.empty()) {
        const std::string_view before = word;
        take_code_point(word);
        const std::string letter(before.substr(0, before.size() - word.size()));
        if (!rows.back().empty() && measure(style, rows.back() + letter) > width_px) rows.emplace_back();
        rows.back() += letter;
    }
}

void wrap_paragraph(const Measure& measure, Style style, std::string_view text, float width_px,
                    std::vector<std::string>& rows) {
    rows.emplace_back();
    while (!text.empty()) {
        if (is_break(text.front())) {
            text.remove_prefix(1);
            continue;
        }
        const auto end = std::find_if(text.begin(), text.end(), is_break);
        const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        text.remove_prefix(word.size());
        const std::string joined =
            rows.back().empty() ? std::string(word) : rows.back() + " " + std::string(word);
        if (measure(style, joined) <= width_px) {
            rows.back() = joined;
            continue;
        }
        if (!rows.back().empty()) rows.emplace_back();
        add_wide_word(measure, style, word, width_px, rows);
    }
}

}  // namespace

char32_t take_code_point(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    char32_t value = more == 0 ? first : first & (0x3FU >> more);
    if ((more == 0 && first >= 0x80) || more >= text.size()) {
        text.remove_prefix(1);
        return broken;
    }
    for (std::size_t i = 1; i <= more; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            text.remove_prefix(1);
            return broken;
        }
        value = (value << 6) | (byte(i) & 0x3F);
    }
    text.remove_prefix(more + 1);
    return value;
}

std::vector<std::string> wrap(const Measure& measure, Style style, std::string_view text, float width_px) {
    std::vector<std::string> rows;
    while (true) {
        const std::size_t end = text.find('\n');
        wrap_paragraph(measure, style, text.substr(0, end), width_px, rows);
        if (end == std::string_view::npos) return rows;
        text.remove_prefix(end + 1);
    }
}

std::string capitals(std::string_view text) {
    std::string result(text);
    for (char& letter : result)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return result;
}

std::string minutes(DurationMs duration) {
    const DurationMs seconds = std::max<DurationMs>(0, duration) / 1000;
    if (seconds >= 100 * 60) return fmt::format("{}h{:02}", seconds / 3600, seconds / 60 % 60);
    return fmt::format("{:02}:{:02}", seconds / 60, seconds % 60);
}

std::string short_minutes(DurationMs duration) {
    const DurationMs seconds = std::max<DurationMs>(0, duration) / 1000;
    if (seconds >= 100 * 60) return minutes(duration);
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string rough_age(DurationMs duration) {
    const DurationMs seconds = std::max<DurationMs>(0, duration) / 1000;
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 2 * 3600) return fmt::format("{} min", seconds / 60);
    return fmt::format("{} h", seconds / 3600);
}

std::string clock_time(TimeMs local, bool seconds) {
    const TimeMs day_s = (local / 1000 % 86'400 + 86'400) % 86'400;
    const std::string text = fmt::format("{:02}:{:02}", day_s / 3600, day_s / 60 % 60);
    return seconds ? text + fmt::format(":{:02}", day_s % 60) : text;
}

}  // namespace brigade::ui

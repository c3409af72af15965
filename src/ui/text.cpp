#include "ui/text.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/isolate.h"
#include "ui/letters.h"

namespace brigade::ui {
namespace {

constexpr char32_t broken = 0xFFFD;

bool is_break(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

// Rows being filled; widths are summed from pieces that are laid out alone, so that the same few are measured
// whatever they are broken into.
class Filling {
  public:
    Filling(const Measure& measure, Style style, float width_px, std::vector<std::string>& rows)
        : measure_(measure),
          style_(style),
          width_px_(width_px),
          rows_(rows) {}

    void paragraph(std::string_view text) {
        begin_row();
        while (!text.empty()) {
            if (is_break(text.front())) {
                text.remove_prefix(1);
                continue;
            }
            const auto end = std::find_if(text.begin(), text.end(), is_break);
            word(text.substr(0, static_cast<std::size_t>(end - text.begin())));
            text = text.substr(static_cast<std::size_t>(end - text.begin()));
        }
    }

  private:
    void begin_row() {
        rows_.emplace_back();
        used_px_ = 0;
    }

    void word(std::string_view text) {
        bool spaced = !rows_.back().empty();
        // Below three bytes a letter no script breaks inside words.
        if (std::all_of(text.begin(), text.end(),
                        [](char byte) { return static_cast<unsigned char>(byte) < 0xE0; }))
            return piece(text, spaced);
        const Letters letters = letters_of(text);
        std::size_t begin = 0;
        for (const std::size_t end : breaks_in(letters)) {
            piece(text.substr(letters.at[begin], letters.at[end] - letters.at[begin]), spaced);
            begin = end;
            spaced = false;
        }
    }

    void piece(std::string_view text, bool spaced) {
        const float width_px = measure_(style_, text), space_px = spaced ? measure_(style_, " ") : 0;
        if (used_px_ + space_px + width_px <= width_px_) {
            if (spaced) rows_.back() += ' ';
            rows_.back() += text;
            used_px_ += space_px + width_px;
            return;
        }
        if (!rows_.back().empty()) begin_row();
        if (width_px > width_px_) return wide(text);
        rows_.back() = text;
        used_px_ = width_px;
    }

    // Wider than a row alone: as many rows as it takes; the last one may be continued.
    void wide(std::string_view text) {
        const Letters letters = letters_of(text);
        std::size_t begin = 0;
        while (true) {
            std::size_t end = letters.cluster_end(begin);
            const auto part = [&](std::size_t to) {
                return text.substr(letters.at[begin], letters.at[to] - letters.at[begin]);
            };
            while (end < letters.size() && measure_(style_, part(letters.cluster_end(end))) <= width_px_)
                end = letters.cluster_end(end);
            rows_.back() = part(end);
            used_px_ = measure_(style_, rows_.back());
            if (end == letters.size()) return;
            begin = end;
            begin_row();
        }
    }

    const Measure& measure_;
    Style style_;
    float width_px_, used_px_ = 0;
    std::vector<std::string>& rows_;
};

// A name that goes on in the next row stands between marks in both.
void isolate_each(std::vector<std::string>& rows) {
    std::size_t open = 0;
    for (std::string& row : rows) {
        row.insert(0, open, isolate_begin);
        open = marks_left_open(row);
        row = with_marks_closed(row);
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

std::string_view take_cluster(std::string_view& text) {
    const Letters letters = letters_of(text);
    const std::string_view cluster = text.substr(0, letters.at[letters.cluster_end(0)]);
    text.remove_prefix(cluster.size());
    return cluster;
}

std::vector<std::string> wrap(const Measure& measure, Style style, std::string_view text, float width_px) {
    std::vector<std::string> rows;
    const bool isolates = text.find(isolate_begin) != std::string_view::npos;
    Filling filling(measure, style, width_px, rows);
    while (true) {
        const std::size_t end = text.find('\n');
        filling.paragraph(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    if (isolates) isolate_each(rows);
    return rows;
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

#include "app/table.h"

#include <algorithm>

#include "base/harmless.h"

namespace brigade {
namespace {

// Code points, near enough to columns for names in Latin letters.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void TextTable::add(std::vector<std::string> row) {
    for (std::string& cell : row) cell = harmless(cell);
    rows_.push_back(std::move(row));
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths(rows_.front().size());
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    std::string all;
    for (const auto& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            all += row[i];
            if (i + 1 < row.size()) all.append(widths[i] - width(row[i]) + 2, ' ');
        }
        all += '\n';
    }
    return all;
}

}  // namespace brigade

#include "analytics/csv.h"

namespace brigade {

CsvTable::CsvTable(const std::vector<std::string>& columns) {
    for (const std::string& column : columns) plain(column);
    end_row();
}

void CsvTable::separate() {
    if (row_begun_) all_ += ',';
    row_begun_ = true;
}

CsvTable& CsvTable::text(std::string_view text) {
    separate();
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) all_ += '"';
    if (formula) all_ += '\'';
    for (const char c : text) {
        if (c == '"') all_ += '"';
        all_ += c;
    }
    if (quoted) all_ += '"';
    return *this;
}

CsvTable& CsvTable::number(std::int64_t number) { return plain(std::to_string(number)); }

CsvTable& CsvTable::plain(std::string_view text) {
    separate();
    all_ += text;
    return *this;
}

void CsvTable::end_row() {
    all_ += "\r\n";
    row_begun_ = false;
}

}  // namespace brigade

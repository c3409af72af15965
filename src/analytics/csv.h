// Tables as text for spreadsheets: RFC 4180, with a header row, lines that end in CR LF, and quotes where a
// cell needs them. A text that begins like a formula (= + - @, tab or CR) gets an apostrophe in front, which
// spreadsheets hide: what a POS calls an item must not become a program on a manager's machine. Numbers and
// instants stand as they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace brigade {

class CsvTable {
  public:
    explicit CsvTable(const std::vector<std::string>& columns);

    CsvTable& text(std::string_view text);
    CsvTable& number(std::int64_t number);
    CsvTable& plain(std::string_view text);  // as it stands: an instant, a decimal, nothing at all
    void end_row();

    const std::string& all() const { return all_; }

  private:
    void separate();

    std::string all_;
    bool row_begun_ = false;
};

inline constexpr std::string_view csv_content_type = "text/csv; charset=utf-8; header=present";

}  // namespace brigade

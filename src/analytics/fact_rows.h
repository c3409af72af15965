// Facts as rows: the columns of docs/analytics-api.md, in their order, each written once here for CSV and
// JSON alike. Instants are what people read, so that differences of two of one row are true durations. Pure.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/csv.h"
#include "analytics/durations.h"
#include "analytics/fact_source.h"
#include "analytics/facts.h"

namespace brigade {

// Takes a row's cells in the order of the columns.
class FactRow {
  public:
    virtual ~FactRow() = default;
    virtual void text(std::string_view column, std::string_view value) = 0;
    virtual void number(std::string_view column, std::int64_t value) = 0;
    virtual void flag(std::string_view column, bool value) = 0;
    virtual void nothing(std::string_view column) = 0;

    void instant(std::string_view column, TimeMs at);  // 0: never
    void duration(std::string_view column, Duration duration);
};

void put_order(FactRow& row, const OrderFacts& order);
void put_ticket(FactRow& row, const OrderFacts& order, const TicketFacts& ticket);
void put_line(FactRow& row, const OrderFacts& order, const TicketFacts& ticket, const LineFacts& line);
void put_unavailable(FactRow& row, const UnavailableFacts& item);

// held, open, ready, served or voided.
std::string_view state_of(const OrderFacts& order);

// Only which columns there are.
class ColumnNames final : public FactRow {
  public:
    std::vector<std::string> names;

    void text(std::string_view column, std::string_view) override { names.emplace_back(column); }
    void number(std::string_view column, std::int64_t) override { names.emplace_back(column); }
    void flag(std::string_view column, bool) override { names.emplace_back(column); }
    void nothing(std::string_view column) override { names.emplace_back(column); }
};

class CsvRow final : public FactRow {
  public:
    explicit CsvRow(CsvTable& table) : table_(table) {}

    void text(std::string_view, std::string_view value) override { table_.text(value); }
    void number(std::string_view, std::int64_t value) override { table_.number(value); }
    void flag(std::string_view, bool value) override { table_.plain(value ? "true" : "false"); }
    void nothing(std::string_view) override { table_.plain(""); }

  private:
    CsvTable& table_;
};

class JsonRow final : public FactRow {
  public:
    boost::json::object object;

    void text(std::string_view column, std::string_view value) override;
    void number(std::string_view column, std::int64_t value) override;
    void flag(std::string_view column, bool value) override;
    void nothing(std::string_view column) override;
};

}  // namespace brigade

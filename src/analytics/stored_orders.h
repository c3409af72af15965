// Orders' facts out of the tables, by one connection. Inside the room only; one thread; the database outlives
// it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/fact_error.h"
#include "analytics/facts.h"

namespace brigade {

class StoredOrders {
  public:
    explicit StoredOrders(const Database& database);

    FactResult<std::optional<OrderFacts>> order(std::string_view id);
    FactResult<std::optional<OrderFacts>> order_at(Seq seq);
    // As accepted.
    FactStatus each_of_day(std::string_view day, const std::function<void(const OrderFacts&)>& visit);
    FactResult<std::vector<OrderFacts>> of_day(std::string_view day);

  private:
    static FactStatus assemble(Query& orders, Query& tickets, Query& lines,
                               const std::function<void(const OrderFacts&)>& visit);

    Statement seq_by_id_, order_at_, tickets_at_, lines_at_;
    Statement orders_of_day_, tickets_of_day_, lines_of_day_;
};

}  // namespace brigade
